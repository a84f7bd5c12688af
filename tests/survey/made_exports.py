"""Exports in the layouts survey tools really write, with their traps, and what they truly say."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from openpyxl import Workbook

AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
ACUERDO = ("Totalmente en desacuerdo", "En desacuerdo", "Neutral", "De acuerdo",
           "Totalmente de acuerdo")  # fmt: skip
START = datetime(2027, 4, 1, 8, 0)


@dataclass(frozen=True)
class Made:
    """An export, and the ratings that count by question, on a scale of ``points``."""

    name: str
    data: bytes
    truth: Mapping[str, Sequence[float]]
    respondents: int
    comments: int
    points: int = 5


def as_csv(
    rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def rated(chance: Random, count: int, steps: int = 5) -> list[int]:
    weights = [1 + place * place for place in range(steps)]
    return chance.choices(range(1, steps + 1), weights, k=count)


def google_forms() -> Made:
    """A matrix in English and Spanish words, N/A, a second answer of one person, a test row."""
    chance = Random(1)
    names = ("Relevance", "Practicality", "Usefulness")
    grid = "Please rate IMEC's services,\nas you see them"
    head = ["Timestamp", "Email Address", *(f"{grid} [{name}]" for name in names),
            "Which services do you use?", "What should we change?"]  # fmt: skip
    rows: list[list[object]] = [head]
    truth: dict[str, list[float]] = {name: [] for name in names}
    comments = 0
    for person in range(230):
        when = f"{START + timedelta(hours=person):%m/%d/%Y %H:%M:%S}"
        words = ACUERDO if person % 7 == 3 else AGREE
        cells: list[object] = [when, f"person{person}@state{person % 40}.org"]
        for name, rating in zip(names, rated(chance, 3), strict=True):
            blank = chance.random()
            if blank < 0.05:
                cells.append("")
            elif blank < 0.12:
                cells.append("N/A" if person % 2 else "Not applicable")
            else:
                cells.append(words[rating - 1])
                truth[name].append(rating)
        services = chance.sample(["Webinars", "Meetings", "Newsletter"], k=chance.randint(1, 3))
        comment = f"More time for questions, please ({person})" if person % 5 == 0 else ""
        comments += bool(comment)
        rows.append([*cells, ", ".join(services), comment])
        if person == 17:  # first a hasty answer, then this one
            rows.insert(2, [f"{START:%m/%d/%Y %H:%M:%S}", "Person17@state17.org",
                            AGREE[0], AGREE[0], AGREE[0], "Meetings", ""])  # fmt: skip
    rows.append(["05/01/2027 09:00:00", "test@imec.org", *[AGREE[4]] * 3, "Meetings", "test"])
    shown = {f"{grid.replace(chr(10), ' ')} [{name}]": truth[name] for name in names}
    return Made("IMEC annual survey 2027 (Responses).csv", as_csv(rows), shown, 230, comments)


def microsoft_forms() -> Made:
    """A workbook: anonymous, quiz columns, several answers with a last semicolon, 7 points."""
    chance = Random(2)
    one, two = "How relevant are our services?\n(1 = not at all, 7 = extremely)", "How useful?"
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Total points",
            "Quiz feedback", one, f"Points - {one}", f"Feedback - {one}", two,
            "Which meetings did you attend?", "Comments"]  # fmt: skip
    rows: list[list[object]] = [head]
    truth: dict[str, list[float]] = {one.replace("\n", " "): [], two: []}
    for person in range(210):
        begun = START + timedelta(hours=person)
        a, b = rated(chance, 2, 7)
        meetings = "".join(f"{m};" for m in chance.sample(["Fall", "Spring", "May"], k=2))
        known = "" if person % 11 == 0 else b
        thanks = "Thank you" if person % 10 == 0 else ""
        lead = [person + 1, begun, begun + timedelta(minutes=4), "anonymous", "", "", ""]
        rows.append([*lead, a, "", "", known, meetings, thanks])
        truth[one.replace("\n", " ")].append(a)
        if known:
            truth[two].append(b)
    return Made("Member survey.xlsx", as_xlsx(rows), truth, 210, 21, points=7)


def surveymonkey_condensed() -> Made:
    """Two heading lines, newest first, numbers with words, a repeated respondent, empty lines."""
    chance = Random(3)
    top = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
           "Email Address", "First Name", "Last Name", "Custom Data 1",
           'Rate the "services", please', "", "", "Anything else?"]  # fmt: skip
    parts = ["", "", "", "", "", "", "", "", "", "Relevance", "Practicality", "Usefulness",
             "Open-Ended Response"]  # fmt: skip
    labels = ("1 - Poor", "2", "3", "4", "5 - Excellent")
    truth: dict[str, list[float]] = {name: [] for name in parts[9:12]}
    lines: list[list[object]] = []
    for person in range(205):
        sent = f"{START + timedelta(hours=person):%m/%d/%Y %I:%M:%S %p}"
        lead = [str(11800000000 + person), "417", sent, sent, "10.0.0.1", "", "", "", ""]
        ratings = rated(chance, 3)
        for name, rating in zip(truth, ratings, strict=True):
            truth[name].append(rating)
        lines.append([*lead, *(labels[r - 1] for r in ratings), ""])
    twice = list(lines[40])
    twice[3], twice[9] = "03/01/2027 08:00:00 AM", "1 - Poor"
    empty = ["11900000000", "417", "04/02/2027 08:00:00 AM", "04/02/2027 08:00:00 AM",
             *[""] * 9]  # fmt: skip
    lines = [*reversed(lines), twice, empty]
    shown = {f'Rate the "services", please [{name}]': ratings for name, ratings in truth.items()}
    return Made("Survey export.csv", as_csv([top, parts, *lines]), shown, 205, 0)


def surveymonkey_expanded() -> Made:
    """One column for every possible answer, and a question with several answers."""
    chance = Random(4)
    question = "IMEC's services are relevant to my work"
    options = (*AGREE, "N/A")
    top = ["Respondent ID", "Collector ID", "Start Date", "End Date", question,
           *[""] * 5, "What do you use?", "", "", "Comments"]  # fmt: skip
    parts = [*[""] * 4, *options, "Webinars", "Meetings", "Other (please specify)",
             "Open-Ended Response"]  # fmt: skip
    truth: list[float] = []
    rows: list[list[object]] = [top, parts]
    for person in range(220):
        when = START + timedelta(hours=person)
        chosen = 5 if chance.random() < 0.06 else rated(chance, 1)[0] - 1
        ticks = [options[place] if place == chosen else "" for place in range(6)]
        if chosen < 5:
            truth.append(chosen + 1)
        uses = ["Webinars" if person % 2 else "", "Meetings" if person % 3 else "",
                "the library of the institute" if person % 50 == 0 else ""]  # fmt: skip
        comment = "Good" if not person else ""
        rows.append([990000 + person, 417, when, when, *ticks, *uses, comment])
    return Made("Expanded.xlsx", as_xlsx(rows), {question: truth}, 220, 5 + 1)


def plain_semicolons() -> Made:
    """Titles above, semicolons, Windows letters, decimal commas, counted from 0."""
    chance = Random(5)
    head = ["Nº", "Fecha de envío", "¿Qué tan relevantes son los servicios?", "Utilidad",
            "Región", "Comentarios"]  # fmt: skip
    rows: list[list[object]] = [["Encuesta anual de socios"], [], head]
    truth: dict[str, list[float]] = {str(head[2]): [], "Utilidad": []}
    for person in range(240):
        a, b = rated(chance, 2)
        shown = "No aplica" if person % 16 == 5 else f"{a - 1},0"
        half = f"{b - 1},5" if person % 9 == 0 and b < 5 else str(b - 1)
        region = ("Norte", "Sur", "Península")[person % 3] if person % 60 else "Isla"
        rows.append([person + 1, f"{13 + person % 15}/04/2027", shown, half, region, ""])
        if shown != "No aplica":
            truth[str(head[2])].append(a)
        truth["Utilidad"].append(b + (0.5 if "5" in half.partition(",")[2] else 0))
    data = as_csv(rows, delimiter=";", encoding="cp1252")
    return Made("encuesta.csv", data, truth, 240, 0)


def plain_reversed() -> Made:
    """Tabs in UTF-16, 1 is the best answer by the heading's words, a range in the heading."""
    chance = Random(6)
    one, two = "Relevance of the newsletter (1 = excellent, 5 = poor)", "Overall value, 1 to 5"
    rows: list[list[object]] = [["Respondent", one, two]]
    truth: dict[str, list[float]] = {one: [], two: []}
    for person in range(200):
        a, b = rated(chance, 2)
        rows.append([f"R{person:03}", 6 - a, min(b, 4)])
        truth[one].append(a)
        truth[two].append(min(b, 4))
    return Made("table.txt", as_csv(rows, delimiter="\t", encoding="utf-16"), truth, 200, 0)


MAKERS: Mapping[str, Callable[[], Made]] = {
    "Google Forms": google_forms,
    "Microsoft Forms": microsoft_forms,
    "SurveyMonkey, condensed": surveymonkey_condensed,
    "SurveyMonkey, expanded": surveymonkey_expanded,
    "plain table, semicolons": plain_semicolons,
    "plain table, turned round": plain_reversed,
}
