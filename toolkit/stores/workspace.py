"""A workspace on disk: where its plan, workbooks, inbox and history are."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct, json

from toolkit import __version__
from toolkit.errors import SettingsError, UsageError, WorkspaceError
from toolkit.settings import Settings, read_settings
from toolkit.stores.kept_text import KeptText, kept_text
from toolkit.tables.document import LinedMap, Mistake

PLAN = "plan.yaml"
SETTINGS = "settings.yaml"
INSIDE = ".actiongrid"
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")


class Workspace(Struct, frozen=True):
    """The folder of one plan.

    Attributes:
        folder: absolute.
        settings: as settings.yaml says, defaults otherwise.
    """

    folder: Path
    settings: Settings

    @property
    def plan_file(self) -> Path:
        """The plan document."""
        return self.folder / PLAN

    @property
    def workbooks(self) -> Path:
        """Where staff edit."""
        return self._place(self.settings.workbooks_folder)

    @property
    def inbox(self) -> Path:
        """Where returned copies are dropped."""
        return self._place(self.settings.inbox_folder)

    @property
    def outbox(self) -> Path:
        """Where copies for mailing are put."""
        return self._place(self.settings.outbox_folder)

    @property
    def surveys(self) -> Path:
        """Where survey exports are dropped."""
        return self._place(self.settings.surveys_folder)

    @property
    def reports(self) -> Path:
        """Where reports are written."""
        return self._place(self.settings.reports_folder)

    @property
    def history_folder(self) -> Path:
        """Where history, backups, logs and the lock are, always on a local disk."""
        if self.settings.history_folder:
            return self._place(self.settings.history_folder)
        return self.folder / INSIDE

    def workbook_files(self) -> tuple[Path, ...]:
        """The workbooks in the workbooks folder, by name; lock and temporary files left out."""
        return _workbooks_in(self.workbooks)

    def shown(self, place: Path) -> str:
        """A path as a person would say it: from the workspace, when it is inside."""
        try:
            return place.relative_to(self.folder).as_posix()
        except ValueError:
            return str(place)

    def _place(self, name: str) -> Path:
        return self.folder / Path(name).expanduser()


def find_workspace(start: str) -> Workspace:
    """The workspace at a folder, or the nearest one above it when none is given."""
    first = Path(start or ".").expanduser().absolute()
    if not first.is_dir():
        raise UsageError(
            f'there is no folder "{first}".', next_step="Check the name given after -C."
        )
    around = (first,) if start else (first, *first.parents)
    for folder in around:
        if (folder / PLAN).is_file():
            return Workspace(folder, load_settings(folder / SETTINGS))
        if (folder / INSIDE).is_dir() and (folder / SETTINGS).is_file():
            raise UsageError(
                f"its {PLAN} is not there any more.",
                where=str(folder),
                next_step="Put it back from the recycle bin or a backup; history and the "
                "workbooks are as they were.",
            )
    raise UsageError(
        f'"{first}" is not a workspace: there is no {PLAN} in it{"" if start else " or above it"}.',
        next_step='Start one with "actiongrid init FOLDER --plan imec", or name one with -C DIR.',
    )


def load_settings(place: Path) -> Settings:
    """Settings from a file; a missing file means the defaults."""
    if not place.exists():
        return Settings()
    with suppress(ValueError):
        return json.decode(_kept_settings(place).text, type=Settings)
    from toolkit.stores.yaml_file import parse_yaml

    document, mistakes = parse_yaml(read_text(place))
    settings, more = read_settings(document if isinstance(document, LinedMap) else None)
    stop_on_mistakes(place.name, (*mistakes, *more))
    return settings


def keep_settings(workspace: Workspace) -> None:
    """Keep what the settings say, so that they are read faster the next time."""
    place = workspace.folder / SETTINGS
    if place.exists():
        kept = _kept_settings(place)
        if not kept.text:
            kept.keep(json.encode(workspace.settings).decode())


def _kept_settings(place: Path) -> KeptText:
    beside = place.parent / INSIDE / "settings.json"
    return kept_text(beside, f"{__version__} {read_text(place)}".encode())


def read_text(place: Path) -> str:
    """A text file, with a sentence when it cannot be read."""
    try:
        return place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise WorkspaceError(
            "is not UTF-8 text.", where=place.name, next_step="Save it as UTF-8 and run again."
        ) from problem
    except OSError as problem:
        raise WorkspaceError(
            f"cannot be read ({problem.strerror}).",
            where=str(place),
            next_step="Check that the file exists and that you may read it.",
        ) from problem


def stop_on_mistakes(document: str, mistakes: tuple[Mistake, ...]) -> None:
    """Raise SettingsError with all mistakes when there are any."""
    if mistakes:
        raise SettingsError(document, [str(mistake) for mistake in mistakes])


def _workbooks_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            place
            for place in folder.iterdir()
            if place.suffix.casefold() in WORKBOOK_SUFFIXES
            and not place.name.startswith((".", "~$"))
        )
    )
