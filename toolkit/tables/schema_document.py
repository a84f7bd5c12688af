"""The schema a document describes (``config/tables.yaml`` and a plan's own columns and tables)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.tables.column import Choice, Column, ColumnType, MergePolicy, Owner
from toolkit.tables.document import Inspector, LinedMap, LinedText, Node
from toolkit.tables.schema import Schema, TableSchema, heading_key

_Word = TypeVar("_Word", bound=StrEnum)

_COLUMN_KEYS = frozenset(
    {
        "name", "heading", "type", "owner", "merge", "aliases", "choices", "computed", "inherited",
        "off", "hidden", "help", "label", "own_heading",
    }
)  # fmt: skip
_TABLE_KEYS = frozenset(
    {"title", "record", "parent", "grows", "alone", "about", "names_parent", "columns"}
)
_MEANINGS = frozenset({"", "open", "closed", "dropped"})
_CHOICE_KEYS = frozenset({"aliases", "symbol", "colour", "meaning", "rank"})


class Wording(Struct, frozen=True):
    """The plan's own words for headings and levels, and its status words.

    Attributes:
        labels: area, goal, action → what this plan calls them.
        headings: own_heading key → heading verbatim.
        statuses: the words under Status.
        switched: column switches by table and column ("percent_complete": on).
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    statuses: tuple[Choice, ...] = ()
    switched: Mapping[tuple[str, str], bool] = field(default_factory=dict)


def read_choices(node: Node | None, key: str, inspector: Inspector) -> tuple[Choice, ...]:
    """The words of a choice column, from ``word: {symbol, colour, …}`` or a list of words."""
    if not isinstance(node, LinedMap):
        return tuple(Choice(word) for word in inspector.texts(node, key))
    found = []
    for word, facts_node in node.items():
        place = f"{key}.{word}"
        facts = inspector.mapping(facts_node, place)
        inspector.only(facts, _CHOICE_KEYS, place)
        rank = inspector.text(facts, "rank", place) or "0"
        if not rank.isdigit():
            inspector.report(facts["rank"], f"{place}.rank", f'"{rank}" is not a whole number')
            rank = "0"
        meaning = inspector.text(facts, "meaning", place)
        if meaning not in _MEANINGS:
            said = f'"{meaning}" should be one of: open, closed, dropped'
            inspector.report(facts["meaning"], f"{place}.meaning", said)
        found.append(
            Choice(
                word=str(word),
                aliases=inspector.texts(facts.get("aliases"), f"{place}.aliases"),
                symbol=inspector.text(facts, "symbol", place),
                colour=inspector.text(facts, "colour", place),
                meaning=meaning,
                rank=int(rank),
            )
        )
    return tuple(found)


def read_schema(
    document: LinedMap, wording: Wording, inspector: Inspector, *, known: Schema | None = None
) -> Schema:
    """All tables a document describes, added to the ``known`` ones, in the plan's own wording."""
    tables = dict(known.tables) if known else {}
    for name, node in document.items():
        place = str(name)
        facts = inspector.mapping(node, place)
        inspector.only(facts, _TABLE_KEYS, place)
        parent = inspector.text(facts, "parent", place)
        if parent and parent not in tables:
            inspector.report(facts["parent"], f"{place}.parent", f'there is no table "{parent}"')
        columns = read_columns(facts.get("columns"), f"{place}.columns", wording, inspector)
        named = {key: inspector.text(facts, key, place) for key in ("about", "names_parent")}
        for key, column in named.items():
            if column and column not in {column.name for column in columns}:
                inspector.report(facts[key], f"{place}.{key}", f'there is no column "{column}"')
        title = inspector.text(facts, "title", place) or place.replace("_", " ").capitalize()
        tables[place] = TableSchema(
            name=place,
            title=title,
            record=inspector.text(facts, "record", place) or title.casefold(),
            columns=columns,
            parent=parent,
            grows=inspector.flag(facts, "grows", place, default=True),
            alone=inspector.flag(facts, "alone", place, default=True),
            about=named["about"],
            names_parent=named["names_parent"],
        )
    return Schema(tables)


