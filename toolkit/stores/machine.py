"""The computer the tool runs on, as something a test can be another one of."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

Shorten = Callable[[str], str]


class Machine(Struct, frozen=True):
    """One user's account on one computer.

    Attributes:
        system: ``Windows``, ``Darwin`` (a Mac) or ``Linux``.
        home: the user's folder.
        local_data: Windows' folder for a program's own files; unused elsewhere.
        desktop: where the user's shortcuts are.
        python: full path of the Python that runs the tool.
        code_page: how this system's macros read text files and name paths.
        shortened: Windows' short form of a path, for one the code page cannot spell.
    """

    system: str
    home: Path
    local_data: Path
    desktop: Path
    python: str
    code_page: str
    shortened: Shorten

    @property
    def is_windows(self) -> bool:
        """Whether commands are written the Windows way."""
        return self.system == "Windows"

    @property
    def is_mac(self) -> bool:
        """Whether Excel can only start programs by a script."""
        return self.system == "Darwin"

    @property
    def launchers(self) -> Path:
        """The folder where the Refresh button looks for what it may start."""
        if self.is_windows:
            return self.local_data / "ActionGrid"
        if self.is_mac:
            return self.home / "Library" / "Application Support" / "ActionGrid"
        return self.home / ".local" / "share" / "ActionGrid"

    @property
    def excel_scripts(self) -> Path:
        """The one folder from which Excel for Mac may start scripts."""
        return self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"


def this_machine() -> Machine:
    """The account the tool runs in."""
    import platformdirs

    home = Path.home()
    return Machine(
        system=platform.system(),
        home=home,
        local_data=Path(platformdirs.user_data_dir(appauthor=False, roaming=False)),
        desktop=Path(platformdirs.user_desktop_dir()),
        python=sys.executable,
        code_page="mbcs" if sys.platform == "win32" else "utf-8",
        shortened=_short_path,
    )


def _short_path(path: str) -> str:
    """The 8.3 form of a path on Windows; the path itself where the disk keeps none."""
    if sys.platform == "win32":
        import ctypes

        room = ctypes.create_unicode_buffer(32_768)
        length = ctypes.windll.kernel32.GetShortPathNameW(path, room, len(room))
        return room.value if 0 < length < len(room) else path
    return path
