"""Google sheets as places people edit; see ``ports.online.Online``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from toolkit.backends.google_sheets.address import address_of, spreadsheet_id
from toolkit.backends.google_sheets.calls import Calls, Rejected, Unsure
from toolkit.backends.google_sheets.planned_tabs import ViewWrite, view_write
from toolkit.backends.google_sheets.putting_right import put_right, wrong_again
from toolkit.backends.google_sheets.setup import set_up
from toolkit.backends.google_sheets.sheet_state import (
    LOG_SHEET,
    SHEET_FIELDS,
    SheetState,
    state_of,
)
from toolkit.backends.google_sheets.view_book import (
    ViewBook,
    following,
    opened,
    view_content,
    written,
)
from toolkit.backends.google_sheets.view_content import changes_of
from toolkit.backends.google_sheets.write_batch import Batch
from toolkit.backends.google_sheets.write_log import Met, logged, met
from toolkit.errors import FileRefused, ToolkitError
from toolkit.ports.online import OnlineLanded, OnlineMade, OnlineWrite
from toolkit.ports.online_sheets import LAST_REFRESH, REFRESH_WANTED, OnlineBook
from toolkit.tables.schema import Schema
from toolkit.tables.stamp import STAMP_SHEET

_SETUP_FIELDS = f"{SHEET_FIELDS[:-1]},charts(chartId))"
"""What setting up has to know besides."""

_RACED = "somebody was changing it at that moment"


class GoogleSheets(Struct):
    """Spreadsheets by their address.

    Attributes:
        schema: all tables.
        connect: signs in; called with the first request.
    """

    schema: Schema
    connect: Callable[[], Calls]
    _connected: Calls | None = None
    _states: dict[str, SheetState] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        """How many requests this run has made."""
        return 0 if self._connected is None else self._connected.count

    @property
    def api(self) -> Calls:
        """Where requests go."""
        if self._connected is None:
            self._connected = self.connect()
        return self._connected

    def shown(self, address: str) -> str:
        """The spreadsheet's own name."""
        state = self._states.get(spreadsheet_id(address))
        return address if state is None else state.title

    def read(self, address: str) -> Mapping[str, bytes]:
        """Every view in a spreadsheet: one request."""
        state = self._fresh(spreadsheet_id(address))
        return {name: view_content(state, name, self.schema) for name in state.replicas}

    def following(self, content: bytes, latest: str, known: bytes) -> bytes:
        """A view as read, as a content of its own unless it is the one known last."""
        return following(content, latest, known)

    def refresh_wanted(self, address: str) -> bool:
        """Whether somebody has asked for a refresh in the sheet's menu."""
        state = self._states.get(spreadsheet_id(address))
        return state is not None and bool(_menu_cells(state).get(REFRESH_WANTED, (0, ""))[1])

    def write(
        self, address: str, writes: Sequence[OnlineWrite], mark: str, note: str
    ) -> tuple[OnlineLanded, ...]:
        """Carry out the writes to one spreadsheet: one request."""
        found = spreadsheet_id(address)
        state = self._states.get(found) or self._fresh(found)
        views = [_view_write(state, write, self.schema) for write in writes]
        after: SheetState | None
        try:
            after = self._sent(state, views, mark, note)
        except Rejected as rejected:
            after = self._after_rejection(state, mark, str(rejected), {v.replica for v in views})
        except Unsure as unsure:
            after = self._after_doubt(found, mark, unsure.sentence)
        if after is None:
            return tuple(OnlineLanded(False, reason=_RACED) for _ in views)
        done = self._outcome(after, mark, {view.replica: view.book for view in views})
        return tuple(done[view.replica] for view in views)

    def set_up(self, address: str, book: OnlineBook) -> OnlineMade:
        """Add what a spreadsheet lacks: one request to look, one to do it."""
        found = spreadsheet_id(address)
        answer = self.api.get(found, _SETUP_FIELDS)
        state = state_of(answer)
        charts = {
            chart["chartId"] for sheet in answer["sheets"] for chart in sheet.get("charts", ())
        }
        wanted = set_up(state, book, self.schema, charts)
        if not wanted.requests:
            self._states[found] = state
            return OnlineMade(state.title)
        try:
            done = self.api.batch(found, wanted.requests, ranges=[], fields=SHEET_FIELDS)
        except Rejected as rejected:
            raise FileRefused(
                "google-refused",
                f'Google refused the new tabs: "{rejected}".',
                where=state.title,
                next_step="Nothing was changed. Run it again; if this stays, please report it.",
            ) from rejected
        except Unsure as unsure:
            raise unsure.sentence from unsure
        after = self._states[found] = state_of(done["updatedSpreadsheet"])
        views = {name: view_content(after, name, self.schema) for name in wanted.views}
        return OnlineMade(state.title, tuple(wanted.made), views)

    def create(self, title: str) -> str:
        """Make a spreadsheet; returns its address."""
        try:
            return address_of(self.api.create(title)["spreadsheetId"])
        except (Rejected, FileRefused) as refused:
            raise FileRefused(
                "google-create",
                "Google lets only people make spreadsheets, no service account.",
                where="Google",
                next_step='Make one yourself (type "sheets.new" into the browser), share it with '
                f"{self.api.account or 'the account you signed in with'} as Editor, and give its "
                "address: actiongrid google setup ADDRESS",
            ) from refused
        except Unsure as unsure:
            raise unsure.sentence from unsure

    def settle(
        self, address: str, mark: str, seen: Mapping[str, bytes]
    ) -> Mapping[str, OnlineLanded] | None:
        """What became of an earlier write, from the log it left in the spreadsheet."""
        state = self._fresh(spreadsheet_id(address))
        books = {replica: opened(content, self.schema) for replica, content in seen.items()}
        if state.mark[1].startswith(f"{mark}+"):
            # A crash came while a write that had gone wrong was being put right.
            wrong = wrong_again(state, state.mark[1], books)
            put_right(self.api, self._fresh, state, books, wrong, state.mark[1])
            return dict.fromkeys(books, OnlineLanded(False, reason=_RACED))
        if logged(state, mark) is None:
            return None
        return self._outcome(state, mark, books)

    def _fresh(self, found: str) -> SheetState:
        state = state_of(self.api.get(found, SHEET_FIELDS))
        self._states[found] = state
        return state

    def _sent(
        self, state: SheetState, views: Sequence[ViewWrite], mark: str, note: str
    ) -> SheetState:
        batch = Batch(state, mark)
        tabs = [tab for view in views for tab in view.tabs]
        owners = {tab.tab.sheet_id: view.replica for view in views for tab in view.tabs}
        batch.log(tabs, owners, mark)
        for tab in tabs:
            batch.tab(tab)
        batch.stamp({at: text for view in views for at, text in view.stamp.items()})
        batch.stamp(dict(_answered(state, note)))
        ranges = [LOG_SHEET, *([] if state.stamps is None else [STAMP_SHEET])]
        ranges += [tab.title for view in views for tab in state.tabs_of(view.replica)]
        answer = self.api.batch(
            state.id, batch.requests, ranges=[_quoted(r) for r in ranges], fields=SHEET_FIELDS
        )
        return state_of(answer["updatedSpreadsheet"])

    def _after_rejection(
        self, state: SheetState, mark: str, said: str, replicas: set[str]
    ) -> SheetState | None:
        """Refused: because an earlier attempt had landed, or somebody moved rows meanwhile."""
        now = self._fresh(state.id)
        if logged(now, mark) is not None:
            return now
        still = all(state.tabs_of(replica) == now.tabs_of(replica) for replica in replicas)
        if still and state.mark == now.mark:
            raise FileRefused(
                "google-refused",
                f'Google refused the write: "{said}".',
                where=state.title,
                next_step="Nothing was changed. Please report this.",
            )
        return None

    def _after_doubt(self, found: str, mark: str, sentence: ToolkitError) -> SheetState | None:
        try:
            now = self._fresh(found)
        except ToolkitError:
            raise sentence from None
        return now if logged(now, mark) is not None else None

    def _outcome(
        self, after: SheetState, mark: str, books: Mapping[str, ViewBook]
    ) -> dict[str, OnlineLanded]:
        found = _met(after, mark, books)
        landed = not any(view.wrong for view in found.values())
        if not landed:
            wrong = [cell for view in found.values() for cell in view.wrong]
            put_right(self.api, self._fresh, after, books, wrong, mark)
        return {
            replica: OnlineLanded(
                landed,
                after=view_content(after, replica, self.schema),
                displaced=_kept(view),
                reason="" if landed else _RACED,
            )
            for replica, view in found.items()
        }


