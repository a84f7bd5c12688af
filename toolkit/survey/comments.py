"""What people wrote in their own words: kept word for word, without a trace to its writer."""

from __future__ import annotations

import re

from msgspec import Struct

from toolkit.survey.no_answer import says_nothing
from toolkit.survey.question import Kind
from toolkit.survey.understand import Understood

_MAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[A-Za-z]{2,}")
_TELEPHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().-]{8,}\d(?!\w)")


class Comment(Struct, frozen=True):
    """One comment.

    Attributes:
        question: what was asked.
        text: the answer; e-mail addresses and telephone numbers in it are masked.
    """

    question: str
    text: str


def comments_of(found: Understood, floor: int) -> tuple[Comment, ...]:
    """Every open answer, question by question in alphabetical order, so that no two answers of one
    person stand in the same place; none when fewer people than the floor answered."""
    if found.respondents < floor:
        return ()
    comments = []
    for question in found.of(Kind.COMMENT):
        texts = {_masked(text.strip()) for text in question.answers}
        kept = sorted(text for text in texts if text and not says_nothing(text))
        comments += [Comment(question.title, text) for text in kept]
    return tuple(comments)


def _masked(text: str) -> str:
    return _TELEPHONE.sub("[telephone]", _MAIL.sub("[e-mail]", text))
