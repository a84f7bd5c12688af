"""What the words under Status say about the work: open, finished, dropped, and which is worst."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from toolkit.tables.column import Choice
from toolkit.tables.schema import Schema

_NO_CHOICE = Choice("")


class Statuses(Struct, frozen=True, dict=True):
    """The plan's status words.

    Attributes:
        choices: in the order of the drop-down.
    """

    choices: tuple[Choice, ...]

    @cached_property
    def by_word(self) -> Mapping[str, Choice]:
        """Choices by their word."""
        return {choice.word: choice for choice in self.choices}

    @cached_property
    def complete(self) -> str:
        """The word for finished as planned: the best-ranked closed one, "" when there is none."""
        closed = [choice for choice in self.choices if choice.meaning == "closed"]
        return max(closed, key=lambda choice: choice.rank, default=_NO_CHOICE).word

    def is_open(self, word: str) -> bool:
        """Whether work with this status goes on; a blank status is open."""
        return self.by_word.get(word, _NO_CHOICE).meaning not in ("closed", "dropped")

    def is_dropped(self, word: str) -> bool:
        """Whether work with this status leaves the counts."""
        return self.by_word.get(word, _NO_CHOICE).meaning == "dropped"

    def shown(self, word: str) -> str:
        """Symbol and word, so that colour is never the only signal."""
        return f"{self.by_word.get(word, _NO_CHOICE).symbol} {word}".strip()

    def colour(self, word: str) -> str:
        """Name of the word's colour in the house style, "" when it has none."""
        return self.by_word.get(word, _NO_CHOICE).colour

    def rank(self, word: str) -> int:
        """Place in the order worst → best, 0 for a blank or unranked word."""
        return self.by_word.get(word, _NO_CHOICE).rank

    def worst(self, words: Iterable[str]) -> str:
        """The worst open word; without one the worst closed word; "" when there is neither."""
        known = [self.by_word[word] for word in words if word in self.by_word]
        for meaning in ("open", "closed"):
            ranked = [choice for choice in known if choice.meaning == meaning and choice.rank]
            if ranked:
                return min(ranked, key=lambda choice: choice.rank).word
        return ""


def statuses_of(schema: Schema) -> Statuses:
    """The words under Status in the action grid."""
    column = schema["actions"].by_name.get("status") if "actions" in schema else None
    return Statuses(column.choices if column else ())
