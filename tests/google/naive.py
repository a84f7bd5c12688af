"""The usual way to write to a Google sheet: row numbers from a read, A1 writes, append.

Run through the same races as ours, for the figure beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from urllib.parse import quote

from tests.google.google_world import Call, Fault
from tests.google.race import COLUMNS, FAULTS, FIRST, IDS, Race
from tests.google.values_api import column_letters


def naive_race(race: Race) -> list[str]:
    """One race, and what is wrong in the sheet at its end."""
    brought = race.elsewhere()
    moments = Counter(race.chance.randint(1, 3) for _ in range(race.chance.randint(0, 3)))
    fault = race.chance.choice(FAULTS)
    start = len(race.world.calls)
    if fault:
        first = race.chance.randint(0, 2)
        write, times = race.chance.random() < 0.5, race.chance.choice((1, 1, 2, 9))
        race.world.faults = [Fault(first, fault, write, times)]

    def meanwhile(call: Call) -> None:
        for _ in range(moments.pop(len(race.world.calls) - start - 1, 0)):
            race.people.act()

    race.world.hook = meanwhile
    _write(race, brought)
    race.world.hook, race.world.faults = None, []
    return _wrong(race, brought)


def _write(race: Race, brought: list[tuple[str, str, str]]) -> None:
    tab = f"/v4/spreadsheets/{race.book_id}/values/{quote('Action grid')}"
    rows = _call(race, "GET", f"{tab}?valueRenderOption=UNFORMATTED_VALUE", None).get("values", [])
    if len(rows) < FIRST:
        return  # Google could not be read: it gives up
    heads = rows[FIRST - 1]
    places = {name: heads.index(name.capitalize()) for name in COLUMNS}
    at = {row[heads.index("Row id")]: n for n, row in enumerate(rows, start=1)
          if len(row) > heads.index("Row id")}  # fmt: skip
    data = [
        {"range": f"'Action grid'!{column_letters(places[column])}{at[IDS[name]]}",
         "values": [[value]]}
        for name, column, value in brought
        if IDS[name] in at
    ]  # fmt: skip
    body = {"valueInputOption": "RAW", "data": data}
    _call(race, "POST", f"/v4/spreadsheets/{race.book_id}/values:batchUpdate", body)
    row = {"values": [["brought.text.e", "brought.status.e", "", "N1"]]}
    _call(race, "POST", f"{tab}:append?valueInputOption=RAW", row)


def _call(race: Race, verb: str, target: str, body: object) -> dict:
    """One call, tried again a few times, as every guide to the API says."""
    data = b"" if body is None else json.dumps(body).encode()
    for _ in range(5):
        answer = race.world.sheets(verb, target, data, "dana@example.org")
        if answer.code == 200:
            return json.loads(answer.body)
    return {}


def _wrong(race: Race, brought: list[tuple[str, str, str]]) -> list[str]:
    """Values in wrong cells, edits that are gone, rows that stand twice."""
    found = [*race._wrong_in_sheet(), *race._doubled_in_sheet()]
    shown = {text for row in race._sheet() for text in row}
    last = {(name, column): value for name, column, value in race.people.typed}
    for (name, _), value in last.items():
        if value not in shown and name not in race.people.deleted:
            found.append(f"lost: {value}")
    for name, column, value in brought:
        if value not in shown and (name, column) not in last and name not in race.people.deleted:
            found.append(f"lost: {value}")
    found += [f"lost row: {text}" for text in race.people.new_rows if text not in shown]
    texts = Counter(text for row in race._sheet() for text in row if text)
    found += [f"doubled: {t}" for t in ("brought.text.e",) if texts[t] != 1]
    return found
