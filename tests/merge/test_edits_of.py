"""What counts as an edit of a copy, and what is only cosmetics or no opinion at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.merge.grid import Value, copy_of, grid, row_id, said, typed
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.note import NoteCode
from toolkit.tables.edit import EditState
from toolkit.tables.raw import ABSENT, Raw, RawKind, raw_of

BASE = grid(
    {
        "a": {
            "ref": "1.1a",
            "text": "Publish the annual calendar",
            "status": "Not started",
            "note": "caf\u00e9 visit\nsecond line",
            "outcome": "done by Jo",
            "percent": 50,
            "due": date(2027, 5, 14),
            "checked": date(2026, 9, 1),
        },
        "b": {"ref": "1.1b", "text": "Invite two speakers", "who": "BD"},
    },
    number=7,
)


def edits(side: CopyEdits) -> list[tuple[str, str, Value, Value]]:
    """Row, column, old, new of every readable edit."""
    return [(e.id, e.column, e.old, e.new) for e in side.edits if e.state is not EditState.WAITING]


def test_a_copy_nobody_touched_says_nothing() -> None:
    side = said(copy_of(BASE), BASE)
    assert (side.edits, side.holds, side.notes, side.new_rows) == ((), (), (), ())
    assert side.clean == {"actions": {row_id("a"), row_id("b")}}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("status", raw_of("  not STARTED ")),
        ("note", raw_of("cafe\u0301 visit\r\nsecond\u00a0line ")),
        ("outcome", raw_of("done by\u200b Jo")),
        ("percent", raw_of("50%")),
        ("percent", Raw(RawKind.NUMBER, 0.5, percent=True)),
        ("percent", raw_of(50.0)),
        ("due", raw_of(datetime(2027, 5, 14))),
        ("due", raw_of(46521)),
        ("due", raw_of("14 May 2027")),
        ("no_change", raw_of("no")),
    ],
)
def test_cosmetics_are_no_edit(column: str, cell: Raw) -> None:
    assert said(typed(copy_of(BASE), {("a", column): cell}), BASE).edits == ()


@pytest.mark.parametrize(
    "cell",
    [
        ABSENT,
        Raw(RawKind.ERROR, "#REF!"),
        Raw(RawKind.UNCALCULATED, formula=True),
        Raw(RawKind.SHADOW),
        Raw(RawKind.BLANK, formula=True),
    ],
)
def test_a_cell_without_an_opinion_is_no_edit(cell: Raw) -> None:
    assert said(typed(copy_of(BASE), {("a", "note"): cell}), BASE).edits == ()


def test_typing_and_clearing_are_edits_with_their_place_author_and_baseline() -> None:
    when = datetime(2027, 2, 14, 9)
    copy = typed(copy_of(BASE, by="Ann", when=when), {("a", "status"): "done", ("a", "note"): None})
    side = said(copy, BASE)
    assert edits(side) == [
        (row_id("a"), "status", "Not started", "Complete"),
        (row_id("a"), "note", "café visit\nsecond line", None),
    ]
    first = side.edits[0]
    assert first.source.place == "1 Relevance.xlsx › Action grid!D2"
    assert (first.source.by, first.source.when, first.source.replica) == ("Ann", when, "area-1")
    assert first.baseline == 7


def test_a_formulas_value_counts_and_a_columns_absence_does_not() -> None:
    copy = copy_of(BASE, columns=("ref", "text", "note"))
    copy = typed(copy, {("b", "note"): Raw(RawKind.TEXT, "from a formula", formula=True)})
    assert edits(said(copy, BASE)) == [(row_id("b"), "note", None, "from a formula")]


def test_what_a_column_cannot_read_waits_with_its_text() -> None:
    copy = typed(copy_of(BASE), {("a", "percent"): "about half", ("a", "due"): "03/04/26"})
    assert [(e.column, e.new, e.text, e.state, e.reason) for e in said(copy, BASE).edits] == [
        ("percent", None, "about half", EditState.WAITING, "unreadable"),
        ("due", None, "03/04/26", EditState.WAITING, "unreadable"),
    ]


def test_an_inherited_cell_is_compared_with_what_it_showed() -> None:
    assert said(copy_of(BASE), BASE).edits == ()  # row a shows the goal's "ED"
    assert edits(said(typed(copy_of(BASE), {("a", "who"): "ED / BD"}), BASE)) == [
        (row_id("a"), "who", None, "ED / BD")
    ]
    assert said(typed(copy_of(BASE), {("a", "who"): None}), BASE).edits == ()
    assert edits(said(typed(copy_of(BASE), {("b", "who"): None}), BASE)) == [
        (row_id("b"), "who", "BD", None)
    ]


def test_tool_columns_are_no_edits_and_typing_over_them_is_said() -> None:
    copy = typed(copy_of(BASE), {("a", "checked"): date(2020, 1, 1), ("a", "flag"): "mine"})
    side = said(copy, BASE)
    assert side.edits == ()
    assert [(note.code, note.column, note.text) for note in side.notes] == [
        (NoteCode.TYPED_OVER, "checked", "2020-01-01")
    ]
    assert side.notes[0].message == (
        '1 Relevance.xlsx › Action grid!J2: "Last checked" is written by the tool; "2020-01-01" '
        'was typed over "2026-09-01" and is put right.'
    )


def test_a_file_is_compared_with_what_it_is_known_to_show() -> None:
    key = ("actions", row_id("a"), "status")
    known = {key: "Complete"}
    copy = typed(copy_of(BASE), {("a", "status"): "Complete"})
    assert said(copy, BASE, known=known).edits == ()
    assert edits(said(copy_of(BASE), BASE, known=known)) == [
        (row_id("a"), "status", "Complete", "Not started")
    ]
