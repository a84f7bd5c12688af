"""Who text cut into the parties it names, with the words that qualify each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from toolkit.schedule.names import Known, ends_like_a_body, plain

_APPROVES = r"approv(?:al|es?|ed|ing)"
_BY_APPROVAL = re.compile(
    rf"^(?P<doer>.*?)[\s,(]+(?:"
    rf"(?:by|with|upon|pending|after|subject to)\s+(?:the\s+)?(?P<one>.+?)\s+{_APPROVES}"
    rf"|(?:with|upon|subject to|pending)\s+{_APPROVES}\s+(?:of|from|by)\s+(?:the\s+)?(?P<two>.+?)"
    rf"|{_APPROVES}\s+by\s+(?:the\s+)?(?P<three>.+?)"
    rf"|(?P<four>(?!to\b)[^,;/\s]+(?:\s+(?!to\b)[^,;/\s]+)*?)\s+(?:to\s+)?{_APPROVES}"
    r")\s*\)?\.?$",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_APPROVES = re.compile(rf"^(?P<who>[^,;/]+?)\s+(?:to\s+|for\s+)?{_APPROVES}$", re.IGNORECASE)
_HELPED = re.compile(
    r"\s+(?:in\s+)?(?P<how>with (?:support|help|assistance|input) (?:from|of|by)|supported by|"
    r"assisted by|consultation with|collaboration with|partnership with|coordination with|"
    r"conjunction with|w/|with|via|through)\s*(?P<who>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(r"\s*(?:[/,;&+\n|]|\band/or\b|\band\b|\bor\b|\by\b)\s*", re.IGNORECASE)
_KEPT = re.compile(r"\bor\s+(?:his |her |their )?designees?\b|/\s*designees?\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?P<words>[^()]*)\)")
_LEAD = re.compile(
    r"\((?:team |co-?)?lead(?:er)?\)|\(leads?\)|[-–:]\s*lead(?:er)?\b|^lead(?:er)?\s*[:–-]\s*|"
    r"\bto lead$|\bleads$",
    re.IGNORECASE,
)


class Piece(Struct, frozen=True):
    """One party as cut out of the text.

    Attributes:
        text: its name as written.
        qualifier: words kept beside it.
        approver: whether it only approves.
        helper: whether it only helps.
        leads: whether it is marked as leading.
        choice: whether it is one of several offered with "or".
    """

    text: str
    qualifier: str = ""
    approver: bool = False
    helper: bool = False
    leads: bool = False
    choice: bool = False


def who_pieces(text: str, table: dict[str, Known]) -> tuple[Piece, ...]:
    """Cut a Who text into its parties."""
    return tuple(piece for line in re.split(r"[\n;]", text) for piece in _line(line, table))


def _line(line: str, table: dict[str, Known]) -> Iterator[Piece]:
    line = line.strip(" \t.•·-–*")
    if not line:
        return
    if plain(line) in table:
        yield Piece(line)
        return
    alone = _ONLY_APPROVES.match(line)
    if alone and plain(alone["who"]) in table:
        yield Piece(alone["who"], "approval", approver=True)
        return
    approval = _BY_APPROVAL.match(line)
    if approval and approval["doer"].strip(" ,("):
        yield from _line(approval["doer"], table)
        approver = next(filter(None, (approval[each] for each in ("one", "two", "three", "four"))))
        yield from _as(_named(approver, table), qualifier="approval", approver=True)
        return
    helped = _HELPED.search(line)
    if helped and line[: helped.start()].strip(" ,("):
        yield from _line(line[: helped.start()], table)
        how = " ".join(helped["how"].split())
        yield from _as(_named(helped["who"].rstrip(" )"), table), qualifier=how, helper=True)
        return
    yield from _named(line, table)


def _as(
    pieces: Iterator[Piece], *, qualifier: str, approver: bool = False, helper: bool = False
) -> Iterator[Piece]:
    for piece in pieces:
        yield Piece(piece.text, qualifier, approver, helper, choice=piece.choice)


def _named(line: str, table: dict[str, Known]) -> Iterator[Piece]:
    """Split at separators, but never inside a name the key or *People* knows."""
    held, kept = _hold_names(line, table)
    choice = bool(re.search(r"\bor\b", _KEPT.sub("", held), re.IGNORECASE))
    for chunk in _with_bodies(_chunks(held)):
        whole = re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], chunk)
        piece = _piece(whole, choice=choice)
        if piece.text:
            yield piece


def _hold_names(line: str, table: dict[str, Known]) -> tuple[str, list[str]]:
    """Put a mark in place of known names of several words, so that they are not cut."""
    kept: list[str] = []
    designee = _KEPT.search(line)
    held = line
    if designee:
        kept.append(designee.group())
        held = f"{held[: designee.start()]}\x000\x00{held[designee.end() :]}"
    simple = plain(held)
    for name in _long_names(table):
        if name.split()[0] not in simple:
            continue
        pattern = _spaced(name)
        match = pattern.search(held)
        while match:
            kept.append(match.group())
            held = f"{held[: match.start()]}\x00{len(kept) - 1}\x00{held[match.end() :]}"
            match = pattern.search(held)
    return held, kept


@lru_cache(maxsize=4096)
def _spaced(name: str) -> re.Pattern[str]:
    """A name with any spaces, commas or hyphens between its words."""
    words = r"[\s,.&-]+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _long_names(table: dict[str, Known]) -> Sequence[str]:
    return sorted((name for name in table if " " in name), key=len, reverse=True)


def _chunks(held: str) -> list[str]:
    """Cut outside parentheses."""
    asides = list(_ASIDE.finditer(held))
    chunks, start = [], 0
    for match in _SPLIT.finditer(held):
        if any(aside.start() <= match.start() < aside.end() for aside in asides):
            continue
        chunks.append(held[start : match.start()])
        start = match.end()
    return [chunk.strip() for chunk in (*chunks, held[start:]) if chunk.strip()]


def _with_bodies(chunks: Sequence[str]) -> Iterator[str]:
    """ "Finance and Audit Committee" is one body, unless its first word is a party itself."""
    held = ""
    for chunk in chunks:
        one_body = held and len(held.split()) == 1 and held.istitle() and len(held) > 3
        if one_body and ends_like_a_body(chunk) and len(chunk.split()) == 2:
            held = f"{held} and {chunk}"
            continue
        if held:
            yield held
        held = chunk
    if held:
        yield held


def _piece(text: str, *, choice: bool) -> Piece:
    leads = bool(_LEAD.search(text.strip()))
    name = _LEAD.sub("", text.strip()).strip(" -–:.*()" if text.startswith("(") else " -–:.*")
    aside = _ASIDE.search(name)
    qualifier = "lead" if leads else ""
    if aside and name[: aside.start()].strip():
        qualifier = aside["words"].strip() or qualifier
        name = _ASIDE.sub("", name).strip()
    elif aside:
        name = aside["words"].strip()
    designee = _KEPT.search(name)
    if designee:
        qualifier, name = "or designee", _KEPT.sub("", name).strip()
    return Piece(name, qualifier, leads=leads, choice=choice)
