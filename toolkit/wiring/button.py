"""Puts together what the Refresh button, a running Excel and ``doctor`` need."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from toolkit.errors import BusyError, FileRefused, SettingsError, ToolkitError
from toolkit.plan.view import plan_of
from toolkit.ports.check import Check
from toolkit.ports.refreshed import Refreshed
from toolkit.stores.workspace import Workspace, find_workspace, read_text
from toolkit.tables.schema import Schema
from toolkit.wiring import read_plan
from toolkit.wiring.google import google_checks
from toolkit.wiring.live import live_ways
from toolkit.workflows.session import Session, require_adopted

if TYPE_CHECKING:
    from toolkit.backends.excel_live.calling_workbook import CallingWorkbook


def plan_id_of(workspace: Workspace) -> str:
    """The id of a workspace's plan. Raises PlanError when the plan document has mistakes."""
    name = workspace.plan_file.name
    return require_adopted(read_plan(read_text(workspace.plan_file), name), name).plan_id


def mark_in(session: Session, replica: str) -> str:
    """The mark the Refresh button left in a replica's workbook on the disk, "" when none did."""
    from toolkit.backends.excel_file.pressed_mark import pressed_mark
    from toolkit.workflows.changed_files import workbook_places
    from toolkit.workflows.replicas import replicas_of

    marks: dict[str, str] = {}
    for place in workbook_places(session):
        with suppress(BusyError, FileRefused, OSError):
            found, mark = pressed_mark(session.files.read(place))
            if found == replica:
                marks[session.files.name_of(place)] = mark
    # Of two files of one identity the one under its own name is the live one, as in every sync.
    plan = plan_of(session.history.last(), session.schema)
    names = {each.id: each.file for each in replicas_of(plan, buttons=session.settings.buttons)}
    return marks.get(names.get(replica, ""), next(iter(marks.values()), ""))


def gather_for_button(session: Session, replica: str, *, dry_run: bool = False) -> Refreshed:
    """A sync, and what the open workbook of that replica has to show afterwards."""
    from toolkit.backends.excel_file.changed_cells import changed_cells, grown_tables
    from toolkit.workflows.refresh import gather

    def compare(before: bytes, after: bytes, sentence: str) -> Refreshed:
        return Refreshed(sentence, changed_cells(before, after), grown_tables(before, after))

    return gather(session, replica, compare, dry_run=dry_run)


def calling_workbook() -> CallingWorkbook:
    """The open workbook whose button called Python through the xlwings add-in."""
    from toolkit.backends.excel_live.calling_workbook import CallingWorkbook

    return CallingWorkbook()


def all_checks(folder: str) -> tuple[Check, ...]:
    """Everything ``doctor`` looks at; a folder that is no workspace is one more finding."""
    from toolkit.stores.button_checks import button_checks
    from toolkit.stores.computer_checks import computer_checks, workspace_checks
    from toolkit.stores.machine import this_machine

    checks = list(computer_checks())
    try:
        workspace = find_workspace(folder)
    except SettingsError as problem:
        fix = "Mend these lines of settings.yaml."
        return (*checks, Check("Settings", False, problem.found, fix))
    except ToolkitError as problem:
        return (*checks, Check("Workspace", not folder, problem.found, problem.next_step))
    checks += workspace_checks(workspace)
    try:
        checks += button_checks(this_machine(), plan_id_of(workspace), workspace.folder)
    except ToolkitError as problem:
        fix = problem.next_step or "Mend plan.yaml."
        checks.append(Check("Plan", False, problem.found, fix))
    return (*checks, *live_checks(workspace), *google_checks(workspace.settings))


def live_checks(workspace: Workspace) -> tuple[Check, ...]:
    """Whether the tool can work in the running Excel, when settings ask for it."""
    name = "Running Excel"
    if not workspace.settings.live:
        return ()
    try:
        live_ways(workspace.settings, Schema())
        from toolkit.backends.excel_live.running_excel import open_workbook, said_of_excel

        places = workspace.workbook_files()
        open_now = [place.name for place in places if open_workbook(str(place)) is not None]
    except ToolkitError as problem:
        return (Check(name, False, problem.found, problem.next_step),)
    if open_now:
        return (Check(name, True, f"Open there, and worked on there: {', '.join(open_now)}."),)
    return (Check(name, True, f"{said_of_excel()} All workbooks are worked on as files."),)
