"""A rating as people and programs write it: 4, "4 of 5", "★★★★", "Very good (4)", "80%"."""

from __future__ import annotations

import re

from msgspec import Struct

from toolkit.survey.wording import number_in

_LEADING = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:[-–—=:.)/]+\s*|\s+\(?|\()|[(\[](\d+)[)\]]\s*[-–—:]?\s*)"
    r"(?P<label>[^\d\s].*?)\)?"
)
_TRAILING = re.compile(r"(?P<label>\D*?)\s*[-–—=:(\[]\s*(\d+(?:[.,]\d+)?)\s*[)\]]?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|de|sur|von)\s*(\d+)", re.IGNORECASE)
_STARS = re.compile(r"[★⭐\ufe0f\s]+[☆\s]*|☆+")
_NUMBERED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:stars?|points?|pts?|estrellas?|puntos?|[★⭐])\ufe0f?", re.IGNORECASE
)
_STOPPED = re.compile(r"(\d+)\s*[.)]")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


class WrittenNumber(Struct, frozen=True):
    """A number found in an answer.

    Attributes:
        value: the number.
        label: the words beside it, "" for none.
        out_of: the end it names, as in "4 of 5", 0 for none.
        percent: it is a share of a hundred.
    """

    value: float
    label: str = ""
    out_of: int = 0
    percent: bool = False


def written_number(text: str) -> WrittenNumber | None:
    """The number an answer is; None when it is none."""
    bare = text.strip()
    if (value := number_in(bare)) is not None:
        return WrittenNumber(value)
    if found := _STOPPED.fullmatch(bare):
        return WrittenNumber(_number(found[1]))
    if found := _OUT_OF.fullmatch(bare):
        return WrittenNumber(_number(found[1]), out_of=int(found[2]))
    if found := _PERCENT.fullmatch(bare):
        return WrittenNumber(_number(found[1]), percent=True)
    if bare and _STARS.fullmatch(bare):
        return WrittenNumber(float(bare.count("★") + bare.count("⭐")))
    if found := _NUMBERED.fullmatch(bare):
        return WrittenNumber(_number(found[1]))
    if found := _LEADING.fullmatch(bare):
        return WrittenNumber(_number(found[1] or found[2]), found["label"])
    if found := _TRAILING.fullmatch(bare):
        return WrittenNumber(_number(found[2]), found["label"])
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
