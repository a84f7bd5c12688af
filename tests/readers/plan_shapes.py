"""Plans in shapes of other organisations, invented for the tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plan_documents import (
    delete_change,
    insert_change,
    new_document,
    numbered,
    numbered_list,
    rows,
    saved,
    table,
    text_box,
    workbook,
)


def strategies_and_committees() -> bytes:
    """Goals as headings; strategy | action | committee | indicator, strategies merged down."""
    document = new_document()
    document.add_heading("Art Teachers League Strategic Plan 2026-2029", 0)
    document.add_paragraph("Mission")
    document.add_paragraph("We bring art to every classroom in the state.")
    heads = ["Strategy", "Action", "Committee", "Indicator"]
    document.add_heading("Goal 1: Learning", 1)
    table(
        document,
        [
            heads,
            ["Grow the annual convention", "Offer regional workshops each fall", "Convention",
             "Number of workshops"],
            ["^", "Record keynote talks for members", "Media", "Talks online"],
            ["Reach new teachers", "Pair every new member with a mentor", "Membership",
             "Share of new members paired"],
        ],
    )  # fmt: skip
    document.add_heading("Goal 2: Advocacy", 1)
    table(
        document,
        [
            heads,
            ["Speak for the arts", "Visit ten legislators by March", "Advocacy", "Visits made"],
            ["Speak for the arts", "Publish a yearly position paper", "Board", "Paper published"],
        ],
    )
    return saved(document)


def one_row_an_action() -> bytes:
    """Action Steps | Person(s) | Timeline | Outcomes | Expenses | Evidence, by objective."""
    document = new_document()
    document.add_paragraph("Reading Council Strategic Plan")
    heads = ["Action Steps", "Person(s) Responsible", "Timeline", "Outcomes", "Projected Expenses",
             "Evidence"]  # fmt: skip
    for objective, body in (
        (
            "Objective 1: Increase membership among early career teachers.",
            [
                ["Create a brochure for colleges", "Membership chair", "March 2015-June 2017",
                 "More student members", "$400", "Copies handed out"],
                ["Visit three campuses", "President", "November 2015", "Contacts made",
                 "Mileage", "Sign-in sheets"],
            ],
        ),
        (
            "Objective 2: Strengthen local councils.",
            [
                ["Hold a leadership day", "Vice president", "Annually in August",
                 "Councils have officers", "$1,200", "Agenda and evaluation"],
            ],
        ),
    ):  # fmt: skip
        document.add_paragraph(objective)
        table(document, [heads, *body])
        document.add_paragraph("")
    return saved(document)


def indicators_of_a_district() -> bytes:
    """Baseline | indicator | status | why | goal: no column says what is to be done."""

    def write(sheet: Any, book: Any) -> None:
        percent = book.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, ["District 200 Vision Plan: Student Learning"])
        sheet.write_row(2, 0, ["Baseline", "Indicator", "2026 Status", "Why / Explanation", "Goal"])
        for at, (base, indicator, status, why, goal) in enumerate(
            [
                (0.62, "Third graders who read at grade level", 0.66, "New phonics units", 0.8),
                (0.88, "Students who graduate in four years", 0.9, "Credit recovery", 0.95),
            ],
            start=3,
        ):
            sheet.write(at, 0, base, percent)
            sheet.write(at, 1, indicator)
            sheet.write(at, 2, status, percent)
            sheet.write(at, 3, why)
            sheet.write(at, 4, goal, percent)

    return workbook({"Indicators": write})


def whole_plan_in_one_table() -> bytes:
    """Focus area | goal | action | lead | due | budget, upper levels merged down."""
    document = new_document()
    document.add_heading("Riverbend Library Strategic Plan", 0)
    table(
        document,
        [
            ["Focus Area", "Goal", "Action", "Lead", "Due", "Budget"],
            ["Collections", "Offer what readers ask for", "Survey readers each spring", "Director",
             "Spring 2027", "$500"],
            ["^", "^", "Buy more large print", "Head of adult services", "June 30, 2027", "$4,000"],
            ["^", "Share across branches", "Move books weekly", "Circulation", "Ongoing", ""],
            ["Community", "Welcome newcomers", "Hold a monthly newcomers' tea", "Outreach",
             "Monthly", "$50 a month"],
        ],
    )  # fmt: skip
    return saved(document)


OUTLINE = """\
HARBOR FOOD BANK
STRATEGIC PLAN FY26-FY28

