"""Numbers that stand for years and days."""

from __future__ import annotations

from toolkit.schedule.nodes import Scan
from toolkit.schedule.vocabulary import Sense

FIRST_YEAR, LAST_YEAR = 1990, 2100


def is_year(number: int) -> bool:
    """Whether a number can be a year written in full."""
    return FIRST_YEAR <= number <= LAST_YEAR


def full_year(scan: Scan, at: int) -> tuple[int, int]:
    """A year in four figures or as '27, and the place after it; (0, at) when there is none."""
    token = scan.at(at)
    if token.sense is Sense.NUMBER and len(token.text) == 4 and is_year(token.number):
        return token.number, at + 1
    after = scan.at(at + 1)
    if token.text == "'" and after.sense is Sense.NUMBER and after.glued and len(after.text) == 2:
        return 2000 + after.number, at + 2
    return 0, at


def loose_year(scan: Scan, at: int) -> tuple[int, int]:
    """A year in four or two figures; for places where nothing else can stand (FY26)."""
    year, after = full_year(scan, at)
    token = scan.at(at)
    if not year and token.sense is Sense.NUMBER and len(token.text) == 2:
        return 2000 + token.number, at + 1
    return year, after


def year_pair(scan: Scan, at: int) -> tuple[int, int, int]:
    """Two years joined, such as 2025-26 or 2025–2028: first, last, place after; zeros if none."""
    first, after = full_year(scan, at)
    if not first or scan.at(after).text not in ("-", "–", "—", "/"):
        return 0, 0, at
    return _second_year(scan, first, after + 1)


def loose_year_pair(scan: Scan, at: int) -> tuple[int, int, int]:
    """Like ``year_pair``, but 25-26 counts too; for places such as after FY."""
    first, after = loose_year(scan, at)
    if not first or scan.at(after).text not in ("-", "–", "—", "/"):
        return 0, 0, at
    return _second_year(scan, first, after + 1)


def _second_year(scan: Scan, first: int, at: int) -> tuple[int, int, int]:
    token = scan.at(at)
    if token.sense is not Sense.NUMBER:
        return 0, 0, at
    last = token.number if len(token.text) == 4 else first // 100 * 100 + token.number
    if len(token.text) in (2, 4) and is_year(last) and first < last <= first + 30:
        return first, last, at + 1
    return 0, 0, at


def count(scan: Scan, at: int) -> int:
    """A small whole number in figures or letters; 0 when there is none."""
    token = scan.at(at)
    return token.number if token.sense is Sense.NUMBER and token.number < 1000 else 0


def could_be_year(scan: Scan, number: int) -> bool:
    """Whether a two-figure number could be meant as a year of a plan of these days."""
    return scan.base.year - 3 <= 2000 + number <= scan.base.year + 8
