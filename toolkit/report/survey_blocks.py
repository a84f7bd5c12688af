"""Survey results: the newest round drawn and in a table, every round with its interval behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.report.blocks import (
    Block,
    CellRef,
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
    plain,
    text_line,
)
from toolkit.report.comments import comment_blocks
from toolkit.report.material import Material
from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_cells import last_round

RESULT_TONES = {"Met": Tone.GOOD, "Not met": Tone.BAD}
"""How a measure's result sounds; every other one is muted."""


@dataclass(frozen=True)
class _Told:
    """One line of the roll-up's survey figures, with where it stands."""

    figure: SurveyFigure
    line: int
    material: Material

    def cell(self, name: str) -> CellRef | None:
        """Where a figure stands: typed ones in their workbook, others in Summary."""
        places, figure = self.material.places, self.figure
        if figure.typed and name in ("mean", "n"):
            return places.cell("measures", figure.id, f"typed_{name}")
        return places.figures.get(f"survey[{self.line}].{name}")

    @property
    def question(self) -> str:
        return self.figure.question or self.figure.measure

    def number(self, name: str, form: str) -> Line:
        value = getattr(self.figure, name)
        return () if value is None else (Piece(form.format(value), cell=self.cell(name)),)

    def answers(self) -> Line:
        """``21 of 34 answered (62 %)``."""
        figure = self.figure
        if figure.n is None:
            return (Piece("number of answers not given"),)
        n = Piece(str(figure.n), cell=self.cell("n"))
        if not figure.population or figure.response_rate is None:
            return (n, Piece(" answered"))
        of = Piece(str(figure.population), cell=self.cell("population"))
        return (n, Piece(" of "), of, Piece(f" answered ({figure.response_rate:.0f} %)"))


def survey_blocks(material: Material) -> Iterator[Block]:
    """Chart, table and comments; which measures still wait for a round."""
    told = [_Told(f, line, material) for line, f in enumerate(material.rollup.survey)]
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


def _newest(told: Sequence[_Told]) -> list[_Told]:
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


def _chart(drawn: Sequence[_Told]) -> Iterator[Block]:
    marks = tuple(_mark(each) for each in drawn)
    if marks:
        words = tuple(piece for each in drawn for piece in _in_words(each))
        top = max(5.0, *(mark.high or mark.mean for mark in marks))
        yield Means("Mean ratings in the last survey round", words, marks, (1.0, top))


def _mark(told: _Told) -> Mark:
    figure = told.figure
    return Mark(
        label=f"{figure.ref}  {told.question}",
        mean=figure.mean or 0.0,
        low=figure.low,
        high=figure.high,
        target=figure.target,
        note=plain(told.answers()),
        cell=told.cell("mean"),
    )


def _in_words(told: _Told) -> Line:
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


def _round(told: _Told) -> TableRow:
    figure = told.figure
    top = figure.top_low is not None and figure.top_high is not None
    shares = f" ({figure.top_low:.0f} to {figure.top_high:.0f} %)" if top else ""
    return TableRow(
        (
            text_line(figure.ref, Tone.STRONG),
            text_line(told.question),
            text_line(figure.wave),
            told.answers(),
            told.number("mean", "{:.2f}"),
            (*told.number("low", "{:.2f}"), Piece(" to "), *told.number("high", "{:.2f}")),
            (*told.number("top_two", "{:.0f} %"), Piece(shares)) if top else (),
        )
    )


def _row(told: _Told) -> TableRow:
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
            text_line(figure.change),
        )
    )


def _result(told: _Told) -> Line:
    figure = told.figure
    tone = RESULT_TONES.get(figure.result, Tone.MUTED)
    mark = (Piece(" (typed)", Tone.MUTED),) if figure.typed and figure.mean is not None else ()
    shown = (Piece(figure.result, tone, told.cell("result")),) if figure.result else ()
    return (*shown, *mark) if shown else ()
