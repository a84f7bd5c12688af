"""Lock files name the person who has a workbook open."""

from __future__ import annotations

import pytest

from toolkit.stores.owner_file import excel_owner, libreoffice_owner


def excel_content(name: str, wide: str) -> bytes:
    narrow = name.encode("cp1252", errors="replace")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return (head + bytes([len(wide), 0]) + wide.encode("utf-16-le")).ljust(165, b" \0"[:1])


@pytest.mark.parametrize(
    ("content", "person"),
    [
        (excel_content("Jo Field", "Jo Field"), "Jo Field"),
        (excel_content("?ukasz", "Łukasz"), "Łukasz"),
        (excel_content("Jo Field", "")[:55], "Jo Field"),
        (b"", "somebody"),
        (b"\x04\0\0\0\0", "somebody"),
    ],
)
def test_excels_owner_file_names_the_person(content: bytes, person: str) -> None:
    assert excel_owner(content) == person


@pytest.mark.parametrize(
    ("content", "person"),
    [
        (b"Jo Field,jo,DESK,14.05.2027 09:00,file:///home/jo;", "Jo Field"),
        (b",jo,DESK,14.05.2027 09:00,file:///home/jo;", "jo"),
        (b"Field\\, Jo,jo,DESK,14.05.2027 09:00,x;", "Field, Jo"),
        (b"", "somebody"),
    ],
)
def test_libreoffices_lock_file_names_the_person(content: bytes, person: str) -> None:
    assert libreoffice_owner(content) == person
