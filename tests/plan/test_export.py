"""What ``plan export`` prints is a plan document that gives the same plan again."""

from __future__ import annotations

import pytest

from toolkit.stores.yaml_file import write_yaml
from toolkit.tables.snapshot import Snapshot
from toolkit.wiring import plan_text, read_plan
from toolkit.workflows.plan_export import export_document

OWN = """\
plan: {id: parks, name: Parks Plan, period_start: 2026-01-01}
labels: {area: Pillar, action: Initiative}
headings: {by_when: Deadline, who: Lead}
statuses:
  Underway: {meaning: open, rank: 2, symbol: "●", colour: green, aliases: [in progress, G]}
  Done: {meaning: closed, rank: 3, symbol: "✔", colour: blue}
columns:
  actions:
    percent_complete: on
    funding: {heading: Funding source, owner: plan}
    cost: {heading: Cost to date, type: number, owner: staff}
own_tables:
  risks:
    title: Risks
    record: risk
    columns:
      ref: {heading: Ref, type: ref, owner: plan}
      text: {heading: Risk, owner: staff}
      who: {heading: Owner, type: who, owner: staff}
key: {roles: {DIR: Director}, terms: {PD: Professional Development}}
areas:
  - title: Clean parks
    goals:
      - statement: Litter falls by half
        who: DIR
        actions:
          - {text: Empty bins daily, by_when: Ongoing, funding: General fund, cost: 1200}
          - {text: "Note: bins are green", note: yes}
          - {text: Hire two workers, who: DIR, sub_items: [Post the job, Interview]}
  - title: Busy parks
    actions: [{text: Yoga on the lawn, see_also: 1.1a}]
measures: [{ref: "1.1", kind: number, text: Bags, baseline: 40, target: 20, direction: fall}]
amendments: direct
tables:
  people: [{name: Jo Lee, roles: DIR, mail: jo@example.org}]
  risks: [{ref: R1, text: Drought, who: DIR}]
"""


def cells(adopted):
    return {
        name: [(r.id, r.parent, dict(r.cells)) for r in table]
        for name, table in adopted.tables.items()
        if len(table)
    }


def columns(adopted):
    return {
        name: [(c.name, c.heading, c.type, c.owner, c.choices) for c in table.columns]
        for name, table in adopted.schema.tables.items()
    }


@pytest.mark.parametrize("name", ["imec", "mass", "amsd", "cec", "own"])
def test_an_exported_plan_adopts_to_the_same_tables_columns_and_words(name):
    first = read_plan(OWN if name == "own" else plan_text(name), name)
    text = write_yaml(export_document(Snapshot(1, None, first.tables), first))
    again = read_plan(text, name)
    assert [str(mistake) for mistake in (*first.mistakes, *again.mistakes)] == []
    assert cells(again) == cells(first)
    assert columns(again) == columns(first)
    assert again.amendments_direct == first.amendments_direct