def _met(state: SheetState, mark: str, books: Mapping[str, ViewBook]) -> dict[str, Met]:
    rows = logged(state, mark) or ()
    return {
        replica: met(
            book,
            {tab.sheet_id: tab.table for tab in state.originals(replica)},
            tuple(row for row in rows if row.replica == replica),
        )
        for replica, book in books.items()
    }


def _kept(view: Met) -> bytes:
    return written(view.book) if view.overwritten else b""


def _view_write(state: SheetState, write: OnlineWrite, schema: Schema) -> ViewWrite:
    book = opened(write.content, schema)
    return view_write(state, write.replica, book, changes_of(book, write.planned))


def _menu_cells(state: SheetState) -> dict[str, tuple[int, str]]:
    """Row and text of the lines the sheet's own menu uses."""
    found = {}
    for row, cells in state.stamps.by_row.items() if state.stamps else ():
        label, text = cells.get(1), cells.get(2)
        if label is not None and label.value in (REFRESH_WANTED, LAST_REFRESH):
            found[str(label.value)] = (row, "" if text is None else str(text.value or ""))
    return found


def _answered(state: SheetState, note: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What the menu shows as the last result, and that nothing is wanted any more."""
    found = _menu_cells(state)
    if LAST_REFRESH in found and note:
        yield (found[LAST_REFRESH][0], 2), note
    if REFRESH_WANTED in found and found[REFRESH_WANTED][1]:
        yield (found[REFRESH_WANTED][0], 2), ""


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
