"""Writes that could not be made yet, remembered so that ``status`` can list them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from toolkit.ports.history import History
from toolkit.workflows.synced import Synced

_SETTING = "queued writes"


def note_queued(history: History, done: Synced) -> None:
    """Remember which live files still lack what was agreed, and why."""
    live = {found.copy.file for found in done.sources.live}
    queued = {
        file.file: file.queued for file in done.delivered if file.queued and file.file in live
    }
    if queued != queued_writes(history):
        history.set_setting(_SETTING, json.dumps(queued, ensure_ascii=False))


def queued_writes(history: History) -> Mapping[str, str]:
    """The files the last sync could not write to, each with the reason."""
    kept = history.setting(_SETTING)
    found: dict[str, str] = json.loads(kept) if kept else {}
    return found
