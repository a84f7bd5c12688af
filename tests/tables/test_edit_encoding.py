"""Edits that stand open survive being written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from toolkit.tables.edit import Edit, EditState, Source
from toolkit.tables.edit_encoding import decode_edit, encode_edit


@pytest.mark.parametrize(
    "edit",
    [
        Edit("actions", "A", "note", None, "two\nlines"),
        Edit("actions", "A", "done", False, True, state=EditState.WAITING, reason="amendment"),
        Edit(
            "measures",
            "M",
            "date",
            date(2027, 5, 1),
            None,
            Source("a.xlsx", "Grid", "I12", "Jo", datetime(2027, 5, 2, tzinfo=UTC), "area-1", "ab"),
            7,
            EditState.IN_CONFLICT,
            text="soon",
        ),
        Edit("measures", "M", "target", 0, 4.5),
    ],
)
def test_an_edit_comes_back_as_it_was(edit: Edit) -> None:
    assert decode_edit(json.loads(json.dumps(encode_edit(edit)))) == edit
