"""What a document says about itself: name, organisation, adoption, period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from toolkit.plan.reading.attributes import attribute_of
from toolkit.plan.reading.columns import heading_rows
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.frame_sections import is_statement
from toolkit.plan.reading.key_lines import key_pairs
from toolkit.plan.reading.languages import PLAN_WORDS
from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.source import Block, Grid, Line, Source
from toolkit.plan.reading.wordings import unaccented
from toolkit.tables.dates import dates_in

_APPROVED = re.compile(
    r"\b(?:approved|adopted|ratified|accepted)\b(?:\s+(?:by|at)\s+(?P<body>[^,;.\d]{3,60}?))?"
    r"(?:\s+on)?[\s,:]+(?P<date>\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|FY\s?\d\d(?:\d\d)?)\s*(?:[-–—/]|to|through)\s*(?:FY\s?)?(?:20)?\d\d\b"
)
_PLAN_WORDS = re.compile(
    r"\b(?:strategic|action|improvement|work|operational|master|long[- ]range|business|annual)?\s*"
    rf"(?:{PLAN_WORDS}|plan(?:ning)?|work program(?:me)?|program(?:me)? of work|road\s?map|"
    r"(?:three|five|ten|\d+)[- ]year strategy)\b",
    re.IGNORECASE,
)
_BEFORE_PLAN = re.compile(
    r"[\s,:–—-]*\b(?:fy\s?\d\d(?:\d\d)?|annual|draft|updated|revised|comprehensive|long[- ]range|"
    r"(?:three|five|ten|\d+)[- ]year|our|the)\s*$",
    re.IGNORECASE,
)
_NOBODY = frozenset(("vision", "our vision", "ministry", "strategic", "operations"))
"""What stands before "plan" and is no organisation."""

_EMPTY_TITLES = frozenset(("", "word document", "document", "untitled", "sheet1", "book1", "title"))


class Facts(Struct, frozen=True):
    """The plan's own particulars.

    Attributes:
        name: the plan's name.
        organisation: who it belongs to; "" when it cannot be told.
        plan_id: a short id made from them.
        adopted: the day of adoption, as YYYY-MM-DD; "" when unsaid.
        period: the years as printed; "" when unsaid.
        pending: what is unsure.
    """

    name: str
    organisation: str
    plan_id: str
    adopted: str
    period: str
    pending: tuple[Pending, ...] = ()


def read_titles(source: Source) -> tuple[str, ...]:
    """The lines that name the plan, as they stand in the document; none when no line does."""
    lines = [block for block in source.blocks[:12] if isinstance(block, Line) and not block.blank]
    texts = [line.text.strip() for line in lines if line.text.strip() not in source.sheets]
    shown = source.title.strip()
    if shown.casefold() not in _EMPTY_TITLES and shown in texts:
        after = texts[texts.index(shown) + 1 :][:1]
        named = after and not _PLAN_WORDS.search(shown) and _names_plan(after[0])
        return (shown, after[0]) if named else (shown,)
    for at, text in enumerate(texts[:8]):
        if _names_plan(text):
            near = at == 1 or (at == 2 and bool(dates_in(texts[0])))
            above = texts[at - 1] if near and not _organisation(text) else ""
            is_name = above and len(above.split()) <= 8 and not mark_of(Line(above)).kind
            return (above, text) if is_name else (text,)
    first = _first_line(source)
    return (first,) if first else ()


def _names_plan(text: str) -> bool:
    return (
        len(text.split()) <= 14
        and bool(_PLAN_WORDS.search(text))
        and not text.rstrip().endswith((".", ":"))
    )


def _first_line(source: Source) -> str:
    """The first line, when it stands over the whole document and heads nothing in particular."""
    blocks = [b for b in _plan_sheet(source) if not (isinstance(b, Line) and b.blank)]
    if len(blocks) < 2 or not isinstance(blocks[0], Line):
        return ""
    first, after = blocks[0], blocks[1]
    text = first.text.strip()
    if mark_of(first).kind or len(text.split()) > 14 or text.endswith((".", ":", "?")):
        return ""
    if is_statement(text) or attribute_of(text) or key_pairs(text):
        return ""
    if isinstance(after, Grid):
        return text if sum(isinstance(block, Grid) for block in blocks) == 1 else ""
    if first.heading:
        alike = [b for b in blocks if isinstance(b, Line) and b.heading == first.heading]
        return text if len(alike) == 1 and after.heading > first.heading else ""
    return text if mark_of(after).kind in ("", "label", "dotted") and not after.level else ""


def _plan_sheet(source: Source) -> Sequence[Block]:
    """The document, or of a workbook the one sheet that holds a table with headings."""
    if not source.sheets:
        return source.blocks
    parts: list[list[Block]] = []
    for block in source.blocks:
        if isinstance(block, Line) and block.heading and block.text in source.sheets:
            parts.append([])
        elif parts:
            parts[-1].append(block)
    headed = [part for part in parts if any(isinstance(b, Grid) and _has_headings(b) for b in part)]
    return headed[0] if len(headed) == 1 else ()


def _has_headings(grid: Grid) -> bool:
    return any(heading_rows(grid.rows, at) for at in range(min(len(grid.rows), 12)))


def read_facts(source: Source, titles: tuple[str, ...]) -> Facts:
    """The plan's particulars from its first lines, its properties, or the file's name."""
    pending: list[Pending] = []
    name = " ".join(titles)
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
    organisation = titles[0] if len(titles) > 1 else _organisation(name)
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
    return Facts(name, organisation, _id(organisation or name), adopted, period, tuple(pending))


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
    lines = [block.text for block in source.blocks[:40] if isinstance(block, Line)]
    return [text for text in lines if not attribute_of(text)]


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
    shorter = _BEFORE_PLAN.sub("", before)
    while shorter != before:
        before, shorter = shorter, _BEFORE_PLAN.sub("", shorter)
    whole = " ".join(before.strip(" ,:–—-|").split())
    first = (
        re.split(r"\s+[–—|-]\s+|:\s+", whole)[0].strip(" ,").removesuffix("’s").removesuffix("'s")
    )
    return "" if first.casefold() in _NOBODY else first


def _id(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", unaccented(text.casefold()))
    made = "-".join(words)[:31].strip("-")
    return made if made and made[0].isalpha() else f"plan-{made}"[:31].strip("-")
