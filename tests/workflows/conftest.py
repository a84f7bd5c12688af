"""A workspace with the IMEC plan, made once and copied for each test."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow
from toolkit.tables.schema import ROW_ID_HEADING
from toolkit.tables.write import CellWrite
from toolkit.wiring import opened, plan_text, start_workspace
from toolkit.workflows.adoption import adopt_plan
from toolkit.workflows.generate import generate
from toolkit.workflows.needs_table import NEEDS
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_document import sync_document
from toolkit.workflows.synced import Request, Synced
from toolkit.xlsx import AppendRow, change_book

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Office:
    """One workspace, and people who type into its workbooks."""

    folder: Path

    @contextmanager
    def open(self, today: date = TODAY) -> Iterator[Session]:
        with opened(str(self.folder), today) as session:
            yield session

    def book(self, start: str) -> Path:
        """The live workbook whose name begins so."""
        return next(self.folder.glob(f"workbooks/{start}*"))

    def type(
        self, place: Path, said: Mapping[tuple[str, str], Value], table: str = "actions"
    ) -> None:
        """Somebody types values (not texts as typed) into cells, by (ref, column), and saves."""
        with self.open() as session:
            content = place.read_bytes()
            copy = session.backend.read(content, place.name)
            cells = tuple(
                CellWrite(table, row.id, row.row, column, value)
                for (ref, column), value in said.items()
                for row in [row_of(copy, ref, table)]
            )
            assert copy.stamp is not None
            place.write_bytes(session.backend.patch(content, PlannedWrite(copy.stamp, cells)))

    def add_row(self, place: Path, typed: Mapping[str, Value], row_id: str = "") -> None:
        """Somebody types a row below the action grid, or pastes one with its hidden id; saves."""
        with self.open() as session:
            headings = {c.name: c.heading for c in session.schema["actions"].columns}
        values = {headings[name]: value for name, value in typed.items()}
        if row_id:
            values[ROW_ID_HEADING] = row_id
        place.write_bytes(
            change_book(place.read_bytes(), [AppendRow("tblActions", values)]).data  # type: ignore[arg-type]
        )

    def copy_row(self, place: Path, ref: str, **typed: Value) -> None:
        """Somebody copies a whole row to the end, its hidden id included, and types into it."""
        with self.open() as session:
            copy = session.backend.read(place.read_bytes(), place.name)
            row = row_of(copy, ref)
            kept = {c.name for c in session.schema["actions"].kept}
        said = {n: raw.value for n, raw in row.cells.items() if n in kept and not raw.silent}
        self.add_row(place, {**said, **typed}, row.id)  # type: ignore[arg-type]

    @contextmanager
    def opened_in_excel(self, place: Path, person: str = "Jane") -> Iterator[None]:
        """While a person has the workbook open, its owner file lies beside it."""
        owner = place.with_name(f"~${place.name}")
        wide = person.encode("utf-16-le")
        owner.write_bytes(
            bytes([len(person)])
            + person.encode().ljust(54)
            + bytes([len(person), 0])
            + wide.ljust(108, b" ")
        )
        yield
        owner.unlink()

    def answer(self, words: str, about: str, column: str = "answer") -> None:
        """The director answers every line of *Needs you* that says so, and saves Summary."""
        place = self.book("Summary")
        with self.open() as session:
            content = place.read_bytes()
            copy = session.needs_backend.read(content, place.name)
            table = copy.table(NEEDS)
            assert table is not None and copy.stamp is not None
            cells = tuple(
                CellWrite(NEEDS, row.id, row.row, column, words)
                for row in table.rows
                if about in str(row["what"].value)
            )
            assert cells, [str(row["what"].value) for row in table.rows]
            write = PlannedWrite(copy.stamp, cells)
            place.write_bytes(session.needs_backend.patch(content, write))

    def sync(self, today: date = TODAY, **facts: Any) -> Synced:
        with self.open(today) as session:
            return sync(session, Request(**facts))

    def says(self, today: date = TODAY, **facts: Any) -> dict[str, Any]:
        return sync_document(self.sync(today, **facts))

    def cell(self, place: Path, ref: str, column: str) -> Any:
        """What stands in a cell of a file."""
        with self.open() as session:
            copy = session.backend.read(place.read_bytes(), place.name)
        return row_of(copy, ref)[column].value

    def contents(self) -> dict[str, bytes]:
        """Every workbook and history, by name."""
        places = [*self.folder.glob("workbooks/*"), self.folder / ".actiongrid" / "history.db"]
        return {place.name: place.read_bytes() for place in places if place.name[0] != "."}


@contextmanager
def opened_by_openpyxl(place: Path) -> Iterator[Any]:
    """A workbook changed by a program that loses some of it: the grid itself survives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(place.read_bytes()))
    yield book
    book.save(place)


def row_of(copy: Copy, ref: str, table: str = "actions") -> CopyRow:
    view = copy.table(table)
    assert view is not None
    return next(row for row in view.rows if row["ref"].value == ref)


@pytest.fixture(scope="session")
def imec_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("made") / "imec plan").folder


def begun(folder: Path) -> Office:
    """A workspace of the IMEC plan of its own."""
    start_workspace(str(folder), plan_text("imec"), "")
    with opened(str(folder), TODAY) as session:
        adopt_plan(session, {})
        generate(session)
    return Office(folder)


@pytest.fixture
def office(imec_workspace: Path, tmp_path: Path) -> Office:
    folder = tmp_path / "imec & plan"
    shutil.copytree(imec_workspace, folder)
    return Office(folder)
