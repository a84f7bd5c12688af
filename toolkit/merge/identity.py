"""Finding out which record each row is: by its id where that can be trusted, else by asking."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from toolkit.merge.fingerprint import (
    Fingerprint,
    fingerprint_of_place,
    telling_columns,
    unique_fingerprints,
)
from toolkit.merge.hold import Answer, Answers, Hold, HoldCode, answer_to
from toolkit.merge.identities import Identities
from toolkit.merge.minted import (
    Minted,
    attach,
    attach_minted,
    resembling,
    rows_added_here,
    rows_under_old_ids,
)
from toolkit.merge.new_row import row_key
from toolkit.merge.past import Past
from toolkit.merge.row_edits import row_edits
from toolkit.merge.twins import sort_out_twins
from toolkit.merge.typed_row import is_empty, typed_edits, typed_row
from toolkit.merge.view import Place, View
from toolkit.tables.column import Value


def identify(view: View, past: Past, answers: Answers) -> Identities:
    """Sort the rows of one table of one copy by what is known of them."""
    typed = [place for place in view.without_id if not is_empty(view, place)]
    if not typed and not view.strange and not view.has_twins:
        return sort_out_twins(view, answers)
    added = rows_added_here(view, past)
    known = rows_under_old_ids(view, added)
    found = sort_out_twins(view, answers, known.values())
    for row_id, place in known.items():
        found = attach(view, found, place, row_id, added[row_id])
    found, rest = attach_minted(view, found, typed, added)
    added = {row_id: minted for row_id, minted in added.items() if row_id not in found}
    lost = _lost_by_text(view, found)
    for place in (*rest, *(place for place in view.strange if place not in known.values())):
        text = fingerprint_of_place(view, telling_columns(view), place)
        same_text = lost.get(text, "")
        alike = "" if same_text or place.row.id else resembling(view, place, added)
        found = _with_stray(view, found, Stray(place, same_text, alike, added), answers)
    return found


class Stray(Struct, frozen=True):
    """A row whose id is not there or not known.

    Attributes:
        place: where it stands.
        same_text: the one record that has its text and is missing in this copy, "" for none.
        alike: a record this file added before that it resembles, "" for none.
        added: the records this file added and does not show.
    """

    place: Place
    same_text: str
    alike: str
    added: Mapping[str, Minted]

    @property
    def match(self) -> str:
        """The record it may be."""
        return self.same_text or self.alike


def _lost_by_text(view: View, found: Identities) -> dict[Fingerprint, str]:
    """Ids that should be in this copy and are not, by the text they alone have."""
    unique = unique_fingerprints(telling_columns(view), view.records, view.in_scope)
    return {text: row_id for text, row_id in unique.items() if row_id not in found}


def _with_stray(view: View, found: Identities, stray: Stray, answers: Answers) -> Identities:
    place = stray.place
    if not stray.match and not place.row.id:
        return found.plus(new_rows=(typed_row(view, place, found.new_rows, answers),))
    hold = _hold_for(view, stray)
    answer = answer_to(answers, hold)
    if answer is Answer.LET_THROUGH:
        answer = Answer.SAME_ROW if stray.same_text else Answer.NEW_ROW
    if answer is Answer.SAME_ROW and stray.match and stray.match not in found:
        return _as_its_record(view, found, stray)
    if answer is Answer.NEW_ROW:
        row = typed_row(view, place, found.new_rows, answers, wanted=True)
        return found.plus(new_rows=(row,))
    if stray.same_text:
        return found.plus(holds=(hold,), edits=tuple(row_edits(view, place, stray.same_text)))
    return found.plus(holds=(hold,), edits=typed_edits(view, place, hold.id))


def _as_its_record(view: View, found: Identities, stray: Stray) -> Identities:
    if stray.same_text:
        edits = tuple(row_edits(view, stray.place, stray.same_text))
        return found.plus(attached={stray.same_text: stray.place}, edits=edits)
    return attach(view, found, stray.place, stray.alike, stray.added[stray.alike])


def _hold_for(view: View, stray: Stray) -> Hold:
    place, match = stray.place, stray.match
    source = view.source(place)
    code = HoldCode.MISTYPED if place.row.id else HoldCode.DETACHED
    found = (
        f'{source.place}: the row id "{place.row.id}" is none this plan has given out.'
        if place.row.id
        else f"{source.place}: this row has no row id."
    )
    if match:
        found += f" It reads like row {match}, which this file no longer has."
    release = (
        "Say whether it is that row or a new one."
        if match
        else "Say that it is a new row, or put the right id into the hidden column Row id."
    )
    cells: dict[str, Value] = {e.column: e.new for e in typed_edits(view, place)}
    key = row_key(view.line, view.name, cells, 0)
    return Hold(
        f"{code}|{key}|{place.row.id}",
        code,
        view.copy.file,
        view.line,
        found,
        release,
        view.name,
        id=stray.same_text or place.row.id or key,
        choices=(Answer.SAME_ROW, Answer.NEW_ROW) if match else (Answer.NEW_ROW,),
        source=source,
    )
