"""The reader for a file, by its ending; a refusal with advice for every other ending."""

from __future__ import annotations

from toolkit.errors import FileRefused
from toolkit.plan.reading.source import Source
from toolkit.ports.plan_reader import PlanReader
from toolkit.readers.csv_file import CsvReader
from toolkit.readers.plain_text import TextReader
from toolkit.readers.refusals import refusal_of, refuse_by_content, refuse_unknown
from toolkit.readers.spreadsheet import SpreadsheetReader
from toolkit.readers.word import WordReader


def plan_readers() -> tuple[PlanReader, ...]:
    """All readers."""
    return (WordReader(), TextReader(), SpreadsheetReader(), CsvReader())


def read_document(data: bytes, file_name: str) -> Source:
    """The document in a file, read by the reader for its ending.

    Raises:
        FileRefused: with the file's name, the reason and what to do.
    """
    stem, dot, ending = file_name.rpartition(".")
    suffix = f".{ending}".casefold() if dot and stem else ""
    readers = {known: reader for reader in plan_readers() for known in reader.suffixes}
    try:
        refused = refusal_of(suffix)
        if refused:
            refuse_by_content(data, word=False)  # a web page saved as .doc says so itself
            raise refused
        if suffix not in readers:
            raise refuse_unknown(suffix, tuple(readers))
        return readers[suffix].read(data, stem or file_name)
    except FileRefused as problem:
        where = f"{file_name} › {problem.where}" if problem.where else file_name
        raise FileRefused(
            problem.code, problem.found, where=where, next_step=problem.next_step
        ) from problem
