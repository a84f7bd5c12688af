"""The list of a sheet's links: what goes and what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.xlsx.markup import Element
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement

_BEHIND = frozenset(
    (
        "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
        "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF",
        "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
        "AlternateContent", "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip
"""What stands behind the links in a worksheet."""


def relinked(layout: SheetLayout, gone: Collection[Element], added: bytes) -> Iterator[Replacement]:
    """What changes when a sheet loses some of its links and gets others.

    An empty list goes; one that is not there yet is put where it belongs.
    """
    holder = next((e for e in layout.frame if e.depth == 1 and e.name == "hyperlinks"), None)
    if holder is None:
        if added:
            yield _new(layout, added)
        return
    children = [element for element in layout.frame if element.parent is holder]
    if not added and all(child in gone for child in children):
        yield Replacement(holder.start, holder.stop, b"")
        return
    for child in gone:
        yield Replacement(child.start, child.stop, b"")
    if added:
        close = layout.xml.rfind(b"</", holder.inside, holder.stop)
        yield Replacement(close, close, added)


def _new(layout: SheetLayout, added: bytes) -> Replacement:
    root = layout.frame[0]
    behind = (e.start for e in layout.frame if e.depth == 1 and e.name in _BEHIND)
    at = next(behind, layout.xml.rfind(b"</", root.inside, root.stop))
    tag = layout.prefix + b"hyperlinks"
    return Replacement(at, at, b"<%s>%s</%s>" % (tag, added, tag))
