"""Lists around a sheet's rows, such as its links and its drop-downs: what goes and what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.xlsx.markup import Element, with_attribute
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement

_BEHIND_LINKS = frozenset(
    (
        "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
        "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF",
        "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
        "AlternateContent", "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip
_BEHIND = {"hyperlinks": _BEHIND_LINKS, "dataValidations": _BEHIND_LINKS | {"hyperlinks"}}
"""What stands behind a list in a worksheet."""


def relisted(
    layout: SheetLayout, name: str, gone: Collection[Element], added: list[bytes]
) -> Iterator[Replacement]:
    """What changes when a list of the sheet loses some of its elements and gets others.

    A list that becomes empty goes; one that is not there yet is put where it belongs.
    """
    holder = next((e for e in layout.frame if e.depth == 1 and e.name == name), None)
    if holder is None:
        if added:
            yield _new(layout, name, added)
        return
    yield from thinned(layout, holder, gone, b"".join(added), len(added))


def thinned(
    layout: SheetLayout,
    holder: Element,
    gone: Collection[Element],
    added: bytes = b"",
    new: int = 0,
) -> Iterator[Replacement]:
    """What changes when a holder loses some of its children; an empty one goes itself."""
    children = [element for element in layout.frame if element.parent is holder]
    going = [child for child in children if child in gone]
    if not going and not added:
        return
    left = len(children) - len(going) + new
    if not left:
        yield from without(layout, holder)
        return
    tag = layout.xml[holder.start : holder.inside]
    if holder.get("count"):
        counted = with_attribute(tag, b"count", b"%d" % left)
        yield Replacement(holder.start, holder.inside, counted)
    for child in going:
        yield Replacement(child.start, child.stop, b"")
    if added:
        close = layout.xml.rfind(b"</", holder.inside, holder.stop)
        yield Replacement(close, close, added)


def without(layout: SheetLayout, element: Element) -> Iterator[Replacement]:
    """The element gone, with everything around it that held nothing else."""
    parent = element.parent
    if parent is not None and parent.depth > 0:
        others = [e for e in layout.frame if e.parent is parent and e is not element]
        if not others:
            yield from without(layout, parent)
            return
    yield Replacement(element.start, element.stop, b"")


def _new(layout: SheetLayout, name: str, added: list[bytes]) -> Replacement:
    root = layout.frame[0]
    behind = (e.start for e in layout.frame if e.depth == 1 and e.name in _BEHIND[name])
    at = next(behind, layout.xml.rfind(b"</", root.inside, root.stop))
    tag = layout.prefix + name.encode()
    count = b' count="%d"' % len(added) if name == "dataValidations" else b""
    body = b"<%s%s>%s</%s>" % (tag, count, b"".join(added), tag)
    return Replacement(at, at, body)
