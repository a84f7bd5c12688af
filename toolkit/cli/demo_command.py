"""actiongrid demo"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit, progress


@click.command("demo", epilog="Example:  actiongrid demo demo-story")
@common
@click.argument("new_folder", metavar="FOLDER")
def command(call: Call, new_folder: str) -> int:
    """The whole story on an invented example.

    Puts the IMEC plan into FOLDER and plays nine months: staff edit, copies come back by mail, two
    people disagree, the director settles it, a report is written. All edits, people and dates are
    invented and say so.
    """
    from toolkit.wiring import (
        demo_story,
        opened,
        plan_text,
        report_writers,
        start_workspace,
    )
    from toolkit.workflows.demo import tell
    from toolkit.workflows.write_report import write_report

    story = demo_story()
    workspace, _ = start_workspace(new_folder, plan_text("imec"), "")
    steps = []
    with progress(call, "Telling the story"), opened(str(workspace), story.may.day) as session:
        for step in tell(session, story):
            steps.append(step)
            if not call.as_json:
                click.echo(
                    "\n".join([f"\n── {step.title}", *(f"   {line}" for line in step.lines)])
                )
        report = write_report(session, report_writers(session), formats=["html", "docx"])
    emit(
        call,
        {
            "schema": "actiongrid/demo",
            "version": 1,
            "workspace": str(workspace),
            "invented": True,
            "steps": [{"title": step.title, "says": list(step.lines)} for step in steps],
            "report": [f"{report.folder}/{file}" for file in report.files],
        },
        ["", f"The report: {report.folder}", f"The workbooks: {workspace}/workbooks"],
    )
    return 0
