"""A new workspace is made whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError, WorkspaceError
from toolkit.stores.new_workspace import make_workspace


@pytest.mark.parametrize("name", ["y" * 300, "/".join(["ü" * 100] * 3)])
def test_a_path_that_is_too_long_is_told_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match="too long"):
        make_workspace(str(tmp_path / name), "plan: {}", {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["it's a & b", "50% Käthe 😀", "x" * 200, " (1) [2] {3}"])
def test_odd_names_are_fine(tmp_path: Path, name: str) -> None:
    made = make_workspace(str(tmp_path / name), "plan: {}", {})
    assert made.plan_file.read_text("utf-8") == "plan: {}"
    with pytest.raises(UsageError, match="is a workspace already"):
        make_workspace(str(tmp_path / name), "plan: {}", {})


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        make_workspace(str(tmp_path / "taken"), "plan: {}", {})
