"""Workbooks whose single cells lie: false numbers, dates and kinds, formulas that are traps."""

from __future__ import annotations

from collections.abc import Iterator

from tests.xlsx.hostile_case import Hostile, Plain, either, reads
from tests.xlsx.hostile_sheets import BAD, DAMAGED, ODD, OFF, one_cell, sheet_of


def hostile_values() -> Iterator[Hostile]:
    """Every file of this family."""
    yield from _values()
    yield from _formulas()


FALSE_NUMBERS = (
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "INF",
        "nan",
        "1e999",
        "-1e999",
        "1e400000000",
        "9" * 100_000,
    ),
    *("0x10", "1_000", "five", "1,5", "\u0665", "--1", "1e", "1 000"),
)


def _values() -> Iterator[Hostile]:
    beside = {"B1": 5}
    for value in FALSE_NUMBERS:
        short = value if len(value) < 20 else f"{value[:5]}… of {len(value)} digits"
        yield Hostile(
            f"a number written {short}",
            one_cell(f"><v>{value}</v>"),
            frozenset((BAD, DAMAGED)),
            reads=beside,
            absent=("A1",),
        )
    honest: tuple[tuple[str, Plain], ...] = (
        ("1e308", 1e308),
        ("4.9E-324", 4.9e-324),
        ("-0", 0),
        ("0.1", 0.1),
        ("123456789012345678", 1.2345678901234568e17),
        ("1E+2", 100),
        (".5", 0.5),
        (" 7 ", 7),
    )
    for text, value in honest:
        yield reads(
            f"a number written {text!r}", one_cell(f"><v>{text}</v>"), {"A1": value, **beside}
        )
    for text in ("1000000000", "-1", "-700000", "2958466", "1e300", "0", "60", "NaN"):
        yield either(f"a date of serial {text}", one_cell(f's="1"><v>{text}</v>'), beside, BAD)
    for kind, text in (
        ("d", "2026-13-45"),
        ("d", "yesterday"),
        ("d", ""),
        ("d", "9" * 10_000),
        ("b", "7"),
        ("b", "TRUE"),
        ("b", ""),
        ("e", ""),
        ("e", "#NOPE!"),
        ("e", "x" * 10_000),
        ("zzz", "1"),
        ("", "1"),
        ("n", ""),
        ("str", ""),
    ):
        yield either(
            f"a cell of kind {kind!r} holding {text[:12]!r}",
            one_cell(f't="{kind}"><v>{text}</v>'),
            beside,
            BAD,
            DAMAGED,
        )
    for style in ("2", "-1", "4294967296", "x", "", "9" * 5_000):
        yield either(
            f"a cell of style {style[:12]!r}",
            one_cell(f's="{style}"><v>1</v>'),
            beside,
            BAD,
            DAMAGED,
        )
    yield either("two values in a cell", one_cell("><v>1</v><v>2</v>"), beside, BAD, DAMAGED)
    yield either("an element in a value", one_cell("><v>1<b>2</b></v>"), beside, BAD, DAMAGED)
    for text, meant in (
        ("_x0041_", "A"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_x000D_b", "a\rb"),
        ("_x00", "_x00"),
        ("_xZZZZ_", "_xZZZZ_"),
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("_xD83D__xDE00_", "\U0001f600"),
    ):
        yield (
            reads(
                f"text written {text!r}",
                one_cell(f't="inlineStr"><is><t>{text}</t></is>'),
                {"A1": meant, **beside},
            )
            if text != "_xD83D__xDE00_"
            else either(
                f"text written {text!r}",
                one_cell(f't="inlineStr"><is><t>{text}</t></is>'),
                {"A1": meant, **beside},
                ODD,
                BAD,
                DAMAGED,
            )
        )


def _formulas() -> Iterator[Hostile]:
    beside = {"B1": 5}
    for name, formula in {
        "a formula of 1 MB": "1+" * 500_000 + "1",
        "a formula 100,000 brackets deep": "(" * 100_000 + "1" + ")" * 100_000,
        "a formula that starts a program": "cmd|'/c calc'!A1",
        "a formula that calls the net": 'WEBSERVICE("http://127.0.0.1:9/"&amp;B1)',
        "a formula on another workbook": "'[1]Sheet'!A1",
        "a formula on itself": "A1",
        "a formula that repeats text": 'REPT("x",2147483647)',
        "an empty formula": "",
        "a formula of unclosed quotes": '"' * 999,
    }.items():
        yield reads(name, one_cell(f"><f>{formula}</f><v>1</v>"), {"A1": 1, **beside})
    for name, attributes in {
        "a shared formula over the grid": 't="shared" si="0" ref="A1:XFD1048576"',
        "a shared formula without a master": 't="shared" si="77"',
        "a shared formula of number four billion": 't="shared" si="4294967296" ref="A1"',
        "a shared formula with a false number": 't="shared" si="x" ref="A1"',
        "an array formula over the grid": 't="array" ref="A1:XFD1048576"',
        "an array formula without a range": 't="array"',
        "an array formula over nothing": 't="array" ref="garbage"',
        "a data table over the grid": 't="dataTable" ref="A1:XFD1048576" r1="ZZZ1"',
        "a formula of an unknown kind": 't="other"',
    }.items():
        yield either(
            name,
            one_cell(f"><f {attributes}>B1</f><v>1</v>"),
            {"A1": 1, **beside},
            BAD,
            OFF,
            DAMAGED,
        )
    for word in ("ref", "<f ", "ref=", "&lt;f t=&quot;array&quot; ref=&quot;A1:B2&quot;"):
        text = word.replace("<", "&lt;") * 300_000
        yield either(
            f"a megabyte of the word {word[:8]!r}",
            one_cell(f't="inlineStr"><is><t>{text}</t></is>'),
            beside,
            BAD,
            "too big",
        )
        yield either(
            f"a formula that is a megabyte of the word {word[:8]!r}",
            one_cell(f'><f>"{text}"</f><v>1</v>'),
            {"A1": 1, **beside},
            BAD,
            "too big",
        )
    yield reads(
        "a formula whose text holds the word ref",
        one_cell('><f>CONCATENATE("Prefix ", "ref=", B1)</f><v>1</v>'),
        {"A1": 1, **beside},
    )
    chain = "".join(
        f'<row r="{n}"><c r="A{n}"><f>A{n + 1}+A{n + 1}</f><v>1</v></c></row>'
        for n in range(1, 20_000)
    )
    yield reads("20,000 formulas each on the next", sheet_of(chain), {"A1": 1, "A19999": 1})
    yield either(
        "two masters of one shared formula",
        sheet_of(
            '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:B1">1</f><v>1</v></c>'
            '<c r="B1"><f t="shared" si="0" ref="A1:B1">2</f><v>2</v></c></row>'
        ),
        {"A1": 1, "B1": 2},
        BAD,
    )
