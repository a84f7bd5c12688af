"""The live formulas of a roll-up: every figure counted over one Excel Table of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from toolkit.tables.column import Choice

_SPECIAL = "'[]#@"
_WILD = "~*?"


def column_ref(table: str, heading: str) -> str:
    """A table's column as formulas name it: ``tblActions[By When?]``."""
    escaped = "".join(f"'{sign}" if sign in _SPECIAL else sign for sign in heading)
    return f"{table}[{escaped}]"


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def exactly(text: str) -> str:
    """A criterion that a text, and nothing else, meets (``?`` and ``*`` are themselves)."""
    return quoted(_escaped(text))


def _escaped(text: str) -> str:
    return "".join(f"~{sign}" if sign in _WILD else sign for sign in text)


class Words(Struct, frozen=True):
    """The status words by what they say about the work.

    Attributes:
        all: in the plan's order.
        dropped: leave the counts.
        closed: finished, one way or the other.
        complete: the closed word that means success, "" when the plan has none.
        worst_first: the words a goal's word is taken from: open by rank, then closed by rank.
    """

    all: tuple[str, ...]
    dropped: tuple[str, ...]
    closed: tuple[str, ...]
    complete: str
    worst_first: tuple[str, ...]

    @classmethod
    def of(cls, statuses: Sequence[Choice]) -> Words:
        """The words of a plan's statuses."""
        closed = sorted((c for c in statuses if c.meaning == "closed"), key=lambda c: c.rank)
        ranked = [c for c in statuses if c.rank and c.meaning not in ("closed", "dropped")]
        worst = [*sorted(ranked, key=lambda c: c.rank), *closed]
        return cls(
            all=tuple(c.word for c in statuses),
            dropped=tuple(c.word for c in statuses if c.meaning == "dropped"),
            closed=tuple(c.word for c in closed),
            complete=closed[-1].word if closed else "",
            worst_first=tuple(c.word for c in worst),
        )


class Counting(Struct, frozen=True):
    """Formulas over one table of actions.

    Attributes:
        table: name of the Excel Table.
        headings: column name → heading in that table.
        words: the status words.
        today, period_start, due_soon_days: names of the cells that hold them.
    """

    table: str
    headings: Mapping[str, str]
    words: Words
    today: str
    period_start: str
    due_soon_days: str

    def ref(self, column: str) -> str:
        """The table's column of that name."""
        return column_ref(self.table, self.headings[column])

    def criterion(self, column: str, wanted: str) -> str:
        """One more condition; ``wanted`` is an expression such as ``$X5`` or ``"yes"``."""
        return f",{self.ref(column)},{wanted}"

    def formulas(self, where: str = "") -> dict[str, str]:
        """Every counted figure of the rows that meet ``where``, by its name in JSON.

        Args:
            where: conditions made by ``criterion``, "" for the whole plan.
        """
        actions = self._actions(where)
        in_play = actions + self._not(self.words.dropped)
        live = in_play + self._not(self.words.closed)
        dated = self._not(("ongoing", "as needed"), "by_when_kind")
        today, soon = self.today, f"{self.today}+{self.due_soon_days}"
        checked = self._between("last_checked", self.period_start, today)
        past = self.criterion("next_due", f'"<"&{today}')
        complete = self._is("status", self.words.complete)
        found = {
            "actions": _count(actions),
            "not_reported": _count(actions + self.criterion("status", '""')),
            "reported": _count(in_play + self._is("reported", "yes")),
            "checked": _count(in_play + checked),
            "overdue": _count(live + dated + past),
            "due_soon": _count(live + dated + self._between("next_due", today, soon)),
            "owned.n": _count(in_play + self._is("owned", "yes")),
            "owned.of": _count(in_play),
            "completion.n": _count(in_play + dated + complete),
            "completion.of": _count(in_play + dated),
            "ongoing.n": "+".join(
                _count(in_play + self._is("by_when_kind", kind) + checked)
                for kind in ("ongoing", "as needed")
            ),
            "ongoing.of": "+".join(
                _count(in_play + self._is("by_when_kind", kind))
                for kind in ("ongoing", "as needed")
            ),
        }
        found |= {
            f"by_status.{word}": _count(actions + self._is("status", word))
            for word in self.words.all
        }
        return {figure: f"={formula}" for figure, formula in found.items()}

    def freshness(self, tests: Sequence[str] = ()) -> str:
        """Median days since last checked, of open rows ever checked: an array formula."""
        checked = self.ref("last_checked")
        closed = (*self.words.closed, *self.words.dropped)
        conditions = [
            *tests,
            f'({self.ref("kind")}<>"note")',
            *(f"({self.ref('status')}<>{quoted(word)})" for word in closed),
            f'({checked}<>"")',
            f"({checked}<={self.today})",
        ]
        return f'{{=IFERROR(MEDIAN(IF({"*".join(conditions)},{self.today}-{checked})),"")}}'

    def word(self, where: str, director: str) -> str:
        """A goal's word: the director's (a cell), else the worst status anybody reported."""
        worst = '""'
        for word in reversed(self.words.worst_first):
            count = _count(self._actions(where) + self._is("status", word))
            worst = f"IF({count}>0,{quoted(word)},{worst})"
        return f'=IF({director}<>"",{director},{worst})' if director else f"={worst}"

    def _actions(self, where: str) -> str:
        # A table without actions keeps one blank row, which is none.
        return f'{self.ref("kind")},"<>note",{self.ref("text")},"<>"{where}'

    def _is(self, column: str, word: str) -> str:
        return self.criterion(column, exactly(word))

    def _not(self, words: Sequence[str], column: str = "status") -> str:
        return "".join(self.criterion(column, quoted(f"<>{_escaped(word)}")) for word in words)

    def _between(self, column: str, first: str, last: str) -> str:
        low = self.criterion(column, f'">="&{first}')
        return low + self.criterion(column, f'"<="&{last}' if "+" not in last else f'"<="&({last})')


def _count(criteria: str) -> str:
    return f"COUNTIFS({criteria})"
