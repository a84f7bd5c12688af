"""Several actions in a cell: which lines of the cells beside it belong to which of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from toolkit.plan.reading.entries import Entry, shown_lines
from toolkit.plan.reading.layout import Group, placed_beside
from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.source import Line
from toolkit.plan.reading.wordings import counted, shortened

_ASKED_WHEN_SHARED = ("by_when", "who")
_LONG = 25  # signs; shorter texts are often the same by chance


class Doubt(Struct, frozen=True):
    """What is unsure about one column of the row.

    Attributes:
        column: the column.
        text: its words.
        reading: how they were read.
        alternatives: how else.
    """

    column: str
    text: str
    reading: str
    alternatives: tuple[str, ...]


class Aligned(Struct):
    """The cells beside a cell of several actions, divided among them.

    Attributes:
        own: for each action, column → text.
        shared: what is said once for all of them; column → text.
        doubts: what is to be asked.
    """

    own: list[dict[str, str]]
    shared: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def align(entries: Sequence[Entry], columns: Mapping[str, Sequence[Line]]) -> Aligned:
    """Divide the cells of a row among the actions of its action cell."""
    found = Aligned([{} for _ in entries])
    said = {name: tuple(lines) for name, lines in columns.items() if shown_lines(lines)}
    if len(entries) == 1:
        for name, lines in said.items():
            by_letter = _told_by_letter(lines, entries)
            found.own[0][name] = _text(by_letter[0]) if by_letter else shown_lines(lines)
        return found
    waiting: dict[str, tuple[list[str], list[Group]]] = {}
    known: dict[str, list[int]] = {}
    for name, lines in said.items():
        groups, plan = _told_by_number(name, lines, entries, found)
        if plan is not None:
            _give(found, name, lines, groups, plan)
            known[name] = plan
        if groups:
            waiting[name] = ([_plain(line) for line in lines], groups)
    by_layout = placed_beside(entries, waiting, known=known) if set(waiting) - set(known) else {}
    for name, plan in by_layout.items():
        groups = waiting[name][1]
        _give(found, name, said[name], groups, plan)
        found.doubts.append(_by_blank_lines(name, groups, plan, entries))
    return found


def _told_by_number(
    name: str, lines: Sequence[Line], entries: Sequence[Entry], found: Aligned
) -> tuple[list[Group], list[int] | None]:
    """Groups and their letters, where counting tells them; shared texts are taken care of."""
    by_letter = _told_by_letter(lines, entries)
    if by_letter:
        return by_letter
    singles, groups = _singles(lines), _groups(lines)
    counts = [place for place, entry in enumerate(entries) if not entry.note]
    for wanted in (counts, list(range(len(entries)))):
        if len(singles) == len(wanted) > 1:
            _ask_about_lines(name, singles, groups, entries, wanted, found)
            _ask_about_order(name, lines, singles, entries, wanted, found)
            return singles, wanted
        if len(groups) == len(wanted) > 1:
            _ask_about_groups(name, groups, entries, wanted, found)
            _ask_about_order(name, lines, groups, entries, wanted, found)
            return groups, wanted
    late = groups[0][0] >= 2
    if _widest_gap(lines) >= 2 or (late and len(singles) == 1):
        return groups, None
    _share(name, lines, groups, entries, found)
    return [], None


def _told_by_letter(
    lines: Sequence[Line], entries: Sequence[Entry]
) -> tuple[list[Group], list[int]] | None:
    """The cell repeats the actions' own letters."""
    wanted = {entry.number.casefold(): place for place, entry in enumerate(entries) if entry.number}
    groups: list[Group] = []
    plan: list[int] = []
    for start, line in enumerate(lines):
        if line.blank:
            continue
        mark = mark_of(line)
        place = wanted.get(mark.value.casefold()) if mark.value else None
        if place is not None and mark.rest:
            groups.append((start, (mark.rest,)))
            plan.append(place)
        elif groups:
            groups[-1] = (groups[-1][0], (*groups[-1][1], _plain(line)))
        else:
            return None
    return (groups, plan) if groups else None


