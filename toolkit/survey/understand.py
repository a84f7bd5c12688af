"""An export understood: who counts, what each question asks for, on which scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.columns import with_people
from toolkit.survey.expanded import condensed
from toolkit.survey.legend import names_kinds
from toolkit.survey.moments import moments_of
from toolkit.survey.no_answer import is_not_applicable, says_nothing
from toolkit.survey.question import Kind, Question
from toolkit.survey.respondents import counted_rows, kept
from toolkit.survey.reversed_items import contrary_questions
from toolkit.survey.scale import Scale, Seen, scale_of
from toolkit.survey.wording import number_in

_COUNTS = re.compile(
    r"\b(?:how many|how long|number of|years?|age|how old|zip|phone|cu[aá]nt[oa]s|edad|a[nñ]os"
    r"|tel[eé]fono)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:comments?|suggestions?|anything else|in your own words|comentarios?|sugerencias?"
    r"|please (?:explain|describe|specify)|explique|other thoughts|open[ -]ended)\b|^(?:why"
    r"|por qu[eé])\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:contact (?:you|info(?:rmation)?|details)|phone|tel[eé]fono|e-?mail|mailing address"
    r"|your name|su nombre|tu nombre|correo|how can we reach)\b",
    re.IGNORECASE,
)
_MOST_LABELS = 120
"""More different answers are no scale, not even a slider's."""
_SEPARATORS = (";", ", ", "|", "\n")


class Understood(Struct, frozen=True):
    """One export as the figures need it.

    Attributes:
        file, layout: its name and the tool that wrote it.
        questions: in the file's order.
        respondents: how many people count.
        left_out: how many lines do not, by reason.
        closed: the day of the last answer; None when the file does not say.
        decisions: everything that was decided on the way, a sentence each.
    """

    file: str
    layout: str
    questions: tuple[Question, ...] = ()
    respondents: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    closed: date | None = None
    decisions: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Question, ...]:
        """The questions of one kind."""
        return tuple(question for question in self.questions if question.kind is kind)


def understand(file: AnswerFile, points: int = 0) -> Understood:
    """What an export says.

    Args:
        points: the scale the plan speaks of (5 in "mean >= 4 of 5"), 0 when it does not.
    """
    whole = condensed(with_people(file))
    counted = counted_rows(whole)
    columns = [
        replace(column, answers=tuple(kept(column, counted.rows)))
        for column in whole.of(Role.QUESTION)
    ]
    scales = _scales(columns, points, whole.notes)
    questions = tuple(
        _question(column, scale) for column, scale in zip(columns, scales, strict=True)
    )
    said = [*whole.decisions, *counted.decisions]
    said += _sentences(questions)
    said += contrary_questions(questions)
    closed = [
        moment
        for column in whole.of(Role.FINISHED)
        for moment in moments_of(kept(column, counted.rows))
        if moment
    ]
    return Understood(
        whole.file,
        whole.layout,
        questions,
        len(counted.rows),
        counted.left_out,
        max(closed).date() if closed else None,
        tuple(said),
    )


def _answers(column: AnswerColumn) -> Counter[str]:
    given = Counter(column.answers)
    return Counter({a: n for a, n in given.items() if a and not is_not_applicable(a)})


def _scales(
    columns: Sequence[AnswerColumn], points: int, notes: tuple[str, ...]
) -> list[Scale | None]:
    """The scale of each column; statements of one matrix, and questions in the same words, share
    one."""
    seen = [_answers(column) for column in columns]
    numeric = [_is_numeric(answers) for answers in seen]
    zero_based = _counts_from_zero(columns, seen, numeric)
    found: list[Scale | None] = []
    for place, column in enumerate(columns):
        if _no_rating(column, seen[place]):
            found.append(None)
            continue
        mates = [place, *_mates(place, columns, seen, numeric)]
        shared: Counter[str] = Counter()
        for mate in mates:
            shared.update(seen[mate])
        headings = (*filter(None, (column.part, column.heading)), *notes)
        scale = scale_of(Seen(shared, headings, points, zero_based))
        if scale is not None and not any(answer in scale.ratings for answer in seen[place]):
            scale = None
        found.append(scale or scale_of(Seen(seen[place], headings, points, zero_based)))
    return found


def _no_rating(column: AnswerColumn, answers: Counter[str]) -> bool:
    if not answers or len(answers) > _MOST_LABELS:
        return True
    if _is_numeric(answers) and (_COUNTS.search(column.title) or names_kinds(column.title)):
        return True
    return {number_in(answer) for answer in answers} <= {0.0, 1.0}


