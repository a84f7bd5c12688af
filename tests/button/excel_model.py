"""Excel on Windows or on a Mac, as far as the button's macro needs it, in memory.

pyOpenVBA interprets the macro's own text, conditional compilation included. What it leaves out for
safety (files, other programs) is given here: files are a dictionary, programs are written down.
Two places of the macro are replaced, the function that reads a file's text line by line and the
statement that removes a file, because the interpreter has no file statements; LibreOffice runs
those (test_press.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter import _intrinsics, _preprocess
from pyopenvba.interpreter._values import error

from tests.button.pressing import SHEET, SOURCE

NOON = datetime(2027, 5, 14, 12)
_READS_FILE = re.compile(
    r"(Private Function FileLines\(place As String\) As Collection\n).*?(End Function)", re.DOTALL
)


@dataclass
class Computer:
    """What the macro can see and do beyond the workbook.

    Attributes:
        system: what Excel calls the operating system.
        variables: the environment.
        files: text by full path.
        shell: what a started program does; it may put files here.
        script: what Excel's script answers; None when it is not installed.
        commands: command lines of started programs.
        requests: script file, handler and parameter of each call of a script.
        slept: how often the macro waited.
        boxes: texts of message boxes.
        listens: whether Excel listens to keys and mouse.
        heard: whether it did each time the macro waited.
    """

    system: str
    variables: Mapping[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    shell: Callable[[Computer], None] = lambda _computer: None
    script: Callable[[str], str] | None = None
    commands: list[str] = field(default_factory=list)
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    slept: int = 0
    boxes: list[str] = field(default_factory=list)
    listens: bool = True
    heard: list[bool] = field(default_factory=list)


class Excel:
    """The workbook after one press of its button."""

    def __init__(self, app: ExcelApplication) -> None:
        self._app = app

    def show(self, sheet: str, cell: str) -> object:
        """What a cell holds."""
        return self._app.evaluate(f'Worksheets("{sheet}").Range("{cell}").Value')

    def area_of(self, sheet: str, table: str) -> object:
        """What an Excel Table covers."""
        return self._app.evaluate(f'Worksheets("{sheet}").ListObjects("{table}").Range.Address')

    @property
    def status(self) -> str:
        """The status line."""
        return str(self.show(SHEET, "B2"))


def press(workbook: Path, computer: Computer) -> Excel:
    """Open the workbook on that computer and run what its button runs."""
    with _on(computer):
        app = ExcelApplication.open(workbook, with_vba=False)
        source, replaced = _READS_FILE.subn(
            r"\1    Set FileLines = LinesOf(TextOfFile(place))\n\2", SOURCE
        )
        assert replaced == 1
        source = source.replace("    Kill result\n", "    RemoveFile result\n")
        app.add_module(source, name="ActionGridButton")
        app.freeze_clock(NOON)
        app.run("ActionGridRefresh")
        return Excel(app)


@contextmanager
def _on(computer: Computer) -> Iterator[None]:
    before = dict(_intrinsics.INTRINSICS), dict(_preprocess.DEFAULT_CONSTANTS), Application.vba_get
    usual_set = Application.vba_set
    Application.vba_set = _switches(computer, usual_set)
    _preprocess.DEFAULT_CONSTANTS["Mac"] = "Mac" in computer.system
    _give_functions(computer)
    Application.vba_get = _members(computer, before[2])
    try:
        yield
    finally:
        _intrinsics.INTRINSICS.clear()
        _intrinsics.INTRINSICS.update(before[0])
        _preprocess.DEFAULT_CONSTANTS.update(before[1])
        Application.vba_get = before[2]
        Application.vba_set = usual_set


def _switches(computer: Computer, usual: Callable[..., None]) -> Callable[..., None]:
    def put(self: Application, name: str, value: object, *rest: object, **named: object) -> None:
        if name.casefold() == "interactive":
            computer.listens = bool(value)
        else:
            usual(self, name, value, *rest, **named)

    return put


def _members(computer: Computer, usual: Callable[..., object]) -> Callable[..., object]:
    def get(self: Application, name: str, args: object = (), named: object = None) -> object:
        if name.casefold() == "operatingsystem":
            return computer.system
        if name.casefold() == "wait":
            computer.slept += 1
            computer.heard.append(computer.listens)
            return True
        return usual(self, name, args, named)

    return get


def _give_functions(computer: Computer) -> None:
    give = _intrinsics.intrinsic

    @give("Environ", "Name")
    def environ(_interpreter: object, name: object) -> str:
        return computer.variables.get(str(name), "")

    @give("Dir", "Path")
    def directory(_interpreter: object, path: object) -> str:
        return re.split(r"[\\/]", str(path))[-1] if str(path) in computer.files else ""

    @give("RemoveFile", "Path")
    def kill(_interpreter: object, path: object) -> None:
        del computer.files[str(path)]

    @give("TextOfFile", "Path")
    def text_of_file(_interpreter: object, path: object) -> str:
        return computer.files[str(path)]

    @give("DoEvents")
    def do_events(_interpreter: object) -> int:
        return 0

    @give("Shell", "Command", "Window")
    def shell(_interpreter: object, command: object, _window: object) -> float:
        computer.commands.append(str(command))
        computer.shell(computer)
        return 1.0

    @give("MsgBox", "Prompt", "Buttons", "Title")
    def box(_interpreter: object, prompt: object, _buttons: object, _title: object) -> int:
        computer.boxes.append(str(prompt))
        return 1

    @give("AppleScriptTask", "File", "Handler", "Parameter")
    def script(_interpreter: object, file: object, handler: object, parameter: object) -> str:
        computer.requests.append((str(file), str(handler), str(parameter)))
        if computer.script is None:
            raise error(5)
        return computer.script(str(parameter))
