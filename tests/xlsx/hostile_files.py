"""Every hostile file there is, by family; each says what must happen to it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.xlsx.hostile_case import Hostile
from tests.xlsx.hostile_links import hostile_links
from tests.xlsx.hostile_sheets import hostile_sheets
from tests.xlsx.hostile_strangers import hostile_strangers
from tests.xlsx.hostile_values import hostile_values
from tests.xlsx.hostile_xml import hostile_xml
from tests.xlsx.hostile_zips import hostile_zips


def hostile_files() -> Iterator[Hostile]:
    """All families, one after the other; names are unique."""
    yield from hostile_zips()
    yield from hostile_xml()
    yield from hostile_links()
    yield from hostile_sheets()
    yield from hostile_values()
    yield from hostile_strangers()
