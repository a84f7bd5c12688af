"""What a sync did, in words a director understands at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.errors import begun
from toolkit.merge.conflict import AGREED
from toolkit.report.needs_you import first_screen
from toolkit.tables.edit import Edit, EditState
from toolkit.workflows.edit_words import change_line, not_taken, shortened, two_answers, why_not
from toolkit.workflows.noticed_words import noticed
from toolkit.workflows.past import NEW_PERIOD, gathered, people_said, settled_cells
from toolkit.workflows.stray_files import stray_lines, stray_sentence
from toolkit.workflows.survey_taken import taken_lines
from toolkit.workflows.synced import Synced


def sync_lines(done: Synced) -> Iterator[str]:
    """What a person reads after a sync."""
    edits = list(people_said(done.edits))
    yield from (f"Mended: {mended.message}" for mended in done.mended)
    yield from _untold(done)
    yield _headline(done, edits)
    yield from _changes(done, edits)
    yield from _others(done, edits)
    yield from _copies(done)
    for taken in done.surveys:
        yield ""
        yield from taken_lines(taken, dry_run=done.dry_run)
    yield from _noticed(done)
    yield from _files(done)
    yield from _needs(done, _told_as_held(done))


def then_lines(done: Synced) -> Iterator[str]:
    """What a person reads of a sync that only carried out something else."""
    edits = list(people_said(done.edits))
    yield from _untold(done)
    yield from _changes(done, edits)
    yield from _files(done)
    yield from _needs(done)


def _untold(done: Synced) -> Iterator[str]:
    """What a sync that was stopped had done, before what this one has."""
    if done.untold is None:
        return
    edits = done.untold.edits
    count = "no edits" if not edits else "1 edit" if len(edits) == 1 else f"{len(edits)} edits"
    then = "the next sync writes it" if done.dry_run else "it is written now"
    yield (
        f"The last run was stopped before it could tell you: sync no. {done.untold.number} had "
        f"taken {count}. Nothing is lost; where a file still lacks something, {then}."
    )
    yield from (f"  {change_line(edit, done)}" for edit in edits)
    yield ""


def _headline(done: Synced, edits: list[Edit]) -> str:
    number = done.state.snapshot.number
    if done.surveys and not edits:
        rounds = (
            "1 survey round" if len(done.surveys) == 1 else f"{len(done.surveys)} survey rounds"
        )
        return (
            f"Sync no. {number}: no edits; {rounds} {'would be ' if done.dry_run else ''}taken in."
        )
    if not edits and number == done.before:
        else_ = "Nothing else" if done.untold else "Nothing"
        return f"{else_} has changed since sync no. {number}."
    given = done.answered + len(settled_cells(edits))
    answers = "1 answer" if given == 1 else f"{given} answers"
    carried = f"{answers} of yours {'would be ' if done.dry_run else ''}carried out"
    people = list(gathered(edits))
    came_to_count = (*people, *(edit for edit in edits if edit.reason == AGREED))
    count, taken = len(people), sum(edit.state is EditState.TAKEN for edit in came_to_count)
    if count:
        noun = "edit" if count == 1 else "edits"
        changed = "would be" if done.dry_run else "was" if count == 1 else "were"
        more = f"; {carried}" if given else ""
        return f"Sync no. {number}: {count} {noun} {changed} gathered, {taken} taken{more}."
    if given:
        return f"Sync no. {number}: no edits; {carried}."
    if begun := sum(edit.reason == NEW_PERIOD and edit.column == "status" for edit in edits):
        actions = "1 action begins" if begun == 1 else f"{begun} actions begin"
        return f"Sync no. {number}: no edits; {actions} a new period."
    settled = sum(edit.state is EditState.SETTLED for edit in edits)
    if settled:
        waited = "1 edit that had waited is" if settled == 1 else f"{settled} that had waited are"
        return f"Sync no. {number}: no new edits; {waited} settled."
    return f"Sync no. {number}: no edits; what follows from the day was brought up to date."


def _changes(done: Synced, edits: list[Edit]) -> Iterator[str]:
    taken = [edit for edit in edits if edit.state is EditState.TAKEN]
    if taken:
        yield ""
        yield "What changed:"
        yield from (f"  {change_line(edit, done)}" for edit in taken)


def _others(done: Synced, edits: list[Edit]) -> Iterator[str]:
    """What did not change the plan, and why."""
    others = not_taken(edits)
    if others:
        yield ""
        yield "Not taken:"
        yield from (f"  {change_line(edit, done)} – {why_not(edit)}" for edit in others)
    if done.conflicts:
        yield ""
        yield "Two answers (the cell stays as each person typed it until you settle it):"
        for conflict in done.conflicts:
            yield f"  {two_answers(conflict, done)}"


def _copies(done: Synced) -> Iterator[str]:
    if done.receipts or done.letters:
        yield ""
        yield "Returned copies:"
        for receipt in done.receipts:
            who = f" from {receipt.by}" if receipt.by else ""
            yield f"  {receipt.file}{who}: {receipt.sentence}"
        yield from (f"  To send, in the outbox: {name}" for name in done.letters)
    held = [hold for hold in done.holds if hold.whole_sheet]
    if held or done.unread:
        yield ""
        yield "Held back:"
        yield from (f"  {hold.reason} {hold.release}" for hold in held)
        files = [unread.reason for unread in done.unread if not unread.stray]
        yield from (f"  {said}" for said in (*files, stray_sentence(done.unread)) if said)


def _noticed(done: Synced) -> Iterator[str]:
    """What is only to be known; what is asked stands on *Needs you*."""
    told = noticed(done, (note for note in done.notes if not note.choices))
    if told:
        yield ""
        yield "Noticed:"
        yield from (f"  {message}" for message in told)


def _cells(count: int) -> str:
    """What was written; a file made anew, or only its figures, counts no cells."""
    if not count:
        return "brought up to date"
    return "1 cell" if count == 1 else f"{count} cells"


def _files(done: Synced) -> Iterator[str]:
    lines = []
    for file in done.delivered:
        if file.queued:
            lines.append(f"{file.file}: waits for the next sync ({file.queued})")
        elif file.refused:
            lines.append(f"{file.file}: not written. {begun(file.refused)}")
        else:
            note = f" ({file.note})" if file.note else ""
            lines.append(f"{file.file}: {_cells(file.cells)}{note}")
    if lines:
        yield ""
        yield "Written:"
        yield from (f"  {line}" for line in lines)
    if done.missing:
        yield ""
        yield "Not there (actiongrid generate writes them anew, with what was agreed):"
        yield from (f"  {replica.file}" for replica in done.missing)


def _told_as_held(done: Synced) -> frozenset[str]:
    """Keys of the lines that *Held back* has told in full."""
    held = (hold.key for hold in done.holds if hold.whole_sheet)
    strays = (line.key for line in stray_lines(done.unread))
    return frozenset((*held, *(file.key for file in done.unread), *strays))


def _needs(done: Synced, told: Collection[str] = ()) -> Iterator[str]:
    yield ""
    if not done.needs:
        yield "Nothing needs you."
        return
    count = len(done.needs)
    waits = "1 line waits" if count == 1 else f"{count} lines wait"
    others = [line for line in done.needs if line.key not in told]
    besides = " besides what is held back" if len(others) < count else ""
    end = f"; the most urgent{besides}:" if others else "."
    yield f"{waits} for you on the sheet Needs you in Summary{end}"
    for line, alike in first_screen(others):
        where = " › ".join(part for part in (line.file, line.cell) if part)
        more = f" And {alike} more like it." if alike else ""
        yield f"  • {shortened(line.what, 200)}{more}{f' ({where})' if where else ''}"
    if done.odd:
        yield ""
        yield "Answers nobody understands:"
        yield from (f"  {sentence}" for sentence in done.odd)
