"""What a place said comes back as it was, whatever stood in its cells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import fields, replace

from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.copy_encoding import decode_copy, encode_copy, is_encoded_copy
from toolkit.tables.raw import BLANK, Raw, RawKind
from toolkit.tables.stamp import Stamp

CELLS = (
    BLANK,
    Raw(RawKind.TEXT, "two\nlines =1 😀"),
    Raw(RawKind.TEXT, " "),
    Raw(RawKind.TEXT, ""),
    Raw(RawKind.TEXT, "half a pair \ud83d"),
    Raw(RawKind.TEXT, "Over", formula=True),
    Raw(RawKind.NUMBER, 1),
    Raw(RawKind.NUMBER, 1.0),
    Raw(RawKind.NUMBER, 0.5, percent=True),
    Raw(RawKind.NUMBER, 45000, serial_1904=True),
    Raw(RawKind.TRUTH, True),
    Raw(RawKind.DATE, date(2027, 5, 14)),
    Raw(RawKind.DATE, datetime(2027, 5, 14, 18, 30)),
    Raw(RawKind.ERROR, "#REF!"),
    Raw(RawKind.UNCALCULATED, formula=True),
    Raw(RawKind.SHADOW),
)


def table(name: str) -> CopyTable:
    cells = {f"c{number}": raw for number, raw in enumerate(CELLS)}
    return CopyTable(
        table=name,
        sheet="Action grid",
        letters={"ref": "A"},
        rows=(CopyRow("a1", 4, cells, hidden=True), CopyRow("", 5, {})),
        unknown=(UnknownColumn("Mine", "Z", {4: Raw(RawKind.TEXT, "x")}),),
        problem="doubled",
        heading_row=3,
        lost=("Status",),
        merged=("K5",),
        beyond=9,
        unnamed=(CopyRow("", 6, cells),),
    )


COPY = Copy(
    file="1 Relevance.xlsx",
    content="name",
    stamp=Stamp("imec", "area-1", 3, "Jo", "1"),
    tables=(table("actions"),),
    by="Jo",
    when=datetime(2027, 5, 1, tzinfo=UTC),
    returned=True,
    again=(table("goals"),),
    gone=("measures",),
    came_as="Rel from Bo.xlsx",
)


@pytest.mark.parametrize("copy", [COPY, Copy("f", "name", None, ())])
def test_a_copy_comes_back_as_it_was(copy: Copy) -> None:
    found = decode_copy(encode_copy(copy), "name")
    assert found == copy
    kinds = [
        type(raw.value)
        for row in (found.tables[:1] and found.tables[0].rows)
        for raw in row.cells.values()
    ]
    assert kinds == [type(raw.value) for raw in (CELLS if copy.tables else ())]


@pytest.mark.parametrize("part", [COPY, COPY.tables[0], COPY.tables[0].rows[0]])
def test_no_fact_is_left_out_of_the_example(part: object) -> None:
    """A fact that is added to a copy one day must be kept too."""
    bare = {"Copy": Copy("", "", None, ()), "CopyTable": CopyTable("", "", {}, ()),
            "CopyRow": CopyRow("", 0, {})}[type(part).__name__]  # fmt: skip
    same = [f.name for f in fields(part) if getattr(part, f.name) == getattr(bare, f.name)]  # type: ignore[arg-type]
    assert same == []


def test_the_same_words_after_something_else_are_another_content() -> None:
    assert encode_copy(COPY, "a") != encode_copy(COPY, "b")
    assert encode_copy(replace(COPY, content="other")) == encode_copy(COPY)


def test_a_kept_copy_is_told_from_a_workbook() -> None:
    assert is_encoded_copy(encode_copy(COPY))
    assert not is_encoded_copy(b"PK\x03\x04")
