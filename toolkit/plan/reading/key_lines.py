"""The key of a plan: "KEY: ED= Executive Director; BD= Board of Directors"."""

from __future__ import annotations

import re

_START = re.compile(
    r"^\s*(?:key|legend|abbreviations?|acronyms?)\b[^=:]{0,30}:\s*(?=\S)", re.IGNORECASE
)
_PAIR = re.compile(r"^\s*([A-Z][A-Za-z0-9&/.\-]{0,11}|[A-Z][A-Z0-9&/\- ]{1,11})\s*[=:–—]\s*(\S.*)$")
_PARTY = re.compile(
    r"director|board|committee|chair|consultant|member|staff|team|council|coordinator|"
    r"superintendent|principal|teacher|president|secretary|treasurer|officer|manager|"
    r"department|office|administrator|administration|counsel|liaison|partner|parent|volunteer",
    re.IGNORECASE,
)
_WHOLE_BODY = re.compile(r"\bmembership\b|\ball members\b|\bmembers\b$", re.IGNORECASE)
_COLOURS = frozenset(("red", "green", "yellow", "amber", "blue", "grey", "gray", "orange", "white"))


def key_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Abbreviation → meaning, when the line is a key: it says so, or has three pairs or more."""
    said = _START.match(text)
    body = text[said.end() :] if said else text
    parts = [
        part for part in re.split(r"[;\n]|\s{3,}|,(?=\s*[A-Z]{1,8}\s*=)", body) if part.strip()
    ]
    found = [pair for part in parts if (pair := _pair(part))]
    if not found or len(found) < (1 if said else 3) or len(found) < 0.7 * len(parts):
        return ()
    return tuple(found)


def one_pair(text: str) -> tuple[str, str] | None:
    """A single "ED = Executive Director", judged strictly: capitals and an equals sign."""
    found = re.match(r"^\s*([A-Z][A-Z0-9&/]{0,7})\s*=\s*(\S.*)$", text)
    return (found[1], found[2].strip().rstrip(";,.")) if found else None


def is_party(meaning: str) -> bool:
    """Whether the meaning names somebody who can own an action."""
    return bool(_PARTY.search(meaning)) and not re.search(
        r"\b(?:program|plan|act|training|development|service)s?\b", meaning, re.IGNORECASE
    )


def is_whole_body(meaning: str) -> bool:
    """Whether the meaning is a whole membership, which owns nothing by itself."""
    return bool(_WHOLE_BODY.search(meaning))


def _pair(part: str) -> tuple[str, str] | None:
    found = _PAIR.match(part)
    if not found or found[1].casefold() in _COLOURS or len(found[2]) > 80:
        return None
    code = found[1].strip()
    if "=" not in part and not code.isupper():
        return None
    return code, found[2].strip().rstrip(";,")
