"""How the plan team's seats divide into the thirds the process advises."""

from __future__ import annotations

from toolkit.tables.column import Value
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot


def balance_cells(snapshot: Snapshot) -> dict[tuple[str, str, str], Value]:
    """Seats and share of each third, from the seats of the groups that belong to it."""
    seats = [(seat.text("third"), _seats(seat)) for seat in snapshot["team_seats"].live()]
    total = sum(count for _, count in seats)
    cells: dict[tuple[str, str, str], Value] = {}
    for third in snapshot["team_balance"].live():
        own = sum(count for ref, count in seats if ref == third.text("ref"))
        cells[("team_balance", third.id, "seats")] = own
        if total:
            cells[("team_balance", third.id, "share_now")] = round(100 * own / total, 1)
    return cells


def _seats(seat: Record) -> int | float:
    found = seat["seats"]
    return found if isinstance(found, int | float) and not isinstance(found, bool) else 0
