"""Words typed where the tool writes, in copies that came back: told once, when one is first heard.

Such a copy may be weeks old. What the tool had written in its worked-out cells on that day is known
nowhere, so everything it ever wrote in a column is remembered, as one mark for each text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field, json
from msgspec.structs import replace

from toolkit.merge.note import Note, NoteCode
from toolkit.merge.worked_out import typed_where_worked_out, words_of
from toolkit.ports.history import History
from toolkit.workflows.open_items import copies_held
from toolkit.workflows.sides import Side
from toolkit.workflows.state import State
from toolkit.workflows.workspace_id import WORKSPACE, is_from_elsewhere

_SETTING = "words ever worked out"


class _Ever(Struct, frozen=True):
    """Everything ever worked out, and the first sync whose files hold nothing else."""

    since: int
    words: Mapping[str, Mapping[str, frozenset[int]]] = field(default_factory=dict)


def note_worked_out(history: History, state: State, *, first: bool) -> None:
    """Remember what is worked out now; before any file is given it.

    Args:
        history: where it is kept.
        state: the state just agreed.
        first: no file of the plan has been written yet.
    """
    known = _ever(history)
    if known is None:
        known = _Ever(state.snapshot.number + (0 if first else 1))
    words = {table: dict(columns) for table, columns in known.words.items()}
    for table, columns in words_of(state.computed, state.schema).items():
        for column, marks in columns.items():
            said = words.setdefault(table, {})
            said[column] = said.get(column, frozenset()) | frozenset(marks)
    # Sets are written in order: what says the same is the same text.
    text = json.encode(_Ever(known.since, words), order="deterministic").decode()
    if text != history.setting(_SETTING):
        history.set_setting(_SETTING, text, forced=False)


def with_typed_words(history: History, sides: Iterable[Side]) -> Iterator[Side]:
    """The sides; those of copies with what is to be told of words typed where the tool writes."""
    heard: set[str] = set()
    for side in sides:
        copy = side.found.copy
        # A save that a write came upon is heard like a copy: nothing is written to it.
        if (copy.returned or not side.found.place) and not side.edits.held:
            told = copy.content not in heard and _is_new(history, side)
            heard.add(copy.content)
            notes = (*side.edits.notes, *_typed(history, side)) if told else _others(side)
            yield replace(side, edits=replace(side.edits, notes=notes))
        else:
            yield side


def _is_new(history: History, side: Side) -> bool:
    content = side.found.copy.content
    return not history.seen(content) or content in copies_held(history)


def _others(side: Side) -> tuple[Note, ...]:
    return tuple(note for note in side.edits.notes if note.code is not NoteCode.TYPED_OVER)


def _typed(history: History, side: Side) -> Iterator[Note]:
    """Nothing of a copy that may be older than what is remembered, or of another workspace."""
    ever, stamp = _ever(history), side.found.copy.stamp
    if ever is None or stamp is None or not history.knows(stamp.baseline):
        return
    elsewhere = is_from_elsewhere(side.found.copy, history.setting(WORKSPACE))
    if stamp.baseline >= ever.since and not elsewhere:
        yield from typed_where_worked_out(side.edits, ever.words)


def _ever(history: History) -> _Ever | None:
    text = history.setting(_SETTING)
    return json.decode(text, type=_Ever) if text else None
