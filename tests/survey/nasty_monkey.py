"""SurveyMonkey, Qualtrics, Typeform, Jotform and LimeSurvey at their worst."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tests.survey.made_exports import as_csv
from tests.survey.nasty import AGREE, Crowd, Nasty, Row, moment
from tests.survey.sheets import as_book

MONKEY = "SurveyMonkey"
LEAD = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
        "First Name", "Last Name", "Custom Data 1"]  # fmt: skip
ROWS = {"relevance": "Relevance to your work", "practicality": "Practicality",
        "usefulness": "Usefulness"}  # fmt: skip
ADJECTIVES = {"relevance": "relevant", "practicality": "practical", "usefulness": "useful"}
DEAL = ("None at all", "A little", "A moderate amount", "A lot", "A great deal")


def lead(person: int, email: str = "") -> list[object]:
    """The platform's own cells of a line."""
    when = f"{moment(person):%m/%d/%Y %I:%M:%S %p}"
    return [11_500_000_000 + person, 417_000_000, when, when, "10.1.2.3", email, "", "", ""]


def monkey_blank_second_line() -> Nasty:
    """Condensed and numeric: the second heading line is wholly blank; partial answers."""
    crowd = Crowd(201)
    titles = {word: f"How would you rate our services for {word}, overall?" for word in ROWS}
    rows: list[Row] = [[*LEAD, *titles.values(), "Other thoughts?"], [""] * 13]
    for person in range(215):
        answers = [
            crowd.rate(title, "12345") if person % 12 < 10 or place == 0 else ""
            for place, title in enumerate(titles.values())
        ]
        rows.append([*lead(person), *answers, "ok" if person == 7 else ""])
    return Nasty("IMEC 2027.csv", as_csv(rows), crowd.truth, 215, MONKEY, 1, words=titles)


def monkey_matrix_workbook() -> Nasty:
    """A matrix in words with N/A; merged question cells, tags and line breaks in headings."""
    crowd = Crowd(202)
    question = '<strong>Please rate</strong> our services,\n"all things" considered'
    shown = 'Please rate our services, "all things" considered'
    top = [*LEAD, question, "", "", "What else?"]
    second = [*[""] * 9, *ROWS.values(), "Open-Ended Response"]
    labels = ("Very low quality", "Low quality", "Neither high nor low quality", "High quality",
              "Very high quality")  # fmt: skip
    rows: list[Row] = [top, second]
    for person in range(208):
        answers = [
            crowd.rate(f"{shown} [{row}]", labels, blank=0.08, gone=["N/A"])
            for row in ROWS.values()
        ]
        cells = lead(person)
        cells[2] = cells[3] = moment(person)
        rows.append([*cells, *answers, f"Thanks {person}" if person % 25 == 0 else ""])
    return Nasty("Data_All_270401.xlsx", as_book({"Sheet": rows}, merged=["J1:L1"]), crowd.truth,
                 208, MONKEY, 9,
                 words={word: f"{shown} [{row}]" for word, row in ROWS.items()})  # fmt: skip


def monkey_expanded_numbers() -> Nasty:
    """One column an answer, each holding its number; an answer nobody gave; N/A a column too."""
    crowd = Crowd(203)
    titles = {word: f"The services are {adjective}." for word, adjective in ADJECTIVES.items()}
    top: list[object] = list(LEAD)
    second: list[object] = [""] * 9
    for title in titles.values():
        top += [title, *[""] * 5]
        second += [*AGREE, "N/A"]
    rows: list[Row] = [top, second]
    for person in range(204):
        cells = lead(person)
        for title in titles.values():
            # Nobody disagrees strongly.
            given = crowd.rate(title, (2, 3, 4, 5), (2, 3, 4, 5), blank=0.1, gone=["N/A"])
            cells += [given if given == n else "" for n in (1, 2, 3, 4, 5)]
            cells.append("N/A" if given == "N/A" else "")
        rows.append(cells)
    return Nasty("Expanded numeric.csv", as_csv(rows), crowd.truth, 204, MONKEY, words=titles,
                 says=("answer columns were read as one question",))  # fmt: skip


