"""Put the plan's views into Google sheets: what is missing is made, what is there is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from toolkit.errors import UsageError
from toolkit.plan.view import Plan, plan_of
from toolkit.ports.commit import Baseline, Commit, SeenSource
from toolkit.ports.content import content_hash
from toolkit.ports.online import OnlineMade
from toolkit.ports.online_sheets import (
    LAST_REFRESH,
    PERIOD_STARTS,
    REFRESH_WANTED,
    OnlineBook,
    SheetDesigner,
)
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.online_views import online_replicas, view_addresses
from toolkit.workflows.past import people_said
from toolkit.workflows.replicas import SUMMARY_REPLICA, Replica
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_document import sync_document
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.synced import Request, Synced

_MENU = (REFRESH_WANTED, LAST_REFRESH)


class GoogleSetUp(Struct, frozen=True):
    """What ``google setup`` did.

    Attributes:
        synced: the sync that gathered edits first.
        made: address → what was made there; in a dry run nothing.
        missing: views that were not there before.
        dry_run: nothing was changed.
    """

    synced: Synced
    made: Mapping[str, OnlineMade]
    missing: tuple[Replica, ...]
    dry_run: bool = False


def google_setup(
    session: Session, designer: SheetDesigner, *, dry_run: bool = False
) -> GoogleSetUp:
    """Gather edits first, then add to each spreadsheet what it lacks.

    Raises UsageError when settings name no spreadsheet, FileRefused when one cannot be opened.
    """
    if session.online is None:
        raise UsageError(
            "settings name no Google sheet.",
            where="settings.yaml, google.spreadsheets",
            next_step="Make an empty sheet, share it as the sign-in says, and give its address: "
            "actiongrid google setup ADDRESS",
        )
    plan = plan_of(_known(session), session.schema)
    wanted = online_replicas(plan, session.settings.google)
    done = sync(session, Request(dry_run=dry_run))
    there = {found.replica for found in done.sources.live}
    missing = tuple(replica for replica in wanted if replica.id not in there)
    made = {}
    if not dry_run:
        addresses = view_addresses(done.state.plan, session.settings.google)
        for address in dict.fromkeys(addresses.values()):
            book = _book(session, designer, done, address, addresses)
            made[address] = session.online.set_up(address, book)
            _remember(session, done, made[address], wanted)
    return GoogleSetUp(done, made, missing, dry_run)


def _known(session: Session) -> Snapshot:
    """The agreed state, or the plan as adopted while there is none."""
    head = session.history.last()
    return head if head.number else Snapshot(0, None, session.adopted.tables)


def _book(
    session: Session,
    designer: SheetDesigner,
    done: Synced,
    address: str,
    addresses: Mapping[str, str],
) -> OnlineBook:
    """What one spreadsheet is to show."""
    content = done.state.content(done.needs)
    here = [r for r in online_replicas(done.state.plan, session.settings.google)
            if r.address == address]  # fmt: skip
    number = done.state.snapshot.number
    views = tuple(
        designer.view(content, r.id, Stamp(session.adopted.plan_id, r.id, number, scope=r.scope))
        for r in here
    )
    areas = {r.scope: r.id for r in here if r.scope}
    summary = None
    if addresses.get(SUMMARY_REPLICA) == address and areas:
        summary = designer.online_summary(content, areas, _elsewhere(done.state.plan, areas))
    facts = {**dict.fromkeys(_MENU), PERIOD_STARTS: content.period_start}
    return OnlineBook(done.state.plan.name, views, summary, designer.figures(content), facts)


def _elsewhere(plan: Plan, here: Mapping[str, str]) -> list[str]:
    return [f"{a.number} {a.title}".strip() for a in plan.areas if a.id not in here]


def _remember(
    session: Session, done: Synced, made: OnlineMade, replicas: tuple[Replica, ...]
) -> None:
    """What new views are compared with from now on."""
    names = {replica.id: replica.file for replica in replicas}
    number = done.state.snapshot.number
    for replica, content in made.views.items():
        session.contents.put(content)
        found = content_hash(content)
        session.history.commit(
            Commit(
                at=session.now(),
                why="google setup",
                sources=(SeenSource(found, names[replica], replica, number),),
                baselines=(Baseline(replica, found, number, number),),
            )
        )


def setup_document(done: GoogleSetUp) -> dict[str, Any]:
    """The JSON document ``actiongrid/google-setup``."""
    return {
        "schema": "actiongrid/google-setup",
        "version": 1,
        "dry_run": done.dry_run,
        "spreadsheets": [
            {"address": address, "title": made.title, "tabs": list(made.tabs)}
            for address, made in done.made.items()
        ],
        "missing": [replica.file for replica in done.missing] if done.dry_run else [],
        "sync": sync_document(done.synced),
    }


def setup_lines(done: GoogleSetUp) -> Iterator[str]:
    """What a person reads after ``google setup``."""
    if list(people_said(done.synced.edits)) or done.synced.unread or done.synced.holds:
        yield from sync_lines(done.synced)
        yield ""
    if done.dry_run:
        for replica in done.missing:
            yield f"Would be made: {replica.file.removesuffix(' (Google)')} ({replica.address})"
    for address, made in done.made.items():
        if made.tabs:
            yield f'Made in "{made.title}" ({address}):'
            yield from (f"  {tab}" for tab in made.tabs)
        else:
            yield f'"{made.title}" has everything already ({address}).'
    if not done.made and not done.missing:
        yield "Everything is there already."
