"""The house style is a workbook people restyle; its colours can be read by everybody."""

import subprocess
import sys
from io import BytesIO

import openpyxl
import pytest
from made_workbooks import area_bytes, read_book
from msgspec.structs import replace
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from sample_content import ROOT, content

from tests.kept_files import keep_other
from toolkit.errors import FileRefused
from toolkit.wiring.books import house_style
from toolkit.workbooks.house_style import read_house_style

SHIPPED = (ROOT / "workbook_templates/house_style.xlsx").read_bytes()


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink, ground):
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def restyled(change):
    book = openpyxl.load_workbook(BytesIO(SHIPPED))
    change(book)
    made = BytesIO()
    book.save(made)
    return read_house_style(made.getvalue())


def test_letters_stand_out_from_every_ground():
    house = read_house_style(SHIPPED)
    assert len(house.looks) > 25
    for name, look in house.looks.items():
        assert contrast(look.ink or "#000000", look.fill or "#FFFFFF") >= 4.5, name
    for name, swatch in house.swatches.items():
        assert contrast(swatch.ink, swatch.fill) >= 4.5, name
    muted = house.look("Goal repeated").ink
    assert contrast(muted, house.look("Plan, other goal").fill) >= 4.5


def test_every_status_has_its_own_symbol_and_a_colour_of_the_house_style(untouched):
    symbols = [choice.symbol for choice in untouched.statuses]
    assert all(symbols)
    assert len(set(symbols)) == len(symbols)
    assert {choice.colour for choice in untouched.statuses} <= set(untouched.house.swatches)


def test_the_shipped_one_is_what_the_script_builds(tmp_path):
    target = f"pathlib.Path({str(tmp_path)!r}, 'x')"
    code = f"import build_house_style as b, pathlib; b.TARGET = {target}; b.main()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "scripts", check=True)
    assert (tmp_path / "x").read_bytes() == SHIPPED


def test_a_restyled_sample_cell_changes_the_workbooks():
    def change(book):
        cell = next(c for c in book["Styles"]["B"] if book["Styles"][f"A{c.row}"].value == "Title")
        cell.fill = PatternFill("solid", fgColor="006644")
        cell.font = Font("Georgia", 24, color="FFFFFF")

    found = replace(content("imec"), house=restyled(change))
    title = read_book(area_bytes(found))["Action grid"]["A1"]
    assert (title.font.name, title.font.size) == ("Georgia", 24)
    assert title.fill.fgColor.rgb == "FF006644"


def test_a_colour_picked_from_the_theme_is_understood():
    def change(book):
        chip = book["Status colours"]["B2"]
        chip.fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.8))

    house = restyled(change)
    assert house.swatch("grey").fill == "#DCE6F2"  # accent 1 (4F81BD), four fifths lighter


def test_a_style_somebody_deleted_falls_back_to_a_plain_look():
    house = restyled(lambda book: book["Styles"].delete_rows(2, 50))
    assert house.look("Title").font == "Calibri"


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"not a workbook", "cannot be read as a workbook"), (b"", "cannot be read as a workbook")],
)
def test_a_broken_house_style_is_refused_with_a_next_step(data, found):
    with pytest.raises(FileRefused, match=found):
        read_house_style(data)


def test_a_missing_sheet_is_named():
    with pytest.raises(FileRefused, match='no sheet "Status colours"'):
        restyled(lambda book: book.remove(book["Status colours"]))


def test_a_house_style_is_kept_and_read_anew_when_it_changed(tmp_path):
    whole = house_style(SHIPPED, tmp_path)
    kept = tmp_path / "house-style.json"
    text = kept.read_text(encoding="utf-8")
    keep_other(kept, "Calibri", "Georgia")
    fonts = {look.font for look in house_style(SHIPPED, tmp_path).looks.values()}
    assert fonts == {"Georgia"}
    assert house_style(SHIPPED + b"x", tmp_path) == whole
    for damage in ("", "nothing", text[:-20]):
        kept.write_text(damage, encoding="utf-8")
        assert house_style(SHIPPED, tmp_path) == whole