def monkey_degrees() -> Nasty:
    """The tool's own "a great deal … none at all"; one person from two machines."""
    crowd = Crowd(204, lean=3)
    titles = {"relevance": "How much of what we offer is relevant to you?",
              "practicality": "How much of it is practical?",
              "usefulness": "How much of it do you find useful?"}  # fmt: skip
    rows: list[Row] = [[*LEAD, *titles.values()], [*[""] * 9, *["Response"] * 3]]
    for person in range(30):
        answers = [crowd.rate(title, DEAL) for title in titles.values()]
        rows.append([*lead(person, f"m{person}@state.org"), *answers])
    rows.append([*lead(0, "M29@State.org"), *[DEAL[0]] * 3])
    rows[-1] = [12_000_000_000, *list(rows[-1])[1:]]
    return Nasty("degrees.csv", as_csv(rows), crowd.truth, 30, MONKEY, words=titles,
                 says=("the same person answered again",))  # fmt: skip


def monkey_spanish() -> Nasty:
    """The platform in Spanish."""
    crowd = Crowd(205)
    top = ["ID de respondiente", "ID de recopilador", "Fecha de inicio", "Fecha de finalización",
           "Dirección IP", "Dirección de correo electrónico", "Nombre", "Apellido",
           "Datos personalizados 1", "Valore nuestros servicios", "", ""]  # fmt: skip
    parts = ("Relevancia", "Practicidad", "Utilidad")
    rows: list[Row] = [top, [*[""] * 9, *parts]]
    labels = ("Muy malo", "Malo", "Regular", "Bueno", "Muy bueno")
    for person in range(202):
        answers = [
            crowd.rate(f"Valore nuestros servicios [{part}]", labels, blank=0.05, gone=["N/C"])
            for part in parts
        ]
        rows.append([*lead(person), *answers])
    words = {
        word: f"Valore nuestros servicios [{part}]" for word, part in zip(ROWS, parts, strict=True)
    }
    return Nasty("encuesta.csv", as_csv(rows, encoding="utf-8-sig"), crowd.truth, 202, MONKEY,
                 words=words)  # fmt: skip


def qualtrics() -> Nasty:
    """Three heading lines, a preview answer, unfinished answers, -99 for no answer."""
    crowd = Crowd(206)
    titles = {word: f"Please rate our services - {row}" for word, row in ROWS.items()}
    own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
           "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName",
           "RecipientEmail", "ExternalReference", "LocationLatitude", "LocationLongitude",
           "DistributionChannel", "UserLanguage"]  # fmt: skip
    said = ["Start Date", "End Date", "Response Type", "IP Address", "Progress",
            "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
            "Recipient Last Name", "Recipient First Name", "Recipient Email",
            "External Data Reference", "Location Latitude", "Location Longitude",
            "Distribution Channel", "User Language"]  # fmt: skip
    codes = ["Q1_1", "Q1_2", "Q1_3", "Q2"]
    ids = [json.dumps({"ImportId": name}) for name in (*own, *codes)]
    rows: list[Row] = [[*own, *codes], [*said, *titles.values(), "Anything else?"], ids]
    for person in range(205):
        when = f"{moment(person):%Y-%m-%d %H:%M:%S}"
        finished = person % 20 != 19
        facts = [when, when, "IP Address", "10.0.0.9", 100 if finished else 40, 180,
                 finished, when, f"R_{person:08}", "", "", "", "", "41.5", "-93.6", "anonymous",
                 "EN"]  # fmt: skip
        answers = [
            crowd.rate(title, "12345", blank=0.06, gone=["-99"])
            if finished or place == 0 else "" for place, title in enumerate(titles.values())
        ]  # fmt: skip
        rows.append([*facts, *answers, "Fine" if person % 41 == 1 else ""])
    preview = [*["2027-03-01 08:00:00"] * 2, "Survey Preview", "", 100, 20, True,
               "2027-03-01 08:00:00", "R_preview", *[""] * 6, "preview", "EN", 1, 1, 1,
               "x"]  # fmt: skip
    rows.insert(3, preview)
    return Nasty("IMEC+Annual_April 30, 2027_10.15.csv", as_csv(rows), crowd.truth, 205,
                 "Qualtrics", 5, words=titles, says=("preview", "-99"))  # fmt: skip


