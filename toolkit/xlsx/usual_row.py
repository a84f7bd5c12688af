"""How rows and cells are usually written, as patterns that take them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.xlsx.grid import MAX_COLUMN, column_number


@lru_cache(maxsize=16)
def usual_cell(prefix: bytes) -> re.Pattern[bytes]:
    """What stands behind the name of a usual cell, up to the next one.

    The groups are: style, kind, formula (its tag's inside, ``>`` and text), value when it is a
    number, other value with the ``>`` before it, and inline text with the ``>`` before it.
    """
    cell = (
        rb'(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: (?:cm|vm|ph)="[^"<>]*")*'
        rb"(?:/>|>(?:<Pf((?:\s[^<>]*)?/?>[^<]*)(?:</Pf>)?)?"
        rb"(?:<Pv(?:>([0-9.eE+-]+)</Pv>|(>[^<]*)</Pv>)"
        rb'|<Pis><Pt(?: xml:space="preserve")?(>[^<]*)</Pt></Pis>)?</Pc>)\s*'
    )
    own = re.escape(prefix)
    return re.compile(cell.replace(b"<P", b"<" + own).replace(b"</P", b"</" + own))


@lru_cache(maxsize=16)
def shared_cell(prefix: bytes) -> re.Pattern[bytes]:
    """What stands behind the name of a cell with a shared text: its style, the text's number."""
    own = re.escape(prefix)
    return re.compile(
        rb'(?: s="([0-9]{1,6})")? t="s"><%bv>([0-9]{1,9})</%bv></%bc>\s*' % (own, own, own)
    )


@lru_cache(maxsize=16)
def empty_rows(prefix: bytes) -> re.Pattern[bytes]:
    """Rows on end that hold nothing and that everybody sees; a thousand at a time."""
    tag = b"<" + re.escape(prefix) + rb'row(?: (?!hidden)[\w:.]+="[^"<>]*")*/>\s*'
    return re.compile(b"(?:" + tag + b"){1,1000}")


def columns_of(row: bytes, names: Sequence[bytes]) -> tuple[int, ...] | None:
    """The columns of cells named like ``I12``; None when one has another name or another row.

    Args:
        row: the digits of their row.
        names: the cells' names as stored.
    """
    columns = []
    for name in names:
        letters = name.removesuffix(row)
        if letters == name or not (letters.isalpha() and letters.isupper()):
            return None
        columns.append(column_number(letters))
    return tuple(columns) if all(columns) else None


@lru_cache(maxsize=16)
def first_columns(count: int) -> tuple[int, ...] | None:
    """The columns of so many cells without names; None when there are not so many."""
    return tuple(range(1, count + 1)) if count <= MAX_COLUMN else None
