"""The plan at one snapshot, as a document and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from toolkit.errors import UsageError
from toolkit.plan.view import Action, Area, Goal, plan_of
from toolkit.tables.column import Value
from toolkit.tables.encoding import Json
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.agreed import agreed
from toolkit.workflows.session import Session

RowPlaces = Mapping[str, tuple[str, int]]
"""Row id → file and sheet row in which it stands now."""


def snapshot_for(session: Session, wanted: str) -> Snapshot:
    """The last snapshot, or the one of a sync number or a day (``--as-of``)."""
    last = agreed(session)
    if not wanted:
        return last
    if wanted.isdigit():
        return session.history.snapshot(int(wanted))
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        raise UsageError(
            f'"{wanted}" is neither a day nor a sync number.',
            next_step="Write a day as 2027-05-14, or a number from actiongrid history.",
        ) from None
    zone = session.clock.now().tzinfo
    found = session.history.as_of(datetime.combine(day, time.max, zone))
    if not found.number:
        first = session.history.snapshots()
        since = f"{first[0].at:%d %b %Y}" if first else "the first sync"
        raise UsageError(
            f"history begins on {since}; nothing is known of {wanted}.",
            next_step='"actiongrid history" lists every sync.',
        )
    return found


def show_document(snapshot: Snapshot, schema: Schema, places: RowPlaces) -> dict[str, Any]:
    """The whole plan as the JSON document ``actiongrid/show``."""
    plan = plan_of(snapshot, schema)
    return {
        "schema": "actiongrid/show",
        "version": 1,
        "plan": plain_cells(schema["plan"], plan.facts),
        "snapshot": snapshot.number,
        "areas": [_area(area, schema, places) for area in plan.areas],
        "tables": {
            name: [_record(table, record) for record in snapshot[name]]
            for name, table in schema.tables.items()
            if len(snapshot[name])
        },
    }


def show_lines(snapshot: Snapshot, schema: Schema) -> Iterator[str]:
    """The plan as a person reads it on a terminal."""
    plan = plan_of(snapshot, schema)
    yield f"{plan.name}, sync no. {snapshot.number}"
    for area in plan.areas:
        yield ""
        yield f"{plan.labels['area']} {area.number}: {area.title}"
        for goal in area.goals:
            if goal.statement:
                yield f"  {goal.ref}  {goal.statement}"
            yield from (f"    {line}" for action in goal.actions for line in _action_lines(action))


def _action_lines(action: Action) -> Iterator[str]:
    facts = [action.text_of("status") or "no status yet"]
    facts += [part for part in (action.text_of("by_when"), action.text_of("who")) if part]
    yield f"{action.ref:<7}{' '.join(action.text.split())}"
    yield f"       {' · '.join(' '.join(fact.split()) for fact in facts)}"


def _area(area: Area, schema: Schema, places: RowPlaces) -> Json:
    return {
        "id": area.id,
        "number": area.number,
        "title": area.title,
        "description": area.description,
        "goals": [_goal(goal, schema, places) for goal in area.goals],
    }


def _goal(goal: Goal, schema: Schema, places: RowPlaces) -> Json:
    return {
        "id": goal.id,
        "ref": goal.ref,
        "number": goal.number,
        "statement": goal.statement,
        "cells": plain_cells(schema["goals"], goal.record),
        "actions": [_action(action, goal, schema, places) for action in goal.actions],
    }


def _action(action: Action, goal: Goal, schema: Schema, places: RowPlaces) -> Json:
    file, row = places.get(action.id, ("", 0))
    visible = [column for column in schema["actions"].kept if not column.hidden]
    return {
        "id": action.id,
        "ref": action.ref,
        "letter": action.ref.removeprefix(goal.ref).lstrip("."),
        "text": action.text,
        "note": action.record["kind"] == "note",
        "cells": {column.heading: plain(action.shown(column.name)) for column in visible},
        "inherited": [
            column.heading
            for column in visible
            if column.inherited
            and action.record[column.name] is None
            and action.shown(column.name) is not None
        ],
        "file": file or None,
        "row": row or None,
    }


def _record(table: TableSchema, record: Record) -> Json:
    return {
        "id": record.id,
        **({"parent": record.parent} if record.parent else {}),
        **({"retired": True} if record.retired else {}),
        **plain_cells(table, record),
    }


def plain_cells(table: TableSchema, record: Record) -> dict[str, Json]:
    """A record's cells by column name, blanks null."""
    return {column.name: plain(record[column.name]) for column in table.kept}


def plain(value: Value) -> Json:
    """A value as JSON for people: dates ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value