def typeform() -> Nasty:
    """A code for every answer, tags and a network id; zero to ten and one to five."""
    crowd = Crowd(207)
    titles = {word: f"On a scale from 1 to 5, how {adjective} are our services?"
              for word, adjective in ADJECTIVES.items()}  # fmt: skip
    recommend = "How likely is it that you recommend us?"
    head = ["#", *titles.values(), recommend, "What do you miss?", "Response Type",
            "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID",
            "Tags"]  # fmt: skip
    rows: list[Row] = [head]
    for person in range(210):
        when = f"{moment(person):%Y-%m-%d %H:%M:%S}"
        answers = [crowd.rate(title, (1, 2, 3, 4, 5)) for title in titles.values()]
        nps = crowd.rate(recommend, range(1, 11), range(1, 11))
        missing = f"More webinars, at least {person}" if person % 70 == 2 else ""
        rows.append([f"{person:032x}", *answers, nps, missing, "completed", when, "", when,
                     f"{person % 50:010x}", ""])  # fmt: skip
    return Nasty("responses.csv", as_csv(rows), crowd.truth, 210, "plain table", 3,
                 high={recommend: 10}, low={recommend: 0}, words=titles)  # fmt: skip


def jotform() -> Nasty:
    """Statements behind ">>", a first and a last name, one person twice."""
    crowd = Crowd(208)
    titles = {word: f"Please rate our services [{row}]" for word, row in ROWS.items()}
    head = ["Submission Date", "First Name", "Last Name", "E-mail",
            *(f"Please rate our services >> {row}" for row in ROWS.values()), "Comments",
            "Submission ID"]  # fmt: skip
    labels = ("Not Satisfied", "Somewhat Satisfied", "Satisfied", "Very Satisfied")
    rows: list[Row] = [head]
    for person in range(201):
        answers = [crowd.rate(title, labels) for title in titles.values()]
        rows.append([f"{moment(person):%b %d, %Y}", f"Ann{person}", "Lee", "", *answers, "",
                     5_000_000_000 + person])  # fmt: skip
    return Nasty("Member_Survey2027-04-30.csv", as_csv(rows), crowd.truth, 201, "plain table",
                 high=dict.fromkeys(titles.values(), 4), words=titles)  # fmt: skip


def lime_survey() -> Nasty:
    """Question codes before the words, unfinished answers without a date."""
    crowd = Crowd(209)
    head = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page",
            "startlanguage. Start language", "seed. Seed",
            *(f"G1Q1[SQ00{n}]. Please rate our services. [{row}]"
              for n, row in enumerate(ROWS.values(), 1)),
            "G2Q1. Comments"]  # fmt: skip
    shown = {word: f"G1Q1[SQ00{n}]. Please rate our services. [{row}]"
             for n, (word, row) in enumerate(ROWS.items(), 1)}  # fmt: skip
    rows: list[Row] = [head]
    for person in range(203):
        when = f"{moment(person):%Y-%m-%d %H:%M:%S}" if person % 30 else ""
        answers = [crowd.rate(title, AGREE, blank=0.02) for title in shown.values()]
        rows.append([person + 1, when, 2, "en", 1_000_003 * person, *answers,
                     "Good" if person == 5 else ""])  # fmt: skip
    return Nasty("results-survey123.csv", as_csv(rows), crowd.truth, 203, "plain table", 1,
                 words=shown)  # fmt: skip


MAKERS: Mapping[str, Callable[[], Nasty]] = {
    "SurveyMonkey, second line blank": monkey_blank_second_line,
    "SurveyMonkey, matrix in a workbook": monkey_matrix_workbook,
    "SurveyMonkey, expanded numbers": monkey_expanded_numbers,
    "SurveyMonkey, a great deal": monkey_degrees,
    "SurveyMonkey in Spanish": monkey_spanish,
    "Qualtrics": qualtrics,
    "Typeform": typeform,
    "Jotform": jotform,
    "LimeSurvey": lime_survey,
}
