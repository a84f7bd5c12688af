"""What people wrote in the last round of each survey, for those who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.report.blocks import Block, Bullets, Heading, Paragraph, Piece, Tone
from toolkit.report.material import Material
from toolkit.survey.rounds import round_order
from toolkit.tables.record import Record

_MOST = 30
"""Comments printed for one question; the others are counted."""


def comment_blocks(material: Material) -> Iterator[Block]:
    """Comments of each survey's newest round, by question; the public edition has none."""
    found = [] if not material.edition.names else _newest(material)
    if not found:
        return
    yield Heading(3, "What people wrote", "survey-comments")
    names = {r.text("ref"): r.text("name") for r in material.snapshot["surveys"].live()}
    keys = dict.fromkeys((r.text("survey"), r.text("wave"), r.text("question")) for r in found)
    for survey, wave, question in keys:
        texts = [
            record.text("text")
            for record in found
            if (record.text("survey"), record.text("question")) == (survey, question)
        ]
        about = f" ({', '.join(filter(None, (names.get(survey, survey), wave)))})"
        yield Paragraph((Piece(question, Tone.STRONG), Piece(about, Tone.MUTED)))
        yield Bullets(tuple((Piece(text),) for text in texts[:_MOST]))
        if len(texts) > _MOST:
            yield Paragraph((Piece(f"and {len(texts) - _MOST} more"),), Tone.MUTED)


def _newest(material: Material) -> list[Record]:
    newest: dict[str, tuple[int, str]] = {}
    comments = list(material.snapshot["survey_comments"].live())
    for record in comments:
        survey, order = record.text("survey"), _order(record)
        newest[survey] = max(order, newest.get(survey, order))
    return [record for record in comments if newest[record.text("survey")] == _order(record)]


def _order(comment: Record) -> tuple[int, str]:
    closed = comment["closed"]
    return round_order(comment.text("wave"), closed if isinstance(closed, date) else None)
