"""actiongrid doctor"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit


@click.command("doctor", epilog="Example:  actiongrid -C my-plan doctor")
@common
def command(call: Call) -> int:
    """What works on this computer.

    Looks at Python, optional parts and, inside a workspace, at its folders, history, workbooks and
    the Refresh button. Changes nothing.
    """
    from toolkit.wiring.button import all_checks

    checks = all_checks(call.folder)
    lines = []
    for check in checks:
        lines.append(f"{'✔' if check.ok else '✖'} {check.name}: {check.message}")
        if check.fix:
            lines.append(f"    {check.fix}")
    emit(
        call,
        {
            "schema": "actiongrid/doctor",
            "version": 1,
            "checks": [
                {"name": c.name, "ok": c.ok, "message": c.message, "fix": c.fix or None}
                for c in checks
            ],
        },
        lines,
    )
    return 0
