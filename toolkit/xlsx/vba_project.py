"""The macro project of a workbook (``xl/vbaProject.bin``), made from plain source text.

It holds source only and no compiled code: Office compiles it when the workbook is opened. Every
sheet has a module named like the ``codeName`` in the workbook's own parts; where one is missing
Office takes the macro for another workbook's.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence

from msgspec import Struct

from toolkit.xlsx.compound_file import compound_file
from toolkit.xlsx.vba_compression import compressed

WORKBOOK_CODE_NAME = "ThisWorkbook"
_PROJECT_ID = "{5D4E6F21-8A07-4C63-9B1E-2F70A6C31D58}"
_CODE_PAGE = 1252
_ENGLISH = 0x0409
_AUTOMATION = (
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
    "#OLE Automation"
)
_WORKBOOK_CLASS, _SHEET_CLASS = "00020819", "00020820"
_NAME = re.compile(r'^Attribute VB_Name = "([A-Za-z][A-Za-z0-9_]{0,30})"$', re.MULTILINE)


class _Module(Struct, frozen=True):
    name: str
    source: bytes
    document: bool


def sheet_code_names(sheets: int) -> tuple[str, ...]:
    """The code names XlsxWriter gives to sheets: Sheet1, Sheet2 and so on, in workbook order."""
    return tuple(f"Sheet{number}" for number in range(1, sheets + 1))


def vba_project(source: str, sheets: Sequence[str]) -> bytes:
    """The macro project with one standard module; equal input gives equal bytes.

    Args:
        source: text of the ``.bas`` file, its first line naming the module.
        sheets: code name of every sheet of the workbook, chart sheets included, in order.

    Raises:
        ValueError: the source is not ASCII or does not name its module.
    """
    named = _NAME.search(source)
    if not named or not source.isascii():
        raise ValueError("A macro source is ASCII and begins with its Attribute VB_Name line.")
    documents = [_document(WORKBOOK_CODE_NAME, _WORKBOOK_CLASS)]
    documents += [_document(name, _SHEET_CLASS) for name in sheets]
    modules = [*documents, _Module(named[1], _windows_lines(source), document=False)]
    streams = {module.name: compressed(module.source) for module in modules}
    return compound_file(
        {
            "VBA": {
                "dir": compressed(_directory(modules)),
                "_VBA_PROJECT": bytes.fromhex("cc61ffff000000"),
                **streams,
            },
            "PROJECT": _project_text(modules),
            "PROJECTwm": _name_map(modules),
        }
    )


def _document(name: str, class_id: str) -> _Module:
    attributes = {
        "Name": f'"{name}"',
        "Base": f'"0{{{class_id}-0000-0000-C000-000000000046}}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    text = "".join(f"Attribute VB_{key} = {value}\n" for key, value in attributes.items())
    return _Module(name, _windows_lines(text), document=True)


def _windows_lines(text: str) -> bytes:
    return "\r\n".join(text.splitlines()).encode("ascii") + b"\r\n"


def _directory(modules: Sequence[_Module]) -> bytes:
    """The ``dir`` stream (MS-OVBA 2.3.4.2): what the project is and which modules it has."""
    name = "VBAProject"
    facts = [
        _record(0x01, _long(1)),
        _record(0x02, _long(_ENGLISH)),
        _record(0x14, _long(_ENGLISH)),
        _record(0x03, _short(_CODE_PAGE)),
        _record(0x04, name.encode()),
        _record(0x05) + _record(0x40),
        _record(0x06) + _record(0x3D),
        _record(0x07, _long(0)),
        _record(0x08, _long(0)),
        _short(0x09) + _long(4) + _long(1) + _short(1),
        _record(0x0C) + _record(0x3C),
        _two_names(0x16, 0x3E, "stdole"),
        _record(0x0D, _long(len(_AUTOMATION)) + _AUTOMATION.encode() + _long(0) + _short(0)),
        _record(0x0F, _short(len(modules))) + _record(0x13, _short(0xFFFF)),
    ]
    return b"".join([*facts, *[_module_lines(module) for module in modules], _record(0x10)])


def _module_lines(module: _Module) -> bytes:
    return b"".join(
        [
            _two_names(0x19, 0x47, module.name),
            _two_names(0x1A, 0x32, module.name),
            _record(0x1C) + _record(0x48),
            _record(0x31, _long(0)),
            _record(0x1E, _long(0)),
            _record(0x2C, _short(0xFFFF)),
            _record(0x22 if module.document else 0x21),
            _record(0x2B),
        ]
    )


def _two_names(narrow: int, wide: int, name: str) -> bytes:
    return _record(narrow, name.encode()) + _record(wide, name.encode("utf-16-le"))


def _record(number: int, content: bytes = b"") -> bytes:
    return _short(number) + _long(len(content)) + content


def _short(number: int) -> bytes:
    return struct.pack("<H", number)


def _long(number: int) -> bytes:
    return struct.pack("<I", number)


def _project_text(modules: Sequence[_Module]) -> bytes:
    """The ``PROJECT`` stream (MS-OVBA 2.3.1): the same facts as text, no password, visible."""
    lines = [
        f'ID="{_PROJECT_ID}"',
        *[f"Document={module.name}/&H00000000" for module in modules if module.document],
        *[f"Module={module.name}" for module in modules if not module.document],
        'Name="VBAProject"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_masked(_long(0), 0x07)}"',
        f'DPB="{_masked(bytes(1), 0x0E)}"',
        f'GC="{_masked(bytes([0xFF]), 0x15)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *[f"{module.name}=0, 0, 0, 0, C" for module in modules],
    ]
    return _windows_lines("\n".join(lines))


def _masked(content: bytes, seed: int) -> str:
    """A field of the project's protection state as Office writes it (MS-OVBA 2.4.3.2)."""
    key = sum(_PROJECT_ID.encode()) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    plain = key
    filler = bytes((seed & 6) // 2)
    for byte in filler + _long(len(content)) + content:
        out.append(byte ^ (out[-2] + plain & 0xFF))
        plain = byte
    return bytes(out).hex().upper()


def _name_map(modules: Sequence[_Module]) -> bytes:
    names = [module.name for module in modules]
    pairs = [name.encode() + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names]
    return b"".join(pairs) + b"\0\0"
