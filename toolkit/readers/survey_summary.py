"""Files that look like answers and are not: counts, means, a platform's own summary."""

from __future__ import annotations

from toolkit.readers.survey_grid import SurveyGrid
from toolkit.survey.labels import readings_of
from toolkit.survey.word_scales import WORD_SCALES
from toolkit.survey.wording import number_in, plain

_FIGURES = frozenset(
    {"mean", "average", "avg", "media", "promedio", "n", "count", "responses", "sd", "stdev",
     "median", "top", "two", "top2", "score", "respuestas", "total", "percent", "result", "min",
     "max", "target"}
)  # fmt: skip
_ABOUT = frozenset(
    {"question", "questions", "item", "items", "statement", "pregunta", "measure", "ref", "goal"}
)
_LINES = 30


def summary_words(grid: SurveyGrid) -> str:
    """What the file holds instead of single answers, in a sentence; "" when it may be answers."""
    for number in range(min(_LINES, grid.lines)):
        line = grid.line(number)
        heads = [plain(text) for text in line]
        if "answer choices" in heads[:2]:
            return "this is a summary of answer choices, not the answers of single people"
        if (_steps(line) >= 3 and _holds_counts(grid, number)) or (not number and _points(heads)):
            return "this is a table of counts for each answer, not the answers of single people"
    heads = [key for text in grid.line(0) if (key := plain(text))]
    words = [word for head in heads for word in head.split()]
    stated = sum(1 for head in heads if set(head.split()) & _FIGURES)
    if stated >= 2 and all(word in _FIGURES | _ABOUT for word in words):
        return "this is a table of figures such as means, not the answers of single people"
    return ""


def _points(heads: list[str]) -> bool:
    """Whether the headings are a question and the points of a scale: Item, 1, 2, 3, 4, 5."""
    named = [head for head in heads[1:] if head.isdigit()]
    in_order = named == [str(point) for point in range(1, len(named) + 1)]
    return heads[0] in _ABOUT | {""} and 3 <= len(named) <= 10 and in_order


def _steps(line: tuple[str, ...]) -> int:
    """How many headings are the answer words of one scale."""
    ways = [readings_of(text)[:1] for text in line if text.strip()]
    names = {way[0] for way in ways if way}
    return max(sum(1 for step in scale.steps if step & names) for scale in WORD_SCALES)


def _holds_counts(grid: SurveyGrid, head: int) -> bool:
    """Whether a line below answer words holds several numbers; a person's holds one tick."""
    places = [
        place
        for place, text in enumerate(grid.line(head))
        if any(step & set(readings_of(text)[:1]) for s in WORD_SCALES for step in s.steps)
    ]
    for number in range(head + 1, min(head + _LINES, grid.lines)):
        line = grid.line(number)
        numbers = [number_in(line[place].strip().rstrip("%")) for place in places]
        if sum(found is not None for found in numbers) >= 3:
            return True
    return False
