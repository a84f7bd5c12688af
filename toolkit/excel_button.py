"""Refresh for those who use the xlwings add-in: the button's macro is one line.

``RunPython "import toolkit.excel_button; toolkit.excel_button.main()"``

Nobody needs it: the button of ``Summary.xlsm`` works without the add-in.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError, UsageError

if TYPE_CHECKING:
    from toolkit.backends.excel_live.calling_workbook import CallingWorkbook


def main() -> None:
    """Save the calling workbook, gather everything, show the answer in it."""
    from toolkit.stores.system_clock import SystemClock
    from toolkit.wiring.button import calling_workbook

    workbook = calling_workbook()
    try:
        workbook.save()
        sentence = _refresh(workbook)
    except ToolkitError as problem:
        sentence = f"Refresh failed: {problem.sentence()}"
    except Exception as problem:
        from toolkit.stores.crash_log import write_crash_log

        trace = "".join(traceback.format_exception(problem))
        place = write_crash_log(trace, ("excel_button",))
        sentence = f"Refresh failed: something unforeseen ({problem}). Details: {place}"
    workbook.say(sentence, SystemClock().now())


def _refresh(workbook: CallingWorkbook) -> str:
    from toolkit.wiring import opened
    from toolkit.wiring.button import gather_for_button

    with opened(str(_workspace_above(workbook.folder)), None) as session:
        refreshed = gather_for_button(session, workbook.replica)
    workbook.show(refreshed)
    return refreshed.sentence


def _workspace_above(folder: Path) -> Path:
    """The workspace a workbook's folder lies in."""
    from toolkit.stores.workspace import PLAN

    for place in (folder, *folder.parents):
        if (place / PLAN).is_file():
            return place
    raise UsageError(
        f'"{folder}" does not lie in a workspace (there is no {PLAN} in it or above it).',
        next_step="Use the button of Summary.xlsm, which knows where the workspace is.",
    )
