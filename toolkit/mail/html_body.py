"""A letter in HTML that Outlook shows as it is meant: tables, inline styles, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import css_inline

from toolkit.ports.mailer import Letter
from toolkit.report.address import safe_link
from toolkit.report.blocks import (
    Bar,
    BarPart,
    Block,
    Bullets,
    Callout,
    Heading,
    KeyFigures,
    Line,
    Means,
    Paragraph,
    Piece,
    Quote,
    Section,
    StackedBars,
    Table,
    TableColumn,
    TableRow,
    Timeline,
    Tone,
)

_STYLE = """
body { margin: 0; padding: 0; background: #ffffff; }
table { border-collapse: collapse; }
td, p, h1, h2, h3, li, th { font-family: Calibri, 'Segoe UI', Arial, sans-serif; color: #1d2833; }
td, p, li { font-size: 15px; line-height: 21px; }
p { margin: 0 0 8px 0; }
ul { margin: 0 0 8px 0; padding: 0 0 0 22px; }
li { margin: 0 0 4px 0; }
h1 { font-family: Georgia, serif; font-size: 26px; line-height: 32px; margin: 0 0 4px 0; }
h2 { font-family: Georgia, serif; font-size: 18px; line-height: 24px; margin: 18px 0 6px 0;
  color: #2b4c6f; }
h3 { font-size: 15px; line-height: 21px; margin: 12px 0 4px 0; }
th { font-size: 13px; text-align: left; color: #566371; padding: 4px 8px 4px 0;
  border-bottom: 2px solid #aab4bf; }
td.cell { font-size: 13px; line-height: 18px; padding: 5px 8px 5px 0; vertical-align: top;
  border-bottom: 1px solid #d5dce3; }
td.figure { background: #f4f7fa; border-top: 3px solid #9aa5b1; border-right: 6px solid #ffffff;
  padding: 6px 8px; vertical-align: top; }
td.figure-good { border-top-color: #2f7a4d; }
td.figure-caution { border-top-color: #d9961f; }
td.figure-bad { border-top-color: #b83a2e; }
span.value { font-family: Georgia, serif; font-size: 24px; font-weight: bold; }
span.small { font-size: 13px; color: #566371; }
td.area { font-size: 13px; padding: 3px 10px 3px 0; width: 200px; }
td.part { font-size: 12px; font-weight: bold; text-align: center; height: 20px; padding: 0; }
td.total { font-size: 13px; text-align: right; padding: 3px 0 3px 8px; width: 30px; }
td.quote { border-left: 4px solid #2b4c6f; padding: 0 0 0 14px; font-family: Georgia, serif; }
td.note { background: #fcebc6; padding: 8px 12px; }
td.callout { background: #f4f7fa; border-left: 4px solid #724500; padding: 8px 12px; }
p.legend { font-size: 13px; color: #566371; margin: 6px 0 8px 0; }
.muted { color: #566371; }
.good { color: #1b5733; font-weight: bold; }
.caution { color: #724500; font-weight: bold; }
.bad { color: #8e2318; font-weight: bold; }
.c-green { background: #2f7a4d; color: #ffffff; } .c-amber { background: #e0a02a; }
.c-red { background: #b83a2e; color: #ffffff; } .c-blue { background: #2f66a5; color: #ffffff; }
.c-violet { background: #6a54a6; color: #ffffff; } .c-brown { background: #835338; color: #ffffff; }
.c-grey { background: #aab4bf; } .c-muted { background: #c9c9c5; } .c-blank { background: #e3e8ed; }
.g-green { background: #dcf0e2; color: #1b5733; } .g-amber { background: #fcebc6; color: #724500; }
.g-red { background: #f9deda; color: #8e2318; } .g-blue { background: #dae8f8; color: #1a487f; }
.g-violet { background: #e8e2f5; color: #4f3788; } .g-brown { background: #f0e3d9; color: #683f22; }
.g-grey { background: #e9edf1; color: #414c57; } .g-muted { background: #efefed; color: #5c5c58; }
.g-blank { background: #f0f2f5; color: #55606b; }
"""

_WIDE = 0.08
"""Share of a bar below which a count stands without its sign."""

_COLOURS = frozenset(("green", "amber", "red", "blue", "violet", "brown", "grey", "muted", "blank"))
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%">'
_GAP = '<div style="height:8px;line-height:8px;font-size:8px">&nbsp;</div>'


def html_body(letter: Letter) -> str:
    """The whole page."""
    body = letter.body
    note = f'{_TABLE}<tr><td class="note">{_text(letter.note)}</td></tr></table>{_GAP}'
    facts = f'<p class="muted">{" · ".join(_text(fact) for fact in body.facts)}</p>'
    inner = "".join(
        (
            note if letter.note else "",
            f"<h1>{_text(body.title)}</h1>",
            f'<p class="muted">{_text(body.subtitle)}</p>' if body.subtitle else "",
            facts if body.facts else "",
            *(_section(section) for section in body.page_one),
            f'<p class="muted">{_text(body.footer)}</p>' if body.footer else "",
        )
    )
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{_text(letter.subject)}</title><style>{_STYLE}</style></head><body>"
        f'{_TABLE}<tr><td align="center"><table role="presentation" cellpadding="0" '
        f'cellspacing="0" border="0" width="640"><tr><td align="left" style="padding:16px">'
        f"{inner}</td></tr></table></td></tr></table></body></html>"
    )
    return css_inline.inline(page, load_remote_stylesheets=False)


def _section(section: Section) -> str:
    return f"<h2>{_text(section.title)}</h2>{''.join(_block(b) for b in section.blocks)}"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h3>{_text(block.text)}</h3>"
        case Paragraph():
            return f'<p class="{block.tone}">{_line(block.line)}</p>'
        case Quote():
            said = f"{_text(block.text)}{'<br>' if block.by else ''}{_text(block.by)}"
            return f'{_TABLE}<tr><td class="quote">{said}</td></tr></table>{_GAP}'
        case Bullets():
            return f"<ul>{''.join(f'<li>{_line(item)}</li>' for item in block.items)}</ul>"
        case Callout():
            said = f"<strong>{_text(block.title)}</strong> {_line(block.line)}"
            return f'{_TABLE}<tr><td class="callout">{said}</td></tr></table>{_GAP}'
        case KeyFigures():
            return f"{_TABLE}<tr>{''.join(_figures(block))}</tr></table>{_GAP}"
        case StackedBars():
            return "".join(_bars(block))
        case Means():
            return f"<p>{_text(block.title)}: {_line(block.finding)}</p>"
        case Timeline():
            return f"<p>{_text(block.title)}: {_text(block.finding)}</p>"
        case Table():
            return _records(block)


def _figures(block: KeyFigures) -> Iterator[str]:
    share = 100 // max(len(block.figures), 1)
    for figure in block.figures:
        of = f' <span class="small">of {_text(figure.of)}</span>' if figure.of else ""
        yield (
            f'<td class="figure figure-{figure.tone}" width="{share}%">'
            f'<span class="value">{_text(figure.value)}</span>{of}<br>'
            f'<span class="small">{_text(figure.label)}</span></td>'
        )


def _bars(chart: StackedBars) -> Iterator[str]:
    if chart.widest:
        yield f"{_TABLE}{''.join(_bar(bar, chart.widest) for bar in chart.bars)}</table>"
    legend = " &nbsp; ".join(_named(part) for part in chart.legend)
    yield f'<p class="legend">{legend}</p>'


def _named(part: BarPart) -> str:
    """What a colour stands for."""
    name = _text(f"{part.symbol} {part.label}".strip().replace(" ", "\u00a0"))
    return f'<span class="c-{_colour(part.colour)}">&nbsp;&nbsp;&nbsp;</span>&nbsp;{name}'


def _bar(bar: Bar, widest: int) -> str:
    total = bar.total
    parts = "".join(
        f'<td class="part c-{_colour(part.colour)}" width="{100 * part.count // widest}%">'
        f"{_count(part, widest)}</td>"
        for part in bar.drawn
    )
    rest = f'<td class="part" width="{100 - 100 * total // widest}%">&nbsp;</td>'
    return (
        f'<tr><td class="area">{_text(bar.label)}</td><td>{_TABLE}<tr>{parts}'
        f'{rest if total < widest else ""}</tr></table></td><td class="total">{total}</td></tr>'
    )


def _count(part: BarPart, widest: int) -> str:
    wide = part.symbol and part.count / widest >= _WIDE
    return _text(f"{part.symbol}\u00a0{part.count}" if wide else str(part.count))


def _records(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_width(column)}>{_text(column.heading)}</th>' for column in table.columns
    )
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<table cellpadding="0" cellspacing="0" border="0" width="100%"><thead><tr>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table>{_GAP}"
    )


def _width(column: TableColumn) -> str:
    return f' width="{column.width}%"' if column.width else ""


def _cells(row: TableRow) -> str:
    return "".join(f'<td class="cell">{_line(cell)}</td>' for cell in row.cells)


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    shown = _text(piece.text)
    if piece.chip:
        shown = _text(piece.text.replace(" ", "\u00a0"))
        shown = f'<span class="g-{_colour(piece.chip)}"><strong>&nbsp;{shown}&nbsp;</strong></span>'
    elif piece.tone is Tone.STRONG:
        shown = f"<strong>{shown}</strong>"
    elif piece.tone is not Tone.PLAIN:
        shown = f'<span class="{piece.tone}">{shown}</span>'
    address = safe_link(piece.link)
    # Cells and parts of the report are not there beside a letter: only real addresses are links.
    if address and not address.startswith("#"):
        return f'<a href="{escape(address)}">{shown}</a>'
    return shown


def _colour(name: str) -> str:
    return name if name in _COLOURS else "blank"


def _text(text: str) -> str:
    plain = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t\u00a0")
    return "<br>".join(escape(part) for part in plain.split("\n"))
