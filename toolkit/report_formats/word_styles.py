"""The styles a report's Word file uses; a letterhead's own styles of these names go first."""

from __future__ import annotations

from msgspec import Struct

from toolkit.report_formats.colours import BRAND, INK, SOFT

_SERIF = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Georgia"/>'
_SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'


class WordStyle(Struct, frozen=True):
    """One paragraph style.

    Attributes:
        name: as Word stores it, which is English in every language of Word.
        id: what paragraphs name it by unless the document has it under another id.
        paragraph, letters: what its ``w:pPr`` and ``w:rPr`` hold.
        base: id of the style it builds on.
    """

    name: str
    id: str
    paragraph: str
    letters: str
    base: str = "Normal"

    @property
    def xml(self) -> str:
        """The style's definition."""
        based = f'<w:basedOn w:val="{self.base}"/>' if self.base else ""
        default = "" if self.base else ' w:default="1"'
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{based}<w:qFormat/>'
            f"<w:pPr>{self.paragraph}</w:pPr><w:rPr>{self.letters}</w:rPr></w:style>"
        )


def _space(before: int, after: int, line: int = 252) -> str:
    facts = f'w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"'
    return f"<w:spacing {facts}/>"


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, before: int, after: int) -> str:
    return f'<w:keepNext/><w:keepLines/>{_space(before, after)}<w:outlineLvl w:val="{level}"/>'


OWN_LOOK = (
    WordStyle(
        "Normal", "Normal", _space(0, 80),
        f'{_SANS}<w:color w:val="{INK}"/>{_size(21)}<w:lang w:val="en-US"/>', base="",
    ),
    WordStyle(
        "Title", "Title", _space(0, 40, 240),
        f'{_SERIF}<w:b/><w:color w:val="{INK}"/>{_size(44)}',
    ),
    WordStyle(
        "Subtitle", "Subtitle", _space(0, 20, 240), f'<w:b/><w:color w:val="{BRAND}"/>{_size(22)}'
    ),
    WordStyle(
        "heading 1", "Heading1", _heading(0, 240, 80),
        f'{_SERIF}<w:b/><w:color w:val="{BRAND}"/>{_size(27)}',
    ),
    WordStyle("heading 2", "Heading2", _heading(1, 220, 60), f"<w:b/>{_size(22)}"),
    WordStyle(
        "Quote", "Quote",
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{BRAND}"/></w:pBdr>'
        f'{_space(0, 80)}<w:ind w:left="200"/>',
        f"{_SERIF}{_size(21)}",
    ),
)  # fmt: skip
"""How a report looks without a letterhead."""

_PLAIN = f'{_space(0, 0, 240)}<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
"""Set close, whatever a letterhead's running text does."""


def added(letters: int) -> tuple[WordStyle, ...]:
    """Styles every report adds, whatever the letterhead has.

    Args:
        letters: size of page one's running text in half points; what is drawn goes with it.
    """
    drawn = min(letters, 18)
    return (
        WordStyle("Table Text", "TableText", _PLAIN, _size(18)),
        WordStyle(
            "Table Heading", "TableHeading", f"<w:keepNext/>{_PLAIN}",
            f'<w:b/><w:color w:val="{SOFT}"/>{_size(18)}',
        ),
        WordStyle("Chart Text", "ChartText", _PLAIN, _size(drawn)),
        WordStyle("Key Figure", "KeyFigure", f"<w:keepNext/>{_PLAIN}",
                  f"{_SERIF}<w:b/>{_size(2 * drawn + 2)}"),
        WordStyle("Report Facts", "ReportFacts", _space(0, 60, 240),
                  f'<w:color w:val="{SOFT}"/>{_size(drawn + 1)}'),
    )  # fmt: skip