def read_columns(
    node: Node | None, key: str, wording: Wording, inspector: Inspector
) -> tuple[Column, ...]:
    """Columns from ``name: {…}`` or a list of ``{name: …}``; those switched off are left out."""
    described: list[tuple[str, Node]] = []
    if isinstance(node, LinedMap):
        described = [(str(name), facts) for name, facts in node.items()]
    else:
        for item, place in inspector.items(node, key):
            facts = inspector.mapping(item, place)
            name = inspector.text(facts, "name", place)
            if name:
                described.append((name, facts))
            else:
                inspector.report(item, place, "has no `name`")
    found = []
    table = key.partition(".")[0]
    for name, facts_node in described:
        facts = inspector.mapping(facts_node, f"{key}.{name}")
        off = inspector.flag(facts, "off", f"{key}.{name}")
        if not wording.switched.get((table, name), not off):
            continue
        found.append(_column(name, facts, f"{key}.{name}", wording, inspector))
    return without_doubled_headings(tuple(found), node, key, inspector)


def without_doubled_headings(
    columns: tuple[Column, ...], node: object, key: str, inspector: Inspector
) -> tuple[Column, ...]:
    """The columns whose heading no earlier one has; a doubled heading is a mistake."""
    seen: dict[str, Column] = {}
    for column in columns:
        earlier = seen.setdefault(heading_key(column.heading), column)
        if earlier is not column:
            inspector.report(
                node, f"{key}.{column.name}", f'heading "{column.heading}" is used twice'
            )
    return tuple(seen.values())


def _column(name: str, facts: LinedMap, key: str, wording: Wording, inspector: Inspector) -> Column:
    inspector.only(facts, _COLUMN_KEYS, key)
    heading = inspector.text(facts, "heading", key) or name.replace("_", " ").capitalize()
    own = wording.headings.get(inspector.text(facts, "own_heading", key), "")
    label = wording.labels.get(inspector.text(facts, "label", key), "")
    # The plan's heading wins over its label, the label over our word; ours stays recognised.
    shown = own or label or heading
    aliases = inspector.texts(facts.get("aliases"), f"{key}.aliases")
    if shown != heading:
        aliases = (*aliases, heading)
    statuses = inspector.text(facts, "choices", key) if _is_text(facts.get("choices")) else ""
    choices = (
        wording.statuses
        if statuses == "statuses"
        else read_choices(facts.get("choices"), f"{key}.choices", inspector)
    )
    column_type = _word(facts, "type", ColumnType, ColumnType.TEXT, key, inspector)
    if column_type is ColumnType.CHOICE and not choices:
        inspector.report(facts, key, "is a choice column without `choices`")
    return Column(
        name=name,
        heading=shown,
        type=column_type,
        owner=_word(facts, "owner", Owner, Owner.STAFF, key, inspector),
        merge=_word(facts, "merge", MergePolicy, MergePolicy.ONE_VALUE, key, inspector),
        aliases=aliases,
        choices=choices,
        computed=inspector.flag(facts, "computed", key),
        inherited=inspector.flag(facts, "inherited", key),
        help=inspector.text(facts, "help", key),
        hidden=inspector.flag(facts, "hidden", key),
    )


def with_columns(schema: Schema, table: str, columns: tuple[Column, ...]) -> Schema:
    """The schema with columns added to one table, replacing those of the same name."""
    known = schema[table]
    kept = tuple(c for c in known.columns if c.name not in {column.name for column in columns})
    return Schema({**schema.tables, table: replace(known, columns=(*kept, *columns))})


def _is_text(node: Node | None) -> bool:
    return isinstance(node, LinedText)


def _word(
    facts: LinedMap, name: str, words: type[_Word], default: _Word, key: str, inspector: Inspector
) -> _Word:
    word = inspector.text(facts, name, key)
    if not word:
        return default
    try:
        return words(word)
    except ValueError:
        allowed = ", ".join(words)
        inspector.report(facts[name], f"{key}.{name}", f'"{word}" should be one of: {allowed}')
        return default
