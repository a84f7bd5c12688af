"""The views of a plan that live in Google sheets, as settings name them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from toolkit.errors import SettingsError
from toolkit.plan.file_names import area_file
from toolkit.plan.view import Plan
from toolkit.settings import Settings
from toolkit.workflows.replicas import PLAN_REPLICA, SUMMARY_REPLICA, Replica, replicas_of

EVERY_VIEW = "all"
"""What settings call every focus area, Plan and Summary at once."""

ONLINE = "google-"
"""How the id of every online view begins: the same area may be in Excel too."""


def live_replicas(plan: Plan, settings: Settings) -> tuple[Replica, ...]:
    """Every live place of a plan: its workbooks, then its online views."""
    books = replicas_of(plan, buttons=settings.buttons)
    return (*books, *online_replicas(plan, settings.google))


def absent(replicas: Sequence[Replica], there: Container[str]) -> tuple[Replica, ...]:
    """Live places that are not there; an area that lives online needs no workbook."""
    online = {replica.id.removeprefix(ONLINE) for replica in replicas if replica.address}
    return tuple(
        replica
        for replica in replicas
        if replica.id not in there and (replica.address or replica.id not in online)
    )


def online_replicas(plan: Plan, google: Mapping[str, str]) -> tuple[Replica, ...]:
    """One replica a view people edit in a Google sheet, in the plan's order.

    Args:
        plan: the plan, for its areas.
        google: name of a view in settings → address.

    Raises:
        SettingsError: a name is no view of this plan.
    """
    addresses = view_addresses(plan, google)
    return tuple(
        Replica(f"{ONLINE}{view}", f"{name} (Google)", scope, title, addresses[view])
        for view, name, scope, title in _editable(plan)
        if view in addresses
    )


def view_addresses(plan: Plan, google: Mapping[str, str]) -> dict[str, str]:
    """Id of each workbook whose content also lives online → address of the spreadsheet."""
    if not google:
        return {}
    names = dict(_names(plan))
    every = [SUMMARY_REPLICA, *(view for view, *_ in _editable(plan))]
    found: dict[str, str] = {}
    unknown = []
    for name, address in sorted(google.items(), key=lambda item: item[0] != EVERY_VIEW):
        if name == EVERY_VIEW:
            found |= dict.fromkeys(every, address)
        elif view := names.get(name.casefold().strip()):
            found[view] = address
        else:
            unknown.append(name)
    if unknown:
        areas = ", ".join(f"{area.number} ({area.title})" for area in plan.areas)
        raise SettingsError(
            "settings.yaml",
            [f'google.spreadsheets: there is no view "{name}"' for name in unknown],
            next_step=f"The views are: {EVERY_VIEW}, {areas}, Plan, Summary.",
        )
    return found


def _editable(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Id, name, scope and title of every view people edit."""
    for area in plan.areas:
        name = area_file(area.number, area.title, "")
        yield f"area-{area.id}", name, area.id, area.title
    yield PLAN_REPLICA, "Plan", "", "Plan"


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "plan", PLAN_REPLICA
    yield "summary", SUMMARY_REPLICA
    for area in plan.areas:
        for name in (area.title, area.number):
            if name:
                yield name.casefold(), f"area-{area.id}"


def address_in(place: str) -> str:
    """The address of the spreadsheet in an online place; "" for a file on a disk."""
    address, mark, _ = place.partition("#view=")
    return address if mark else ""


def place_of(replica: Replica) -> str:
    """Where an online view is: the spreadsheet, and which view in it."""
    return f"{replica.address}#view={replica.id}"
