"""Writes the documents made from the code: docs/cli.md, docs/settings.md, docs/checks.md.

python3 scripts/build_docs.py            write them
python3 scripts/build_docs.py --check    exit 1 when one is out of step
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import click  # noqa: E402
from build_checks_doc import checks_reference  # noqa: E402

from toolkit.cli.main import command_names, loaded  # noqa: E402

_INTRODUCTION = """\
# Commands

Made from the commands by `scripts/build_docs.py`; `actiongrid COMMAND --help` prints the same.

Options work before and after a command's name. `-C DIR` names the workspace, `--json` prints one
JSON document and nothing else, `--today DATE` works as of a day.

Exit codes: 0 done · 1 failed, nothing half-written, safe to run again · 2 wrong use or settings ·
3 done, but something waits for a person (a conflict, a held file, a finding of severity error; with
`--strict` warnings too).
"""


def cli_reference() -> str:
    """Every command with the help it prints."""
    parts = [_INTRODUCTION]
    for name in command_names():
        parts += list(_section(name, loaded(name)))
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(
        command, info_name=f"actiongrid {name}", max_content_width=100, terminal_width=100
    )
    yield f"## {name}\n\n```\n{command.get_help(context).strip()}\n```\n"
    if isinstance(command, click.Group):
        for inner, child in command.commands.items():
            yield from _section(f"{name} {inner}", child)


def settings_reference() -> str:
    """settings.yaml with every key, default and meaning."""
    text = (ROOT / "config" / "default_settings.yaml").read_text(encoding="utf-8")
    return (
        "# Settings\n\nA workspace's `settings.yaml`. Everything may be left out; these are the "
        "defaults. A mistake is reported with its line and key, all of them at once "
        f"(`actiongrid plan check`).\n\n```yaml\n{text.strip()}\n```\n"
    )


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_reference,
    "docs/settings.md": settings_reference,
    "docs/checks.md": checks_reference,
}


def main() -> int:
    """Write or check every document."""
    stale = []
    for name, build in DOCUMENTS.items():
        place = ROOT / name
        text = build()
        if place.is_file() and place.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            place.write_text(text, encoding="utf-8")
    print(f"out of step: {', '.join(stale)}" if stale else "in step")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
