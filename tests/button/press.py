"""Opens workbooks in LibreOffice and presses their buttons; run by the Python that has ``uno``.

Reads one JSON document from stdin, writes one to stdout. Nothing here knows what the button does.

    {"profile": folder, "home": folder, "display": "" or ":7", "environment": {},
     "presses": [{"book": path, "status": ["Sheet", "B2"], "cells": [["Sheet", "A1"], …],
                  "rest": seconds to wait after that, "picture": file for the screen}]}
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

TRUST = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="WarnAlienFormat" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
</oor:items>"""
PATIENCE = 90
ASKS_FOR_RESTART = 81
"""LibreOffice's exit code after it has made a new profile."""


def main():
    order = json.load(sys.stdin)
    office, desktop = start(order)
    try:
        answers = [press(desktop, each, order.get("display")) for each in order["presses"]]
    finally:
        try:
            desktop.terminate()
            office.wait(20)
        except Exception:
            office.kill()
    json.dump(answers, sys.stdout)


def start(order):
    user = Path(order["profile"]) / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(TRUST)
    pipe = f"button{os.getpid()}"
    display = order.get("display")
    environment = {**os.environ, "HOME": order["home"], **order.get("environment", {})}
    if display:
        environment |= {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
    command = [
        program(),
        *([] if display else ["--headless"]),
        "--norestore",
        "--nologo",
        "--nodefault",
        f"-env:UserInstallation={uno.systemPathToFileUrl(order['profile'])}",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = run(command, environment)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    until = time.monotonic() + PATIENCE
    while True:
        try:
            remote = resolver.resolve(address)
            break
        except NoConnectException:
            if office.poll() == ASKS_FOR_RESTART:
                office = run(command, environment)
            if time.monotonic() > until or office.poll() is not None:
                office.kill()
                raise
            time.sleep(0.2)
    desktop = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    return office, desktop


def run(command, environment):
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def program():
    """LibreOffice itself, not the starter that survives a kill."""
    for place in ("/usr/lib/libreoffice/program", "/opt/libreoffice/program"):
        if Path(place, "soffice.bin").exists():
            return f"{place}/soffice.bin"
    return "soffice"


def press(desktop, order, display):
    book = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(order["book"]),
        "_blank",
        0,
        (named("MacroExecutionMode", 4), named("Hidden", not display)),
    )
    try:
        sheet = book.Sheets.getByIndex(0)
        shape = next(
            shape
            for shape in (sheet.DrawPage.getByIndex(i) for i in range(sheet.DrawPage.Count))
            if shape.supportsService("com.sun.star.drawing.ControlShape")
        )
        events = sheet.DrawPage.Forms.getByIndex(0).getScriptEvents(0)
        control = book.CurrentController.getControl(shape.Control)
        button = control.getAccessibleContext()
        before = text_of(book, *order["status"])
        if display:
            click(button, display)
        else:
            button.doAccessibleAction(0)
        until = time.monotonic() + PATIENCE
        while text_of(book, *order["status"]) == before and time.monotonic() < until:
            time.sleep(0.2)
        # The macro says its sentence first and saves then.
        time.sleep(order.get("rest", 0))
        if display and order.get("picture"):
            subprocess.run(
                ["import", "-display", display, "-window", "root", order["picture"]], check=True
            )
        return {
            "status": text_of(book, *order["status"]),
            "macros": [event.ScriptCode for event in events],
            "cells": {
                f"{sheet}!{cell}": facts(book, sheet, cell) for sheet, cell in order["cells"]
            },
        }
    finally:
        book.close(True)


def click(button, display):
    """A real click with the mouse, where the button is on the screen."""
    time.sleep(3)
    corner, size = button.getLocationOnScreen(), button.getSize()
    place = [str(corner.X + size.Width // 2), str(corner.Y + size.Height // 2)]
    subprocess.run(
        ["xdotool", "mousemove", *place, "sleep", "0.5", "click", "1"],
        env={**os.environ, "DISPLAY": display},
        check=True,
    )


def text_of(book, sheet, cell):
    return book.Sheets.getByName(sheet).getCellRangeByName(cell).String


def facts(book, sheet, cell):
    found = book.Sheets.getByName(sheet).getCellRangeByName(cell)
    return {"kind": found.Type.value, "text": found.String, "number": found.Value}


def named(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main()
