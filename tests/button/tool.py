"""The real command line with one thing decided by the test: what gathering finds.

The tests' launchers start this file where a user's launcher starts ``-m toolkit``; what it finds
stands in ``gather.json`` of the workspace.
"""

import json
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from toolkit.cli.main import run
from toolkit.errors import WorkspaceError
from toolkit.ports.refreshed import Refreshed, ShownCell, ShownTable
from toolkit.wiring import button
from toolkit.workflows import refresh


def gathered(session, replica, *, dry_run=False):
    found = json.loads((Path(session.places.folder) / "gather.json").read_text("utf-8"))
    if "refused" in found:
        raise WorkspaceError(found["refused"], where="Relevance.xlsx", next_step="Close it.")
    if "crash" in found:
        raise RuntimeError(found["crash"])
    cells = tuple(ShownCell(sheet, cell, typed(value)) for sheet, cell, value in found["cells"])
    tables = tuple(ShownTable(*table) for table in found.get("tables", ()))
    return Refreshed(f"{replica}: {found['sentence']}", cells, tables)


def typed(value):
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value


button.gather_for_button = gathered
refresh.ARRIVAL_SECONDS = 2
run()
