"""The survey figures of the roll-up as pieces of the report, each linked to its cell."""

from __future__ import annotations

from msgspec import Struct

from toolkit.report.blocks import CellRef, Figure, Line, Piece, joint
from toolkit.report.material import Material
from toolkit.rollup.figures import SurveyFigure

_DOCUMENT = {"top_low": "top_two_low", "top_high": "top_two_high"}
"""What the roll-up document calls a figure, where it has another name."""


class Told(Struct, frozen=True):
    """One line of the roll-up's survey figures, with where it stands.

    Attributes:
        figure: the line.
        line: its place among them.
        material: what the report is made from.
    """

    figure: SurveyFigure
    line: int
    material: Material

    def cell(self, name: str) -> CellRef | None:
        """Where a figure stands: typed ones in their workbook, others in Summary."""
        places, figure = self.material.places, self.figure
        if figure.typed and name in ("mean", "n"):
            return places.cell("measures", figure.id, f"typed_{name}")
        return places.figures.get(f"survey[{self.line}].{_DOCUMENT.get(name, name)}")

    @property
    def question(self) -> str:
        """What was asked; the measure where no question is named."""
        return self.figure.question or self.figure.measure

    def drawn(self, name: str) -> Figure | None:
        """A figure for a chart."""
        value = getattr(self.figure, name)
        return None if value is None else Figure(value, self.cell(name))

    def number(self, name: str, form: str, part: str = "") -> Line:
        """A figure, an empty line when there is none."""
        value = getattr(self.figure, name)
        if value is None:
            return ()
        return (Piece(form.format(value), cell=self.cell(name), part=part, number=True),)

    def answers(self) -> Line:
        """``21 of 34 answered (62 %)``."""
        figure = self.figure
        if figure.n is None:
            return (Piece("number of answers not given"),)
        answered = self.number("n", "{}")
        if not figure.population:
            return (*answered, joint(" answered"))
        return (
            *answered,
            joint(" of "),
            *self.number("population", "{}", "of"),
            joint(" answered ("),
            *self.number("response_rate", "{:.0f} %", "share"),
            joint(")"),
        )


def told_figures(material: Material) -> tuple[Told, ...]:
    """Every line of the roll-up's survey figures."""
    return tuple(Told(f, line, material) for line, f in enumerate(material.rollup.survey))
