"""The sheet *Needs you* as a table: what the coordinator answers there is read, not merged."""

from __future__ import annotations

from toolkit.tables.column import Column, Owner
from toolkit.tables.schema import Schema, TableSchema

NEEDS = "needs_you"

NEEDS_SCHEMA = Schema(
    {
        NEEDS: TableSchema(
            name=NEEDS,
            title="Needs you",
            record="line",
            columns=(
                Column("ref", "Ref", owner=Owner.TOOL),
                Column("what", "What", owner=Owner.TOOL),
                Column("where", "Where", owner=Owner.TOOL),
                Column("choices", "Choices", owner=Owner.TOOL),
                Column("answer", "Answer", owner=Owner.COORDINATOR),
                Column("note", "Note", owner=Owner.COORDINATOR),
            ),
            grows=False,
        )
    }
)
