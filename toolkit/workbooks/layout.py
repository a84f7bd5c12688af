"""Where things stand in a workbook: sheets, columns, widths, folds. Data, not code."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.errors import SettingsError
from toolkit.tables.document import Inspector, LinedMap, Mistake, Node

_PAPERS = {"letter": 1, "legal": 5, "a3": 8, "a4": 9}
_TOP_KEYS = frozenset({"paper", "sheets", "leave_out"})
_SHEET_KEYS = frozenset({"title", "table", "tab", "intro", "columns", "pages_wide", "part_of"})
_COLUMN_KEYS = frozenset({"width", "fold"})


class ColumnLayout(Struct, frozen=True):
    """One column of a sheet.

    Attributes:
        name: the schema column, or the sheet's own name for a figure.
        width: in characters.
        fold: name of the folded group it belongs to, "" when always shown.
        hidden: a hidden sheet column, for formulas.
    """

    name: str
    width: float = 16.0
    fold: str = ""
    hidden: bool = False


class SheetLayout(Struct, frozen=True):
    """One sheet.

    Attributes:
        key: its name in the layout document.
        title: the sheet's name on its tab.
        table: the schema table it shows, "" for none.
        tab: colour of the tab, the name of a house-style colour.
        intro: one line under the title.
        columns: from left to right.
        pages_wide: how many pages a print takes across.
        part_of: the column that is blank in rows which others are parts of, "" for none; such
            rows stand out.
    """

    key: str
    title: str
    table: str = ""
    tab: str = ""
    intro: str = ""
    columns: tuple[ColumnLayout, ...] = ()
    pages_wide: int = 1
    part_of: str = ""

    def column(self, name: str) -> ColumnLayout:
        """The layout of a column, a default one when the document does not name it."""
        for column in self.columns:
            if column.name == name:
                return column
        return ColumnLayout(name)


class Layout(Struct, frozen=True):
    """One workbook.

    Attributes:
        paper: XlsxWriter's paper code.
        sheets: by key, in the order of the tabs.
        leave_out: tables that have their place elsewhere.
    """

    paper: int = 1
    sheets: Mapping[str, SheetLayout] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()


class Layouts(Struct, frozen=True):
    """The layouts of the three kinds of workbook."""

    area: Layout
    plan: Layout
    summary: Layout


def read_layouts(area: Node | None, plan: Node | None, summary: Node | None) -> Layouts:
    """The layouts three documents describe.

    Raises:
        SettingsError: all mistakes of the first document that has any.
    """
    return Layouts(
        area=read_layout(area, "area.yaml"),
        plan=read_layout(plan, "plan.yaml"),
        summary=read_layout(summary, "summary.yaml"),
    )


def read_layout(document: Node | None, name: str) -> Layout:
    """The layout one document describes; every mistake at once."""
    inspector = Inspector()
    top = inspector.mapping(document, "")
    inspector.only(top, _TOP_KEYS, "")
    paper = inspector.text(top, "paper", "") or "letter"
    if paper not in _PAPERS:
        papers = ", ".join(_PAPERS)
        inspector.report(top["paper"], "paper", f'"{paper}" should be one of: {papers}')
    sheets = {}
    for key, node in inspector.mapping(top.get("sheets"), "sheets").items():
        sheets[str(key)] = _sheet(str(key), node, inspector)
    leave_out = frozenset(inspector.texts(top.get("leave_out"), "leave_out"))
    _stop_on(inspector.mistakes, name)
    return Layout(_PAPERS[paper], sheets, leave_out)


def _stop_on(mistakes: list[Mistake], name: str) -> None:
    if mistakes:
        step = "Mend the layout in workbook_templates."
        raise SettingsError(name, tuple(map(str, mistakes)), next_step=step)


def _sheet(key: str, node: Node, inspector: Inspector) -> SheetLayout:
    place = f"sheets.{key}"
    facts = inspector.mapping(node, place)
    inspector.only(facts, _SHEET_KEYS, place)
    columns = inspector.mapping(facts.get("columns"), f"{place}.columns")
    return SheetLayout(
        key=key,
        title=inspector.text(facts, "title", place) or key.replace("_", " ").capitalize(),
        table=inspector.text(facts, "table", place),
        tab=inspector.text(facts, "tab", place),
        intro=inspector.text(facts, "intro", place),
        columns=tuple(
            _column(str(name), facts, f"{place}.columns.{name}", inspector)
            for name, facts in columns.items()
        ),
        pages_wide=2 if inspector.text(facts, "pages_wide", place) == "2" else 1,
        part_of=inspector.text(facts, "part_of", place),
    )


def _column(name: str, node: Node, key: str, inspector: Inspector) -> ColumnLayout:
    """``name: 20``, ``name: hidden`` or ``name: {width: 20, fold: Plan details}``."""
    if isinstance(node, LinedMap):
        inspector.only(node, _COLUMN_KEYS, key)
        width = inspector.text(node, "width", key)
        return ColumnLayout(
            name, _width(width, node, key, inspector), inspector.text(node, "fold", key)
        )
    text = str(node)
    if text == "hidden":
        return ColumnLayout(name, hidden=True)
    return ColumnLayout(name, _width(text, node, key, inspector))


def _width(text: str, node: Node, key: str, inspector: Inspector) -> float:
    try:
        width = float(text)
    except ValueError:
        width = 0
    if 0 < width <= 255:
        return width
    inspector.report(node, key, f'"{text}" is not a width; write characters, such as 20')
    return 16