def _mates(
    place: int,
    columns: Sequence[AnswerColumn],
    seen: Sequence[Counter[str]],
    numeric: Sequence[bool],
) -> Iterator[int]:
    own = columns[place]
    for other, column in enumerate(columns):
        if other == place or numeric[other] != numeric[place]:
            continue
        if own.part and column.part and own.heading == column.heading:
            yield other
        elif not numeric[place] and len(seen[other]) <= 60:
            common = seen[place].keys() & seen[other].keys()
            if len(common) >= min(2, len(seen[place])):
                yield other


def _is_numeric(answers: Counter[str]) -> bool:
    return bool(answers) and all(number_in(answer) is not None for answer in answers)


def _counts_from_zero(
    columns: Sequence[AnswerColumn], seen: Sequence[Counter[str]], numeric: Sequence[bool]
) -> bool:
    """Whether a rated question of the file has the answers 0 to 4, or 0 to 6."""
    for column, answers, is_numeric in zip(columns, seen, numeric, strict=True):
        if is_numeric and not _no_rating(column, answers):
            values = {number_in(answer) or 0.0 for answer in answers}
            if min(values) == 0 and 2 < max(values) <= 4:
                return True
    return False


def _question(column: AnswerColumn, scale: Scale | None) -> Question:
    given = Counter(column.answers)
    # A remark that begins with "not sure" is no answer on a scale, but it is a remark.
    is_none = is_not_applicable if scale else says_nothing
    gone = {answer for answer in given if answer and is_none(answer)}
    gone |= scale.no_answer & given.keys() if scale else set()
    answers = tuple("" if answer in gone else answer for answer in column.answers)
    counts = Counter({a: n for a, n in given.items() if a and a not in gone})
    facts = Question(
        column.title,
        column.letter,
        Kind.EMPTY,
        answers,
        no_answer={answer: given[answer] for answer in sorted(gone)},
        blank=given[""],
    )
    if not counts:
        return facts
    is_open = bool(_OPEN.search(column.title)) and not _is_numeric(counts)
    if scale is not None and is_open and len({scale.ratings.get(a) for a in counts}) < 3:
        scale = None
    if scale is not None:
        unread = {answer: n for answer, n in counts.items() if answer not in scale.ratings}
        return replace(facts, kind=Kind.RATED, scale=scale, unreadable=unread)
    if _is_numeric(counts) and len(counts) > 2:
        return replace(facts, kind=Kind.NUMBER)
    if parts := _several(counts):
        return replace(facts, kind=Kind.SEVERAL, choices=parts)
    if not is_open and _is_choice(counts):
        return replace(facts, kind=Kind.CHOICE, choices=counts)
    if _PERSONAL.search(column.title):
        return replace(facts, kind=Kind.PERSONAL)
    # What people wrote themselves is kept as written, "no" and "don't know" too.
    return replace(facts, kind=Kind.COMMENT, answers=column.answers, no_answer={})


def _is_choice(counts: Counter[str]) -> bool:
    """Whether the answers were offered rather than written: few, short and given again."""
    total = sum(counts.values())
    long = sum(n for answer, n in counts.items() if len(answer) > 60)
    again = total >= 2 * len(counts) or (len(counts) <= 2 < total)
    return len(counts) <= 20 and again and long < total / 2


def _several(counts: Counter[str]) -> dict[str, int]:
    """The parts of answers that name several things; empty when they do not."""
    for sign in _SEPARATORS:
        parts: Counter[str] = Counter()
        joined = 0
        for answer, count in counts.items():
            pieces = [piece.strip() for piece in answer.split(sign) if piece.strip()]
            joined += count if len(pieces) > 1 else 0
            for piece in pieces:
                parts[piece] += count
        total = sum(counts.values())
        often = sum(n for n in parts.values() if n > 1)
        repeated = joined >= 0.1 * total and often >= 0.8 * sum(parts.values())
        if repeated and len(parts) <= 40 and (len(parts) < len(counts) or sign == ";"):
            return dict(parts)
    return {}


def _said(question: Question) -> Iterator[str]:
    """What was decided about a question, without its name."""
    scale = question.scale
    if scale is not None:
        yield scale.name
        yield from scale.decisions
        if question.not_applicable:
            texts = ", ".join(f'"{text}"' for text in list(question.no_answer)[:4])
            yield f"{question.not_applicable} × no answer ({texts}) is not in n"
        for answer, count in list(question.unreadable.items())[:3]:
            yield f'"{answer}" ({count}×) is not on the scale and is not in n'
    elif question.kind is Kind.PERSONAL:
        yield "asks who somebody is; the answers are not kept"
    elif question.kind is Kind.SEVERAL:
        yield f"several answers at once ({len(question.choices)} to choose from), no mean"


def _sentences(questions: Sequence[Question]) -> Iterator[str]:
    """Every decision once, with the questions it is about."""
    about: dict[str, list[str]] = {}
    for question in questions:
        for sentence in _said(question):
            about.setdefault(sentence, []).append(f'"{question.title}"')
    for sentence, titles in about.items():
        yield f"{', '.join(titles)}: {sentence}"
