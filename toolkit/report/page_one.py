"""Page one: everything a board needs before the meeting, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.report.amendments import Amendment, Standing
from toolkit.report.blocks import (
    Block,
    Bullets,
    Line,
    Paragraph,
    Piece,
    Quote,
    Section,
    Tone,
)
from toolkit.report.cell_line import action_cell, ref_cell, shortened
from toolkit.report.changes_section import CHANGES, SINCE_WORDS, since_title
from toolkit.report.goal_tables import area_anchor
from toolkit.report.material import Material
from toolkit.report.position import position
from toolkit.report.progress import progress
from toolkit.report.since import Change
from toolkit.rollup.tracked import Tracked
from toolkit.tables.counted import counted

MOST_LINES = 5
"""Lines a list on page one holds; the rest is counted and stands further back."""

MOST_WINS = 3

LONGEST_OPENING, MOST_PARAGRAPHS = 900, 6
"""Letters and lines of the opening message page one has room for; a longer one follows in full."""

MOST_TOLD, MOST_REFS = 2, 10
"""Changes of one kind that are told with their words, and that are named at all."""


def page_one(material: Material) -> tuple[Section, ...]:
    """The sections of the first sheet, in reading order; an empty one is left out."""
    sections = (
        Section("opening", "From the director", tuple(_opening(material))),
        Section("position", "Where we are", tuple(position(material))),
        Section("progress", f"Progress by {_area_label(material)}", tuple(progress(material))),
        Section("since", since_title(material), tuple(_since(material))),
        Section("decisions", "Decisions and help needed", tuple(_decisions(material))),
        Section("wins", "Wins", tuple(_wins(material))),
    )
    hidden = material.edition.hidden_sections
    return tuple(s for s in sections if s.blocks and s.anchor not in hidden)


def _opening(material: Material) -> Iterator[Block]:
    text = material.plan.facts.text("opening").strip()
    start = _opening_of(text)
    if start != text:
        yield Quote(f"{start} …")
        more = Piece("The whole message follows this page.", link="#message")
        yield Paragraph((more,), Tone.MUTED)
    elif text:
        yield Quote(text)


def _opening_of(text: str) -> str:
    """As much of the opening message as page one has room for."""
    lines = [line for line in text.splitlines() if line.strip()]
    start = text
    if len(lines) > MOST_PARAGRAPHS:
        start = "\n\n".join(lines[:MOST_PARAGRAPHS])
    if len(start) > LONGEST_OPENING:
        start = start[:LONGEST_OPENING].rsplit(maxsplit=1)[0]
    return start


def whole_message(material: Material) -> Section | None:
    """A message too long for page one, in full; None when page one has all of it."""
    text = material.plan.facts.text("opening").strip()
    if _opening_of(text) == text:
        return None
    title = "From the director: the whole message"
    return Section("message", title, (Quote(text),), new_page=True)


def _since(material: Material) -> Iterator[Block]:
    since = material.since
    if not since.known:
        yield Paragraph(
            (Piece("Tracking has just begun: there is nothing to compare with yet."),),
            Tone.MUTED,
        )
        return
    items = []
    for name, words, tone in SINCE_WORDS:
        changes: Sequence[Change] = getattr(since, name)
        if changes:
            count = Piece(f"{len(changes)} {words.casefold()}", tone, link=f"#{CHANGES}")
            items.append((count, Piece(": "), *_changed(material, changes)))
    if items:
        yield Bullets(tuple(items))
    else:
        yield Paragraph((Piece("No action changed its status, day or place."),))


def _changed(material: Material, changes: Sequence[Change]) -> Iterator[Piece]:
    """Few changes with their words, many by their refs."""
    told = len(changes) <= MOST_TOLD
    for place, change in enumerate(changes[:MOST_REFS]):
        if place:
            yield Piece("; " if told else ", ")
        yield from ref_cell(material, change.action)
        if told:
            yield Piece(f" {shortened(change.action.action.text, 78)}")
    rest = len(changes) - MOST_REFS
    if rest > 0:
        yield Piece(" and ")
        yield Piece(f"{rest} more", link=f"#{CHANGES}")


def _decisions(material: Material) -> Iterator[Block]:
    asking = asking_for_help(material)
    items = tuple(_ask(material, action) for action in asking[:MOST_LINES])
    if items:
        yield Bullets(items)
    rest = len(asking) - MOST_LINES
    if rest > 0:
        words = Piece(f"{rest} more stand with their actions.", link=f"#{area_anchor(1)}")
        yield Paragraph((words,), Tone.MUTED)
    proposed = [each for each in material.amendments if each.standing is Standing.PROPOSED]
    if proposed:
        yield Paragraph(tuple(_amended(proposed)))
    if not items and not proposed:
        yield Paragraph((Piece("Nobody has asked for a decision or for help."),), Tone.MUTED)


def _amended(proposed: Sequence[Amendment]) -> Iterator[Piece]:
    refs = list(dict.fromkeys(amendment.ref for amendment in proposed))
    yield Piece(f"{counted(len(proposed), 'change')} of adopted wording", link="#amendments")
    verb = "waits" if len(proposed) == 1 else "wait"
    yield Piece(f" {verb} for the board's word: {', '.join(refs[:MOST_REFS])}")
    if len(refs) > MOST_REFS:
        yield Piece(" and ")
        yield Piece(f"{len(refs) - MOST_REFS} more", link="#amendments")
    yield Piece(".")


def asking_for_help(material: Material) -> tuple[Tracked, ...]:
    """Open actions that want a decision or help, those in the worst trouble first."""
    asking = (a for a in material.tracked if a.open and a.action.text_of("help"))
    return tuple(sorted(asking, key=lambda action: action.statuses.rank(action.status) or 9))


def _ask(material: Material, action: Tracked) -> Line:
    return (
        *ref_cell(material, action),
        Piece("  "),
        *_short(action_cell(material, action, "help")),
    )


def _wins(material: Material) -> Iterator[Block]:
    facts = material.plan.facts
    lines = (line.strip(" •-\t") for line in facts.text("wins").splitlines())
    typed = [line for line in lines if line]
    place = material.places.cell("plan", facts.id, "wins")
    wins: list[Line] = []
    wins += ((Piece(shortened(line, 170), cell=place),) for line in typed[:MOST_WINS])
    if not wins:
        done = [change.action for change in material.since.completed]
        done += [a for a in material.tracked if a.complete and a.heard and a not in done]
        wins = [_win(material, action) for action in done[:MOST_WINS]]
    if wins:
        yield Bullets(tuple(wins))


def _win(material: Material, action: Tracked) -> Line:
    outcome = action_cell(material, action, "outcome")
    told = outcome or action_cell(material, action, "text")
    return (*ref_cell(material, action), Piece("  "), *_short(told))


def _short(line: Line, limit: int = 170) -> Line:
    """A line that fits page one: long texts are cut at a word and stand in full further back."""
    pieces: list[Piece] = []
    for piece in line:
        text = shortened(piece.text, limit) if piece.text.strip() else piece.text
        lead = " " if piece.text.startswith(" ") else ""
        pieces.append(Piece(lead + text, piece.tone, piece.cell, piece.link, piece.chip))
    return tuple(pieces)


def _area_label(material: Material) -> str:
    """The plan's own word, ours in small letters."""
    label = material.plan.labels.get("area", "")
    return label if label not in ("", "Focus area") else "focus area"
