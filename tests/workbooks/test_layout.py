"""A layout is data; every mistake in it is named with its line."""

import pytest

from toolkit.errors import SettingsError
from toolkit.stores.yaml_file import parse_yaml
from toolkit.workbooks.layout import ColumnLayout, read_layout


def layout(text):
    return read_layout(parse_yaml(text)[0], "area.yaml")


def test_a_column_is_a_width_hidden_or_folded():
    found = layout(
        "sheets: {grid: {title: Grid, columns: "
        "{ref: 8, id: hidden, text: {width: 40, fold: More}}}}"
    )
    assert found.sheets["grid"].columns == (
        ColumnLayout("ref", 8),
        ColumnLayout("id", hidden=True),
        ColumnLayout("text", 40, fold="More"),
    )


def test_every_mistake_is_named_at_once():
    text = "paper: a5\nsheets:\n  grid:\n    colour: red\n    columns:\n      ref: wide\n"
    with pytest.raises(SettingsError) as stopped:
        layout(text)
    message = stopped.value.sentence()
    assert "line 1" in message
    assert '"a5" should be one of' in message
    assert "sheets.grid" in message
    assert '"wide" is not a width' in message
