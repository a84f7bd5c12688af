"""Answers to questions about files and rows: each holds until its matter is gone.

The line disappears from *Needs you* when it is answered, but what it asks about may stand in its
file for a while: the file is open, say, or a heading stays renamed for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.merge.hold import Answer
from toolkit.ports.history import History
from toolkit.tables.encoding import Json

ANSWER = "answer"


class StandingAnswers(Mapping[str, Answer]):
    """All answers given so far; those that were asked for in this sync still stand.

    Args:
        history: the answers of earlier syncs.
        fresh: those on *Needs you* now.
    """

    def __init__(self, history: History, fresh: Mapping[str, Answer]) -> None:
        kept = {key: Answer(facts["says"]) for key, facts in history.items(ANSWER).items()}
        self._all = {**kept, **fresh}
        self._asked: set[str] = set()

    def __getitem__(self, key: str) -> Answer:
        answer = self._all[key]
        self._asked.add(key)
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def still_standing(self, *, all_heard: bool) -> Mapping[str, Json]:
        """The answers to keep; when some file could not be read, what it asks is not known."""
        wanted = self._asked if all_heard else self._all
        return {key: {"says": str(self._all[key])} for key in self._all if key in wanted}
