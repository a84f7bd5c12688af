"""What a person has to decide about a survey's questions, with what to write where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.survey.fitting import fits, likeness, part_of
from toolkit.survey.question import Question

_LIKELY = 0.5
_WHERE = "under survey: questions: in settings.yaml"


def ask_for_measure(line: str, refs: Iterable[str]) -> str:
    """A line of settings names no measure."""
    known = ", ".join(dict.fromkeys(refs)) or "none"
    return (
        f'settings.yaml › survey.questions: "{line}" names no survey measure; choose among {known}'
    )


def ask_about_word(
    refs: str,
    word: str,
    fitting: Sequence[Question],
    unused: Sequence[Question],
    others: Sequence[Question],
    near: Mapping[str, Question],
) -> str:
    """No question, or more than one, asks about a word of the plan.

    Args:
        refs: the goals and actions that ask for it.
        fitting: rated questions that would all fit.
        unused: rated questions no measure has taken.
        others: questions that are not rated.
        near: lines of settings.yaml with the question of this file they may mean.
    """
    name = f'{refs} "{word}"'
    if fitting:
        titles = _titles(fitting)
        return (
            f"{name}: {' and '.join(titles)} would both fit; write the right one {_WHERE} as "
            f'{titles[0]}: "{refs}: {word}"'
        )
    for text, question in near.items():
        if fits(word, text) or len(near) == 1:
            return (
                f'{name}: settings.yaml speaks of "{text}"; if "{question.title}" is that question '
                f'in new words, write {_WHERE}: "{question.title}": "{refs}: {word}"'
            )
    unrated = next((q for q in others if fits(word, part_of(q) or q.title)), None)
    if unrated is not None:
        return (
            f'{name}: "{unrated.title}" asks about it, but its answers are no rating scale '
            f"({unrated.kind})"
        )
    return f"{name}: no rated question asks about it{_hint(refs, word, unused)}"


def _hint(refs: str, word: str, unused: Sequence[Question]) -> str:
    ranked = sorted(unused, key=lambda q: -likeness(word, part_of(q) or q.title))
    if not ranked:
        return ""
    first = ranked[0]
    line = f'write {_WHERE}: "{first.title}": "{refs}: {word}"'
    if len(ranked) == 1 or likeness(word, part_of(first) or first.title) > _LIKELY:
        return f'; if it is "{first.title}", {line}'
    return f"; if it is one of {', '.join(_titles(ranked[:4]))}, for the first {line}"


def _titles(questions: Sequence[Question]) -> list[str]:
    """The questions in quotation marks, with their column where two have one wording."""
    titles = [question.title for question in questions]
    return [
        f'"{q.title} (column {q.letter})"' if titles.count(q.title) > 1 else f'"{q.title}"'
        for q in questions
    ]
