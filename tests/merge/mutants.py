"""Mistakes planted in the merge: the random trials must notice every one of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from tests.planting import Mutant, planted

ANEW = ("toolkit.merge", "tests.merge.grid", "tests.merge.trial")

MUTANTS = (
    Mutant(
        "takes the first of several answers",
        "merge.cell",
        "if knowing and len(distinct(edit.new for edit in contenders)) == 1:",
        "if knowing:",
    ),
    Mutant(
        "lets a stale copy overwrite what others agreed since",
        "merge.cell",
        "knowing = [edit for edit in contenders if same(edit.old, cell.head)]",
        "knowing = contenders",
    ),
    Mutant(
        "asks again about values that were agreed and moved on from",
        "merge.cell",
        "elif (not same(edit.old, cell.head) or cell.counted(edit)) and cell.judged(edit):",
        "elif False:",
    ),
    Mutant(
        "leaves the agreed answer out of a conflict",
        "merge.cell",
        "    if not knowing:\n        answers.insert",
        "    if False:\n        answers.insert",
    ),
    Mutant(
        "drops an answer nobody has read from a conflict",
        "merge.cell",
        "    if same(edit.new, value.new) or not same(edit.old, value.new):\n        return False",
        "    return not same(edit.new, value.new)",
    ),
    Mutant(
        "settles what the coordinator has not seen",
        "merge.cell",
        "    if kept:\n        answer = replace",
        "    if False:\n        answer = replace",
        slow=True,
    ),
    Mutant(
        "keeps only one of several progress notes",
        "merge.joined_text",
        "    for edit in edits:\n        who",
        "    for edit in edits[:1]:\n        who",
    ),
    Mutant(
        "takes changes of adopted text at once",
        "merge.cell",
        "return not is_blank(edit.old) or not is_blank(cell.above)",
        "return False",
    ),
    Mutant(
        "takes cosmetics for edits",
        "merge.row_edits",
        "if not reading.opinion or (reading.readable and same(reading.value, old)):",
        "if not reading.opinion:",
    ),
    Mutant(
        "never counts an emptied cell",
        "merge.row_edits",
        "is_blank(reading.value) and (raw.formula or own is None)",
        "is_blank(reading.value)",
    ),
    Mutant(
        "lets twins that differ count for their id",
        "merge.twins",
        "            holds.append(hold)",
        "            pass",
    ),
    Mutant(
        "does not see sorted columns",
        "merge.suspicions",
        "if cells >= SORTED_CELLS:",
        "if cells >= 10 * SORTED_CELLS:",
    ),
    Mutant(
        "does not see a row pasted over another",
        "merge.pasted",
        "if text != before and others:",
        "if False:",
    ),
    Mutant(
        "lets held edits count",
        "merge.sorted_edits",
        "if (hold := under_hold(edit, side.holds)) is not None:",
        "if (hold := None) is not None:",
    ),
    Mutant(
        "gives a lost id back without asking",
        "merge.identity",
        "    answer = answer_to(answers, hold)\n",
        "    answer = Answer.SAME_ROW\n",
    ),
    Mutant(
        "writes frozen cells and cells that wait",
        "merge.planned",
        "if (view.name, row_id, column.name) in barred:",
        "if False:",
    ),
    Mutant(
        "forgets what a file was known to show",
        "merge.view",
        "apart = _by_row(known, table.name)",
        "apart = _by_row({}, table.name)",
    ),
    Mutant(
        "takes a file for up to date that could not be written",
        "merge.known",
        "            if not same(value, outcome.next.shown(view.schema, *key)):",
        "            if False:",
    ),
    Mutant(
        "takes rows for removed that the file was never given",
        "merge.known",
        "(view.name, row_id, ROW_ADDED): None",
        "(view.name, row_id, 'nothing'): None",
    ),
    Mutant(
        "lets the order of copies decide",
        "merge.sorted_edits",
        "sorted(sides, key=lambda side: side.copy.file)",
        "sides",
    ),
    Mutant(
        "writes a copied row while it is asked about",
        "merge.planned",
        "if len(places) == 1 and row_id not in found.doubled:",
        "if places:",
        slow=True,
    ),
    Mutant(
        "loses the first person's waiting cell to the second",
        "merge.waiting",
        "    return (edit.key, edit.source.replica, type(plain).__name__, plain, edit.text)",
        "    return (edit.key, '', '', None, '')",
    ),
    Mutant(
        "adds a row typed without an id as a copy of another row",
        "merge.added_rows",
        "        row_id = new_row_id(bytes.fromhex(row.key), taken)",
        "        row_id = next(iter(taken))",
    ),
    Mutant(
        "lets another copy of the same person take a waiting edit back",
        "merge.waiting",
        "    sides = [side for side in sides if side.live or "
        "side.copy.content == edit.source.content]\n",
        "",
    ),
    Mutant(
        "takes a thing said twice by one copy for a change back",
        "merge.cell",
        "(not same(edit.old, cell.head) or cell.counted(edit))",
        "not same(edit.old, cell.head)",
        slow=True,
    ),
    Mutant(
        "lets an older version of a copy take back what a later one filled in",
        "merge.minted",
        "    if not is_live(view.copy):",
        "    if False:",
        slow=True,
    ),
    Mutant(
        "lets what is typed on a copied sheet count",
        "merge.second_sheet",
        "yield _hold(view, sheet, edits), edits",
        "yield replace(_hold(view, sheet, edits), id='-'), edits",
    ),
    Mutant(
        "forgets what is typed on a copied sheet",
        "merge.edits_of",
        "    edits += [edit for _hold, news in again for edit in news]\n",
        "",
    ),
    Mutant(
        "takes back what others agreed while a sheet was broken",
        "merge.known",
        "    for view in (*side.views, *side.unseen):",
        "    for view in side.views:",
        slow=True,
    ),
    Mutant(
        "adds a remark below the table as a row",
        "merge.added_rows",
        "        return _nameless(row, side)",
        "        return None",
    ),
    Mutant(
        "writes over formulas",
        "merge.planned",
        "or raw.formula or raw.silent:",
        "or raw.silent:",
    ),
)


def caught_after(mutant: Mutant | None, limit: int) -> int:
    """How many runs it took until something was noticed; 0 when nothing was."""
    with planted(mutant, ANEW):
        trial = importlib.import_module("tests.merge.trial")
        office = importlib.import_module("tests.merge.trial_office")
        looks: tuple[Callable[[int], object], ...] = (
            lambda seed: trial.wrong_in(seed),
            lambda seed: office.run_office(seed),
        )
        for seed in range(limit):
            for look in looks:
                if _noticed(look, seed):
                    return seed + 1
    return 0


def _noticed(look: Callable[[int], object], seed: int) -> bool:
    try:
        return bool(look(seed))
    except (KeyError, AssertionError, AttributeError, TypeError, ValueError, IndexError):
        return True
