"""actiongrid import"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress
from toolkit.tables.counted import counted

if TYPE_CHECKING:
    from toolkit.plan.reading import Imported


@click.command("import", epilog="Example:  actiongrid import our-plan.docx -o plan.yaml")
@common
@dry_run
@click.option("-o", "--output", metavar="FILE", help="Write the plan file here, such as plan.yaml.")
@click.option("--force", is_flag=True, help="Replace the file named with -o if it exists.")
@click.argument("file")
def command(call: Call, dry_run: bool, output: str | None, force: bool, file: str) -> int:
    """Read a plan from a Word document, text file or spreadsheet.

    FILE is a .docx, .txt, .md, .xlsx or .csv. Says how many focus areas, goals and actions were
    found and asks where the document is ambiguous; with -o the plan file is written. What fits
    nowhere is kept under notes: nothing is dropped.
    """
    from toolkit.stores.document_file import write_plan_file
    from toolkit.stores.yaml_file import write_yaml
    from toolkit.wiring import imported

    with progress(call, "Reading"):
        found = imported(file)
    written = ""
    if output:
        written = write_plan_file(output, write_yaml(found.plan), force=force, dry_run=dry_run)
    emit(
        call,
        {
            "schema": "actiongrid/import",
            "version": 1,
            "file": file,
            "plan": found.plan,
            **found.counts,
            "notes": len(found.plan["notes"]),
            "questions": [question.document() for question in found.questions],
            "written": written if written and not dry_run else None,
        },
        [*_lines(found), "", *_next(file, output, written, dry_run=dry_run)],
    )
    return 0


def _lines(found: Imported) -> list[str]:
    """What was found and what is asked, for people."""
    plan, counts = found.plan, found.counts
    labels: dict[str, Any] = plan["labels"]
    said = ", ".join(
        f"{counts[f'{level}s']} × {labels[level]}" for level in ("area", "goal", "action")
    )
    notes = len(plan["notes"])
    lines = [f"{plan['plan']['name']}: {said}."]
    for area in plan["areas"]:
        goals = area.get("goals", [])
        actions = sum(len(goal["actions"]) for goal in goals) + len(area.get("actions", []))
        lines.append(
            f"  {area['number']} {area['title']}: "
            f"{counted(len(goals), 'goal')}, {counted(actions, 'action')}"
        )
    if notes:
        kept = "note is kept with its" if notes == 1 else "notes are kept with their"
        lines.append(f"{notes} {kept} place.")
    if not found.questions:
        return [*lines, "Nothing was ambiguous."]
    count = len(found.questions)
    lines += ["", f"{count} {'place' if count == 1 else 'places'} to check:"]
    for number, question in enumerate(found.questions, start=1):
        lines.append(f"{number}. {question.place}")
        lines += [f"     {line}" for line in question.text.splitlines()]
        lines.append(f"   Read as: {question.reading}")
        lines += [f"   Or: {other}" for other in question.alternatives]
    return lines


def _next(file: str, output: str | None, written: str, *, dry_run: bool) -> list[str]:
    if not output:
        return [
            "Nothing was written. To keep this plan:",
            f'  actiongrid import "{file}" -o plan.yaml',
        ]
    if dry_run:
        return [f"Would write {written}."]
    return [
        f"Written to {written}. The questions stand in it too; change what was read wrongly, then:",
        f'  actiongrid init my-plan --plan "{output}"',
    ]
