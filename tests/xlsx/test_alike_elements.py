"""Thousands of elements alike on end are filed as the parser would have filed each of them."""

from __future__ import annotations

import pytest

from toolkit.errors import FileRefused
from toolkit.xlsx.markup import Element, elements

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = [f'<hyperlink ref="A{n}" r:id="rId{n}"/>' for n in range(200)]


def sheet(inside: str) -> bytes:
    return f'<s xmlns="x" xmlns:r="{SPACE}"><links>{inside}</links><end a="b"/></s>'.encode()


def facts(found: list[Element]) -> list[tuple[object, ...]]:
    return [(e.path, e.space, list(e.attributes.items()), e.depth, e.text.strip()) for e in found]


@pytest.mark.parametrize(
    "links",
    [
        LINKS,
        [*LINKS, '<hyperlink ref="B1" location="Z!A1"/>', *LINKS],
        [*LINKS, '<hyperlink r:id="rId9" ref="B1"/>', *LINKS],
        ['<hyperlink ref="B1" xmlns:q="y" q:id="1"/>', *LINKS],
        [*LINKS, '<other ref="ü"/>', *LINKS, "<hyperlink/>"],
    ],
)
def test_they_are_what_the_parser_finds(links: list[str]) -> None:
    quick, plain = sheet("".join(links)), sheet("\n".join(links))
    assert facts(elements(quick, "p")) == facts(elements(plain, "p"))
    for element in elements(quick, "p"):
        if element.name == "hyperlink":
            assert quick[element.start : element.stop].decode() in links


def test_what_only_looks_like_them_is_none() -> None:
    hidden = sheet(f"<!--{''.join(LINKS)}-->")
    assert [e.name for e in elements(hidden, "p")] == ["s", "links", "end"]


BARE = "".join(f'<link ref="A{n}"/>' for n in range(200))


@pytest.mark.parametrize("xml", [BARE, f"<s/>{BARE}", f"<s>{BARE}", f"<s>{BARE}</links>"])
def test_what_is_not_well_formed_is_refused(xml: str) -> None:
    with pytest.raises(FileRefused):
        elements(xml.encode(), "p")
