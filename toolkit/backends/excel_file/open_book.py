"""What reading and planning need of a workbook, be it a file or open in Excel."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Protocol

from toolkit.xlsx import Sheet, TableGeometry


class NamedSheet(Protocol):
    """A tab."""

    @property
    def name(self) -> str:
        """The tab's name."""
        ...

    @property
    def kind(self) -> str:
        """``worksheet``; any other tab, such as a chart on a tab of its own, holds no cells."""
        ...


class OpenBook(Protocol):
    """A workbook whose sheets can be read: ``xlsx.Book``, or one that is open in Excel."""

    @property
    def sheets(self) -> Sequence[NamedSheet]:
        """The tabs in order."""
        ...

    @property
    def date1904(self) -> bool:
        """Whether bare numbers count days from 1904."""
        ...

    def tables_of(self, name: str) -> tuple[TableGeometry, ...]:
        """One tab's tables; most tabs have none of ours and need not be read."""
        ...

    def read(self, name: str, without: Container[int] = ()) -> Sheet:
        """One tab's content; rows nobody is going to ask for may be left out."""
        ...
