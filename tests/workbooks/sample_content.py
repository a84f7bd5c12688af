"""Content for tests: a shipped plan, invented answers of staff, and a small roll-up of its own.

The roll-up here is written from the definitions, apart from the toolkit's, so that the workbooks'
formulas are judged by two independent counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from toolkit.plan.adopt import adopt
from toolkit.plan.view import Action, plan_of
from toolkit.report.needs_you import NeedsLine
from toolkit.rollup.figures import Item, Rollup, Share, SurveyFigure
from toolkit.stores.yaml_file import parse_yaml
from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.document import Inspector
from toolkit.tables.schema import Schema
from toolkit.tables.schema_document import read_choices, with_columns
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot
from toolkit.workbooks.content import Content
from toolkit.workbooks.counting import Words
from toolkit.workbooks.house_style import read_house_style
from toolkit.workbooks.layout import read_layouts

ROOT = Path(__file__).parents[2]
TODAY, PERIOD_START, DUE_SOON = date(2027, 5, 14), date(2027, 1, 16), 30
FACT_COLUMNS = {
    "by_when_kind": "Kind of By When",
    "owned": "Has an owner",
    "owners": "Owners",
    "reported": "Heard this period",
}
_ANSWERS = (
    ("On track", "Draft circulated to the council; comments by April.", "", date(2027, 5, 2)),
    ("Complete", "Adopted at the spring meeting.", "Minutes of 12 March", date(2027, 3, 12)),
    (None, None, None, None),
    ("At risk", "Waiting for two states to answer.", "", date(2027, 4, 20)),
    ("Not started", "", "", date(2026, 11, 3)),
    ("On track", "Two calls held, notes on the website.", "", None),
    ("Off track", "No budget line for travel this year; see help needed.", "", date(2027, 5, 10)),
    ("Cancelled", "Merged with 2.1 d.", "", date(2027, 2, 1)),
    ("On hold", "Resumes after the reauthorization vote.", "", date(2027, 1, 20)),
)  # fmt: skip


def document(name: str):
    """A document of the project."""
    found, mistakes = parse_yaml((ROOT / name).read_text(encoding="utf-8"))
    assert not mistakes
    return found


def adopted_plan(plan: str, *, text_of: tuple[str, str] | None = None) -> tuple[Schema, Snapshot]:
    """Schema and first snapshot of a shipped plan; ``text_of`` replaces one action's text."""
    inspector = Inspector()
    statuses = read_choices(document("config/status_words.yaml"), "statuses", inspector)
    adopted = adopt(document(f"config/plans/{plan}.yaml"), document("config/tables.yaml"), statuses)
    assert not adopted.mistakes
    schema, snapshot = adopted.schema, Snapshot(1, datetime(2027, 5, 14, 9), adopted.tables)
    missing = tuple(
        Column(name, heading, ColumnType.TEXT, Owner.TOOL, computed=True, hidden=True)
        for name, heading in FACT_COLUMNS.items()
        if name not in schema["actions"].by_name
    )
    schema = with_columns(schema, "actions", missing)
    if text_of:
        ref, text = text_of
        record = next(r for r in snapshot["actions"] if r["ref"] == ref)
        snapshot = snapshot.with_record("actions", record.with_cell("text", text))
    return schema, snapshot


def content(
    plan: str = "imec",
    *,
    answered: bool = False,
    text_of: tuple[str, str] | None = None,
    survey: tuple[SurveyFigure, ...] = (),
    needs: tuple[NeedsLine, ...] = (),
) -> Content:
    """Everything the workbooks of a shipped plan show; ``answered`` with invented edits."""
    schema, snapshot = adopted_plan(plan, text_of=text_of)
    if answered:
        snapshot = _answered(snapshot)
    statuses = schema["actions"].by_name["status"].choices
    view = plan_of(snapshot, schema)
    facts = Facts(view.actions(), statuses, answered=answered)

    kept = ShownRows(snapshot, schema)

    def shown(table: str, record_id: str) -> dict[str, Value]:
        row = kept(table, record_id)
        if table == "actions":
            goal = snapshot.record("goals", snapshot.record("actions", record_id).parent)
            row["goal"] = f"{goal.text('ref')}  {goal.text('statement')}".strip()
            worked_out = {name: facts.computed(record_id, name) for name in schema[table].by_name}
            row |= {name: value for name, value in worked_out.items() if value is not None}
        return row

    history = {
        area.id: tuple(
            (date(2026, month, 1), float(5 * month * (number + 1) % 70))
            for month in range(2, 12, 2)
        )
        for number, area in enumerate(view.areas)
    }
    return Content(
        snapshot=snapshot,
        schema=schema,
        plan=view,
        shown=shown,
        rollup=facts.rollup(view, survey),
        needs=needs,
        today=TODAY,
        period_start=PERIOD_START,
        due_soon_days=DUE_SOON,
        statuses=statuses,
        house=read_house_style((ROOT / "workbook_templates/house_style.xlsx").read_bytes()),
        layout=read_layouts(
            *(document(f"workbook_templates/{name}.yaml") for name in ("area", "plan", "summary"))
        ),
        history=history if answered else {},
    )


