"""Which question of an export answers which measure of the plan: settings first, then words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from toolkit.survey.fitting import fits, fitting
from toolkit.survey.named_questions import named_question, near_names, target_of
from toolkit.survey.proposals import ask_about_word, ask_for_measure
from toolkit.survey.question import Question
from toolkit.survey.wording import plain


class Asked(Struct, frozen=True):
    """A measure that a survey can answer.

    Attributes:
        id, ref: its record and ref.
        of: ref of the goal or action it is for.
        survey: ref of the plan's survey, "" when the plan does not say.
        words: what it asks about, such as relevance; empty when one mean is asked.
    """

    id: str
    ref: str
    of: str
    survey: str = ""
    words: tuple[str, ...] = ()


class Match(Struct, frozen=True):
    """One question that answers one measure.

    Attributes:
        measure: the measure.
        word: which of its questions, "" for the measure as a whole.
        question: the export's question.
        reversed: its worst answer is the best for the measure.
        by: ``settings`` or ``words``.
        points: the scale's points where settings name them, 0 where the answers tell.
    """

    measure: Asked
    word: str
    question: Question
    reversed: bool = False
    by: str = "words"
    points: int = 0


class Mapped(Struct, frozen=True):
    """What an export answers.

    Attributes:
        matches: in the plan's order.
        proposals: what a person has to decide, a sentence each.
        decisions: what was decided on the way, a sentence each.
    """

    matches: tuple[Match, ...] = ()
    proposals: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


def map_questions(
    rated: Sequence[Question],
    measures: Sequence[Asked],
    settings: Mapping[str, str],
    *,
    survey: str = "",
    about: str = "",
    others: Sequence[Question] = (),
) -> Mapped:
    """Match rated questions to measures.

    Args:
        settings: question text → measure, such as "1.1", "1.1, 1.2: usefulness" or "1.1 reversed".
        survey: ref of the survey this is a round of, "" to find out.
        about: name of the file, which may name the survey.
        others: the questions that are not rated; they are named where one seems to be meant.
    """
    asked: list[str] = []
    said: list[str] = []
    fixed, taken = _by_settings(rated, measures, settings, asked, said)
    free = [question for question in rated if id(question) not in taken]
    chosen = survey or _survey_of(free, measures, fixed, about, asked)
    found = list(fixed)
    done = {(match.measure.id, match.word) for match in fixed}
    open_words: dict[str, list[str]] = {}
    for measure in measures:
        if measure.survey != chosen and (measure.survey or chosen):
            continue
        for word in measure.words or ("",):
            if (measure.id, word) in done:
                continue
            fit = fitting(word, free)
            if len(fit) == 1 and (word or len(rated) == 1):
                found.append(Match(measure, word, fit[0]))
            elif word:
                open_words.setdefault(word, []).append(measure.of)
    used = {id(match.question) for match in found}
    unused = [question for question in free if id(question) not in used]
    near = near_names(settings, unused)
    for word, refs in open_words.items():
        names = ", ".join(dict.fromkeys(refs))
        asked.append(ask_about_word(names, word, fitting(word, free), unused, others, near))
    said += _said_of_several(found)
    order = {measure.id: place for place, measure in enumerate(measures)}
    found.sort(key=lambda match: (order[match.measure.id], _place(match)))
    return Mapped(tuple(found), tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(said)))


def _by_settings(
    rated: Sequence[Question],
    measures: Sequence[Asked],
    settings: Mapping[str, str],
    asked: list[str],
    said: list[str],
) -> tuple[list[Match], set[int]]:
    found: list[Match] = []
    taken: set[int] = set()
    for text, line in settings.items():
        question = named_question(text, rated, said)
        if question is None:
            continue
        taken.add(id(question))
        target = target_of(line)
        if target is None:
            continue
        meant = [m for ref in target.refs for m in measures if ref in (m.of, m.ref)]
        if not meant:
            asked.append(ask_for_measure(line, [measure.of for measure in measures]))
        for measure in meant:
            own = [word for word in measure.words if fits(word, target.word or question.title)]
            word = own[0] if len(own) == 1 else target.word
            found.append(Match(measure, word, question, target.turned, "settings", target.points))
    return found, taken


def _survey_of(
    free: Sequence[Question],
    measures: Sequence[Asked],
    fixed: Sequence[Match],
    about: str,
    asked: list[str],
) -> str:
    """The survey whose questions these are: the one that fits most, whole ones first."""
    named = {match.measure.survey for match in fixed}
    if len(named) == 1:
        return named.pop()
    scores: dict[str, tuple[bool, int, bool]] = {}
    for survey in dict.fromkeys(measure.survey for measure in measures):
        words = {w for m in measures if m.survey == survey for w in m.words}
        hits = sum(1 for word in words if fitting(word, free))
        says = bool(survey) and plain(survey) in plain(about)
        scores[survey] = (bool(words) and hits == len(words), hits, says)
    best = max(scores.values(), default=(False, 0, False))
    first = [survey for survey, score in scores.items() if score == best]
    if len(first) > 1 and best[1]:
        names = " and ".join(f'"{survey}"' for survey in first)
        asked.append(f"the questions fit {names} alike; say which survey it is with --survey")
        return "?"
    return first[0] if first else ""


def _said_of_several(found: Sequence[Match]) -> list[str]:
    """A sentence for each question that answers more than one word of a measure."""
    words: dict[int, dict[str, None]] = {}
    for match in found:
        words.setdefault(id(match.question), {})[match.word] = None
    titles = {id(match.question): match.question.title for match in found}
    return [
        f'"{titles[key]}" asks about {", ".join(names)} at once; its mean counts for each'
        for key, names in words.items()
        if len(names) > 1
    ]


def _place(match: Match) -> int:
    words = match.measure.words
    return words.index(match.word) if match.word in words else len(words)
