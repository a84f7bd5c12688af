"""The demo tells its whole story, and its report is rich enough to be looked at."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from toolkit.cli.main import main
from toolkit.wiring import demo_story, opened
from toolkit.workflows.count_up import last_state


def test_the_story_ends_with_a_report_on_two_survey_rounds_and_nine_months(tmp_path: Path) -> None:
    folder = tmp_path / "my demo"
    done = CliRunner().invoke(main, ["demo", str(folder)])
    assert done.exit_code == 0, done.output
    assert "not one of the choices" not in done.output
    (report,) = folder.glob("reports/*/Report.html")
    text = report.read_text("utf-8")
    for said in ("invented", "1 newly off track", "4 completed", "29</a> of ", "proposed"):
        assert said in text
    with opened(str(folder), demo_story().may.day) as session:
        state = last_state(session)
    assert {figure.wave for figure in state.rollup.survey} == {"2026", "2027"}
    assert len(list(state.snapshot["people"].live())) == 3
    assert state.rollup.overall.checked == 22
