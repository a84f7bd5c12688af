"""Plans and moments that make page one as full as it can get, or leave it nearly empty."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from tests.plan_for_tests import adopted_plan, with_cells, with_rows
from tests.report.report_for_tests import with_plan_cells
from toolkit.report.blocks import CellRef, Paragraph, Piece, Report, Section
from toolkit.report.director import director_report
from toolkit.report.material import Material
from toolkit.schedule.moment import moment_of
from toolkit.tables.column import Value

WORDS = (
    "Advocate for funding and policies that respect and empower the unique needs of every school "
    "district and of everybody who learns, teaches or works in it, wherever that may be "
)
STATUSES = (
    "Complete", "On track", "At risk", "Off track", "On hold", "Not started", "Cancelled",
    "Not achieved", None,
)  # fmt: skip
MEETING, TODAY = date(2027, 3, 5), date(2027, 5, 14)


class Case(Struct, frozen=True):
    """One page one.

    Attributes:
        areas, actions: how many areas, and actions in each.
        names: letters in the name of an area, and of the plan.
        opening: the director's message.
        wins: lines of wins.
        help: letters in what each action asks for; 0 for nothing.
        dated: whether actions have days.
        moved: whether statuses changed since the last meeting.
        settling: cells with two answers, and workbooks changed since the sync.
    """

    areas: int = 4
    actions: int = 3
    names: int = 20
    opening: str = ""
    wins: int = 0
    help: int = 0
    dated: bool = True
    moved: bool = True
    settling: int = 0


LONG = " ".join([WORDS] * 6)
CASES = {
    "nothing but a plan": Case(areas=1, actions=1, dated=False, moved=False),
    "nothing dated, nobody reported": Case(dated=False, moved=False),
    "an ordinary page": Case(opening=WORDS * 2, wins=3, help=80),
    "a full page": Case(opening=LONG, wins=5, help=400, settling=40),
    "twelve areas with long names": Case(areas=12, names=160, opening=LONG, wins=5, help=400),
    "twenty areas with long names": Case(areas=20, names=160, opening=LONG, wins=5, help=400),
    "thirty-one areas": Case(areas=31, names=160, opening=LONG, wins=5, help=400, settling=9),
    "three hundred actions": Case(areas=12, actions=25, names=60, opening=WORDS, wins=3, help=200),
    "a message in sixty lines": Case(opening="\n\n".join(["A line of its own."] * 60), help=200),
    "a message of one long word": Case(opening="x" * 2000, help=300, wins=3),
    "wide letters": Case(areas=12, names=90, opening="WÄM " * 300, wins=3, help=300),
    "letters of another script": Case(areas=8, names=60, opening="教育の計画 " * 150, wins=3),
}
"""By name; the widest and the emptiest among them."""


@cache
def report_of(name: str) -> Report:
    """The director's report of a case."""
    case = CASES[name]
    plan = (WORDS * 3)[: case.names].strip()
    areas = "".join(_area(case, number) for number in range(1, case.areas + 1))
    adopted, schema = adopted_plan(
        f'plan: {{id: big, name: "{plan} plan", adopted: 2026-07-01, period_start: 2026-07-01, '
        f"period_end: 2029-06-30}}\nareas:\n{areas}"
    )
    meetings = ({"name": "Spring meeting", "date": MEETING},
                {"name": f"{plan} meeting", "date": date(2027, 6, 4)})  # fmt: skip
    then = with_rows(adopted, "meetings", *meetings) if case.dated else adopted
    refs = [record.text("ref") for record in then["actions"]]
    before: dict[tuple[str, str], Value] = {(ref, "status"): "On track" for ref in refs}
    then = with_cells(then, before) if case.moved else then
    typed: dict[tuple[str, str], Value] = {}
    for place, ref in enumerate(refs):
        if case.moved:
            typed[(ref, "status")] = STATUSES[place % len(STATUSES)]
        if case.help:
            typed[(ref, "help")] = (LONG * 2)[: case.help]
    now = with_plan_cells(
        with_cells(then, typed), opening=case.opening, wins="\n".join([WORDS * 2] * case.wins)
    )
    now = replace(now, number=12, at=datetime(2027, 5, 13, 9, 0))
    settling = [record.id for record in now["actions"]][: case.settling]
    made = Material(
        now,
        schema,
        moment_of(now, TODAY),
        before=then if case.moved else None,
        before_moment=moment_of(then, MEETING) if case.moved else None,
        conflicts=frozenset(("actions", row, "status") for row in settling),
        files_changed=tuple(CellRef(f"{n} A file.xlsx", "", "") for n in range(case.settling)),
    )
    return director_report(made)


def _area(case: Case, number: int) -> str:
    name = (WORDS * 3)[: case.names].strip()
    when = ", by_when: 1 March 2027, who: ED" if case.dated else ""
    rows = "".join(
        f"          - {{text: Do the thing of number {row} well{when}}}\n"
        for row in range(case.actions)
    )
    return (
        f'  - number: "{number}"\n    title: "{name}"\n    goals:\n      - number: "1"\n'
        f"        statement: Be of use.\n        actions:\n{rows}"
    )


def with_next_part(name: str) -> Report:
    """Page one of a case, and one line that has to stand on the second sheet."""
    line = Paragraph((Piece("The first line after page one."),))
    part = Section("next", "The next part", (line,), new_page=True)
    return replace(report_of(name), sections=(part,))
