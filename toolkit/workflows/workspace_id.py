"""Which workspace a workbook belongs to: another one of the same plan counts its syncs on its own.

A copy of a trial, a demo or a colleague's workspace would otherwise be compared with a sync of this
one that has the same number and nothing else to do with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from toolkit.tables.copy import Copy

WORKSPACE = "workspace"
"""The setting of history that holds the id; older histories have none."""


def is_from_elsewhere(copy: Copy, workspace: str) -> bool:
    """Whether a copy says that it was cut in another workspace."""
    told = copy.stamp.workspace if copy.stamp else ""
    return bool(told and workspace) and told != workspace


def told_by(copies: Iterable[Copy]) -> str:
    """The id most workbooks tell, for a history that begins again; "" when none does."""
    told = Counter(copy.stamp.workspace for copy in copies if copy.stamp and copy.stamp.workspace)
    return max(sorted(told), key=lambda one: told[one], default="")
