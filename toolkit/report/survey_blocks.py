"""Survey results: the newest round drawn and in a table, every round with its interval behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from toolkit.report.blocks import (
    Block,
    Figure,
    Heading,
    Line,
    Mark,
    Means,
    Paragraph,
    Piece,
    Table,
    TableColumn,
    TableRow,
    Tone,
    joint,
    text_line,
)
from toolkit.report.comments import comment_blocks
from toolkit.report.material import Material
from toolkit.report.told_figures import Told, told_figures
from toolkit.rollup.survey_cells import last_round

RESULT_TONES = {"Met": Tone.GOOD, "Not met": Tone.BAD}
"""How a measure's result sounds; every other one is muted."""


def survey_blocks(material: Material) -> Iterator[Block]:
    """Chart, table and comments; which measures still wait for a round."""
    told = told_figures(material)
    if told:
        yield Heading(3, "Survey results", "surveys")
        newest = _newest(told)
        yield from _chart([each for each in newest if each.figure.mean is not None])
        yield Table("Survey results", _COLUMNS, tuple(_row(each) for each in newest), tool=True)
    yield from comment_blocks(material)
    yield from _waiting(material)
    rounds = tuple(_round(each) for each in told if each.figure.low is not None)
    if rounds:
        yield Heading(3, "Every round, with its 95 % interval", "survey-rounds")
        yield Table("Survey rounds", _ROUND_COLUMNS, rounds, tool=True)


def _newest(told: Sequence[Told]) -> list[Told]:
    """The last round of each measure."""
    figures = [each.figure for each in told]
    newest = {
        id(figure)
        for ref in dict.fromkeys(figure.measure_ref for figure in figures)
        for figure in last_round(figures, ref)
    }
    return [each for each in told if id(each.figure) in newest]


def _waiting(material: Material) -> Iterator[Block]:
    asked = {figure.measure_ref for figure in material.rollup.survey}
    waiting = [
        measure.text("of")
        for measure in material.snapshot["measures"].live()
        if measure["kind"] == "survey" and measure.text("ref") not in asked
    ]
    if waiting:
        refs = ", ".join(dict.fromkeys(waiting))
        words = f"No survey round is on record yet for the measures of {refs}."
        yield Paragraph((Piece(words),), Tone.MUTED)


def _chart(drawn: Sequence[Told]) -> Iterator[Block]:
    marks = tuple(_mark(each) for each in drawn)
    if marks:
        words = tuple(piece for each in drawn for piece in _in_words(each))
        top = max(5.0, *((mark.high or mark.mean).value for mark in marks))
        yield Means("Mean ratings in the last survey round", words, marks, (1.0, top))


def _mark(told: Told) -> Mark:
    return Mark(
        label=f"{told.figure.ref}  {told.question}",
        mean=told.drawn("mean") or Figure(0.0),
        low=told.drawn("low"),
        high=told.drawn("high"),
        target=told.drawn("target"),
        note=told.answers(),
    )


def _in_words(told: Told) -> Line:
    figure = told.figure
    target = (Piece(", target "), *told.number("target", "{:g}")) if figure.target else ()
    result = f": {figure.result}" if figure.result else ""
    return (
        Piece(f"{figure.ref} {told.question}: mean "),
        *told.number("mean", "{:.2f}"),
        *target,
        Piece(", "),
        *told.answers(),
        Piece(f"{result}. "),
    )


_COLUMNS = (
    TableColumn("For", width=6),
    TableColumn("Question", width=18),
    TableColumn("Round", width=10),
    TableColumn("Answers", width=17),
    TableColumn("Mean", number=True, width=7),
    TableColumn("Top two", number=True, width=7),
    TableColumn("Target", number=True, width=8),
    TableColumn("Result", width=10),
    TableColumn("Change", width=17),
)
_ROUND_COLUMNS = (
    TableColumn("For", width=6),
    TableColumn("Question", width=22),
    TableColumn("Round", width=12),
    TableColumn("Answers", width=20),
    TableColumn("Mean", number=True, width=8),
    TableColumn("95 % interval", width=16),
    TableColumn("Top two, with interval", width=16),
)
"""Widths are per cent of the page: together no more than 100."""


def _round(told: Told) -> TableRow:
    figure = told.figure
    top = figure.top_low is not None and figure.top_high is not None
    return TableRow(
        (
            text_line(figure.ref, Tone.STRONG),
            text_line(told.question),
            text_line(figure.wave),
            told.answers(),
            told.number("mean", "{:.2f}"),
            _from_to(told, ("low", "high"), "{:.2f}"),
            _top_two(told) if top else (),
        )
    )


def _from_to(told: Told, names: tuple[str, str], form: str, part: str = "") -> Line:
    low, high = (told.number(name, form) for name in names)
    return (*(replace(piece, part=part) for piece in low), joint(" to "),
            *(replace(piece, part="to") for piece in high))  # fmt: skip


def _top_two(told: Told) -> Line:
    """``83 % (64 to 93 %)``."""
    interval = _from_to(told, ("top_low", "top_high"), "{:.0f}", "from")
    return (*told.number("top_two", "{:.0f} %"), joint(" ("), *interval, joint(" %)"))


def _row(told: Told) -> TableRow:
    figure = told.figure
    return TableRow(
        (
            text_line(figure.ref, Tone.STRONG),
            text_line(told.question),
            text_line(figure.wave),
            told.answers(),
            told.number("mean", "{:.2f}"),
            told.number("top_two", "{:.0f} %"),
            told.number("target", "{:g}"),
            _result(told),
            (Piece(figure.change, cell=told.cell("change")),) if figure.change else (),
        )
    )


def _result(told: Told) -> Line:
    figure = told.figure
    tone = RESULT_TONES.get(figure.result, Tone.MUTED)
    mark = (Piece(" (typed)", Tone.MUTED),) if figure.typed and figure.mean is not None else ()
    shown = (Piece(figure.result, tone, told.cell("result")),) if figure.result else ()
    return (*shown, *mark) if shown else ()
