"""Plain tables as people make them by hand, and as other programs spoil them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tests.survey.made_exports import as_csv
from tests.survey.nasty import AGREE, Crowd, Nasty, Row, moment
from tests.survey.sheets import as_book

TABLE = "plain table"
TITLES = {"relevance": "Relevance", "practicality": "Practicality", "usefulness": "Usefulness"}


def table_of(
    seed: int,
    people: int,
    labels: Sequence[object],
    *,
    blank: float = 0.0,
    gone: Sequence[object] = (),
    values: Sequence[float] | None = None,
    titles: Mapping[str, str] = TITLES,
    lean: float = 1.0,
) -> tuple[list[Row], Crowd]:
    """Lines with a number and an answer to each question."""
    crowd = Crowd(seed, lean)
    rows: list[Row] = [["No.", *titles.values()]]
    for person in range(people):
        answers = [
            crowd.rate(title, labels, values, blank=blank, gone=gone) for title in titles.values()
        ]
        rows.append([person + 1, *answers])
    return rows, crowd


def hand_made_workbook() -> Nasty:
    """Title lines, a blank column, a hidden column, and averages below the answers."""
    rows, crowd = table_of(301, 205, (1, 2, 3, 4, 5), blank=0.05)
    shifted: list[Row] = [
        ["", "IMEC Annual Member Survey 2027"],
        ["", "Collected by the ED, May 2027; 5 is the best"],
        [],
        *(["", *row] for row in rows),
        [],
        ["", "Average", 4.21, 4.13, 4.4],
        ["", "n", 205, 203, 201],
    ]
    data = as_book({"Answers": shifted}, hidden_columns=["D"], merged=["B1:E1"])
    return Nasty("Survey by hand.xlsx", data, crowd.truth, 205, TABLE, words=TITLES,
                 says=("Average", "hidden"))  # fmt: skip


def decimal_commas() -> Nasty:
    """Semicolons, half points with a comma, a separator too many on every line."""
    rows, crowd = table_of(
        302, 202, ("1,0", "1,5", "2", "3,0", "3,5", "4", "4,5", "5,0"),
        values=(1, 1.5, 2, 3, 3.5, 4, 4.5, 5), blank=0.05, gone=("n.a.", "k.A.", "–"),
    )  # fmt: skip
    text = "sep=;\r\n" + "".join(";".join(map(str, row)) + ";;\r\n" for row in rows)
    return Nasty("Antworten.csv", text.encode("cp1252"), crowd.truth, 202, TABLE, words=TITLES)


def old_macintosh() -> Nasty:
    """Tabs, Macintosh letters, lines that end in a carriage return alone."""
    titles = {"relevance": "¿Qué tan pertinente?", "practicality": "¿Qué tan práctico?",
              "usefulness": "¿Qué tan útil?"}  # fmt: skip
    labels = ("Nada", "Poco", "Algo", "Bastante", "Mucho")
    rows, crowd = table_of(303, 201, labels, titles=titles)
    text = "\r".join("\t".join(map(str, row)) for row in rows) + "\r"
    return Nasty("viejo.txt", text.encode("mac-roman"), crowd.truth, 201, TABLE, words=titles)


def codes_for_nothing() -> Nasty:
    """9 and 99 mean no answer, the statistics program wrote NULL and 4.0."""
    rows, crowd = table_of(
        304, 230, ("1.0", "2.0", "3.0", "4.0", "5.0"), blank=0.15, gone=("99", "NULL", "#N/A", "9")
    )
    return Nasty("spss.csv", as_csv(rows), crowd.truth, 230, TABLE, words=TITLES, says=("99",))


def legend_above() -> Nasty:
    """The line above the headings says that 1 is the best answer."""
    rows, crowd = table_of(305, 220, (5, 4, 3, 2, 1))
    legend = (
        "Scale: 1 = Strongly agree, 2 = Agree, 3 = Neutral, 4 = Disagree, 5 = Strongly disagree"
    )
    return Nasty("legend.csv", as_csv([["Survey 2027"], [legend], *rows]), crowd.truth, 220, TABLE,
                 words=TITLES, says=("1 is the best answer here",))  # fmt: skip


def legend_on_another_sheet() -> Nasty:
    """The key stands on a sheet of its own."""
    rows, crowd = table_of(306, 210, (5, 4, 3, 2, 1))
    key: list[Row] = [["Key"], ["1 = Excellent"], ["2 = Good"], ["3 = Fair"], ["4 = Poor"],
                      ["5 = Very poor"]]  # fmt: skip
    return Nasty("key.xlsx", as_book({"Data": rows, "Key": key}), crowd.truth, 210, TABLE,
                 words=TITLES, says=("1 is the best answer here",))  # fmt: skip


def anchors_at_the_ends() -> Nasty:
    """Words only beside the first and the last number."""
    labels = ("1 (Not at all)", "2", "3", "4", "5 (Extremely)")
    rows, crowd = table_of(307, 206, labels, blank=0.04, gone=("Prefer not to say",))
    return Nasty("ends.csv", as_csv(rows), crowd.truth, 206, TABLE, words=TITLES)


def numbers_behind_words() -> Nasty:
    """Every way to put a number beside a word."""
    crowd = Crowd(308)
    ways = (
        ("1 - Poor", "2 - Fair", "3 - Good", "4 - Very good", "5 - Excellent"),
        ("(1) Poor", "(2) Fair", "(3) Good", "(4) Very good", "(5) Excellent"),
        ("Poor – 1", "Fair – 2", "Good – 3", "Very good – 4", "Excellent – 5"),
    )
    pairs = list(zip(TITLES.values(), ways, strict=True))
    answers = [[crowd.rate(title, way) for title, way in pairs] for _ in range(204)]
    rows: list[Row] = [list(TITLES.values()), *answers]
    return Nasty("ways.csv", as_csv(rows), crowd.truth, 204, TABLE, words=TITLES)


def pictures() -> Nasty:
    """Stars, keycaps and faces."""
    crowd = Crowd(309)
    ways = (
        ("★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★"),
        ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"),
        ("😡", "🙁", "😐", "🙂", "😀"),
    )
    rows: list[Row] = [["When", *TITLES.values()]]
    for person in range(203):
        answers = [crowd.rate(title, way) for title, way in zip(TITLES.values(), ways, strict=True)]
        rows.append([f"{moment(person):%Y-%m-%dT%H:%M:%S.%fZ}", *answers])
    return Nasty("emoji.csv", as_csv(rows), crowd.truth, 203, TABLE, words=TITLES)


def loose_spelling() -> Nasty:
    """One scale in every case and spacing people and programs come up with."""
    crowd = Crowd(310)
    spelled = (
        AGREE,
        ("STRONGLY DISAGREE", "DISAGREE", "NEUTRAL", "AGREE", "STRONGLY AGREE"),
        (
            "strongly  disagree ",
            " disagree",
            "neither agree nor disagree.",
            "agree ",
            "strongly\xa0agree",
        ),
        (
            "Strongly-Disagree",
            "Disagree\u200b",
            "Neither Agree or Disagree",
            "Agree!",
            "Strongly_Agree",
        ),
    )
    rows: list[Row] = [["", *TITLES.values(), ""]]
    for person in range(240):
        answers = [
            crowd.rate(title, spelled[person % 4], blank=0.06,
                       gone=["Don’t know", "Not Applicable (N/A)", "I don't know", "n/a."])
            for title in TITLES.values()
        ]  # fmt: skip
        rows.append([f"R{person}", *answers, ""])
    return Nasty("loose.csv", as_csv(rows), crowd.truth, 240, TABLE, words=TITLES)


def sliders() -> Nasty:
    """Percentages from a slider."""
    shares = tuple(range(0, 101, 5))
    rows, crowd = table_of(311, 220, [f"{share}%" for share in shares], values=shares, lean=0.2)
    high, low = dict.fromkeys(TITLES.values(), 100), dict.fromkeys(TITLES.values(), 0)
    return Nasty("sliders.csv", as_csv(rows), crowd.truth, 220, TABLE, high=high, low=low,
                 words=TITLES)  # fmt: skip


def opened_in_excel() -> Nasty:
    """UTF-8 read as Windows letters and saved as UTF-8 once more."""
    titles = {"relevance": "¿Qué tan pertinentes son?", "practicality": "¿Qué tan prácticos son?",
              "usefulness": "¿Qué tan útiles son?"}  # fmt: skip
    labels = ("Nada útil", "Poco útil", "Algo útil", "Muy útil", "Extremadamente útil")
    rows, crowd = table_of(312, 204, labels, titles=titles)
    data = as_csv(rows).decode("utf-8").encode().decode("cp1252", "ignore").encode()
    return Nasty("twice.csv", data, crowd.truth, 204, TABLE, words=titles)


def quoted_whole() -> Nasty:
    """Every line put in quotation marks as a whole."""
    rows, crowd = table_of(313, 201, AGREE, blank=0.05)
    lines = as_csv(rows).decode().splitlines()
    text = "\r\n".join('"' + line.replace('"', '""') + '"' for line in lines)
    return Nasty("quoted.csv", text.encode(), crowd.truth, 201, TABLE, words=TITLES)


def respondents_across() -> Nasty:
    """A question a line, a respondent a column."""
    rows, crowd = table_of(314, 40, (1, 2, 3, 4, 5))
    across = [list(line) for line in zip(*rows, strict=True)]
    across[0] = ["Question", *(f"R{n}" for n in range(1, 41))]
    return Nasty("across.csv", as_csv(across), crowd.truth, 40, TABLE, words=TITLES,
                 says=("column a respondent",))  # fmt: skip


def seven_points() -> Nasty:
    """Seven points, by the heading where nobody gave more than 5."""
    titles = {"relevance": "Relevance", "practicality": "Practicality",
              "usefulness": "Usefulness (1-7)"}  # fmt: skip
    crowd = Crowd(315)
    rows: list[Row] = [["ID", *titles.values()]]
    for person in range(205):
        a = crowd.rate("Relevance", range(1, 8))
        b = crowd.rate("Practicality", range(1, 8))
        c = crowd.rate("Usefulness (1-7)", range(1, 6))
        rows.append([person, a, b, c])
    return Nasty("seven.csv", as_csv(rows), crowd.truth, 205, TABLE, words=titles,
                 high=dict.fromkeys(titles.values(), 7))  # fmt: skip


def broken_letter() -> Nasty:
    """UTF-8 with one byte lost on the way."""
    titles = {"relevance": "Relevance (señal)", "practicality": "Practicality", "usefulness": "Use"}
    rows, crowd = table_of(316, 200, AGREE, titles=titles)
    text = as_csv([[*rows[0], "Comments"], *([*row, "añadir más"] for row in rows[1:])])
    at = text.rfind("añadir".encode()) + 1
    data = text[:at] + text[at + 1 :]
    words = {"relevance": titles["relevance"], "practicality": "Practicality"}
    return Nasty("lost.csv", data, crowd.truth, 200, TABLE, 200, words=words, says=("letter",))


def stray_quote() -> Nasty:
    """A comment begins with a quotation mark that is never closed."""
    rows, crowd = table_of(317, 202, (1, 2, 3, 4, 5))
    lines = [",".join(map(str, row)) for row in rows]
    lines[0] += ",Comments"
    for place in range(1, len(lines)):
        lines[place] += "," + ('"Great, they said' if place == 90 else "")
    return Nasty("quote.csv", "\n".join(lines).encode(), crowd.truth, 202, TABLE, 1, words=TITLES)


def yes_no_beside() -> Nasty:
    """Yes or no, agree or disagree, roles and letters beside three rated questions."""
    rows, crowd = table_of(318, 206, ("Never", "Rarely", "Sometimes", "Usually", "Always"))
    rows[0] = [*rows[0], "Member?", "I agree to be contacted", "Role", "Group", "Age"]
    for place in range(1, len(rows)):
        more = [("Yes", "No")[place % 2], ("Agree", "Disagree")[place % 3 == 0],
                ("Director", "Recruiter", "Teacher")[place % 3], "ABCD"[place % 4]]  # fmt: skip
        rows[place] = [*rows[place], *more, 30 + place % 9]
    return Nasty("mixed.csv", as_csv(rows), crowd.truth, 206, TABLE, words=TITLES)


MAKERS: Mapping[str, Callable[[], Nasty]] = {
    "made by hand": hand_made_workbook,
    "decimal commas": decimal_commas,
    "old Macintosh": old_macintosh,
    "codes for no answer": codes_for_nothing,
    "legend above": legend_above,
    "legend on another sheet": legend_on_another_sheet,
    "anchors at the ends": anchors_at_the_ends,
    "numbers beside words": numbers_behind_words,
    "stars, keycaps, faces": pictures,
    "loose spelling": loose_spelling,
    "sliders": sliders,
    "opened in Excel": opened_in_excel,
    "lines in quotation marks": quoted_whole,
    "respondents across": respondents_across,
    "seven points": seven_points,
    "a broken letter": broken_letter,
    "a stray quotation mark": stray_quote,
    "yes and no beside": yes_no_beside,
}
