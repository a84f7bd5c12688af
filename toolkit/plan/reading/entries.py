"""Several actions in one cell: where each begins, and how its lines lie."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.plan.reading.attributes import attribute_of, is_note
from toolkit.plan.reading.marks import Mark, mark_of
from toolkit.plan.reading.source import Line

_STARTERS = ("label", "dotted", "letter", "roman")


class Entry(Struct, frozen=True):
    """One action of a cell.

    Attributes:
        number: its letter or number as printed; "" when it has none.
        label: what the document calls it; "" when it says nothing.
        text: its words, continued lines included.
        parts: lines under it that carry a mark of their own.
        start: the line of the cell it begins on, from 0.
        sizes: for each line from its start up to the next entry, the number of signs.
        note: it says of itself that it is a note.
        cells: what lines such as "Lead: Director" under it say; column and text.
    """

    number: str
    label: str
    text: str
    parts: tuple[str, ...]
    start: int
    sizes: tuple[int, ...]
    note: bool = False
    cells: tuple[tuple[str, str], ...] = ()


class Split(Struct, frozen=True):
    """What a cell of actions holds.

    Attributes:
        lead: lines before the first marked one.
        entries: the actions; one without a number when the cell holds a single action.
    """

    lead: tuple[str, ...]
    entries: tuple[Entry, ...]


def split_actions(lines: Sequence[Line]) -> Split:
    """The actions of a cell: told apart by numbers or letters, else by bullets; else one."""
    lines = _one_a_line(lines)
    marks = [mark_of(line) for line in lines]
    said = [place for place, line in enumerate(lines) if not line.blank]
    if not said:
        return Split((), ())
    starts = _starts(marks, said)
    if not starts:
        return Split((), (_single(lines, marks),))
    lead = tuple(lines[place].text.strip() for place in said if place < starts[0])
    if len(starts) == 1 and not lead and marks[starts[0]].kind == "bullet":
        return Split((), (_entry(lines, marks, starts[0], len(lines)),))
    stops = [*starts[1:], len(lines)]
    entries = tuple(
        _entry(lines, marks, start, stop) for start, stop in zip(starts, stops, strict=True)
    )
    return Split(lead, entries)


def _one_a_line(lines: Sequence[Line]) -> Sequence[Line]:
    """ "1) Write grants 2) Sell calendars" in one line as two lines."""
    said = [line for line in lines if not line.blank]
    if len(said) != 1 or said[0].mark:
        return lines
    text = said[0].text
    first = re.match(r"\s*(\()?(1|a|A)([.)])\s", text)
    if not first:
        return lines
    places = [0]
    value = first[2]
    while True:
        value = str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)
        sign = re.escape(f"{first[1] or ''}{value}{first[3]}")
        found = re.compile(rf"(?<=\s){sign}\s").search(text, places[-1] + 2)
        if not found:
            break
        places.append(found.start())
    if len(places) == 1:
        return lines
    cuts = zip(places, [*places[1:], len(text)], strict=True)
    return tuple(replace(said[0], text=text[a:b].strip().rstrip(";,")) for a, b in cuts)


def _starts(marks: Sequence[Mark], said: Sequence[int]) -> list[int]:
    """Where actions begin: at every mark that looks like the cell's first one."""
    first = next((place for place in said if marks[place].kind in _STARTERS), None)
    if first is not None:
        look = _look(marks[first])
        numbered = [place for place in said if _look(marks[place]) == look]
        if len(numbered) > 1 or numbered[0] == said[0]:
            return _in_sequence(numbered, marks)
    bullets = [place for place in said if marks[place].kind == "bullet"]
    return bullets if bullets and bullets[0] == said[0] else []


def _look(mark: Mark) -> tuple[object, ...]:
    family = "letter" if mark.kind == "roman" and len(mark.value) == 1 else mark.kind
    return family, mark.upper, mark.depth if mark.kind == "dotted" else 0


def _in_sequence(numbered: list[int], marks: Sequence[Mark]) -> list[int]:
    """Leaves out a mark that does not go on counting, such as a second "1." inside "2."."""
    kept: list[int] = []
    for place in numbered:
        value = marks[place].value
        if kept and value and value == marks[kept[0]].value:
            continue
        kept.append(place)
    return kept


def _entry(lines: Sequence[Line], marks: Sequence[Mark], start: int, stop: int) -> Entry:
    texts, parts, cells = _under(lines[start + 1 : stop], marks[start + 1 : stop], begun=True)
    mark = marks[start]
    sizes = tuple(len(line.text.strip()) for line in lines[start:stop])
    text = "\n".join(filter(None, (mark.shown, *texts)))
    return Entry(mark.value, mark.label, text, parts, start, sizes, is_note(text), cells)


def _single(lines: Sequence[Line], marks: Sequence[Mark]) -> Entry:
    texts, parts, cells = _under(lines, marks, begun=False)
    text = "\n".join(texts)
    sizes = tuple(len(line.text.strip()) for line in lines)
    first = next(place for place, line in enumerate(lines) if not line.blank)
    return Entry("", "", text, parts, first, sizes, is_note(text), cells)


def _under(
    lines: Sequence[Line], marks: Sequence[Mark], *, begun: bool
) -> tuple[list[str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Lines of one action: those that go on with it, its parts, what lines such as "Lead:" say."""
    texts: list[str] = []
    parts: list[str] = []
    cells: list[tuple[str, str]] = []
    for line, mark in zip(lines, marks, strict=True):
        if line.blank:
            continue
        said = attribute_of(line.text.strip()) if begun and not mark.value else None
        begun = True
        if said and said[1] and said[0].kind != "status":
            cells.append((said[0].kind, said[1]))
        elif mark.kind == "bullet":
            parts.append(mark.shown)
        elif mark.kind:
            parts.append(_with_mark(line))
        elif parts:
            parts[-1] = f"{parts[-1]}\n{line.text.strip()}"
        else:
            texts.append(line.text.strip())
    return texts, tuple(parts), tuple(cells)


def _with_mark(line: Line) -> str:
    return f"{line.mark} {line.text.strip()}".strip()


def shown_lines(lines: Sequence[Line]) -> str:
    """The lines of a cell as text: bullets as "• ", numbers as printed, no blank lines."""
    shown = []
    for line in lines:
        if line.blank:
            continue
        mark = mark_of(line)
        bullet = mark.kind == "bullet" and not mark.value
        shown.append(f"• {mark.shown}" if bullet else _with_mark(line))
    return "\n".join(shown)
