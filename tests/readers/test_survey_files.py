"""Files as people really save them: delimiters, letters, headings, and what is no survey."""

from __future__ import annotations

import pytest

from toolkit.errors import FileRefused
from toolkit.readers.survey_export import read_survey_export
from toolkit.survey.answer_file import Role

LINES = [["Timestamp", "¿Qué tan útil?", "Región"], ["1/4/2027 10:00:00", "5", "Perú, sur"],
         ["2/4/2027 10:00:00", "4", "España"], ["3/4/2027 10:00:00", "4", "Panamá"]]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"]
)
def test_every_delimiter_and_encoding_reads_alike(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in LINES)
    file = read_survey_export(text.encode(encoding), "a.csv")
    assert [column.heading for column in file.columns] == LINES[0]
    assert file.columns[2].answers == ("Perú, sur", "España", "Panamá")


def test_line_breaks_in_headings_and_a_separator_line_are_met() -> None:
    text = 'sep=;\nTimestamp;"Rate the\nservices; please [Relevance]"\n2027-01-01;5\n2027-01-02;4\n'
    file = read_survey_export(text.encode(), "a.csv")
    assert file.columns[1].title == "Rate the services; please [Relevance]"
    assert file.columns[1].answers == ("5", "4")


def test_surveymonkeys_second_heading_line_may_be_blank_or_missing() -> None:
    head = "Respondent ID,Collector ID,Start Date,End Date,How useful?,Comments\n"
    lines = "11,4,01/02/2027,01/02/2027,5,\n12,4,01/02/2027,01/02/2027,4,Fine\n"
    for second in ("", ",,,,,\n", ",,,,Response,Open-Ended Response\n"):
        file = read_survey_export((head + second + lines).encode(), "a.csv")
        assert file.layout == "SurveyMonkey"
        assert [c.title for c in file.of(Role.QUESTION)] == ["How useful?", "Comments"]
        assert file.of(Role.QUESTION)[0].answers == ("5", "4")


def test_a_line_longer_than_those_before_loses_nothing() -> None:
    lines = ["Member,Useful?", *(f"{n},{1 + n % 5}" for n in range(60)), "60,4,said by phone"]
    file = read_survey_export("\n".join(lines).encode(), "a.csv")
    assert [column.answers[-1] for column in file.columns] == ["60", "4", "said by phone"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"%PDF-1.4", "not-a-survey"),
        (b"<html><body>Sign in</body></html>", "not-a-survey"),
        (bytes(range(256)) * 3, "unknown-encoding"),
        (b"Timestamp,Useful?\n", "no-answers"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\x9a" * 900, "not-a-survey"),
        (b"\0\0\0\x18ftypheic" + b"\x9a" * 900, "not-a-survey"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "ole"),
        (b"Item,1,2,3,4,5\nRelevance,0,1,2,9,14\nUse,1,0,3,8,13\n", "not-single-answers"),
        (b"Question,Disagree,Neutral,Agree\nRelevance,2,9,14\n", "not-single-answers"),
        (b"Answer Choices,Responses,\nStrongly agree,45%,12\n", "not-single-answers"),
        (b"Question,Mean,n\nRelevance,4.2,30\n", "not-single-answers"),
        (b"5,4\n4,4\n5,5\n4,5\n", "no-headings"),
        (b"Strongly agree,Agree\nAgree,Agree\nStrongly agree,Agree\n", "no-headings"),
        (b"x" * (65 << 20), "too-large"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_survey_export(data, "a.csv")
    assert refused.value.code == code
    assert "Nothing was changed." in refused.value.sentence()
