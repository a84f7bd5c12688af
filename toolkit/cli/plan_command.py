"""actiongrid plan check, actiongrid plan export"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit


@click.group("plan", epilog="Example:  actiongrid plan check my-plan.yaml")
def command() -> None:
    """Check or print the plan document."""


@command.command("check", epilog="Example:  actiongrid plan check my-plan.yaml")
@common
@click.argument("file", default="")
def check(call: Call, file: str) -> int:
    """Every mistake in a plan document and in settings.yaml, with line and key.

    FILE is a plan document or the name of a shipped plan; without it, the workspace's own.
    """
    from toolkit.wiring import plan_mistakes

    document, mistakes, counts = plan_mistakes(file, call.folder)
    lines = [f"{document}: {mistake}" for mistake in mistakes]
    if not mistakes:
        said = ", ".join(f"{n} {name}" for name, n in counts.items())
        lines = [f"{document} is in order: {said}."]
    emit(
        call,
        {
            "schema": "actiongrid/plan-check",
            "version": 1,
            "document": document,
            "counts": counts,
            "mistakes": [
                {"line": mistake.line, "key": mistake.key, "message": mistake.message}
                for mistake in mistakes
            ],
        },
        lines,
    )
    return 2 if mistakes else 0


@command.command("export", epilog="Example:  actiongrid plan export > plan-now.yaml")
@common
def export(call: Call) -> None:
    """Print the plan as it stands now, as a plan document."""
    from toolkit.wiring import opened
    from toolkit.workflows.plan_export import export_document

    with opened(call.folder, call.today) as session:
        document = export_document(session.history.last(), session.adopted)
    if call.as_json:
        emit(call, {"schema": "actiongrid/plan-export", "version": 1, "plan": document}, [])
        return
    from toolkit.stores.yaml_file import write_yaml

    click.echo(write_yaml(document), nl=False)