def _give(
    found: Aligned, name: str, lines: Sequence[Line], groups: Sequence[Group], plan: Sequence[int]
) -> None:
    del lines
    for (_, texts), place in zip(groups, plan, strict=True):
        text = "\n".join(texts)
        cells = found.own[place]
        cells[name] = f"{cells[name]}\n{text}" if name in cells else text


def _share(
    name: str,
    lines: Sequence[Line],
    groups: Sequence[Group],
    entries: Sequence[Entry],
    found: Aligned,
) -> None:
    found.shared[name] = shown_lines(lines)
    several = sum(len(texts) for _, texts in groups)
    if several == 1 and name not in _ASKED_WHEN_SHARED:
        return
    noun = "entry" if name != "by_when" else "timing"
    first = _named(entries[0], 0)
    if several == 1:
        reading = f"One {noun} for {_letters(entries)}: said once for all of them."
        other: tuple[str, ...] = (f"It is for {first} only, beside which it stands",)
    else:
        blank = "the blank lines cannot tell" if len(groups) > 1 else "without blank lines"
        reading = (
            f"{counted(several, noun).capitalize()} for {_letters(entries)}, {blank}: "
            "said once for all of them."
        )
        other = tuple(
            f"“{shortened(text, 40)}” is for one of {_span(entries)}"
            for _, texts in groups
            for text in texts
        )[:4]
    found.doubts.append(Doubt(name, found.shared[name], reading, other))


def _ask_about_lines(
    name: str,
    singles: Sequence[Group],
    groups: Sequence[Group],
    entries: Sequence[Entry],
    wanted: Sequence[int],
    found: Aligned,
) -> None:
    uneven = 1 < len(groups) < len(singles)
    touching = len(groups) == 1 and any(max(texts_of(g)) > _LONG for g in singles)
    twins = _twins(singles)
    if not (uneven or touching or twins):
        return
    noun = "line" if name != "by_when" else "timing"
    start = f"{counted(len(singles), noun).capitalize()} for {_letters(entries)}, one each in order"
    if twins and not uneven:
        reading = f"{start}: the document says the same text for {twins}."
        other = ("The repetition is a slip", "Said once for all of them")
    else:
        reading = f"{start}, though no blank line parts some of them."
        pairs = "; ".join(
            f"{_named(entries[place], place)} “{shortened(texts[0], 30)}”"
            for (_, texts), place in zip(singles, wanted, strict=True)
        )
        reading = f"{reading[:-1]}: {pairs}."
        other = (
            "Lines without a blank line between them belong to one letter",
            "Said once for all of them",
        )
    found.doubts.append(Doubt(name, _text(singles), reading, other))


def _ask_about_groups(
    name: str,
    groups: Sequence[Group],
    entries: Sequence[Entry],
    wanted: Sequence[int],
    found: Aligned,
) -> None:
    if all(len(texts) == 1 for _, texts in groups):
        return
    pairs = "; ".join(
        f"{_named(entries[place], place)} “{shortened(' / '.join(texts), 40)}”"
        for (_, texts), place in zip(groups, wanted, strict=True)
    )
    reading = f"Lines without a blank line between them belong together: {pairs}."
    other = ("A line belongs to the letter after the one it is read for", "One of them is a slip")
    found.doubts.append(Doubt(name, _text(groups), reading, other))


