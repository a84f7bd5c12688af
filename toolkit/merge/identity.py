"""Finding out which record each row is: by its id where that can be trusted, else by asking."""

from __future__ import annotations

from toolkit.merge.fingerprint import (
    Fingerprint,
    fingerprint_of_place,
    telling_columns,
    unique_fingerprints,
)
from toolkit.merge.hold import Answer, Answers, Hold, HoldCode, answer_to
from toolkit.merge.identities import Identities
from toolkit.merge.minted import attach_minted
from toolkit.merge.new_row import row_key
from toolkit.merge.past import Past
from toolkit.merge.row_edits import row_edits
from toolkit.merge.twins import sort_out_twins
from toolkit.merge.typed_row import is_empty, typed_edits, typed_row
from toolkit.merge.view import Place, View
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit


def identify(view: View, past: Past, answers: Answers) -> Identities:
    """Sort the rows of one table of one copy by what is known of them."""
    found = sort_out_twins(view, answers)
    if not view.without_id and not view.strange:
        return found
    typed = [place for place in view.without_id if not is_empty(view, place)]
    found, rest = attach_minted(view, found, typed, past)
    lost = _lost_by_text(view, found)
    for place in (*rest, *view.strange):
        found = _with_stray(view, found, place, lost, answers)
    return found


def _lost_by_text(view: View, found: Identities) -> dict[Fingerprint, str]:
    """Ids that should be in this copy and are not, by the text they alone have."""
    unique = unique_fingerprints(telling_columns(view), view.records, view.in_scope)
    return {text: row_id for text, row_id in unique.items() if row_id not in found}


def _with_stray(
    view: View,
    found: Identities,
    place: Place,
    lost: dict[Fingerprint, str],
    answers: Answers,
) -> Identities:
    text = fingerprint_of_place(view, telling_columns(view), place)
    match = lost.get(text, "")
    if not match and not place.row.id:
        return found.plus(new_rows=(typed_row(view, place, found.new_rows, answers),))
    hold = _hold_for(view, place, match)
    answer = answer_to(answers, hold)
    if answer is Answer.LET_THROUGH:
        answer = Answer.SAME_ROW if match else Answer.NEW_ROW
    if answer is Answer.SAME_ROW and match and match not in found:
        return found.plus(attached={match: place}, edits=_edits_as(view, place, match))
    if answer is Answer.NEW_ROW:
        row = typed_row(view, place, found.new_rows, answers, wanted=True)
        return found.plus(new_rows=(row,))
    held = _edits_as(view, place, match) if match else typed_edits(view, place, place.row.id)
    return found.plus(holds=(hold,), edits=held)


def _edits_as(view: View, place: Place, row_id: str) -> tuple[Edit, ...]:
    return tuple(row_edits(view, place, row_id))


def _hold_for(view: View, place: Place, match: str) -> Hold:
    where = view.source(place).place
    code = HoldCode.MISTYPED if place.row.id else HoldCode.DETACHED
    found = (
        f'{where}: the row id "{place.row.id}" is none this plan has given out.'
        if place.row.id
        else f"{where}: this row has no row id."
    )
    if match:
        found += f" Its text is that of row {match}, which this file no longer has."
    release = (
        "Say whether it is that row or a new one."
        if match
        else "Say that it is a new row, or mend the id."
    )
    cells: dict[str, Value] = {e.column: e.new for e in typed_edits(view, place)}
    return Hold(
        f"{code}|{row_key(view.line, view.name, cells, 0)}|{place.row.id}",
        code,
        view.copy.file,
        view.line,
        found,
        release,
        view.name,
        id=match or place.row.id,
        choices=(Answer.SAME_ROW, Answer.NEW_ROW) if match else (Answer.NEW_ROW,),
    )
