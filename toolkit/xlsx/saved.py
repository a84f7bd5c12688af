"""Who saved a workbook last and when, as far as the file itself tells."""

from __future__ import annotations

from datetime import datetime

from toolkit.errors import FileRefused
from toolkit.xlsx.book import Book
from toolkit.xlsx.markup import Element, elements
from toolkit.xlsx.workbook_parts import relationships


def saved(book: Book) -> tuple[str, datetime | None]:
    """The last saver's name ("" when the file does not say) and the moment, in UTC.

    Properties are decoration: damaged ones say nothing, they never stop the reading of cells.
    """
    facts = {element.name: element.text.strip() for element in _properties(book)}
    try:
        moment = datetime.fromisoformat(facts.get("modified", ""))
    except ValueError:
        moment = None
    return facts.get("lastModifiedBy", ""), moment


def _properties(book: Book) -> list[Element]:
    for link in relationships(book.package, ""):
        if link.kind == "core-properties" and not link.external:
            member = book.package.find(link.target)
            if member is not None:
                try:
                    return elements(book.package.read(member), member.name, limit=200)
                except FileRefused:
                    return []
    return []
