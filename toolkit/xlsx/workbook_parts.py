"""Which part of the package is what: sheets, styles, texts, found by relationships alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern

from msgspec import Struct

from toolkit.errors import FileRefused
from toolkit.xlsx.encoding import as_utf8
from toolkit.xlsx.markup import SPREADSHEET, Element, elements
from toolkit.xlsx.package import Package, same_member
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.zip_directory import Member, part_key

_MOST_LINKS = 70_000
_VALUE = rb'="([^"<&\x00-\x1f]*)"'
_USUAL_LINK = re.compile(
    b"<Relationship Id%b Type%b Target%b(?: TargetMode%b)? ?/>" % ((_VALUE,) * 4)
)
_USUAL_HEAD = re.compile(rb'(?:<\?xml [^<>]*>\s*)?<Relationships xmlns="[^"<&]*">')
NAME_PATH = "workbook/definedNames/definedName"


class Relationship(Struct, frozen=True):
    """One link from a part to another.

    Attributes:
        id: its name within the part.
        kind: the last word of its type, such as ``worksheet``.
        target: the member's name it points to, or the address when external.
        external: it points outside the file.
    """

    id: str
    kind: str
    target: str
    external: bool


class SheetFacts(Struct, frozen=True):
    """One tab of the workbook.

    Attributes:
        name: the tab's name.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        part: the member that holds it; empty when it is missing.
        kind: ``worksheet``, or ``chartsheet``, ``dialogsheet``, ``xlMacrosheet``, ``missing``.
    """

    name: str
    state: str
    part: str
    kind: str


class DefinedName(Struct, frozen=True):
    """A name the workbook gives to a formula or an area.

    Attributes:
        name: the name.
        formula: what it stands for.
        sheet: the sheet it belongs to; empty for the whole workbook.
    """

    name: str
    formula: str
    sheet: str


class WorkbookParts(Struct, frozen=True):
    """The workbook's own part and what it points to.

    Attributes:
        part: the workbook part's name.
        xml: its bytes; ``elements`` what is in it.
        sheets: its tabs in order.
        names: defined names.
        date1904: it counts days from 1904.
        shared_strings: the member with shared texts, empty when there is none; likewise
            ``styles`` and ``calc_chain``.
    """

    part: str
    xml: bytes
    elements: tuple[Element, ...]
    sheets: tuple[SheetFacts, ...]
    names: tuple[DefinedName, ...]
    date1904: bool
    shared_strings: str
    styles: str
    calc_chain: str


def part_bytes(package: Package, name: str) -> bytes:
    """The unpacked bytes of a part we are about to read, in UTF-8.

    Raises:
        FileRefused: when it is missing, not well-formed or in an unknown encoding.
    """
    member = package.find(name)
    if member is None:
        raise damaged("a part it points to is missing", code="missing-part", where=name)
    if member.name in package.malformed:
        raise damaged("it is not well-formed XML", code="bad-xml", where=member.name)
    return as_utf8(package.read(member), member.name)


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """The links of a part; of the package itself when ``part`` is empty."""
    known = package.links.get(part)
    if known is None:
        known = package.links[part] = _relationships(package, part)
    return known


def relations_like(package: Package, other: Package) -> None:
    """Take over the links read of another state of the same workbook where nothing differs."""
    if package.names == other.names:
        for part, links in other.links.items():
            if part not in package.links and same_member(package, other, relations_part(part)):
                package.links[part] = links


def relations_part(part: str) -> str:
    """The name of the part that lists what another part relates to."""
    folder, _, name = part.replace("\\", "/").rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    folder, rels = part.replace("\\", "/").rpartition("/")[0], relations_part(part)
    if package.find(rels) is None:
        return ()
    known: dict[str, str] = {}  # ten thousand cells may lead to the same file
    return tuple(
        _relationship(package, *facts, folder, known)
        for facts in _listed(part_bytes(package, rels), rels)
    )


def _listed(xml: bytes, part: str) -> Iterator[tuple[str, str, str, str]]:
    """Id, type, target and mode of every relation in a list of them."""
    head = _USUAL_HEAD.match(xml)
    tags = xml.count(b"<", head.end()) if head else 0
    usual = _USUAL_LINK.findall(xml, head.end()) if head and tags <= _MOST_LINKS else []
    if 0 < tags == len(usual) + 1 and xml.rstrip().endswith(b"</Relationships>"):
        for facts in usual:
            name, kind, target, mode = map(bytes.decode, facts)
            yield name, kind, target, mode
        return
    for element in elements(xml, part, limit=_MOST_LINKS):
        if element.name == "Relationship":
            get = element.get
            yield get("Id"), get("Type"), get("Target"), get("TargetMode")


def read_workbook(package: Package) -> WorkbookParts:
    """The workbook's tabs, names and parts.

    Raises:
        FileRefused: when the package holds no workbook that can be read.
    """
    main = [link for link in relationships(package, "") if link.kind == "officeDocument"]
    if not main:
        raise FileRefused(
            "not-a-workbook",
            "no workbook was found inside",
            next_step="Ask for the workbook itself.",
        )
    member = package.find(main[0].target)
    if member is None:
        raise damaged("the workbook itself is missing", code="missing-part", where=main[0].target)
    return _workbook(package, member)


def _workbook(package: Package, member: Member) -> WorkbookParts:
    xml = part_bytes(package, member.name)
    found = elements(xml, member.name)
    if found[0].space not in SPREADSHEET or found[0].name != "workbook":
        raise FileRefused(
            "not-a-workbook",
            "this is another kind of Office document",
            next_step="Ask for the workbook itself.",
        )
    links = relationships(package, member.name)
    sheets = _sheets(package, found, links)
    single = {link.kind: link.target for link in links if not link.external}
    properties = [element for element in found if element.path == "workbook/workbookPr"]
    return WorkbookParts(
        part=member.name,
        xml=xml,
        elements=tuple(found),
        sheets=sheets,
        names=_names(found, sheets, package.limits.names),
        date1904=any(element.get("date1904") in ("1", "true", "on") for element in properties),
        shared_strings=_present(package, single.get("sharedStrings", "")),
        styles=_present(package, single.get("styles", "")),
        calc_chain=_present(package, single.get("calcChain", "")),
    )


def _present(package: Package, name: str) -> str:
    member = package.find(name) if name else None
    return member.name if member else ""


def _sheets(
    package: Package, found: list[Element], links: tuple[Relationship, ...]
) -> tuple[SheetFacts, ...]:
    by_id = {link.id: link for link in links}
    sheets = []
    for element in found:
        if element.path != "workbook/sheets/sheet":
            continue
        link = by_id.get(relation_id(element))
        state = element.get("state", "visible")
        member = package.find(link.target) if link and not link.external else None
        if link is None:
            sheets.append(SheetFacts(element.get("name"), state, "", "missing"))
        elif member is None:
            raise damaged("a tab points nowhere", code="missing-part", where=element.get("name"))
        else:
            sheets.append(SheetFacts(element.get("name"), state, member.name, link.kind))
    if len(sheets) > package.limits.names:
        raise too_large(f"it has {len(sheets):,} tabs", code="too-many-sheets")
    names = [sheet.name.casefold() for sheet in sheets]
    found_parts = [part_key(sheet.part) for sheet in sheets if sheet.part]
    for keys in (names, found_parts):
        if len(set(keys)) != len(keys):
            raise damaged("two of its tabs have the same name or part", code="duplicate-sheet")
    return tuple(sheets)


def relation_id(element: Element) -> str:
    """The relation an element names; empty when it names none."""
    for name, value in element.attributes.items():
        if name.endswith("/relationships id"):
            return value
    return ""


def _names(
    found: list[Element], sheets: tuple[SheetFacts, ...], limit: int
) -> tuple[DefinedName, ...]:
    names = []
    for element in found:
        if element.path != NAME_PATH:
            continue
        local = element.get("localSheetId")
        number = int(local) if local.isdecimal() and len(local) < 6 else -1
        sheet = sheets[number].name if 0 <= number < len(sheets) else ""
        names.append(DefinedName(element.get("name"), element.text, sheet))
    if len(names) > limit:
        raise too_large(f"it has {len(names):,} defined names", code="too-many-names")
    return tuple(names)


def _relationship(
    package: Package,
    name: str,
    kind: str,
    target: str,
    mode: str,
    folder: str,
    known: dict[str, str],
) -> Relationship:
    external = mode == "External"
    if not external:
        member = package.find(joined(folder, target))
        target = member.name if member else joined(folder, target)
    target, kind = known.setdefault(target, target), _last_word(kind)
    return Relationship(intern(name), kind, target, external)


@lru_cache(256)
def _last_word(kind: str) -> str:
    return kind.rpartition("/")[2]


def joined(folder: str, target: str) -> str:
    """A relationship's target as a member name."""
    target = target.replace("\\", "/").partition("#")[0]
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
