"""Numbers and refs of the entries: as printed where the document numbers them, else counted."""

from __future__ import annotations

import re

from toolkit.plan.reading.node import Node

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Refs:
    """Gives every entry a ref that nothing else has."""

    def __init__(self) -> None:
        self._taken: dict[str, set[str]] = {"areas": set(), "goals": set(), "actions": set()}

    def area(self, node: Node, place: int, *, bare: bool) -> str:
        """The area's number as printed, else its place.

        Args:
            bare: actions stand right under it, so that it takes a goal's ref as well.
        """
        number = re.sub(r"\.0$", "", node.number) or str(place)
        if bare:
            self._taken["areas"] |= self._taken["goals"]
        node.ref = self._free("areas", number, str(place))
        if bare:
            self._taken["goals"].add(node.ref)
        return node.ref

    def goal(self, node: Node, area: str, place: int) -> tuple[str, str]:
        """The goal's number and its ref."""
        printed = re.sub(r"[\s\-]+", ".", node.number.strip())
        if "." in printed:
            number, wanted = printed.rpartition(".")[2] or printed, printed
        elif re.fullmatch(rf"{re.escape(area)}[A-Za-z]\d*", printed):
            number = wanted = printed
        else:
            number = printed or str(place)
            above = node.upper_number
            within = above if above.startswith(f"{area}.") else f"{area}.{above}" if above else area
            wanted = f"{within}.{number}"
        node.ref = self._free("goals", wanted, f"{area}.{place}")
        return number, node.ref

    def action(self, node: Node, parent: str, place: int) -> tuple[str, str]:
        """The action's ref, and its letter when the document letters it."""
        printed = node.number.strip().rstrip(".)")
        letter = printed if re.fullmatch(r"[A-Za-z]|[ivx]{2,5}", printed) else ""
        counted = f"{parent}{_LETTERS[place]}" if place < len(_LETTERS) else f"{parent}.{place + 1}"
        if letter:
            wanted = f"{parent}{letter}"
        elif re.search(r"[.\-]", printed) or re.fullmatch(r"[A-Za-z]+\d+\w*|\d+[A-Za-z]", printed):
            wanted = printed
        elif printed:
            wanted = f"{parent}.{printed}"
        else:
            wanted = counted
        node.ref = self._free("actions", wanted, counted)
        return node.ref, letter

    def _free(self, table: str, wanted: str, otherwise: str) -> str:
        taken = self._taken[table]
        ref = wanted if wanted not in taken else otherwise
        number = 2
        while ref in taken:
            ref, number = f"{otherwise}-{number}", number + 1
        taken.add(ref)
        return ref
