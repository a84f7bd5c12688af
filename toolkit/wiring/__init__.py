"""Puts a workspace together: the only place that chooses edges.

Edges are imported when they are needed: a command loads only what it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from toolkit import __version__
from toolkit.errors import PlanError, UsageError
from toolkit.plan.adopt import Adopted, adopt
from toolkit.ports.places import Places
from toolkit.stores.data_files import data_names, data_text
from toolkit.stores.workspace import Workspace, find_workspace, keep_settings, read_text
from toolkit.tables.column import Choice
from toolkit.tables.document import Inspector, LinedMap, Mistake, Node
from toolkit.tables.schema_document import read_choices
from toolkit.wiring.books import LazyBooks, book_maker
from toolkit.wiring.google import backend_of, google_sheets, with_credentials
from toolkit.wiring.live import live_ways
from toolkit.workflows.needs_table import NEEDS_SCHEMA
from toolkit.workflows.session import Session, require_adopted

if TYPE_CHECKING:
    from toolkit.plan.reading import Imported
    from toolkit.ports.enclosed import Enclosed
    from toolkit.ports.history import History
    from toolkit.ports.mailer import Mailer
    from toolkit.ports.report_writer import ReportWriter
    from toolkit.survey.answer_file import AnswerFile
    from toolkit.workflows.demo_story import Story

HISTORY_FILE = "history.db"
_TABLES = "config/tables.yaml"
_STATUSES = "config/status_words.yaml"


def shipped_plans() -> tuple[str, ...]:
    """Names of the plans that come with the tool."""
    return data_names("config/plans", ".yaml")


def plan_text(source: str) -> str:
    """The text of a plan document: a shipped plan by name, or a file."""
    if source in shipped_plans():
        return data_text(f"config/plans/{source}.yaml")
    place = Path(source).expanduser()
    if not place.is_file():
        names = ", ".join(shipped_plans())
        raise UsageError(
            f'there is no plan "{source}": no such file, and the shipped plans are {names}.',
            next_step="Name one of them, or give the path of your plan document.",
        )
    if place.suffix.casefold() not in (".yaml", ".yml"):
        from toolkit.stores.yaml_file import write_yaml

        return write_yaml(imported(source).plan)
    return read_text(place)


def parse_yaml(text: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """A YAML text as a document of lined texts; the library for it loads when it is needed."""
    from toolkit.stores import yaml_file

    return yaml_file.parse_yaml(text)


def imported(file: str) -> Imported:
    """The plan in a Word document, text file or spreadsheet, and what is unsure about it."""
    from toolkit.plan.reading import Surroundings, understand
    from toolkit.readers.choosing import read_document
    from toolkit.readers.evidence import is_party, is_timing
    from toolkit.stores.document_file import read_document_file

    data, name = read_document_file(file)
    actions = _adopt_nothing().schema["actions"]
    around = Surroundings(
        is_timing=is_timing,
        is_party=is_party,
        taken_names=frozenset(column.name for column in actions.columns),
        taken_headings=frozenset(column.heading for column in actions.columns),
    )
    return understand(read_document(data, name), around)


def _adopt_nothing() -> Adopted:
    node, _ = parse_yaml("plan: {id: none, name: none}")
    return _adopt(node)


def read_plan(text: str, document: str) -> Adopted:
    """A plan document with every mistake in it; ``document`` is its name for messages."""
    node, mistakes = parse_yaml(text)
    if mistakes:
        raise PlanError(document, [str(mistake) for mistake in mistakes])
    return _adopt(node)


def _adopt(node: Node | None) -> Adopted:
    tables, mistakes = parse_yaml(data_text(_TABLES))
    if mistakes or not isinstance(tables, LinedMap):
        raise PlanError(_TABLES, [str(mistake) for mistake in mistakes] or ["is empty"])
    return adopt(node, tables, shipped_statuses())


def plan_mistakes(file: str, folder: str) -> tuple[str, tuple[Mistake, ...], dict[str, int]]:
    """A plan document's name, its mistakes, and how much it holds; without a file, the workspace's.

    Mistakes in the workspace's settings are raised as they are: they stop every command.
    """
    if file:
        document, text = file, plan_text(file)
    else:
        workspace = find_workspace(folder)
        document, text = workspace.plan_file.name, read_text(workspace.plan_file)
    node, mistakes = parse_yaml(text)
    if mistakes:
        return document, mistakes, {}
    adopted = _adopt(node)
    named = ("areas", "goals", "actions", "questions")
    counts = {name: len(adopted.tables[name]) for name in named if name in adopted.tables}
    if "goals" in counts:  # actions right under an area hang on a goal without words
        counts["goals"] = sum(1 for goal in adopted.tables["goals"] if goal.text("statement"))
    return document, adopted.mistakes, counts


def shipped_statuses() -> tuple[Choice, ...]:
    """The status words a plan uses unless it gives its own."""
    document, _ = parse_yaml(data_text(_STATUSES))
    return read_choices(document, "status_words.yaml", Inspector())


def start_workspace(
    folder: str, text: str, year_starts: str, asked: str = ""
) -> tuple[Path, list[str]]:
    """Make a workspace; returns its folder and what to know about it.

    Args:
        asked: the folder it is made for, when a dry run makes it elsewhere; "" for the same.
    """
    from toolkit.stores.new_workspace import (
        make_workspace,
        synced_folder,
        user_history_folder,
    )

    place, wanted = (Path(name).expanduser().absolute() for name in (folder, asked or folder))
    changes = {"year_starts": year_starts} if year_starts else {}
    notes = []
    if service := synced_folder(wanted):
        kept_in = user_history_folder(wanted)
        if place == wanted:
            changes["history_folder"] = kept_in
        notes.append(
            f"This folder is synced by {service}; history is kept on this computer instead, in "
            f"{kept_in}, because a synced database gets damaged."
        )
    return make_workspace(folder, text, changes).folder, notes


def full_paths(files: Iterable[str]) -> tuple[str, ...]:
    """File names from the command line as full paths. Raises UsageError when one is not there."""
    files = tuple(files)
    for name in files:
        if not Path(name).expanduser().is_file():
            raise UsageError(f'there is no file "{name}".', next_step="Check its name and folder.")
    return tuple(str(Path(name).expanduser().absolute()) for name in files)


def demo_story() -> Story:
    """The invented second half of the demo."""
    from toolkit.workflows.demo_story import story_of

    document, _ = parse_yaml(data_text("config/demo.yaml"))
    if not isinstance(document, LinedMap):
        raise UsageError("config/demo.yaml tells no story.", next_step="Install the tool again.")
    return story_of(document)


def places_of(workspace: Workspace) -> Places:
    """Where the parts of a workspace are."""
    return Places(
        folder=str(workspace.folder),
        plan=str(workspace.plan_file),
        workbooks=str(workspace.workbooks),
        inbox=str(workspace.inbox),
        outbox=str(workspace.outbox),
        surveys=str(workspace.surveys),
        reports=str(workspace.reports),
        inside=str(workspace.history_folder),
    )


@contextmanager
def opened(
    folder: str, today: date | None, credentials: str = "", *, keep_plan: bool = False
) -> Iterator[Session]:
    """One workspace, opened for the length of a command.

    Args:
        credentials: file to sign in to Google with in this run; "" as settings say.
        keep_plan: keep what plan and settings say, so that they open faster the next time.
    """
    workspace = find_workspace(folder)
    if keep_plan:
        keep_settings(workspace)
    if credentials:
        workspace = with_credentials(workspace, credentials)
    adopted = adopted_plan(workspace, keep=keep_plan)
    history = open_history(workspace)
    try:
        yield session_of(workspace, adopted, history, today)
    finally:
        history.close()


def adopted_plan(workspace: Workspace, *, keep: bool = False) -> Adopted:
    """The workspace's plan, as it was read of this very document before, or read now.

    Raises:
        PlanError: the document has mistakes.
    """
    from toolkit.plan.kept_plan import decode_adopted, encode_adopted
    from toolkit.stores.kept_text import kept_text

    text, name = read_text(workspace.plan_file), workspace.plan_file.name
    depends_on = (__version__, data_text(_TABLES), data_text(_STATUSES), text)
    kept = kept_text(workspace.history_folder / "plan.json", "\0".join(depends_on).encode())
    if kept.text:
        with suppress(ValueError):
            return decode_adopted(kept.text)
    adopted = require_adopted(read_plan(text, name), name)
    if keep:
        kept.keep(encode_adopted(adopted))
    return adopted


def open_history(workspace: Workspace) -> History:
    """History of a workspace; an empty one is made where there is none."""
    from toolkit.stores.history_sqlite import SqliteHistory

    workspace.history_folder.mkdir(parents=True, exist_ok=True)
    return SqliteHistory(str(workspace.history_folder / HISTORY_FILE))


def session_of(
    workspace: Workspace, adopted: Adopted, history: History, today: date | None
) -> Session:
    """The session of an opened workspace."""
    from toolkit.backends.excel_file import ExcelFile, KeptBooks
    from toolkit.stores.backups import Backups
    from toolkit.stores.content_store import ContentStore
    from toolkit.stores.local_files import LocalFiles
    from toolkit.stores.system_clock import SystemClock

    clock = SystemClock()
    files, books = LocalFiles(clock), KeptBooks()
    kept = workspace.settings
    folder = str(workspace.history_folder / "backups")
    backups = Backups(files, folder, kept.backup_days, kept.backup_versions)
    return Session(
        places=places_of(workspace),
        settings=workspace.settings,
        adopted=adopted,
        history=history,
        files=files,
        contents=ContentStore(files, str(workspace.history_folder / "contents")),
        clock=clock,
        backend=backend_of(workspace.settings, adopted.schema, books),
        books=LazyBooks(lambda: book_maker(workspace.settings.buttons, workspace.history_folder)),
        keep_backup=backups.keep,
        prune_backups=backups.prune,
        needs_backend=ExcelFile(NEEDS_SCHEMA, books),
        read_export=read_export,
        today=today or clock.now().date(),
        online=google_sheets(workspace.settings, adopted.schema),
        live=live_ways(workspace.settings, adopted.schema),
        unpack=enclosed_in,
    )


def report_writers(session: Session) -> dict[str, ReportWriter]:
    """Every report format by name."""
    from toolkit.report_formats.html import PARTS, HtmlWriter
    from toolkit.report_formats.markdown import MarkdownWriter
    from toolkit.report_formats.pdf import PdfWriter
    from toolkit.report_formats.word import WordWriter
    from toolkit.report_formats.xlsx_extract import XlsxExtractWriter

    writers: tuple[ReportWriter, ...] = (
        HtmlWriter(*(data_text(f"workbook_templates/report/{part}") for part in PARTS)),
        WordWriter(letterhead_of(session)),
        PdfWriter(
            data_text("workbook_templates/report/report.typ"), partial(extra, "typst", "pdf")
        ),
        MarkdownWriter(),
        XlsxExtractWriter(),
    )
    return {writer.name: writer for writer in writers}


def mailer_of(session: Session) -> Mailer:
    """How letters of this workspace leave the house."""
    from toolkit.mail.smtp_mailer import SmtpMailer

    return SmtpMailer(session.settings.mail)


def extra(module: str, part: str) -> ModuleType:
    """A library that comes with a part of the tool people choose; says how to install it."""
    try:
        return import_module(module)
    except ImportError:
        raise UsageError(
            f'the part "{part}" of the tool is not installed on this computer.',
            next_step=f'Install it with: pip install "actiongrid-toolkit[{part}]"',
        ) from None


def letterhead_of(session: Session) -> bytes:
    """The organisation's letterhead as settings name it; empty when they name none."""
    named = session.settings.report.letterhead
    if not named:
        return b""
    place = Path(session.places.folder) / Path(named).expanduser()
    try:
        return place.read_bytes()
    except OSError as problem:
        raise UsageError(
            f'the letterhead "{named}" cannot be read ({problem.strerror}).',
            where="settings.yaml, report.letterhead",
            next_step="Give the path of a Word file, from the workspace's folder.",
        ) from problem


def enclosed_in(content: bytes) -> tuple[Enclosed, ...] | None:
    """The workbooks a saved letter or a packed file encloses; None when it is neither."""
    from toolkit.readers import enclosed

    return enclosed.enclosed_in(content)


def read_export(data: bytes, name: str, sheet: str) -> AnswerFile:
    """A survey export's answers, whatever tool wrote it."""
    from toolkit.readers.survey_export import read_survey_export

    return read_survey_export(data, name, sheet)
