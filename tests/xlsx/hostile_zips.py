"""Workbooks whose zip lies: bombs, two members of one name, wrong checksums, cut ends."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.xlsx.hostile_case import Hostile, either, reads, refused
from tests.xlsx.hostile_package import (
    DESCRIPTOR,
    ENCRYPTED,
    HONEST_CELLS,
    PARTS,
    SHEET,
    STORED,
    UTF8_NAME,
    Member,
    deflated,
    members,
    sheet_xml,
    workbook,
    zipped,
)
from tests.xlsx.wide_zips import widened

DAMAGED, UNSAFE, TOO_BIG = "damaged", "unsafe", "too big"
ANY = (DAMAGED, UNSAFE, TOO_BIG, "password", "not a workbook")
MIB = 1 << 20


def hostile_zips() -> Iterator[Hostile]:
    """Every file of this family."""
    yield from _bombs()
    yield from _names()
    yield from _claims()
    yield from _ends()
    yield from _honest()


def _altered(name: str, **lies: object) -> Callable[[], bytes]:
    """The honest workbook with lies told about one member."""
    return lambda: zipped(
        [replace(each, **lies) if each.name == name else each for each in members()]  # type: ignore[arg-type]
    )


def _with(*extra: Member) -> Callable[[], bytes]:
    return lambda: zipped([*members(), *extra])


def _zeros(mib: int) -> bytes:
    return deflated(bytes(mib * MIB))


def _bombs() -> Iterator[Hostile]:
    spaces = b" " * (80 * MIB)
    yield refused(
        "a 200 MB picture of zeros",
        _with(Member("xl/media/image1.png", b"", packed=b"", size=200 * MIB)),
        *ANY,
    )
    yield refused(
        "a picture that inflates 1000 times",
        lambda: zipped([*members(), Member("xl/media/image1.png", bytes(70 * MIB))]),
        TOO_BIG,
    )
    yield refused(
        "a sheet of 80 MB of spaces",
        lambda: workbook({SHEET: sheet_xml("").encode() + spaces}),
        TOO_BIG,
    )
    yield refused(
        "a sheet that says 100 bytes and inflates to 70 MB",
        lambda: zipped(
            [
                replace(each, data=b"", packed=_zeros(70), size=100, crc=1)
                if each.name == SHEET
                else each
                for each in members()
            ]
        ),
        TOO_BIG,
        DAMAGED,
    )
    yield refused(
        "ten members of 10 MB that share one body",
        _overlapping_members,
        TOO_BIG,
        UNSAFE,
        DAMAGED,
    )
    yield refused(
        "a stored member that says 4 GB",
        _altered(SHEET, method=STORED, size=0xFFFFFFF0, packed_size=0xFFFFFFF0),
        TOO_BIG,
        DAMAGED,
        UNSAFE,
    )
    yield refused(
        "70,000 empty members",
        lambda: zipped([*members(), *(Member(f"m/{n}", b"", STORED) for n in range(65_000))]),
        TOO_BIG,
        UNSAFE,
        DAMAGED,
    )
    yield refused(
        "strings of 120 MB in a small file",
        lambda: workbook(
            {"xl/sharedStrings.xml": "<sst><si><t>" + "A" * (120 * MIB) + "</t></si></sst>"}
        ),
        TOO_BIG,
    )
    yield refused("a zip of zips in the sheet", _nested_zip, DAMAGED, TOO_BIG, UNSAFE)
    yield refused(
        "declared total above the limit, small in truth",
        _altered("xl/styles.xml", size=0x7FFFFFFF),
        TOO_BIG,
        DAMAGED,
        UNSAFE,
    )


def _overlapping_members() -> bytes:
    """The zip bomb whose directory lists one body many times."""
    start = zipped([Member("kernel", bytes(10 * MIB))])
    kernel = Member("kernel", bytes(10 * MIB), offset=0)
    assert start.startswith(b"PK")
    return zipped([*members(), *(replace(kernel, name=f"xl/media/{n}.png") for n in range(10))])


def _nested_zip() -> bytes:
    inner = workbook()
    for _ in range(20):
        inner = zipped([Member(SHEET, inner, STORED)])
    return workbook({SHEET: inner})


def _names() -> Iterator[Hostile]:
    evil = sheet_xml('<row r="1"><c r="A1"><v>666</v></c></row>').encode()
    yield refused("two members of one name", _with(Member(SHEET, evil)), UNSAFE, DAMAGED)
    yield refused(
        "two members whose names differ only by case",
        _with(Member("xl/worksheets/SHEET1.xml", evil)),
        UNSAFE,
    )
    yield refused(
        "two members whose names differ only by a slash",
        _with(Member("xl\\worksheets\\sheet1.xml", evil)),
        UNSAFE,
    )
    for name in (
        "../outside.txt",
        "xl/../../outside.txt",
        "..\\outside.txt",
        "C:\\outside.txt",
        "C:outside.txt",
        "xl/worksheets/../../../outside.txt",
    ):
        yield refused(f"a member named {name!r}", _with(Member(name, b"x")), UNSAFE)
    for name in ("/etc/passwd", "\\\\server\\share\\outside.txt"):
        yield either(f"a member named {name!r}", _with(Member(name, b"x")), HONEST_CELLS, UNSAFE)
    yield refused(
        "a member whose name holds a NUL", _with(Member("xl/a\x00.xml", b"x")), UNSAFE, DAMAGED
    )
    yield either("a member without a name", _with(Member("", b"x")), HONEST_CELLS, UNSAFE, DAMAGED)
    yield either(
        "a member name that is not UTF-8",
        _with(Member("xl/\udcff.xml", b"x", flags=UTF8_NAME)),
        HONEST_CELLS,
        UNSAFE,
        DAMAGED,
    )
    yield either(
        "a member name of 60,000 characters",
        _with(Member("x" * 60_000, b"x")),
        HONEST_CELLS,
        UNSAFE,
        DAMAGED,
        TOO_BIG,
    )
    yield refused(
        "a sheet named otherwise in its local header",
        _altered(SHEET, local_name="xl/worksheets/sheet9.xml"),
        DAMAGED,
        UNSAFE,
    )
    yield either(
        "a name that hides behind a right-to-left mark",
        _with(Member("xl/\u202egnp.xml", b"x", flags=UTF8_NAME)),
        HONEST_CELLS,
        UNSAFE,
    )


def _claims() -> Iterator[Hostile]:
    for part in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        yield refused(f"a wrong checksum on {part}", _altered(part, crc=12345), DAMAGED)
    yield refused(
        "a wrong checksum on a picture",
        _with(Member("xl/media/image1.png", b"picture", crc=7)),
        DAMAGED,
    )
    for flag, meaning in (
        (ENCRYPTED, "encrypted"),
        (0x41, "strongly encrypted"),
        (0x2041, "masked"),
    ):
        yield refused(f"a sheet flagged {meaning}", _altered(SHEET, flags=flag), *ANY)
    for method in (1, 6, 9, 12, 14, 93, 95, 98, 99, 65535):
        yield refused(
            f"a sheet packed by method {method}",
            _altered(SHEET, method=method),
            UNSAFE,
            DAMAGED,
            "password",
        )
    yield refused("a sheet whose packed bytes are cut", _cut_stream, DAMAGED)
    yield refused("a sheet whose packed bytes are noise", _noise_stream, DAMAGED)
    yield refused("a sheet longer than it says", _altered(SHEET, size=50), DAMAGED)
    yield refused("a sheet shorter than it says", _altered(SHEET, size=5000), DAMAGED)
    yield refused("packed bytes that run into the directory", _long_claim, DAMAGED, UNSAFE)
    yield either(
        "bytes behind the end of the packed stream",
        _altered(SHEET, packed=deflated(PARTS[SHEET].encode()) + b"more" * 9),
        HONEST_CELLS,
        DAMAGED,
        UNSAFE,
    )
    yield refused("a local header that is not one", _altered(SHEET, offset=5), DAMAGED, UNSAFE)
    yield refused(
        "a local header behind the end", _altered(SHEET, offset=0x7FFFFFF0), DAMAGED, UNSAFE
    )
    yield refused(
        "two members with one local header",
        lambda: zipped([replace(each, offset=0) for each in members()]),
        DAMAGED,
        UNSAFE,
    )
    yield refused(
        "zip64 sizes without a zip64 field",
        _altered(SHEET, size=0xFFFFFFFF, packed_size=0xFFFFFFFF),
        *ANY,
    )
    for size, word in ((1 << 62, "4 exabytes"), (0, "nothing")):
        extra = struct.pack("<HHQQ", 1, 16, size, size)
        yield refused(
            f"zip64 sizes that say {word}",
            _altered(SHEET, size=0xFFFFFFFF, packed_size=0xFFFFFFFF, extra=extra),
            *ANY,
        )
    yield refused(
        "a zip64 field that is cut",
        _altered(SHEET, size=0xFFFFFFFF, extra=struct.pack("<HH", 1, 64)),
        *ANY,
    )
    yield either(
        "an extra field that says it is longer than it is",
        _altered(SHEET, extra=struct.pack("<HH", 0x7777, 60_000)),
        HONEST_CELLS,
        DAMAGED,
        UNSAFE,
    )
    yield either(
        "a member that needs zip version 9.9",
        _altered(SHEET, needs=99),
        HONEST_CELLS,
        UNSAFE,
        DAMAGED,
    )
    yield refused(
        "a sheet that the directory does not list", _altered(SHEET, listed=False), DAMAGED
    )


def _cut_stream() -> bytes:
    packed = deflated(PARTS[SHEET].encode())
    return _altered(SHEET, packed=packed[: len(packed) // 2])()


def _noise_stream() -> bytes:
    return _altered(SHEET, packed=bytes(range(7, 207)))()


def _long_claim() -> bytes:
    return _altered("xl/styles.xml", packed_size=100_000)()


def _ends() -> Iterator[Hostile]:
    whole = workbook()
    for share in (1, 5, 25, 50, 75, 95, 99):
        yield refused(
            f"cut after {share} percent",
            lambda share=share: whole[: len(whole) * share // 100],
            DAMAGED,
            "not a workbook",
        )
    yield refused("cut by one byte", lambda: whole[:-1], DAMAGED, "not a workbook")
    yield refused("the first 22 bytes missing", lambda: whole[22:], *ANY)
    yield refused("only an end record", lambda: zipped([]), *ANY)
    for count in (0, 3, 60_000):
        yield refused(
            f"an end record that counts {count} members",
            lambda count=count: zipped(members(), count=count),
            DAMAGED,
            UNSAFE,
            "not a workbook",
        )
    for offset in (0, 10, 0x7FFFFFFF, 0xFFFFFFFF):
        yield refused(
            f"a directory said to be at {offset}",
            lambda offset=offset: zipped(members(), directory_offset=offset),
            DAMAGED,
            UNSAFE,
        )
    for size in (0, 10, 0x7FFFFFFF, 0xFFFFFFFF):
        yield refused(
            f"a directory said to be {size} long",
            lambda size=size: zipped(members(), directory_size=size),
            DAMAGED,
            UNSAFE,
            "not a workbook",
        )
    yield refused(
        "two end records, the last one false",
        lambda: whole + zipped([], directory_offset=0),
        *ANY,
    )
    yield either(
        "a workbook behind a program",
        lambda: zipped(members(), before=b"MZ" + bytes(510)),
        HONEST_CELLS,
        *ANY,
    )
    yield either(
        "a directory with bytes behind it", lambda: whole + b"\0" * 512, HONEST_CELLS, *ANY
    )
    yield either(
        "an end comment that holds an end record",
        lambda: zipped(members(), comment=zipped([])),
        HONEST_CELLS,
        *ANY,
    )


def _honest() -> Iterator[Hostile]:
    yield reads("the honest workbook", workbook, HONEST_CELLS)
    contents = {each.name: each.data for each in members()}
    yield reads("wide numbers throughout", lambda: widened(contents), HONEST_CELLS)
    yield refused(
        "a wide end that counts too few", lambda: widened(contents, count=2), DAMAGED, UNSAFE
    )
    yield reads(
        "every member stored, none packed",
        lambda: zipped([replace(each, method=STORED) for each in members()]),
        HONEST_CELLS,
    )
    yield reads(
        "data descriptors on every member",
        lambda: zipped([replace(each, flags=DESCRIPTOR) for each in members()]),
        HONEST_CELLS,
    )
    yield reads(
        "members in the opposite order",
        lambda: zipped(list(reversed(members()))),
        HONEST_CELLS,
    )
    yield reads(
        "folder members",
        _with(Member("xl/", b"", STORED), Member("xl/worksheets/", b"", STORED)),
        HONEST_CELLS,
    )
    yield reads(
        "a zip with a comment",
        lambda: zipped(members(), comment=b"made by hand"),
        HONEST_CELLS,
    )
