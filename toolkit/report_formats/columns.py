"""How a table's width is shared among its columns, for formats that lay it out themselves."""

from __future__ import annotations

from toolkit.report.blocks import Section, Table

WIDE = 6
"""Tables of so many columns want a sheet on its side."""

_LEAST = 8


def shares(table: Table) -> tuple[float, ...]:
    """Share of the width each column has, 1.0 together."""
    given = sum(column.width for column in table.columns)
    open_ones = sum(1 for column in table.columns if not column.width)
    each = max((100 - given) / open_ones, _LEAST) if open_ones else 0.0
    wanted = [column.width or each for column in table.columns]
    return tuple(width / sum(wanted) for width in wanted)


def is_wide(section: Section) -> bool:
    """Whether a section has a table that wants a sheet on its side."""
    return any(isinstance(b, Table) and len(b.columns) >= WIDE for b in section.blocks)


def turned(sections: tuple[Section, ...]) -> tuple[bool, ...]:
    """Which sections lie on their side: from the first that wants it to the last, in one run."""
    wide = [place for place, section in enumerate(sections) if is_wide(section)]
    if not wide:
        return (False,) * len(sections)
    return tuple(wide[0] <= place <= wide[-1] for place in range(len(sections)))
