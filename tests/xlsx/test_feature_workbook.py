"""Ten writes into a workbook its people made their own leave everything they made as it was."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.xlsx.feature_workbook import NEWER_PARTS, SHEET, TABLE, feature_workbook
from tests.xlsx_proof.features import features, lost
from toolkit.xlsx import AppendRow, SetCell, change_book, open_book

WRITES = (
    (SetCell(SHEET, 4, 3, "Delayed"),),
    (SetCell(SHEET, 5, 4, 0.6),),
    (AppendRow(TABLE, {"Ref": "2.2", "Action": "Rent a van", "Status": "On track"}),),
    (SetCell(SHEET, 6, 2, "Ask the council & the parish for the lease"),),
    (SetCell(SHEET, 7, 3, "On track"), SetCell(SHEET, 7, 4, 0.1)),
    (AppendRow(TABLE, {"Ref": "2.3", "Action": "Print the map", "Progress": 0.5}),),
    (SetCell(SHEET, 9, 3, "Done"),),
    (SetCell(SHEET, 4, 1, "1.1"), SetCell(SHEET, 4, 2, None)),
    (SetCell(SHEET, 4, 2, "Write the volunteer handbook, again"),),
    (AppendRow(TABLE, {"Ref": "2.4", "Action": "Thank everybody", "Status": "Not started"}),),
)
MAY_CHANGE = {
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",  # its count of actions is worked out anew
    "xl/tables/table1.xml",
    "xl/workbook.xml",
}
KINDS = (
    *("sparkline", "slicer", "threaded comment", "note", "chart", "picture", "drawn picture"),
    *("shape or text box", "colour filter", "new conditional format", "new drop-down"),
    *("old shape", "rich text run", "drop-down", "conditional format", "table"),
)


@pytest.fixture(scope="module")
def before() -> bytes:
    return feature_workbook()


@pytest.fixture(scope="module")
def after(before: bytes) -> bytes:
    data = before
    for changes in WRITES:
        data = change_book(data, changes).data
    return data


def test_the_workbook_holds_every_feature_that_is_looked_for(before: bytes) -> None:
    found = features(before)
    assert [kind for kind in KINDS if not found[kind]] == []


def test_all_parts_but_the_written_ones_keep_their_hash(before: bytes, after: bytes) -> None:
    old, new = _hashes(before), _hashes(after)
    assert list(new) == list(old)
    assert {name for name in old if old[name] != new[name]} <= MAY_CHANGE
    assert set(NEWER_PARTS) <= {name for name in old if old[name] == new[name]}


def test_nothing_people_made_is_lost_inside_the_written_parts(before: bytes, after: bytes) -> None:
    gone = lost(features(before), features(after))
    gone.pop("calculated value", None)  # results of formulas that must be worked out anew
    assert gone == {}


def test_the_cells_hold_what_was_written_and_their_neighbours_what_they_held(
    after: bytes,
) -> None:
    cells = {at: cell.value for at, cell in open_book(after).read(SHEET).cells.items()}
    shown = [[cells.get((row, column)) for column in range(1, 6)] for row in range(4, 11)]
    assert shown == [
        ["1.1", "Write the volunteer handbook, again", "Delayed", 1, "mine"],
        ["1.2", "Open the second depot", "On track", 0.6, "also mine"],
        ["1.3", "Ask the council & the parish for the lease", "Delayed", 0.2, "note to self"],
        ["2.1", "Train twelve drivers", "On track", 0.1, None],
        ["2.2", "Rent a van", "On track", None, None],
        ["2.3", "Print the map", "Done", 0.5, None],
        ["2.4", "Thank everybody", "Not started", None, None],
    ]


def test_drop_downs_and_bars_reach_the_new_rows(after: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        table = package.read("xl/tables/table1.xml").decode()
    assert 'ref="A3:E10"' in table
    assert '<colorFilter dxfId="1"/>' in table
    for area in ('sqref="C4:C10"', 'sqref="D4:D10"', "D4:D10</xm:sqref>", "E4:E10</xm:sqref>"):
        assert area in sheet, area


@pytest.mark.libreoffice
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="LibreOffice or pdftoppm is not installed",
)
def test_what_nobody_wrote_to_looks_the_same_pixel_for_pixel(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    first, second = _pages(before, tmp_path / "before"), _pages(after, tmp_path / "after")
    assert len(first) == len(second) == 2
    assert first[0] != second[0]
    assert first[1] == second[1]
    assert _right_of_the_table(first[0]) == _right_of_the_table(second[0])
    assert len(set(_right_of_the_table(first[0]))) > 3, "the strip must show something"


def test_the_own_sheet_keeps_every_cell(before: bytes, after: bytes) -> None:
    own = "Phone list"
    old, new = open_book(before).read(own).cells, open_book(after).read(own).cells
    assert {at: cell for at, cell in new.items() if at != (5, 2)} == {
        at: cell for at, cell in old.items() if at != (5, 2)
    }
    assert new[5, 2].formula == old[5, 2].formula


def _hashes(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}


Page = tuple[int, int, bytes]


def _pages(data: bytes, folder: Path) -> list[Page]:
    """Each printed page as width, height and pixels, by LibreOffice."""
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "book.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pictures = ["pdftoppm", "-r", "60", str(folder / "book.pdf"), str(folder / "page")]
    subprocess.run(pictures, check=True, timeout=60)
    return [_pixels(path.read_bytes()) for path in sorted(folder.glob("page-*.ppm"))]


def _pixels(picture: bytes) -> Page:
    kind, size, _, pixels = picture.split(b"\n", 3)
    assert kind == b"P6"
    width, height = map(int, size.split())
    return width, height, pixels


def _right_of_the_table(page: Page) -> list[bytes]:
    """Text box, picture and chart: the right part of the page below the sparkline."""
    width, height, pixels = page
    left, top = width * 58 // 100, height * 12 // 100
    return [pixels[3 * (row * width + left) : 3 * (row + 1) * width] for row in range(top, height)]