Approved by the Board of Directors on June 12, 2025

I. FEEDING PEOPLE

   A. Reach every neighborhood in the county with at least one distribution
      site that people can walk to.

      1. Open a mobile pantry on the east side by October 2026, with a second
         route added when volunteers allow.
      2. Sign agreements with three churches (Lead: Operations Director; Due: Spring 2026).

   B. Offer food that people want to eat.

      1. Survey guests twice a year.
      2. Buy fresh produce from local farms during the growing season and
         report pounds bought each quarter.

II. STEADY FUNDING

   A. Double the number of monthly donors.

      1. Launch a monthly giving club.
      2. Call lapsed donors every January.

   B. Build a reserve of six months.

      1. Adopt a reserve policy by December 2025.
"""


def roman_outline() -> bytes:
    """A hard-wrapped outline: I. / A. / 1."""
    return OUTLINE.encode()


def automatic_numbers() -> bytes:
    """Word's own numbering: 1. / 1.1 / a)."""
    document = new_document()
    document.add_paragraph("Valley Conservancy Action Plan")
    key = numbered_list(
        document, [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")]
    )
    for level, text in (
        (0, "Land"),
        (1, "Protect the river corridor"),
        (2, "Map parcels along the river"),
        (2, "Meet every landowner once a year"),
        (1, "Care for what we own"),
        (2, "Walk each preserve in May and October"),
        (0, "People"),
        (1, "Grow our circle of volunteers"),
        (2, "Train crew leaders"),
        (2, "Thank volunteers at the annual dinner"),
    ):
        numbered(document, key, level, text)
    return saved(document)


def bullets_under_goals() -> bytes:
    """Headings for areas and goals, bullets for actions, "Lead:" and "Timeline:" lines."""
    document = new_document()
    document.add_heading("Lakeside Schools Strategic Plan", 0)
    document.add_heading("Our Vision", 1)
    document.add_paragraph("Every child known by name.")
    document.add_heading("Student Success", 1)
    document.add_paragraph("Students leave us ready for what they choose next.")
    document.add_heading("All students read well by grade three", 2)
    document.add_paragraph("Lead: Curriculum Director")
    for text in (
        "Adopt one phonics program",
        "Train all K-3 teachers",
        "Screen three times a year",
    ):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Every graduate has a plan", 2)
    document.add_paragraph("Meet each senior twice", style="List Bullet")
    document.add_paragraph("once in fall", style="List Bullet 2")
    document.add_paragraph("once in spring", style="List Bullet 2")
    document.add_heading("Safe Schools", 1)
    document.add_heading("Every building is safe", 2)
    document.add_paragraph("Hold drills monthly", style="List Bullet")
    document.add_paragraph("Replace door locks by FY27", style="List Bullet")
    return saved(document)


def table_over_two_pages() -> bytes:
    """A table that goes on in a second table without headings; one row goes on too."""
    document = new_document()
    document.add_paragraph("Clinic Network Work Plan")
    document.add_paragraph("Priority 1: Access to care")
    table(
        document,
        [
            ["Task", "Who", "By when", "Evidence"],
            ["Extend evening hours at two sites", "Clinic manager", "Sept 2026", "Posted hours"],
            ["Hire a second interpreter", "HR director", "Winter 2026", "Offer letter"],
        ],
    )
    document.add_paragraph("")
    table(
        document,
        [
            ["", "and the clinic lead", "", ""],
            ["Open an advice line", "Nurse supervisor", "Ongoing", "Call log"],
        ],
    )
    return saved(document)


def one_sheet_per_area() -> bytes:
    """Two heading rows, merged cells, spacer rows and columns, a sheet for each area, a key."""

    def area(goal: str, actions: list[tuple[str, str, str, str, str]]) -> Callable[..., None]:
        def write(sheet: Any, book: Any) -> None:
            form = book.add_format({"bold": True})
            sheet.merge_range(0, 0, 0, 6, "Oak County Extension Plan of Work", form)
            sheet.write(2, 0, "Goal", form)
            sheet.write(2, 1, "Activity", form)
            sheet.merge_range(2, 3, 2, 4, "Responsibility", form)
            sheet.merge_range(2, 5, 2, 6, "Schedule", form)
            for column, text in ((3, "Lead"), (4, "Support"), (5, "Start"), (6, "Finish")):
                sheet.write(3, column, text, form)
            sheet.merge_range(5, 0, 4 + len(actions) + 1, 0, goal)
            for at, (action, lead, support, start, finish) in enumerate(actions):
                sheet.write_row(5 + at + (at > 0), 1, [action, "", lead, support, start, finish])

        return write

    return workbook(
        {
            "Youth": area(
                "Young people lead",
                [("Start two new clubs", "4H", "VOL", "Fall 2026", "Spring 2027"),
                 ("Hold a leadership camp", "ED", "4H", "June 2027", "July 2027")],
            ),
            "Farms": area(
                "Farms stay in business",
                [("Teach soil testing", "AG", "VOL", "March 2027", "April 2027"),
                 ("Visit new farmers", "AG", "ED", "Monthly", "Ongoing")],
            ),
            "Key": rows([["Code", "Meaning"], ["4H", "Youth team"], ["AG", "Agriculture educator"],
                         ["ED", "Extension director"], ["VOL", "Volunteer committee"]]),
        }
    )  # fmt: skip


def coloured(*, legend: bool) -> bytes:
    """Status shown by colour, with the organisation's legend or without."""

    def write(sheet: Any, book: Any) -> None:
        fills = {
            name: book.add_format({"bg_color": code})
            for name, code in (("red", "#FF0000"), ("green", "#00B050"), ("yellow", "#FFFF00"))
        }
        sheet.write_row(0, 0, ["Objective", "Strategy", "Owner", "Due", "Status"])
        for at, (objective, strategy, owner, due, colour) in enumerate(
            [
                ("Serve members", "Answer mail in two days", "Office manager", "Ongoing", "red"),
                ("Serve members", "Renew the website", "Web committee", "May 2027", "green"),
                ("Train leaders", "Run a winter school", "Vice president", "Jan 2027", "yellow"),
            ],
            start=1,
        ):
            sheet.write_row(at, 0, [objective, strategy, owner, due])
            sheet.write_blank(at, 4, None, fills[colour])
        if legend:
            sheet.write(6, 0, "Legend")
            for at, (colour, word) in enumerate(
                (("red", "Completed"), ("green", "Underway"), ("yellow", "Not started")), start=7
            ):
                sheet.write_blank(at, 0, None, fills[colour])
                sheet.write(at, 1, word)

    return workbook({"Plan": write})


def several_in_a_cell() -> bytes:
    """Several numbered actions in one cell, dates and names line by line beside them."""
    return workbook(
        {
            "Action plan": rows(
                [
                    ["Objective 1.1 Tell our story", "", "", ""],
                    ["What will be done?", "By whom?", "By when?", "What resources do we need?"],
                    ["1. Rewrite the website\n2. Post weekly\n3. Invite the press",
                     "1. Web team\n2. Interns\n3. Director",
                     "1. June 2026\n2. Weekly\n3. Before the gala",
                     "Staff time"],
                    ["", "", "", ""],
                    ["Objective 1.2 Know our donors", "", "", ""],
                    ["Call ten donors a month\n\nKeep notes of each call", "Director\n\nAssistant",
                     "Monthly\n\nOngoing", "Donor database"],
                ]
            )
        }
    )  # fmt: skip


def headings_in_the_middle() -> bytes:
    """Goals as full-width rows in one table, headings repeated, other order, a footer row."""
    document = new_document()
    document.add_paragraph("Hospice Guild Plan of Action")
    section = document.sections[0]
    section.footer.paragraphs[0].text = "Hospice Guild, draft of 4 May"
    heads = ["Due Date", "Lead Person", "Action Item", "Success Indicator"]
    table(
        document,
        [
            ["Goal A: Comfort at home", "<", "<", "<"],
            heads,
            ["Fall 2026", "Nursing director", "Add a night nurse", "Calls answered at night"],
            ["Ongoing", "Chaplain", "Visit each family weekly", "Visits logged"],
            ["Goal B: Support for families", "<", "<", "<"],
            heads,
            ["Jan 15, 2027", "Social worker", "Start a grief group", "Group meets"],
            ["Reviewed by the board each quarter.", "<", "<", "<"],
        ],
    )
    return saved(document)


def no_headings() -> bytes:
    """A table without headings."""
    document = new_document()
    document.add_paragraph("Trail Club Strategic Plan")
    document.add_paragraph("Priority One: Trails")
    table(
        document,
        [
            ["Rebuild the north bridge before hikers return", "Trail Crew Chair", "April 2027"],
            ["Mark all junctions with new signs", "Sign Committee", "Ongoing"],
            ["Count visitors on summer weekends", "Executive Director", "Every summer"],
        ],
    )
    return saved(document)


def changes_boxes_notes() -> bytes:
    """Tracked changes, a text box with a goal in it, a comment-free footer."""
    document = new_document()
    document.add_paragraph("Museum Strategic Plan")
    first = document.add_paragraph("Goal 1: ")
    insert_change(first, "Open the collection to everyone")
    delete_change(first, "Lock the vault")
    document.add_paragraph("Scan the photo archive", style="List Bullet")
    second = document.add_paragraph("Lend objects to ", style="List Bullet")
    insert_change(second, "schools")
    delete_change(second, "banks")
    holder = document.add_paragraph("")
    text_box(holder, "Goal 2: Care for the building")
    document.add_paragraph("Mend the roof by 2027", style="List Bullet")
    document.add_paragraph("Test alarms monthly", style="List Bullet")
    side = document.add_paragraph("")
    text_box(side, "Photo: the east wing in 1911")
    return saved(document)


def forms() -> bytes:
    """One form a goal: headings down the side."""
    document = new_document()
    document.add_paragraph("Township Parks Plan")
    for goal, lead, when, measure, actions in (
        ("Clean parks", "Parks superintendent", "By May 2026", "Complaints fall by half",
         "a) Empty bins daily\nb) Hire two summer workers"),
        ("Busy parks", "Recreation committee", "FY27", "Visitors counted",
         "a) Offer yoga on the lawn\nb) Light the ball field"),
    ):  # fmt: skip
        table(
            document,
            [
                ["Goal", goal],
                ["Responsible", lead],
                ["Timeline", when],
                ["Measure of Success", measure],
                ["Action Steps", actions],
            ],
        )
        document.add_paragraph("")
    return saved(document)


PIPES = """\
# Chamber Strategic Plan

## Pillar 1: Business growth

| Initiative | Owner | Timeframe | KPI |
|---|---|---|---|
| Start a mentor program | Jane Ortiz | Q3 2026 | 20 pairs |
| Publish a buyers' guide | Marketing team | Annually | Guide mailed |

## Pillar 2: A lively downtown

| Initiative | Owner | Timeframe | KPI |
|---|---|---|---|
| Close Main Street on first Fridays | Events committee | May to October | Visitors |
"""


def piped_text() -> bytes:
    """Markdown: headings and pipe tables."""
    return PIPES.encode()


SPACED = """\
Ferry District Work Program

KRA 1 - Reliable service

Task                          Responsible         Deadline        Cost

Replace the engine of         Port engineer       Dec 2026        $90,000
the older boat

Train two relief captains     Operations          Spring 2027     $8,000

KRA 2 - Happy riders

Task                          Responsible         Deadline        Cost

Sell tickets by phone         Business office     July 1, 2026    $12,000

Keep the waiting room         Terminal crew       Ongoing
warm and clean
"""


def spaced_text() -> bytes:
    """Columns lined up with spaces, wrapped cells."""
    return SPACED.encode()


FOUR_LEVELS = """\
School Board Strategic Plan 2025-2030

Goal 1: Teaching and learning
Objective 1.1: Raise achievement in mathematics.
Strategy A: Adopt a common curriculum.
Action 1: Form a selection committee. Responsible: Curriculum director
Action 2: Pilot two programs.
Strategy B: Support teachers.
Action 1: Provide coaching in every school.
Objective 1.2: Close gaps.
Strategy A: Tutor after school.
Action 1: Recruit forty tutors.

Goal 2: Community trust
Objective 2.1: Communicate well.
Strategy A: Report progress.
Action 1: Publish a yearly scorecard.
"""


def four_levels() -> bytes:
    """Goal, objective, strategy and action."""
    return FOUR_LEVELS.encode()


def nested_tables() -> bytes:
    """A frame of one column around each goal, the grid inside it."""
    document = new_document()
    document.add_paragraph("Symphony Plan")
    for goal, body in (
        ("Goal 1: Fuller halls", ["Sell family passes", "Box office", "Sept 2026"]),
        ("Goal 2: Young players", ["Start a youth orchestra", "Conductor", "Fall 2027"]),
    ):
        frame = document.add_table(1, 1)
        cell = frame.cell(0, 0)
        cell.paragraphs[0].text = goal
        inner = cell.add_table(2, 3)
        for at, row in enumerate((["Action", "Who", "When"], body)):
            for column, text in enumerate(row):
                inner.cell(at, column).text = text
        document.add_paragraph("")
    return saved(document)


CSV = """\
Área;Objetivo;Action;Responsible;Due date;Notes
Finance;Balance the budget;Cut energy costs;Treasurer;30/06/2027;Señora Núñez helps
Finance;Balance the budget;Apply for two grants;Grants committee;Fall 2026;
Programs;Serve more families;Open on Saturdays;Program director;Ongoing;"needs keys; see note"
"""


def semicolons() -> bytes:
    """CSV with semicolons in a Windows encoding."""
    return CSV.replace("Área;Objetivo", "Area;Objective").encode("cp1252")


PARENTHESES = """\
Parish Pastoral Plan

1) Worship
   a) Renew the liturgy
      i) Train readers
      ii) Buy new hymnals
   b) Welcome visitors
      i) Staff a welcome desk
2) Service
   a) Feed the hungry
      i) Host a monthly meal
      ii) Collect food each Advent
"""

PLAIN_HEADINGS = """\
Sunrise Academy Strategic Plan

Mission: To teach every child.

Academic Excellence

Goal: Every student reads by third grade.
- Adopt a phonics curriculum. Responsible: Principal. Timeline: August 2026
- Tutor students who need it.

Goal: Every student loves math.
- Start a math club.

Community

Goal: Families feel welcome.
- Host a picnic each fall.
- Translate every letter home.
"""

RULED = """\
Goal 1. Healthy kids

+----------------------+-----------+-----------+
| Action               | Lead      | Deadline  |
+======================+===========+===========+
| Serve breakfast to   | Cook      | Sept 2026 |
| every child          |           |           |
+----------------------+-----------+-----------+
| Teach swimming       | Coach     | Summer    |
+----------------------+-----------+-----------+
"""

TABBED = """\
Priority A: People

Action Step\tWho\tBy When\tMeasure
Hire a coach\tHR\tJuly 2026\tHired
Train staff\tHR Director\tOngoing\tHours

Priority B: Place

Action Step\tWho\tBy When\tMeasure
Fix the roof\tFacilities\tFall 2026\tNo leaks
"""


def many_sections() -> bytes:
    """Introduction, team, values and glossary around the priorities; numbers that go on."""
    document = new_document()
    document.add_heading("Strategic Plan", 0)
    document.add_heading("Introduction", 1)
    document.add_paragraph("This plan was made by many.")
    document.add_heading("Core Values", 1)
    for text in ("Honesty", "Courage"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Strategic Priorities", 1)
    for heading, texts in (
        ("1. Teaching", ("Hire mentors", "Share lessons")),
        ("2. Research", ("Fund seed grants", "Publish yearly")),
    ):
        document.add_heading(heading, 2)
        for text in texts:
            document.add_paragraph(text, style="List Number")
    document.add_heading("Appendix: glossary", 1)
    document.add_paragraph("PD = professional development")
    return saved(document)


def said_once_for_several() -> bytes:
    """Bullets of one cell as actions, one timing for all of them; a lead-in with its parts."""
    document = new_document()
    heads = ["Strategies/Actions", "Timeline", "Responsible"]
    for goal, row in (
        ("Goal Statement 1: Grow", ["• Recruit members\n• Thank members", "Fall", "ED"]),
        ("Goal Statement 2: Give", ["Raise funds:\n• Gala\n• Raffle", "Spring", "BD"]),
    ):
        document.add_paragraph(goal)
        table(document, [heads, row])
    return saved(document)


SHAPES: dict[str, tuple[str, Callable[[], bytes], tuple[int, int, int]]] = {
    "strategies and committees": ("art.docx", strategies_and_committees, (2, 3, 5)),
    "one row an action": ("reading.docx", one_row_an_action, (2, 0, 3)),
    "indicators of a district": ("vision.xlsx", indicators_of_a_district, (1, 0, 2)),
    "whole plan in one table": ("library.docx", whole_plan_in_one_table, (2, 3, 4)),
    "roman outline": ("food.txt", roman_outline, (2, 4, 7)),
    "automatic numbers": ("land.docx", automatic_numbers, (2, 3, 5)),
    "bullets under goals": ("schools.docx", bullets_under_goals, (2, 3, 6)),
    "table over two pages": ("clinic.docx", table_over_two_pages, (1, 0, 3)),
    "one sheet per area": ("extension.xlsx", one_sheet_per_area, (2, 2, 4)),
    "coloured, with a legend": ("colours.xlsx", lambda: coloured(legend=True), (2, 0, 3)),
    "coloured, without a legend": ("colours.xlsx", lambda: coloured(legend=False), (2, 0, 3)),
    "several in a cell": ("story.xlsx", several_in_a_cell, (1, 2, 5)),
    "headings in the middle": ("hospice.docx", headings_in_the_middle, (2, 0, 3)),
    "no headings": ("trails.docx", no_headings, (1, 0, 3)),
    "changes, boxes, notes": ("museum.docx", changes_boxes_notes, (2, 0, 4)),
    "forms": ("parks.docx", forms, (1, 2, 4)),
    "pipes": ("chamber.md", piped_text, (2, 0, 3)),
    "columns of spaces": ("ferry.txt", spaced_text, (2, 0, 4)),
    "four levels": ("board.txt", four_levels, (2, 4, 5)),
    "nested tables": ("symphony.docx", nested_tables, (2, 0, 2)),
    "parentheses": ("parish.txt", PARENTHESES.encode, (2, 3, 5)),
    "plain headings": ("sunrise.txt", PLAIN_HEADINGS.encode, (2, 3, 5)),
    "ruled box": ("kids.txt", RULED.encode, (1, 0, 2)),
    "tabs": ("people.txt", TABBED.encode, (2, 0, 3)),
    "many sections": ("sections.docx", many_sections, (2, 0, 4)),
    "said once for several": ("grow.docx", said_once_for_several, (1, 2, 3)),
    "semicolons": ("grants.csv", semicolons, (2, 2, 3)),
}
"""Name → file name, builder, and how many areas, goals and actions are in it."""
