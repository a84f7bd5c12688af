"""Mistakes planted in the product's own source: whoever says it sees mistakes has to see these."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Mutant:
    """One planted mistake.

    Attributes:
        name: what the product now does wrongly.
        module: the module of ``toolkit`` it is planted in.
        before, after: source text that stands there once, and what replaces it.
        slow: it takes hundreds of runs to notice: left to the soak.
    """

    name: str
    module: str
    before: str
    after: str
    slow: bool = False


@contextmanager
def planted(mutant: Mutant | None, anew: tuple[str, ...]) -> Iterator[None]:
    """Import some rooms and their harness anew, the mistake in; the good ones come back after.

    Args:
        mutant: the mistake; None for none.
        anew: beginnings of the names of the modules to import anew.
    """
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(anew)}
    finder = _Planting(mutant)
    sys.meta_path.insert(0, finder)
    try:
        yield
        assert mutant is None or finder.planted, f"{mutant.module} was never imported"
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(anew)]:
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
        if self.mutant is None or name != f"toolkit.{self.mutant.module}":
            return None
        assert path is not None
        place = Path(path[0]) / f"{name.rpartition('.')[2]}.py"
        return importlib.util.spec_from_file_location(name, place, loader=self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        assert self.mutant is not None
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        assert source.count(self.mutant.before) == 1, f"{self.mutant.name}: not to be planted"
        changed = source.replace(self.mutant.before, self.mutant.after)
        exec(compile(changed, str(module.__file__), "exec"), module.__dict__)  # noqa: S102
        self.planted = True