def _answered(snapshot: Snapshot) -> Snapshot:
    for number, record in enumerate(tuple(snapshot["actions"])):
        if record["kind"] == "note":
            continue
        status, note, outcome, checked = _ANSWERS[number % len(_ANSWERS)]
        for column, value in (
            ("status", status),
            ("note", note or None),
            ("outcome", outcome or None),
            ("last_checked", checked),
        ):
            record = record.with_cell(column, value)
        if status == "Off track":
            record = record.with_cell("help", "Decide whether travel can be paid from reserves.")
        snapshot = snapshot.with_record("actions", record)
    return snapshot


class Facts:
    """Computed columns and figures by the agreed definitions."""

    def __init__(self, actions: Iterable[Action], statuses, *, answered: bool) -> None:
        self.words, self.statuses = Words.of(statuses), statuses
        self.rows: dict[str, dict[str, object]] = {}
        for number, action in enumerate(actions):
            self.rows[action.id] = self._row(action, number if answered else None)

    def _row(self, action: Action, number: int | None) -> dict[str, object]:
        when, who = action.text_of("by_when").lower(), action.text_of("who")
        kind = "repeating" if when else "unknown"
        if "ongoing" in when:
            kind = "ongoing"
        if "needed" in when:
            kind = "as needed"
        codes = [c for c in who.replace("/", " ").replace(",", " ").split() if c.isupper()]
        owners = [c for c in dict.fromkeys(codes) if c != "IM"]
        due = None
        if kind == "repeating" and number is not None:
            due = date(2027, 5 + number % 3, 1 + number % 27)
        row: dict[str, object] = {
            "kind": action.record["kind"],
            "status": action.record["status"],
            "last_checked": action.record["last_checked"],
            "by_when_kind": kind,
            "owned": "yes" if owners else "no",
            "owners": f";{';'.join(owners)};" if owners else None,
            "reported": "yes" if number is not None and action.record["status"] else "no",
            "next_due": due,
            "reading": f"{kind}, as written" if when else None,
        }
        row["flag"] = self._flag(row)
        return row

    def _flag(self, row: dict[str, object]) -> str | None:
        due = row["next_due"]
        closed = (*self.words.closed, *self.words.dropped)
        if row["status"] in closed or row["kind"] == "note":
            return None
        if due and due < TODAY:
            return "! Overdue"
        if due and (due - TODAY).days <= DUE_SOON:
            return "◷ Due soon"
        return "… No update" if row["reported"] == "no" else None

    def computed(self, record_id: str, column: str) -> Value:
        """A computed cell, None when it is not one or blank."""
        if column in (*FACT_COLUMNS, "next_due", "flag", "reading"):
            return self.rows[record_id][column]
        return None

    def rollup(self, plan, survey) -> Rollup:
        """Every figure of a plan."""
        people = sorted({o for r in self.rows.values() for o in _owners(r)})
        by_person = [
            self._item([r for r in self.rows.values() if code in _owners(r)], code, code)
            for code in people
        ]
        goals = tuple(
            replace(self._of(g.actions, g.statement, g.ref, g.id), word=self._word(g.actions))
            for g in plan.goals()
        )
        return Rollup(
            overall=self._of(plan.actions(), plan.name, "", ""),
            areas=tuple(self._of(a.actions(), a.title, a.number, a.id) for a in plan.areas),
            goals=goals,
            people=tuple(sorted(by_person, key=lambda item: -item.actions)),
            survey=survey,
        )

    def _of(self, actions, name, ref, record_id) -> Item:
        return self._item([self.rows[a.id] for a in actions], name, ref, record_id)

    def _word(self, actions) -> str:
        used = {self.rows[a.id]["status"] for a in actions if a.counted}
        return next((word for word in self.words.worst_first if word in used), "")

    def _item(self, rows, name, ref, record_id="") -> Item:
        rows = [r for r in rows if r["kind"] != "note"]
        in_play = [r for r in rows if r["status"] not in self.words.dropped]
        live = [r for r in in_play if r["status"] not in self.words.closed]
        dated = [r for r in in_play if r["by_when_kind"] not in ("ongoing", "as needed")]
        ongoing = [r for r in in_play if r["by_when_kind"] in ("ongoing", "as needed")]
        checked = [
            r for r in in_play if r["last_checked"] and PERIOD_START <= r["last_checked"] <= TODAY
        ]
        late = [r for r in live if r in dated and r["next_due"]]
        ages = [(TODAY - r["last_checked"]).days for r in live if r["last_checked"]]
        return Item(
            name=name,
            ref=ref,
            id=record_id,
            actions=len(rows),
            reported=sum(r["reported"] == "yes" for r in in_play),
            checked=len(checked),
            by_status={c.word: sum(r["status"] == c.word for r in rows) for c in self.statuses},
            not_reported=sum(not r["status"] for r in rows),
            overdue=sum(r["next_due"] < TODAY for r in late),
            due_soon=sum(0 <= (r["next_due"] - TODAY).days <= DUE_SOON for r in late),
            owned=Share(sum(r["owned"] == "yes" for r in in_play), len(in_play)),
            completion=Share(sum(r["status"] == self.words.complete for r in dated), len(dated)),
            ongoing=Share(sum(r in checked for r in ongoing), len(ongoing)),
            freshness_days=float(median(ages)) if ages else None,
        )


def _owners(row) -> list[str]:
    return [o for o in str(row["owners"] or "").split(";") if o]
