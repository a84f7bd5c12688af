"""actiongrid install-button"""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit


@click.command("install-button", epilog="Example:  actiongrid -C my-plan install-button")
@common
@dry_run
def command(call: Call, dry_run: bool) -> int:
    """Set up the Refresh button on this computer.

    Writes down, in your own profile, what the button of this plan's workbooks may start, and puts
    a shortcut on the desktop that does the same without macros. On a Mac it also puts the script
    in place that Excel needs.
    """
    from toolkit.stores.button_launcher import install_button, launcher_place, launcher_text
    from toolkit.stores.machine import this_machine
    from toolkit.stores.workspace import find_workspace
    from toolkit.wiring.button import plan_id_of

    machine = this_machine()
    workspace = find_workspace(call.folder)
    plan_id = plan_id_of(workspace)
    document = {"schema": "actiongrid/install-button", "version": 1, "plan": plan_id}
    if dry_run:
        place = launcher_place(machine, plan_id)
        line = launcher_text(machine, workspace.folder).strip()
        emit(
            call,
            {**document, "launcher": str(place), "command": line, "written": False},
            [f'Would write "{place}":', f"  {line}"],
        )
        return 0
    done = install_button(machine, plan_id, workspace.folder)
    places = [str(place) for place in (done.launcher, done.script, done.shortcut) if place]
    emit(
        call,
        {
            **document,
            "launcher": str(done.launcher),
            "files": places,
            "replaced": done.replaced,
            "written": True,
        },
        _lines(plan_id, workspace.folder, places, done.replaced),
    )
    return 0


def _lines(plan_id: str, folder: Path, places: list[str], replaced: str) -> list[str]:
    lines = [f'The Refresh button of the plan "{plan_id}" now refreshes "{folder}".']
    lines += [f"  wrote {place}" for place in places]
    if replaced:
        lines.append(f"It started something else before: {replaced}")
    lines.append("Open Summary.xlsm, allow its content once, and press Refresh.")
    return lines
