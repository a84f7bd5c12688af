"""Work in the running Excel without disturbing whoever sits in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from toolkit.backends.excel_live.running_excel import not_there


@contextmanager
def undisturbed(book: Any) -> Iterator[bool]:
    """Keep the screen still and, where Excel can, keys and mouse waiting for the moment it takes.

    Gives whether they wait: nobody types between looking at a cell and writing it then. Excel for
    Mac has no such switch. Selection, scroll, filters and calculation are never touched.
    """
    app = book.app
    screen, alone = app.screen_updating, False
    with not_there():
        app.interactive = False
        alone = True
    try:
        app.screen_updating = False
        yield alone
    finally:
        app.screen_updating = screen
        if alone:
            app.interactive = True
