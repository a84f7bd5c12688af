"""Settings of one workspace: machine matters only, every mistake reported with line and key."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.tables.document import Inspector, LinedMap, LinedText, Mistake, Node

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class SurveySettings(Struct, frozen=True):
    """Smallest number of answers shown, population, question text → measure ref."""

    floor: int = 5
    population: int | None = None
    questions: Mapping[str, str] = field(default_factory=dict)


class ReportSettings(Struct, frozen=True):
    """Formats written by default, letterhead file ("" for none), default audience."""

    formats: tuple[str, ...] = ("html", "docx")
    letterhead: str = ""
    audience: str = "board"


class MailSettings(Struct, frozen=True):
    """Sender, usual recipients and the outgoing server; never a password."""

    sender: str = ""
    to: tuple[str, ...] = ()
    server: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""


class Settings(Struct, frozen=True):
    """Everything settings.yaml can say.

    Attributes:
        workbooks_folder … reports_folder: relative to the workspace, or absolute.
        history_folder: "" for the default place.
        year_starts: month 1–12 in which the fiscal year begins.
        period: what one reporting period is: ``meetings``, ``quarter`` or ``month``.
        due_soon_days: how many days ahead an action is due soon.
        day_first: 3/4/2027 in By When is 3 April.
        buttons: which workbooks carry the Refresh button: ``summary``, ``all``, ``none``.
        live: work through a running Excel.
        backup_days, backup_versions: how long and how many backups are kept at least.
        google: view → address of a Google sheet.
        google_credentials: file to sign in to Google with, "" for the usual places.
        google_patience: seconds to keep trying while Google is busy.
    """

    workbooks_folder: str = "workbooks"
    inbox_folder: str = "inbox"
    outbox_folder: str = "outbox"
    surveys_folder: str = "surveys"
    reports_folder: str = "reports"
    history_folder: str = ""
    year_starts: int = 7
    period: str = "meetings"
    due_soon_days: int = 30
    day_first: bool = False
    buttons: str = "summary"
    live: bool = False
    backup_days: int = 30
    backup_versions: int = 20
    survey: SurveySettings = SurveySettings()
    report: ReportSettings = ReportSettings()
    mail: MailSettings = MailSettings()
    google: Mapping[str, str] = field(default_factory=dict)
    google_credentials: str = ""
    google_patience: int = 60


_FOLDERS = (
    "workbooks_folder", "inbox_folder", "outbox_folder", "surveys_folder", "reports_folder",
    "history_folder",
)  # fmt: skip
_TOP = frozenset(
    {
        *_FOLDERS, "year_starts", "period", "due_soon_days", "dates", "buttons", "live", "backups",
        "survey", "report", "mail", "google",
    }
)  # fmt: skip


def read_settings(document: Node | None) -> tuple[Settings, tuple[Mistake, ...]]:
    """Settings from a document; anything left out has its default."""
    inspector = Inspector()
    top = _Group(inspector.mapping(document, ""), "", inspector)
    inspector.only(top.facts, _TOP, "")
    backups = top.group("backups", {"days", "versions"})
    google = top.group("google", {"spreadsheets", "credentials", "patience"})
    standard = Settings()
    folders = {name: top.text(name, getattr(standard, name)) for name in _FOLDERS}
    settings = Settings(
        **folders,
        year_starts=_month(top),
        period=top.word("period", ("meetings", "quarter", "month")),
        due_soon_days=top.number("due_soon_days", 30),
        day_first=top.word("dates", ("US", "day first")) == "day first",
        buttons=top.word("buttons", ("summary", "all", "none")),
        live=top.word("live", ("no", "yes")) == "yes",
        backup_days=backups.number("days", 30),
        backup_versions=backups.number("versions", 20),
        survey=_survey(top.group("survey", {"floor", "population", "questions"})),
        report=_report(top.group("report", {"formats", "letterhead", "audience"})),
        mail=_mail(top.group("mail", {"sender", "to", "server", "port", "security", "user"})),
        google=google.texts("spreadsheets"),
        google_credentials=google.text("credentials"),
        google_patience=google.number("patience", 60),
    )
    mistakes = sorted(inspector.mistakes, key=lambda mistake: mistake.line)
    return settings, tuple(mistakes)


class _Group:
    """One group of keys, read with defaults."""

    def __init__(self, facts: LinedMap, key: str, inspector: Inspector) -> None:
        self.facts, self.key, self.inspector = facts, key, inspector

    def group(self, name: str, allowed: set[str]) -> _Group:
        facts = self.inspector.mapping(self.facts.get(name), self._key(name))
        self.inspector.only(facts, frozenset(allowed), self._key(name))
        return _Group(facts, self._key(name), self.inspector)

    def text(self, name: str, default: str = "") -> str:
        return self.inspector.text(self.facts, name, self.key) or default

    def texts(self, name: str) -> dict[str, str]:
        group = self.inspector.mapping(self.facts.get(name), self._key(name))
        return {str(key): str(value) for key, value in group.items() if isinstance(value, str)}

    def listed(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        if name not in self.facts:
            return default
        return self.inspector.texts(self.facts[name], self._key(name))

    def word(self, name: str, words: tuple[str, ...]) -> str:
        found = self.text(name, words[0])
        for word in words:
            if word.casefold() == found.casefold():
                return word
        self._report(name, f'"{found}" should be one of: {", ".join(words)}')
        return words[0]

    def number(self, name: str, default: int) -> int:
        found = self.text(name, str(default))
        if found.isdigit():
            return int(found)
        self._report(name, f'"{found}" should be a whole number')
        return default

    def _report(self, name: str, message: str) -> None:
        self.inspector.report(self.facts.get(name, LinedText("")), self._key(name), message)

    def _key(self, name: str) -> str:
        return f"{self.key}.{name}".lstrip(".")


def _month(top: _Group) -> int:
    found = top.text("year_starts", "July")
    for number, month in enumerate(MONTHS, start=1):
        if found.casefold() in (month.casefold(), month[:3].casefold(), str(number)):
            return number
    top.inspector.report(
        top.facts["year_starts"],
        "year_starts",
        f'"{found}" is not a month; write July, for example',
    )
    return 7


def _survey(group: _Group) -> SurveySettings:
    population = group.number("population", 0)
    return SurveySettings(group.number("floor", 5), population or None, group.texts("questions"))


def _report(group: _Group) -> ReportSettings:
    return ReportSettings(
        formats=group.listed("formats", ("html", "docx")),
        letterhead=group.text("letterhead"),
        audience=group.word("audience", ("board", "staff", "public")),
    )


def _mail(group: _Group) -> MailSettings:
    return MailSettings(
        sender=group.text("sender"),
        to=group.listed("to", ()),
        server=group.text("server"),
        port=group.number("port", 587),
        security=group.word("security", ("starttls", "tls")),
        user=group.text("user"),
    )
