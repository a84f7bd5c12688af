"""actiongrid rollup"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("rollup", epilog="Example:  actiongrid rollup --json")
@common
@dry_run
def command(call: Call, dry_run: bool) -> int:
    """Count it all and refresh the summary.

    Figures are those of the last sync; files changed since are named, not read.
    """
    from toolkit.rollup.rollup_document import rollup_document
    from toolkit.wiring import opened
    from toolkit.workflows.changed_files import changed_hint
    from toolkit.workflows.count_up import figure_cells, last_state, rollup_lines
    from toolkit.workflows.open_lines import urgent_waits
    from toolkit.workflows.refresh_summary import refresh_summary

    with progress(call, "Counting"), opened(call.folder, call.today) as session:
        state = last_state(session)
        written = () if dry_run else refresh_summary(session)
        document = rollup_document(state.rollup, figure_cells(session, state))
        document["written"] = [{"file": file.file, "cells": file.cells} for file in written]
        lines = [*rollup_lines(state), *changed_hint(session)]
        lines += [f"{file.file}: {file.queued or file.refused}" for file in written
                  if file.queued or file.refused]  # fmt: skip
        code = 3 if urgent_waits(session.history) else 0
    emit(call, document, lines)
    return code
