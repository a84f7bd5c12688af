"""What the cells of a column look like: evidence for or against what its heading says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.source import Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain, squeezed

_FIGURE = re.compile(r"[\s$€£<>≥≤~+\-–]*\d[\d,.]*\s*%?(?:\s*(?:of|/)\s*\d+)?\s*")
_CODES = re.compile(r"[A-Z]{2,6}(?:\s*[/,&]\s*[A-Z]{2,6}){0,5}")
_REF = re.compile(r"[\d.]+[a-z]?[.)]?|[A-Za-z][.)]?")
_CITED = re.compile(r"\(?[A-Za-z]{0,12}[\s#.\-]*\d{0,3}(?:[.\-]\w{1,3})*[a-z]?[.):]?")
_CODE = re.compile(r"(?:[A-Z]{1,3}[.\-]?)?\d{1,2}(?:[.\-]\d{1,2}){0,3}[A-Za-z]?[.):]?")
_PART_PLAYED = re.compile(r"[RACI](?:\s?[/,]\s?[RACI])?")
_RATINGS = frozenset(
    ("high", "medium", "low", "med", "urgent", "important", "critical", "normal", "h", "m", "l",
     "alta", "media", "baja", "must", "should", "could", "yes", "no", "x", "a", "b", "c")
)  # fmt: skip


class Evidence:
    """The texts of each column of some rows."""

    def __init__(self, rows: Sequence[Row], alone: Sequence[Row] = ()) -> None:
        self._rows = rows
        self._alone = alone  # rows in which a single cell says something
        self._known: dict[int, list[str]] = {}

    def texts(self, place: int) -> list[str]:
        """What the column's cells say, blank ones left out."""
        if place not in self._known:
            cells = (row[place].text for row in self._rows if place < len(row))
            self._known[place] = [text for text in cells if squeezed(text)]
        return self._known[place]

    def length(self, place: int) -> float:
        """How long its texts are on average."""
        texts = self.texts(place)
        return sum(map(len, texts)) / len(texts) if texts else 0.0

    def filled(self, place: int) -> float:
        """The share of rows in which it says something or is merged with the cell above."""
        cells = [row[place] for row in self._rows if place < len(row)]
        return sum(bool(c.text) or c.above for c in cells) / len(cells) if cells else 0.0

    def only_figures(self, place: int) -> bool:
        """Whether it holds figures and nothing else."""
        texts = self.texts(place)
        return bool(texts) and all(_FIGURE.fullmatch(text) for text in texts)

    def names_entries(self, place: int, *, high: bool) -> bool:
        """Whether its texts can be entries of a level: no figures, no ratings, not all the same.

        Args:
            high: the level stands above the actions, so that one entry may hold for all rows.
        """
        texts = self.texts(place)
        if not texts:
            headings = any(place < len(row) and row[place].text for row in self._alone)
            return not self._rows or (high and headings)
        same = len(texts) > 2 and len(set(map(squeezed, texts))) == 1
        rated = all(plain(text) in _RATINGS for text in texts)
        return not (self.only_figures(place) or rated or (same and not high))

    def are_codes(self, place: int) -> bool:
        """Whether its texts are short numbers of entries ("A1", "2.3"), not their words."""
        texts = self.texts(place)
        return bool(texts) and all(_CODE.fullmatch(text.strip()) for text in texts)

    def are_parts_played(self, place: int) -> bool:
        """Whether its texts are the letters of a RACI chart."""
        texts = self.texts(place)
        return bool(texts) and all(_PART_PLAYED.fullmatch(text.strip()) for text in texts)

    def cites(self, place: int) -> bool:
        """Whether its texts are what people cite ("1.2", "A-3"), not ids of a task list."""
        return all(_CITED.fullmatch(text.strip()) for text in self.texts(place))

    def looks_like(self, place: int, around: Surroundings) -> str:
        """The role its texts suggest: by_when, who, ref, own; "" when it is blank."""
        said = self.texts(place)
        if not said:
            return ""
        share = 1 / len(said)
        if sum(share for t in said if len(t) <= 60 and around.is_timing(t)) >= 0.6:
            return "by_when"
        parties = (_CODES.fullmatch(t) or (len(t) <= 60 and around.is_party(t)) for t in said)
        if sum(share for found in parties if found) > 0.5:
            return "who"
        return "ref" if all(_REF.fullmatch(text) for text in said) else "own"
