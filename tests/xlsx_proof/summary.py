"""The figures of a corpus measurement, as numbers and as lines to read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.xlsx_proof.rivals import RIVALS

Result = dict[str, Any]


def summary(results: list[Result]) -> dict[str, Any]:
    """All figures of one run."""
    readable = [
        each for each in results if each.get("readable") and each.get("code") != "no worksheet"
    ]
    written = [each for each in results if each["ending"] == "written"]
    faulty = [each for each in written if each["faults"]]
    turned = [cell for each in results for cell in each.get("cells refused", ())]
    share = 100 * sum(each["ending"] == "written" for each in readable) / max(1, len(readable))
    return {
        "files": len(results),
        "without a worksheet": sum(each.get("code") == "no worksheet" for each in results),
        "readable": len(readable),
        "written": len(written),
        "written of readable": f"{share:.2f} %",
        "edits": Counter(kind for each in written for kind in each["granted"]),
        "refused though readable": _codes(each for each in readable if each["ending"] == "refused"),
        "refused, unreadable": _codes(
            each for each in results if each["ending"] == "refused" and not each["readable"]
        ),
        "opened, no second opinion": sum(each["ending"] == "opened" for each in results),
        "damaged": [[each["file"], each["faults"][:3]] for each in faulty],
        "crashed": [
            [each["file"], each["detail"]] for each in results if each["ending"] == "crashed"
        ],
        "read by": Counter(name for each in written for name in each["readers"]),
        "cells refused": Counter(cell[0] for cell in turned),
        "cells refused, not understood": _not_understood(results),
        "formula results emptied in": sum(bool(each["emptied"]) for each in written),
        **{name: _rival(name, written) for name in RIVALS if any(name in each for each in written)},
    }


def _codes(results: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in results:
        found.setdefault(each["code"], []).append(each["file"])
    return found


def _not_understood(results: list[Result]) -> list[list[Any]]:
    """Refusals of a cell for which our own reading shows no reason."""
    return [
        [each["file"], *cell]
        for each in results
        for cell in each.get("cells refused", ())
        if not cell[2]
    ]


def _rival(name: str, written: list[Result]) -> dict[str, Any]:
    asked = [each[name] for each in written if name in each]
    saved = [each for each in asked if "raised" not in each]
    kinds: Counter[str] = Counter()
    for each in saved:
        kinds.update(each["lost"].keys())
    return {
        "asked": len(asked),
        "raised": len(asked) - len(saved),
        "lost something visible": sum(bool(each["lost"]) for each in saved),
        "emptied every or some formula results": sum(bool(each["cached gone"]) for each in saved),
        "output unreadable by calamine": sum("unreadable" in each for each in saved),
        "edit wrong": sum(bool(each.get("wrong")) for each in saved),
        "other cells changed": sum(bool(each.get("others")) for each in saved),
        "files that lost it": dict(kinds.most_common(12)),
    }


def told(figures: dict[str, Any]) -> str:
    """The same as lines to read."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            lines += [f"  {key}: {_short(what)}" for key, what in value.items()]
        elif isinstance(value, list):
            lines.append(f"{name}: {len(value)}")
            lines += [f"  {each}" for each in value[:40]]
        else:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return f"{len(value)} {[str(each)[-80:] for each in value[:5]]}"
    return value
