"""actiongrid demo"""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.new_folder import place_for
from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("demo", epilog="Example:  actiongrid demo demo-story")
@common
@dry_run
@click.argument("new_folder", metavar="FOLDER")
def command(call: Call, dry_run: bool, new_folder: str) -> int:
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

    story, asked = demo_story(), Path(new_folder).expanduser().absolute()
    steps = []
    with place_for(new_folder, dry_run=dry_run) as place:
        workspace, _ = start_workspace(place, plan_text("imec"), "")
        with progress(call, "Telling the story"), opened(str(workspace), story.may.day) as session:
            for step in tell(session, story):
                steps.append(step)
                if not call.as_json:
                    click.echo(
                        "\n".join([f"\n── {step.title}", *(f"   {line}" for line in step.lines)])
                    )
            report = write_report(session, report_writers(session), formats=["html", "docx"])
    folder = report.folder.replace(str(workspace), str(asked))
    emit(
        call,
        {
            "schema": "actiongrid/demo",
            "version": 1,
            "dry_run": dry_run,
            "workspace": str(asked),
            "invented": True,
            "steps": [{"title": step.title, "says": list(step.lines)} for step in steps],
            "report": [f"{folder}/{file}" for file in report.files],
        },
        ["", "A dry run: nothing of this was kept."]
        if dry_run
        else ["", f"The report: {folder}", f"The workbooks: {asked}/workbooks"],
    )
    return 0
