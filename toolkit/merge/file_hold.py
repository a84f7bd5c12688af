"""Holding a whole file because of something seen in one of its tables."""

from __future__ import annotations

from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.line import source_in
from toolkit.merge.view import View


def file_hold(view: View, code: HoldCode, found: str, release: str, about: str = "") -> Hold:
    """A hold of the whole file; another content of it has to be looked at again.

    Args:
        view: the table it was seen in.
        code: why.
        found: what was found, a sentence that follows file and sheet.
        release: what to do about it.
        about: what tells this hold from others of its kind in the same table.
    """
    return Hold(
        f"{code}|{view.line}|{view.name}|{about}|{view.copy.content}",
        code,
        view.copy.file,
        view.line,
        f"{view.copy.file} › {view.sheets[0].sheet}: {found}",
        release,
        source=source_in(view.copy, view.sheets[0], ""),
    )
