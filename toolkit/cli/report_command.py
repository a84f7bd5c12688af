"""actiongrid report"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress

_FORMATS = "html, docx, pdf, xlsx, md; commas between."


@click.command("report", epilog="Example:  actiongrid report --format html,md --audience public")
@common
@dry_run
@click.option("--format", "formats", default="", metavar="NAMES", help=_FORMATS)
@click.option("--since", default="", metavar="DATE|N", help="Changes since; default: this period.")
@click.option("--audience", default="", metavar="WHO", help="board, staff or public.")
@click.option("--name", default="", help="Title of the report's folder; default: the next meeting.")
def command(call: Call, dry_run: bool, formats: str, since: str, audience: str, name: str) -> int:
    """Write the director's report.

    Page one, then goals and actions by area, what is overdue and due, people, measures. A report
    somebody has edited by hand is never overwritten.
    """
    from toolkit.wiring import opened, report_writers
    from toolkit.workflows.interrupted import stopped_hint
    from toolkit.workflows.open_lines import urgent_waits
    from toolkit.workflows.write_report import write_report

    with progress(call, "Writing the report"), opened(call.folder, call.today) as session:
        writers = report_writers(session)
        usual = [name for name in session.settings.report.formats if name in writers]
        wanted = [part.strip() for part in formats.split(",") if part.strip()] or usual
        done = write_report(
            session, writers, formats=wanted, since=since, audience=audience, name=name,
            dry_run=dry_run,
        )  # fmt: skip
        code = 3 if urgent_waits(session.history) else 0
        stopped = stopped_hint(session)
    lines = [f"{'Would be written' if dry_run else 'Written'} into {done.folder}:"]
    lines += [f"  {file}" for file in done.files]
    lines += [f"{file} was edited by hand and left as it is." for file in done.kept]
    if done.changed_files:
        files = "1 file has" if done.changed_files == 1 else f"{done.changed_files} files have"
        lines.append(f"{files} changed since the last sync: run actiongrid sync for the newest.")
    lines += stopped
    emit(
        call,
        {
            "schema": "actiongrid/report",
            "version": 1,
            "folder": done.folder,
            "files": list(done.files),
            "kept": list(done.kept),
            "since": done.since.isoformat() if done.since else None,
            "changed_files": done.changed_files,
        },
        lines,
    )
    return code
