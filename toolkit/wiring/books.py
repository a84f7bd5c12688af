"""Workbooks made in the house style: what their maker is told, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import json

from toolkit import __version__
from toolkit.ports.book_maker import BookMaker, Content, Made
from toolkit.ports.drawn import Drawn
from toolkit.stores.data_files import data_bytes, data_text
from toolkit.stores.kept_text import kept_text
from toolkit.tables.stamp import Stamp

if TYPE_CHECKING:
    from toolkit.workbooks.house_style import HouseStyle
    from toolkit.workbooks.layout import Layouts
    from toolkit.workbooks.maker import Maker

_TEMPLATES = "workbook_templates"
_T = TypeVar("_T")


def book_maker(buttons: str, keep_in: Path | None = None) -> Maker:
    """What makes new workbooks and tabs in the house style.

    Args:
        buttons: as in settings.
        keep_in: folder in which what was read of the house style is kept, if anywhere.
    """
    from toolkit.workbooks.maker import Maker

    return Maker(
        house=house_style(data_bytes(f"{_TEMPLATES}/house_style.xlsx"), keep_in),
        layout=_layouts(keep_in),
        macro=data_text(f"{_TEMPLATES}/refresh_button.bas"),
        buttons=buttons,
    )


def house_style(workbook: bytes, keep_in: Path | None) -> HouseStyle:
    """The house style a workbook shows: reading it takes longer than all the rest of a command."""
    from toolkit.workbooks.house_style import HouseStyle, read_house_style

    return _kept(keep_in, "house-style", workbook, HouseStyle, lambda: read_house_style(workbook))


def _layouts(keep_in: Path | None) -> Layouts:
    from toolkit.workbooks.layout import Layouts

    texts = [data_text(f"{_TEMPLATES}/{name}.yaml") for name in ("area", "plan", "summary")]
    return _kept(
        keep_in,
        "layouts",
        "\0".join(texts).encode(),
        Layouts,
        lambda: _read_layouts(texts),
    )


def _read_layouts(texts: Iterable[str]) -> Layouts:
    from toolkit.stores.yaml_file import parse_yaml
    from toolkit.workbooks.layout import read_layouts

    return read_layouts(*(parse_yaml(text)[0] for text in texts))


def _kept(
    keep_in: Path | None,
    name: str,
    worked_out_of: bytes,
    kind: type[_T],
    work_out: Callable[[], _T],
) -> _T:
    """A value as it was worked out of these very bytes before, or worked out now and kept."""
    kept = keep_in and kept_text(keep_in / f"{name}.json", __version__.encode() + worked_out_of)
    with suppress(ValueError):
        return json.decode(kept.text if kept else "", type=kind)
    text = json.encode(work_out()).decode()
    if kept:
        kept.keep(text)
    return json.decode(text, type=kind)  # so that it is the same the first time and ever after


class LazyBooks:
    """A maker that is loaded when the first workbook is made: most commands make none."""

    def __init__(self, load: Callable[[], BookMaker]) -> None:
        self._load = load

    @cached_property
    def _maker(self) -> BookMaker:
        return self._load()

    def area(self, content: Content, area_id: str, stamp: Stamp) -> Made:
        """The workbook of one focus area."""
        return self._maker.area(content, area_id, stamp)

    def plan(self, content: Content, stamp: Stamp) -> Made:
        """Plan.xlsx."""
        return self._maker.plan(content, stamp)

    def summary(self, content: Content, stamp: Stamp, files: Mapping[str, str]) -> Made:
        """Summary.xlsm."""
        return self._maker.summary(content, stamp, files)

    def drawn_area(self, content: Content, area_id: str, stamp: Stamp) -> Drawn:
        """What the workbook of one focus area would show."""
        return self._maker.drawn_area(content, area_id, stamp)

    def drawn_summary(self, content: Content, stamp: Stamp, files: Mapping[str, str]) -> Drawn:
        """What Summary would show."""
        return self._maker.drawn_summary(content, stamp, files)
