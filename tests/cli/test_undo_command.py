"""``undo`` offers only what does something."""

from __future__ import annotations

from click.testing import CliRunner

from toolkit.cli.main import main


def test_yes_is_understood_and_not_offered_since_nothing_is_asked() -> None:
    shown = CliRunner().invoke(main, ["undo", "--help"]).output
    assert "--redo" in shown
    assert "--yes" not in shown
    called = CliRunner().invoke(main, ["-C", "/nowhere", "undo", "--yes"])
    assert "no such option" not in f"{called.output} {called.exception}".casefold()
