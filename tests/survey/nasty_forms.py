"""Google Forms and Microsoft Forms at their worst."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.survey.made_exports import as_csv
from tests.survey.nasty import ACUERDO, AGREE, Crowd, Nasty, Row, moment
from tests.survey.sheets import as_book

GOOGLE, MICROSOFT = "Google Forms", "Microsoft Forms"
SERVICES = ("Webinars", "Meetings, in person", "Newsletter")


def google_spanish() -> Nasty:
    """Spanish throughout, no answer in four ways, one person twice under another spelling."""
    crowd = Crowd(101)
    grid = "Valore los servicios de IMEC:\n¿qué tanto está de acuerdo?"
    shown = "Valore los servicios de IMEC: ¿qué tanto está de acuerdo?"
    rows_of = {"relevance": "Son pertinentes para mi trabajo", "practicality": "Son prácticos",
               "usefulness": "Son útiles"}  # fmt: skip
    asked = [f"{grid} [{row}]" for row in rows_of.values()]
    head = ["Marca temporal", "Dirección de correo electrónico", *asked, "¿Algo más?"]
    gone = ("No aplica", "No sabe / No contesta", "NS/NC", "Prefiero no responder")
    rows: list[Row] = [head]
    comments = 0
    for person in range(212):
        answers = [
            crowd.rate(f"{shown} [{row}]", ACUERDO, blank=0.12, gone=gone)
            for row in rows_of.values()
        ]
        said = f"Más talleres en español, por favor ({person})" if person % 9 == 0 else ""
        comments += bool(said)
        when = f"{moment(person):%d/%m/%Y %H:%M:%S}"
        rows.append([when, f"socio{person}@estado.gob", *answers, said])
    again = list(rows[50])
    again[0], again[1] = "20/03/2027 7:00:00", "SOCIO49@Estado.gob "
    rows.insert(1, [*again[:2], *[ACUERDO[0]] * 3, ""])
    truth = crowd.truth
    return Nasty(
        "Encuesta anual 2027 (respuestas) - Respuestas de formulario 1.csv", as_csv(rows), truth,
        212, GOOGLE, comments, words={word: f"{shown} [{row}]" for word, row in rows_of.items()},
        says=("the same person answered again", '× no answer ("'),
    )  # fmt: skip


def google_quiz() -> Nasty:
    """A form that was set up as a quiz: a score and a feedback column after every question."""
    crowd = Crowd(102, lean=3)
    titles = {"relevance": "How relevant are IMEC's services to you?",
              "practicality": "How practical are they?",
              "usefulness": "How useful are they?"}  # fmt: skip
    head: list[object] = ["Timestamp", "Username", "Total score"]
    for title in [*titles.values(), "What would you change?"]:
        head += [title, f"{title} [Score]", f"{title} [Feedback]"]
    rows: list[Row] = [head]
    for person in range(206):
        cells: list[object] = [f"{moment(person):%Y/%m/%d %I:%M:%S %p} GMT-5",
                               f"m{person}@state.org", "0.00 / 0"]  # fmt: skip
        for title in titles.values():
            cells += [crowd.rate(title, "12345"), "-- / 0", ""]
        said = f"Not sure why newsletter {person} was printed" if person % 50 == 3 else ""
        rows.append([*cells, said, "-- / 0", ""])
    return Nasty("Annual survey.csv", as_csv(rows), crowd.truth, 206, GOOGLE, 5, words=titles)


def google_workbook() -> Nasty:
    """The response sheet beside a fuller list of codes and a half-hidden filter."""
    crowd = Crowd(103)
    titles = {"relevance": "Relevance of our services (1 to 5)",
              "practicality": "Practicality of our services (1 to 5)",
              "usefulness": "Usefulness of our services (1 to 5)"}  # fmt: skip
    recommend = "How likely are you to recommend IMEC to a colleague?"
    head = ["Timestamp", *titles.values(), recommend, "Which services do you use?", ""]
    rows: list[Row] = [head]
    for person in range(220):
        ratings = [crowd.rate(title, (1, 2, 3, 4, 5), blank=0.05) for title in titles.values()]
        nps = crowd.rate(recommend, range(1, 11), range(1, 11))
        checked = "ok" if person % 3 == 0 else ""
        rows.append([moment(person), *ratings, nps, ", ".join(crowd.some(SERVICES)), checked])
    codes: list[Row] = [["Code", "State", "Region", "Director", "Town"],
                        *([n, f"State {n}", f"Region {n % 7}", f"Ann {n}", f"Town {n}"]
                          for n in range(900))]  # fmt: skip
    data = as_book({"Codes": codes, "Form Responses 1": rows}, hidden_rows=range(40, 60))
    return Nasty(
        "IMEC Annual Member Survey (Responses).xlsx", data, crowd.truth, 220, GOOGLE,
        high={recommend: 10}, low={recommend: 0}, words=titles,
        says=('the sheet "Form Responses 1" was read', "hidden"),
    )  # fmt: skip


def google_bilingual() -> Nasty:
    """Saved from Excel as "Unicode text": tabs, UTF-16, answers in two languages in one cell."""
    crowd = Crowd(104)
    labels = [f"{en} / {es}" for en, es in zip(AGREE, ACUERDO, strict=True)]
    titles = {"relevance": "The services are relevant / Los servicios son pertinentes",
              "practicality": "The services are practical / Los servicios son prácticos",
              "usefulness": "The services are useful / Los servicios son útiles"}  # fmt: skip
    rows: list[Row] = [["Timestamp", *titles.values(), "Comments / Comentarios"]]
    for person in range(203):
        answers = [
            crowd.rate(title, labels, blank=0.06, gone=["N/A / No aplica"])
            for title in titles.values()
        ]
        said = "Gracias / Thank you" if person % 40 == 1 else ""
        rows.append([f"{moment(person):%m/%d/%Y %H:%M:%S}", *answers, said])
    data = as_csv(rows, delimiter="\t", encoding="utf-16")
    return Nasty("annual survey.txt", data, crowd.truth, 203, GOOGLE, 6, words=titles)


def google_french() -> Nasty:
    """A French form: its headings are known, its words too."""
    crowd = Crowd(105)
    labels = ("Pas du tout d'accord", "Pas d'accord", "Neutre", "D’accord", "Tout à fait d'accord")
    titles = {"relevance": "Les services sont pertinents", "practicality": "Ils sont pratiques",
              "usefulness": "Ils sont utiles"}  # fmt: skip
    rows: list[Row] = [["Horodateur", "Adresse e-mail", *titles.values()]]
    for person in range(48):
        answers = [
            crowd.rate(title, labels, blank=0.1, gone=["Sans objet", "Ne sais pas"])
            for title in titles.values()
        ]
        when = f"{moment(person):%d/%m/%Y %H:%M:%S}"
        rows.append([when, f"membre{person}@ecole.fr", *answers])
    return Nasty("Sondage.csv", as_csv(rows, ";"), crowd.truth, 48, GOOGLE, words=titles)


def microsoft_likert() -> Nasty:
    """A Likert matrix is one column a statement; non-breaking spaces; several answers end in ;"""
    crowd = Crowd(106)
    labels = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
            "The services are\xa0relevant to my work\n", "The services are\xa0practical",
            "The services are\xa0useful", "The services are\xa0useful2",
            "Which services do you use?", "Is there anything else?"]  # fmt: skip
    shown = [str(title).replace("\xa0", " ").strip() for title in head[6:10]]
    rows: list[Row] = [head]
    comments = 0
    for person in range(225):
        if person % 10 == 4:  # sent without the matrix
            answers: list[object] = [""] * 4
        else:
            answers = [crowd.rate(title, labels, blank=0.03) for title in shown]
        uses = "".join(f"{service};" for service in crowd.some(SERVICES))
        said = "Keep\nit\nup" if person % 30 == 0 else ""
        comments += bool(said)
        when = moment(person)
        rows.append([person + 1, when, when, "anonymous", "", "", *answers, uses, said])
    words = {"relevance": shown[0], "practicality": shown[1]}
    return Nasty("IMEC survey(1-225).xlsx", as_book({"Sheet1": rows}), crowd.truth, 225,
                 MICROSOFT, comments, words=words)  # fmt: skip


def microsoft_quiz() -> Nasty:
    """Points and feedback after every question; the same person sends twice."""
    crowd = Crowd(107)
    titles = {"relevance": "How relevant was the session?", "practicality": "How practical was it?",
              "usefulness": "How useful was it?"}  # fmt: skip
    labels = [f"{word} {kind}" for kind in ("useful",) for word in
              ("Not at all", "Slightly", "Moderately", "Very", "Extremely")]  # fmt: skip
    head: list[object] = ["ID", "Start time", "Completion time", "Email", "Name", "Total points",
                          "Quiz feedback", "Grade posted time"]  # fmt: skip
    for title in titles.values():
        head += [title, f"Points - {title}", f"Feedback - {title}"]
    rows: list[Row] = [head]
    for person in range(31):
        when = moment(person)
        lead = [person + 1, when, when, f"m{person}@state.org", f"Member {person}", 0, "", ""]
        marks = [[crowd.rate(title, labels), "0", "Thank you"] for title in titles.values()]
        rows.append([*lead, *(cell for mark in marks for cell in mark)])
    early = list(rows[9])
    early[0], early[1], early[2] = 500, moment(0), moment(0)
    for place in (8, 11, 14):
        early[place] = labels[0]
    rows.append(early)
    return Nasty("Session quiz.xlsx", as_book({"Form1": rows}), crowd.truth, 31, MICROSOFT,
                 words=titles, says=("the same person answered again",))  # fmt: skip


def microsoft_spanish() -> Nasty:
    """Saved in Spain: semicolons, Windows letters, stars and 0 to 10."""
    crowd = Crowd(108, lean=4)
    titles = {"relevance": "¿Qué tan relevantes son nuestros servicios?",
              "practicality": "¿Qué tan prácticos son?",
              "usefulness": "¿Qué tan útiles son?"}  # fmt: skip
    recommend = "¿Recomendaría IMEC a un colega?"
    head = ["Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre",
            *titles.values(), recommend, "¿Qué mejoraría?"]  # fmt: skip
    rows: list[Row] = [head]
    for person in range(207):
        when = f"{moment(person):%d/%m/%Y %H:%M:%S}"
        answers = [crowd.rate(title, "12345", blank=0.04) for title in titles.values()]
        nps = crowd.rate(recommend, range(11), range(11))
        said = f"Añadir {person} sesiones en línea" if person % 41 == 0 else ""
        rows.append([person + 1, when, when, "anonymous", "", *answers, nps, said])
    data = as_csv(rows, ";", "cp1252")
    return Nasty("Encuesta.csv", data, crowd.truth, 207, MICROSOFT, 6, high={recommend: 10},
                 low={recommend: 0}, words=titles)  # fmt: skip


def microsoft_portuguese() -> Nasty:
    """Portuguese headings and words."""
    crowd = Crowd(109)
    labels = ("Discordo totalmente", "Discordo", "Neutro", "Concordo", "Concordo totalmente")
    titles = {"relevance": "Os serviços são relevantes", "practicality": "São práticos",
              "usefulness": "São úteis"}  # fmt: skip
    rows: list[Row] = [["ID", "Hora de início", "Hora de conclusão", "Email", "Nome",
                        *titles.values()]]  # fmt: skip
    for person in range(60):
        answers = [
            crowd.rate(title, labels, blank=0.1, gone=["Não se aplica", "Não sei"])
            for title in titles.values()
        ]
        rows.append([person + 1, moment(person), moment(person), "anonymous", "", *answers])
    return Nasty("Pesquisa.xlsx", as_book({"Sheet1": rows}), crowd.truth, 60, MICROSOFT,
                 words=titles)  # fmt: skip


MAKERS: Mapping[str, Callable[[], Nasty]] = {
    "Google in Spanish": google_spanish,
    "Google quiz": google_quiz,
    "Google workbook": google_workbook,
    "Google in two languages": google_bilingual,
    "Google in French": google_french,
    "Microsoft Likert": microsoft_likert,
    "Microsoft quiz": microsoft_quiz,
    "Microsoft in Spanish": microsoft_spanish,
    "Microsoft in Portuguese": microsoft_portuguese,
}
