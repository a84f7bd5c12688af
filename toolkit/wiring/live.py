"""The places that are not files: which of them settings switch on, and how they are reached."""

from __future__ import annotations

from importlib.util import find_spec

from toolkit.errors import UsageError
from toolkit.settings import Settings
from toolkit.tables.schema import Schema
from toolkit.workflows.live_places import LiveWay
from toolkit.workflows.needs_table import NEEDS_SCHEMA


def live_ways(settings: Settings, schema: Schema) -> tuple[LiveWay, ...]:
    """The live places settings switch on. Raises UsageError when their part is not installed."""
    if not settings.live:
        return ()
    if find_spec("xlwings") is None:
        raise UsageError(
            'settings say "live: yes", but the part "live" of the tool is not installed.',
            where="settings.yaml",
            next_step='Install it with: pip install "actiongrid-toolkit[live]"',
        )
    from toolkit.backends.excel_live import ExcelLive

    return (LiveWay(ExcelLive(schema), ExcelLive(NEEDS_SCHEMA)),)
