"""Which question of an export answers which measure of the plan: settings first, then words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.survey.question import Question
from toolkit.survey.wording import plain

_SAME_STEM = 0.6
_SYNONYMS = {
    "usefulness": ("util", "utei", "helpful"),
    "practicality": ("pratic", "pratiq"),
    "value": ("valor", "valio", "valeur", "worth"),
    "effectiveness": ("eficac", "eficaz", "eficien", "efficac"),
    "quality": ("calidad", "qualit"),
    "relevance": ("pertinen",),
    "satisfaction": ("satisf",),
    "importance": ("importan",),
}
_REVERSED = frozenset({"reversed", "reverse", "turned"})
_NOTHING = frozenset({"none", "no", "nothing", "-"})


@dataclass(frozen=True, slots=True)
class Asked:
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


@dataclass(frozen=True, slots=True)
class Match:
    """One question that answers one measure.

    Attributes:
        measure: the measure.
        word: which of its questions, "" for the measure as a whole.
        question: the export's question.
        reversed: its worst answer is the best for the measure.
        by: ``settings`` or ``words``.
    """

    measure: Asked
    word: str
    question: Question
    reversed: bool = False
    by: str = "words"


@dataclass(frozen=True)
class Mapped:
    """What an export answers.

    Attributes:
        matches: in the plan's order.
        proposals: what a person has to decide, a sentence each.
    """

    matches: tuple[Match, ...] = ()
    proposals: tuple[str, ...] = ()


def map_questions(
    rated: Sequence[Question],
    measures: Sequence[Asked],
    settings: Mapping[str, str],
    *,
    survey: str = "",
    about: str = "",
) -> Mapped:
    """Match rated questions to measures.

    Args:
        settings: question text → measure, such as "1.1", "1.1, 1.2: usefulness" or "1.1 reversed".
        survey: ref of the survey this is a round of, "" to find out.
        about: name of the file, which may name the survey.
    """
    said: list[str] = []
    fixed, taken = _by_settings(rated, measures, settings, said)
    free = [question for question in rated if question.title not in taken]
    chosen = survey or _survey_of(free, measures, fixed, about, said)
    found = list(fixed)
    done = {(match.measure.id, match.word) for match in fixed}
    open_words: dict[str, list[str]] = {}
    for measure in measures:
        if measure.survey != chosen and (measure.survey or chosen):
            continue
        for word in measure.words or ("",):
            if (measure.id, word) in done:
                continue
            fitting = _fitting(word, free)
            if len(fitting) == 1 and (word or len(rated) == 1):
                found.append(Match(measure, word, fitting[0]))
            elif word:
                open_words.setdefault(word, []).append(measure.of)
    for word, refs in open_words.items():
        said.append(_ask(", ".join(dict.fromkeys(refs)), word, _fitting(word, free), free))
    order = {measure.id: place for place, measure in enumerate(measures)}
    found.sort(key=lambda match: (order[match.measure.id], _place(match)))
    return Mapped(tuple(found), tuple(dict.fromkeys(said)))


def fits(word: str, title: str) -> bool:
    """Whether a question asks about a word: "relevance" and "How relevant are our services?"."""
    stems = (plain(word), *_SYNONYMS.get(plain(word), ()))
    words = plain(title).split()
    return any(
        _common(stem, other) >= max(4, _SAME_STEM * min(len(stem), len(other)))
        or (place and other.startswith(stem))
        for place, stem in enumerate(stems)
        for other in words
    )


def _common(one: str, two: str) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _fitting(word: str, questions: Sequence[Question]) -> list[Question]:
    """The questions about a word, the statement of a matrix before its heading."""
    if not word:
        return list(questions)
    exact = [q for q in questions if plain(q.title) == plain(word)]
    parts = [q for q in questions if (part := _part(q)) and fits(word, part)]
    whole = [q for q in questions if not _part(q) and fits(word, q.title)]
    return exact or parts or whole


def _part(question: Question) -> str:
    found = re.fullmatch(r".*\[(.+)\]", question.title, re.DOTALL)
    return found[1] if found else ""


def _by_settings(
    rated: Sequence[Question],
    measures: Sequence[Asked],
    settings: Mapping[str, str],
    said: list[str],
) -> tuple[list[Match], set[str]]:
    found: list[Match] = []
    taken: set[str] = set()
    for text, target in settings.items():
        question = _named(text, rated)
        if question is None:
            continue
        taken.add(question.title)
        if plain(target) in _NOTHING:
            continue
        refs, word, turned = _target(target)
        meant = [m for ref in refs for m in measures if ref in (m.of, m.ref)]
        if not meant:
            said.append(
                f'settings.yaml › survey.questions: "{target}" names no survey measure; '
                f"choose among {', '.join(dict.fromkeys(m.of for m in measures)) or 'none'}"
            )
        for measure in meant:
            fitting = [w for w in measure.words if fits(w, word or question.title)]
            own = fitting[0] if len(fitting) == 1 else word
            found.append(Match(measure, own, question, turned, "settings"))
    return found, taken


def _named(text: str, rated: Sequence[Question]) -> Question | None:
    wanted = plain(text)
    for question in rated:
        if wanted in (plain(question.title), plain(_part(question)) or None):
            return question
    close = [q for q in rated if SequenceMatcher(None, wanted, plain(q.title)).ratio() > 0.92]
    return close[0] if len(close) == 1 else None


def _target(text: str) -> tuple[tuple[str, ...], str, bool]:
    refs: list[str] = []
    words: list[str] = []
    turned = False
    for part in re.split(r"[,;:\s]+", text.strip()):
        if plain(part) in _REVERSED:
            turned = True
        elif any(sign.isdigit() for sign in part):
            refs.append(part)
        elif part:
            words.append(part)
    return tuple(refs), " ".join(words), turned


def _survey_of(
    free: Sequence[Question],
    measures: Sequence[Asked],
    fixed: Sequence[Match],
    about: str,
    said: list[str],
) -> str:
    """The survey whose questions these are: the one that fits most, whole ones first."""
    named = {match.measure.survey for match in fixed}
    if len(named) == 1:
        return named.pop()
    scores: dict[str, tuple[bool, int, bool]] = {}
    for survey in dict.fromkeys(measure.survey for measure in measures):
        words = {w for m in measures if m.survey == survey for w in m.words}
        hits = sum(1 for word in words if _fitting(word, free))
        says = bool(survey) and plain(survey) in plain(about)
        scores[survey] = (bool(words) and hits == len(words), hits, says)
    best = max(scores.values(), default=(False, 0, False))
    first = [survey for survey, score in scores.items() if score == best]
    if len(first) > 1 and best[1]:
        names = " and ".join(f'"{survey}"' for survey in first)
        said.append(f"the questions fit {names} alike; say which survey it is with --survey")
        return "?"
    return first[0] if first else ""


def _ask(refs: str, word: str, fitting: Iterable[Question], free: Sequence[Question]) -> str:
    several = [f'"{question.title}"' for question in fitting]
    if several:
        return (
            f'{refs} "{word}": {" and ".join(several)} would both fit; write the right one '
            f"under survey: questions: in settings.yaml, with {refs} behind it"
        )
    near = sorted(free, key=lambda q: -SequenceMatcher(None, plain(word), plain(q.title)).ratio())[
        :1
    ]
    hint = f'; is it "{near[0].title}"? Then write it' if near else "; write it"
    return (
        f'{refs} "{word}": no rated question asks about it{hint} under survey: questions: '
        f'in settings.yaml as "question": "{refs}: {word}"'
    )


def _place(match: Match) -> int:
    words = match.measure.words
    return words.index(match.word) if match.word in words else len(words)
