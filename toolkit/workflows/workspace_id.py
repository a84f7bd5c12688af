"""Which workspace a workbook belongs to: another one of the same plan counts its syncs on its own.

A copy of a trial, a demo or a colleague's workspace would otherwise be compared with a sync of this
one that has the same number and nothing else to do with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from secrets import token_hex

from toolkit.ports.history import History
from toolkit.tables.copy import Copy

WORKSPACE = "workspace"
"""The setting of history that holds the id; older histories have none."""


def is_from_elsewhere(copy: Copy, workspace: str) -> bool:
    """Whether a copy says that it was cut in another workspace."""
    told = copy.stamp.workspace if copy.stamp else ""
    return bool(told and workspace) and told != workspace


def name_workspace(history: History, live: Iterable[Copy] = ()) -> None:
    """Give a history that begins an id, unless it has one: that of its workbooks when they tell."""
    if not history.setting(WORKSPACE):
        told = Counter(copy.stamp.workspace for copy in live if copy.stamp and copy.stamp.workspace)
        most = max(sorted(told), key=lambda one: told[one], default="")
        history.set_setting(WORKSPACE, most or token_hex(4))
