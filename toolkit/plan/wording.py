"""The plan's own words: labels of its levels, headings, status words, added columns and tables."""

from __future__ import annotations

from toolkit.tables.column import Choice
from toolkit.tables.document import Inspector, LinedMap, Node
from toolkit.tables.schema import Schema
from toolkit.tables.schema_document import (
    Wording,
    read_choices,
    read_columns,
    read_schema,
    with_columns,
)

LEVELS = ("area", "goal", "action")
_HEADINGS = ("text", "by_when", "who", "resources", "measures", "reporting")
_SWITCHES = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}


def plan_schema(
    document: LinedMap,
    tables_document: LinedMap,
    statuses: tuple[Choice, ...],
    inspector: Inspector,
) -> Schema:
    """The schema of one plan: the shipped tables in the plan's wording, and what it adds."""
    wording = _wording(document, statuses, inspector)
    schema = read_schema(tables_document, wording, inspector)
    own_tables = inspector.mapping(document.get("own_tables"), "own_tables")
    schema = read_schema(own_tables, wording, inspector, known=schema)
    for table, node in inspector.mapping(document.get("columns"), "columns").items():
        if table not in schema:
            inspector.report(table, f"columns.{table}", f'there is no table "{table}"')
        elif not _is_switch_only(node):
            added = read_columns(_described(node), f"{table}.columns", wording, inspector)
            schema = with_columns(schema, str(table), added)
    return schema


def _wording(document: LinedMap, statuses: tuple[Choice, ...], inspector: Inspector) -> Wording:
    labels = inspector.mapping(document.get("labels"), "labels")
    inspector.only(labels, frozenset(LEVELS), "labels")
    headings = inspector.mapping(document.get("headings"), "headings")
    inspector.only(headings, frozenset(_HEADINGS), "headings")
    own_statuses = read_choices(document.get("statuses"), "statuses", inspector)
    _require_order(own_statuses, document, inspector)
    return Wording(
        labels={name: inspector.text(labels, name, "labels") for name in LEVELS},
        headings={name: inspector.text(headings, name, "headings") for name in _HEADINGS},
        statuses=own_statuses or statuses,
        switched=_switches(document, inspector),
    )


def _require_order(choices: tuple[Choice, ...], document: LinedMap, inspector: Inspector) -> None:
    """Ranks go from worst to best: a red word above a green one was counted backwards."""
    ranked = [choice for choice in choices if choice.meaning == "open" and choice.rank]
    greens = [choice for choice in ranked if choice.colour == "green"]
    for red in (choice for choice in ranked if choice.colour == "red"):
        for green in (choice for choice in greens if choice.rank < red.rank):
            inspector.report(
                document["statuses"],
                f"statuses.{red.word}.rank",
                f'"{red.word}" is red and ranks above "{green.word}", which is green; '
                "rank 1 is the worst",
            )


def _switches(document: LinedMap, inspector: Inspector) -> dict[tuple[str, str], bool]:
    """Columns a plan turns on or off: ``columns: {actions: {percent_complete: on}}``."""
    found = {}
    for table, node in inspector.mapping(document.get("columns"), "columns").items():
        if isinstance(node, LinedMap):
            for name, facts in node.items():
                if isinstance(facts, str) and facts.casefold() in _SWITCHES:
                    found[(str(table), str(name))] = _SWITCHES[facts.casefold()]
    return found


def _described(node: Node) -> Node:
    """The part of a table's ``columns`` that describes columns, switches left out."""
    if not isinstance(node, LinedMap):
        return node
    kept = LinedMap(
        {
            name: facts
            for name, facts in node.items()
            if not (isinstance(facts, str) and facts.casefold() in _SWITCHES)
        }
    )
    kept.line = node.line
    return kept


def _is_switch_only(node: Node) -> bool:
    described = _described(node)
    return isinstance(described, LinedMap) and not described
