"""What a document says about itself: name, organisation, adoption, period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.source import Grid, Line, Source
from toolkit.tables.dates import dates_in

_APPROVED = re.compile(
    r"\b(?:approved|adopted|ratified|accepted)\b(?:\s+by\s+(?P<body>[^,;.\d]{3,60}?))?"
    r"(?:\s+on)?[\s,:]+(?P<date>\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|FY\s?\d\d(?:\d\d)?)\s*(?:[-–—/]|to|through)\s*(?:FY\s?)?(?:20)?\d\d\b"
)
_PLAN_WORDS = re.compile(
    r"\b(?:strategic|action|improvement|work|operational|master|long[- ]range)?\s*"
    r"(?:plan(?:ning)?|work program(?:me)?|program(?:me)? of work|roadmap|road map)\b",
    re.IGNORECASE,
)
_EMPTY_TITLES = frozenset(("", "word document", "document", "untitled", "sheet1", "book1", "title"))


@dataclass(frozen=True)
class Facts:
    """The plan's own particulars.

    Attributes:
        name: the plan's name.
        organisation: who it belongs to; "" when it cannot be told.
        plan_id: a short id made from them.
        adopted: the day of adoption, as YYYY-MM-DD; "" when unsaid.
        period: the years as printed; "" when unsaid.
        pending: what is unsure.
        title_lines: lines that only say the name.
    """

    name: str
    organisation: str
    plan_id: str
    adopted: str
    period: str
    pending: tuple[Pending, ...] = ()
    title_lines: frozenset[str] = frozenset()


def title_line(source: Source) -> str:
    """The line that names the plan; "" when no line does."""
    lines = [block for block in source.blocks[:12] if isinstance(block, Line) and not block.blank]
    shown = source.title.strip()
    if shown.casefold() not in _EMPTY_TITLES and any(line.text.strip() == shown for line in lines):
        return shown
    for line in lines[:8]:
        words = line.text.split()
        if (
            len(words) <= 14
            and _PLAN_WORDS.search(line.text)
            and not line.text.rstrip().endswith(".")
        ) and line.text.strip() not in source.sheets:
            return line.text.strip()
    return ""


def read_facts(source: Source, title: str) -> Facts:
    """The plan's particulars from its first lines, its properties, or the file's name."""
    pending: list[Pending] = []
    name = title
    if not name and source.title.strip().casefold() not in _EMPTY_TITLES:
        name = source.title.strip()
    if not name:
        name = _from_file_name(source)
        pending.append(
            Pending(
                None, "", source.name, f"The document does not say its name: called “{name}” "
                "after the file.", ("The name the organisation uses",), "Title",
            )
        )  # fmt: skip
    organisation = _organisation(name)
    above = _line_above(source, title) if title and not organisation else ""
    if above:
        organisation, name = above, f"{above} {name}"
    adopted = _adopted(source, pending)
    period = next(
        (found[0] for text in (name, *_first_lines(source)) if (found := _PERIOD.search(text))), ""
    )
    if period:
        pending.append(
            Pending(
                None, "", name if period in name else period,
                f"The period is kept as “{period}”; its first and last day are not said.",
                ("Calendar years", "School years or fiscal years"), "Title",
            )
        )  # fmt: skip
    return Facts(
        name, organisation, _id(organisation or name), adopted, period, tuple(pending),
        frozenset((title,)) if title else frozenset(),
    )  # fmt: skip


def _line_above(source: Source, title: str) -> str:
    """The line over the title, when it is the first of the document: the organisation."""
    lines = [b.text.strip() for b in source.blocks[:6] if isinstance(b, Line) and not b.blank]
    return lines[0] if len(lines) > 1 and lines[1] == title and len(lines[0].split()) <= 8 else ""


def _adopted(source: Source, pending: list[Pending]) -> str:
    for text in _first_lines(source):
        found = _APPROVED.search(text)
        if not found:
            continue
        days = dates_in(found["date"])
        if not days:
            continue
        if len(days) > 1:
            pending.append(
                Pending(
                    None, "", text.strip(),
                    f"Month, day, year: {days[0].isoformat()}.", (days[1].isoformat(),), "Title",
                )
            )  # fmt: skip
        return days[0].isoformat()
    return ""


def _first_lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks[:40] if isinstance(block, Line)]


def _from_file_name(source: Source) -> str:
    """The file's name as words, in capitals where the document writes them so."""
    words = [word for word in re.split(r"[\s_\-]+", source.name) if word]
    written = set(re.findall(r"\b[A-Z][A-Z0-9]{1,9}\b", " ".join(_texts(source.blocks))))
    return " ".join(_shown_word(word, written) for word in words) or "Strategic plan"


def _shown_word(word: str, written: set[str]) -> str:
    if word.upper() in written and len(word) > 2:
        return word.upper()
    return word.capitalize() if word.islower() else word


def _texts(blocks: Iterable[object]) -> Sequence[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            found.append(block.text)
        elif isinstance(block, Grid):
            found += [cell.text for row in block.rows for cell in row]
    return found


def _organisation(name: str) -> str:
    rest = _PERIOD.sub(" ", name)
    rest = re.sub(r"\b(?:19|20)\d\d\b", " ", rest)
    found = _PLAN_WORDS.search(rest)
    before = rest[: found.start()] if found else ""
    return " ".join(before.strip(" ,:–—-").split()).removesuffix("’s").removesuffix("'s")


def _id(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    made = "-".join(words)[:31].strip("-")
    return made if made and made[0].isalpha() else f"plan-{made}"[:31].strip("-")
