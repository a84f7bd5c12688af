"""Mistakes planted in the merge: the random trials must notice every one of them."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

REPLACED = ("toolkit.merge", "tests.merge.grid", "tests.merge.trial")


@dataclass(frozen=True)
class Mutant:
    """One planted mistake.

    Attributes:
        name: what the merge now does wrongly.
        module: the module of ``toolkit.merge`` it is planted in.
        before, after: source text that stands there once, and what replaces it.
        slow: it takes hundreds of runs to notice: left to the soak.
    """

    name: str
    module: str
    before: str
    after: str
    slow: bool = False


MUTANTS = (
    Mutant(
        "takes the first of several answers",
        "cell",
        "if knowing and len(distinct(edit.new for edit in contenders)) == 1:",
        "if knowing:",
    ),
    Mutant(
        "lets a stale copy overwrite what others agreed since",
        "cell",
        "knowing = [edit for edit in contenders if same(edit.old, cell.head)]",
        "knowing = contenders",
    ),
    Mutant(
        "asks again about values that were agreed and moved on from",
        "cell",
        "elif not same(edit.old, cell.head) and cell.judged(edit):",
        "elif False:",
    ),
    Mutant(
        "leaves the agreed answer out of a conflict",
        "cell",
        "    if not knowing:\n        answers.insert",
        "    if False:\n        answers.insert",
    ),
    Mutant(
        "drops an answer nobody has read from a conflict",
        "cell",
        "    if same(edit.new, value.new) or not same(edit.old, value.new):\n        return False",
        "    return not same(edit.new, value.new)",
    ),
    Mutant(
        "settles what the coordinator has not seen",
        "cell",
        "    if kept:\n        answer = replace",
        "    if False:\n        answer = replace",
        slow=True,
    ),
    Mutant(
        "keeps only one of several progress notes",
        "joined_text",
        "    for edit in edits:\n        who",
        "    for edit in edits[:1]:\n        who",
    ),
    Mutant(
        "takes changes of adopted text at once",
        "cell",
        "return not is_blank(edit.old) or not is_blank(cell.above)",
        "return False",
    ),
    Mutant(
        "takes cosmetics for edits",
        "row_edits",
        "if not reading.opinion or (reading.readable and same(reading.value, old)):",
        "if not reading.opinion:",
    ),
    Mutant(
        "never counts an emptied cell",
        "row_edits",
        "is_blank(reading.value) and (raw.formula or own is None)",
        "is_blank(reading.value)",
    ),
    Mutant(
        "lets twins that differ count for their id",
        "twins",
        "            holds.append(hold)",
        "            pass",
    ),
    Mutant(
        "does not see sorted columns",
        "suspicions",
        "if cells >= SORTED_CELLS:",
        "if cells >= 10 * SORTED_CELLS:",
    ),
    Mutant(
        "does not see a row pasted over another",
        "pasted",
        "if text != before and others:",
        "if False:",
    ),
    Mutant(
        "lets held edits count",
        "sorted_edits",
        "if (hold := under_hold(edit, side.holds)) is not None:",
        "if (hold := None) is not None:",
    ),
    Mutant(
        "gives a lost id back without asking",
        "identity",
        "    answer = answer_to(answers, hold)\n",
        "    answer = Answer.SAME_ROW\n",
    ),
    Mutant(
        "writes frozen cells and cells that wait",
        "planned",
        "if (view.name, row_id, column.name) in barred:",
        "if False:",
    ),
    Mutant(
        "forgets what a file was known to show",
        "view",
        "apart = _by_row(known, table.name)",
        "apart = _by_row({}, table.name)",
    ),
    Mutant(
        "takes a file for up to date that could not be written",
        "known",
        "            if not same(value, outcome.next.shown(view.schema, *key)):",
        "            if False:",
    ),
    Mutant(
        "takes rows for removed that the file was never given",
        "known",
        "(view.name, row_id, ROW_ADDED): None",
        "(view.name, row_id, 'nothing'): None",
    ),
    Mutant(
        "lets the order of copies decide",
        "sorted_edits",
        "sorted(sides, key=lambda side: side.copy.file)",
        "sides",
    ),
    Mutant(
        "writes a copied row while it is asked about",
        "planned",
        "if len(places) == 1 and row_id not in found.doubled:",
        "if places:",
        slow=True,
    ),
    Mutant(
        "loses the first person's waiting cell to the second",
        "waiting",
        "    return (edit.key, edit.source.replica, type(plain).__name__, plain, edit.text)",
        "    return (edit.key, '', '', None, '')",
    ),
    Mutant(
        "adds a row typed without an id as a copy of another row",
        "added_rows",
        "        row_id = new_row_id(bytes.fromhex(row.key), taken)",
        "        row_id = next(iter(taken))",
    ),
    Mutant(
        "lets another copy of the same person take a waiting edit back",
        "waiting",
        "    sides = [side for side in sides if side.live or "
        "side.copy.content == edit.source.content]\n",
        "",
    ),
)


@contextmanager
def planted(mutant: Mutant | None) -> Iterator[None]:
    """Import the merge and its trials anew, with the mistake in; the good ones come back after."""
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(REPLACED)}
    finder = _Planting(mutant)
    sys.meta_path.insert(0, finder)
    try:
        yield
        assert mutant is None or finder.planted, f"{mutant.module} was never imported"
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(REPLACED)]:
            del sys.modules[name]
        sys.modules.update(kept)


class _Planting(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module with its source changed."""

    def __init__(self, mutant: Mutant | None) -> None:
        self.mutant = mutant
        self.planted = False

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if self.mutant is None or name != f"toolkit.merge.{self.mutant.module}":
            return None
        assert path is not None
        return importlib.util.spec_from_file_location(
            name, Path(path[0]) / f"{self.mutant.module}.py", loader=self
        )

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        assert self.mutant is not None
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        assert source.count(self.mutant.before) == 1, f"{self.mutant.name}: not to be planted"
        changed = source.replace(self.mutant.before, self.mutant.after)
        exec(compile(changed, str(module.__file__), "exec"), module.__dict__)  # noqa: S102
        self.planted = True


def caught_after(mutant: Mutant | None, limit: int) -> int:
    """How many runs it took until something was noticed; 0 when nothing was."""
    with planted(mutant):
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
