"""actiongrid validate"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit, progress


@click.command("validate", epilog="Example:  actiongrid validate --strict")
@common
@click.option("--strict", is_flag=True, help="Warnings count too: exit code 3.")
def command(call: Call, strict: bool) -> int:
    """Check the files as they are; every finding with its cell.

    Reads the workbooks as staff left them and changes nothing.
    """
    from toolkit.checks.validate_document import validate_document
    from toolkit.wiring import opened
    from toolkit.workflows.interrupted import stopped_hint
    from toolkit.workflows.validate import validate, validate_lines, waits

    with progress(call, "Checking"), opened(call.folder, call.today) as session:
        done = validate(session)
        stopped = stopped_hint(session)
    emit(call, validate_document(done.findings), [*validate_lines(done), *stopped])
    return 3 if waits(done, strict=strict) else 0