def _ask_about_order(
    name: str,
    lines: Sequence[Line],
    groups: Sequence[Group],
    entries: Sequence[Entry],
    wanted: Sequence[int],
    found: Aligned,
) -> None:
    """Counting tells, and yet: one letter is a note, or the blank lines follow no letter."""
    if any(doubt.column == name for doubt in found.doubts):
        return
    notes = [_named(entry, place) for place, entry in enumerate(entries) if place not in wanted]
    close = all(entry.sizes and entry.sizes[-1] for entry in entries[:-1])
    uneven = close and len({b - a for (a, _), (b, _) in itertools.pairwise(groups)}) > 1
    asked = notes or (uneven and name in _ASKED_WHEN_SHARED)
    if not asked:
        return
    number = counted(len(groups), "entry").capitalize()
    if notes:
        reading = f"{number}, one each in order; {', '.join(notes)} is a note."
        other: tuple[str, ...] = (f"The last entry is also for {notes[0]}",)
    else:
        reading = (
            f"{number} for {_letters(entries)}, one each in order; the blank lines between them "
            "are uneven."
        )
        other = ("The blank lines were meant otherwise: an entry stands beside its neighbour",)
    del lines
    found.doubts.append(Doubt(name, _text(groups), reading, other))


def _by_blank_lines(
    name: str, groups: Sequence[Group], plan: Sequence[int], entries: Sequence[Entry]
) -> Doubt:
    noun = "entry" if name != "by_when" else "timing"
    pairs = "; ".join(
        f"{_named(entries[place], place)} “{shortened(' / '.join(texts), 40)}”"
        for (_, texts), place in zip(groups, plan, strict=True)
    )
    empty = [_named(entry, p) for p, entry in enumerate(entries) if p not in plan]
    none = f"; {', '.join(empty)} {'has' if len(empty) == 1 else 'have'} none" if empty else ""
    number = counted(len(groups), noun).capitalize()
    reading = f"{number} for {_letters(entries)}: by their blank lines {pairs}{none}."
    other = [
        f"“{shortened(texts[-1], 30)}” is also for the letters after {_named(entries[p], p)}"
        for (_, texts), p in zip(groups, plan, strict=True)
        if p + 1 < len(entries) and p + 1 not in plan
    ]
    return Doubt(name, _text(groups), reading, (*other[:3], "Said once for all of them"))


def _singles(lines: Sequence[Line]) -> list[Group]:
    return [(place, (_shown(line),)) for place, line in enumerate(lines) if not line.blank]


def _groups(lines: Sequence[Line]) -> list[Group]:
    groups: list[Group] = []
    open_group = False
    for place, line in enumerate(lines):
        if line.blank:
            open_group = False
        elif open_group:
            groups[-1] = (groups[-1][0], (*groups[-1][1], _shown(line)))
        else:
            groups.append((place, (_shown(line),)))
            open_group = True
    return groups


def _widest_gap(lines: Sequence[Line]) -> int:
    said = [place for place, line in enumerate(lines) if not line.blank]
    return max((b - a - 1 for a, b in itertools.pairwise(said)), default=0)


def _twins(singles: Sequence[Group]) -> str:
    texts = [texts[0] for _, texts in singles]
    return (
        "several of them"
        if any(a == b and len(a) > _LONG for a, b in itertools.pairwise(texts))
        else ""
    )


def texts_of(group: Group) -> list[int]:
    """The lengths of a group's lines."""
    return [len(text) for text in group[1]]


def _shown(line: Line) -> str:
    return shown_lines((line,))


def _plain(line: Line) -> str:
    return line.text.strip()


def _text(groups: Sequence[Group]) -> str:
    return "\n".join(text for _, texts in groups for text in texts)


def _named(entry: Entry, place: int) -> str:
    if re.fullmatch(r"[A-Za-z]", entry.number):
        return f"{entry.number})"
    return entry.number or f"no. {place + 1}"


def _letters(entries: Sequence[Entry]) -> str:
    lettered = all(re.fullmatch(r"[A-Za-z]", entry.number) for entry in entries)
    return counted(len(entries), "letter" if lettered else "action")


def _span(entries: Sequence[Entry]) -> str:
    return f"{_named(entries[0], 0)} to {_named(entries[-1], len(entries) - 1)}"
