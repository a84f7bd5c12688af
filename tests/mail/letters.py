"""Letters for tests."""

from __future__ import annotations

from toolkit.ports.mailer import Attachment, Letter
from toolkit.report.blocks import Paragraph, Piece, Report, Section

READERS = ("Ana Ruiz <ana@example.org>", "board@example.org")


def letter(
    text: str = "Forty letters were sent.",
    *,
    subject: str = "Report to the Board",
    to: tuple[str, ...] = READERS,
    name: str = "Report.html",
) -> Letter:
    """A letter with one paragraph and one file."""
    body = Section("one", "Where we are", (Paragraph((Piece(text),)),))
    report = Report("Tiny Plan", "Report to the Board", (), (body,), (), "2027-05-14")
    return Letter(subject, to, report, (Attachment(name, b"<p>whole report</p>"),))
