"""The agenda page: what a board has to decide, and the questions a director should expect."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.amendments import Standing
from toolkit.report.asking import questions
from toolkit.report.blocks import Block, Bullets, Line, Paragraph, Piece, Report, Section, Tone
from toolkit.report.cell_line import action_cell, day_words, ref_cell
from toolkit.report.due_section import due_section
from toolkit.report.material import Material
from toolkit.report.page_one import asking_for_help
from toolkit.rollup.tracked import Tracked
from toolkit.tables.counted import counted


def agenda_page(material: Material) -> Report:
    """Decisions, help wanted, likely questions with the cell to look at, what is overdue."""
    today = day_words(material.moment.today)
    next_meeting = material.moment.next_meeting or "Next meeting"
    held = material.moment.period_end
    on = f", {day_words(held)}" if held else ""
    sections = (
        Section("decide", "To decide or to help with", tuple(_decisions(material))),
        Section("amend", "Proposed amendments", tuple(_amendments(material))),
        Section("questions", "Questions to expect", tuple(_questions(material))),
    )
    return Report(
        title=f"Agenda: {next_meeting}",
        subtitle=f"{material.plan.name}, {today}",
        facts=(f"{next_meeting}{on}",),
        page_one=tuple(section for section in sections if section.blocks),
        sections=(due_section(material),),
        dated=material.moment.today.isoformat(),
        footer=f"{material.plan.name} · Agenda · {today}",
    )


def _decisions(material: Material) -> Iterator[Block]:
    wanted = asking_for_help(material)
    if wanted:
        yield Bullets(tuple(_ask(material, action) for action in wanted))
    else:
        yield Paragraph((Piece("Nobody has asked for a decision or for help."),), Tone.MUTED)


def _ask(material: Material, action: Tracked) -> Line:
    return (
        *ref_cell(material, action),
        Piece("  "),
        *action_cell(material, action, "help"),
        Piece(f"  ({action.action.text})", Tone.MUTED),
    )


def _amendments(material: Material) -> Iterator[Block]:
    open_ones = [each for each in material.amendments if each.standing is Standing.PROPOSED]
    if open_ones:
        items = tuple(
            (
                Piece(amendment.ref, Tone.STRONG, material.places.cell(*amendment.key)),
                Piece(f"  {amendment.heading}: “{amendment.proposed or 'blank'}”"),
                Piece(f" instead of “{amendment.adopted or 'blank'}”", Tone.MUTED),
            )
            for amendment in open_ones
        )
        yield Bullets(items)


def _questions(material: Material) -> Iterator[Block]:
    items = (*_moved(material), *questions(material))
    if items:
        yield Bullets(items)
    else:
        yield Paragraph((Piece("Nothing in the plan contradicts itself."),), Tone.MUTED)


def _moved(material: Material) -> Iterator[Line]:
    """What got worse since the last meeting is what a board asks about first."""
    worse = (*material.since.newly_red, *material.since.slipped)
    for change in worse:
        place = material.places.cell("actions", change.action.action.id, "note")
        note = change.action.action.text_of("note")
        said = f"the note says “{note}”" if note else "there is no note to go by"
        yield (
            *ref_cell(material, change.action),
            Piece(f"  {change.words}: "),
            Piece(said, cell=place),
        )
    overdue = sum(1 for action in material.tracked if action.overdue)
    if overdue and not worse:
        place = material.overall.cell("overdue")
        words = f"{counted(overdue, 'action is', 'actions are')} overdue"
        yield (Piece(words, cell=place), Piece(": see below."))
