"""More plans as organisations have them: calendars, tick boxes, charts, lists without signs."""

from __future__ import annotations

from typing import Any

from plan_documents import new_document, rows, saved, table, text_box, workbook


def quarters() -> bytes:
    """Crosses under Q1 to Q4 say when."""
    document = new_document()
    document.add_paragraph("Mercy Valley Hospital – Operational Plan FY2027")
    document.add_heading("Pillar: Quality", 1)
    table(
        document,
        [
            ["Initiative", "Owner", "Q1", "Q2", "Q3", "Q4"],
            ["Cut infections by 20%", "Infection Control Nurse", "X", "X", "", ""],
            ["Redesign discharge instructions", "Case Mgmt", "X", "", "", "X"],
        ],
    )
    document.add_heading("Pillar: People", 1)
    table(
        document,
        [
            ["Initiative", "Owner", "Q1", "Q2", "Q3", "Q4"],
            ["Start nurse residency program", "HR Director", "", "X", "", ""],
        ],
    )
    return saved(document)


def months() -> bytes:
    """Cells coloured in under twelve months say when."""

    def write(sheet: Any, book: Any) -> None:
        bar = book.add_format({"bg_color": "#4472C4"})
        months = [
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        ]
        sheet.write(0, 0, "Downtown Theatre – 2027 Work Plan")
        sheet.write_row(2, 0, ["Goal", "Task", "Lead", *months])
        tasks = [
            ("Grow audience", "Launch student pass", "Box office", (0, 1)),
            ("", "Summer festival", "Artistic director", (5, 6, 7)),
            ("Care for the building", "Replace boiler", "House manager", (3,)),
        ]
        for at, (goal, task, lead, marked) in enumerate(tasks):
            sheet.write_row(3 + at, 0, [goal, task, lead])
            for month in marked:
                sheet.write_blank(3 + at, 3 + month, None, bar)

    return workbook({"Plan": write})


def tick_boxes() -> bytes:
    """Each action behind a tick box."""
    document = new_document()
    document.add_heading("Safe Streets Coalition", 0)
    document.add_heading("Goal 1. Slower traffic", 1)
    for text in ("☒ Ask council for 25 mph limit", "☐ Speed humps on Oak Street"):
        document.add_paragraph(text)
    document.add_heading("Goal 2. Brighter streets", 1)
    document.add_paragraph("☐ Count dark corners")
    return saved(document)


def boxes_of_lines() -> bytes:
    """Text boxes with a heading and lines no bullet stands before."""
    document = new_document()
    document.add_heading("Lakeside Senior Center", 0)
    first = document.add_paragraph("")
    text_box(first, "Initiative 1: Health", "Fitness class twice a week", "Flu clinic each October")
    second = document.add_paragraph("")
    text_box(second, "Initiative 2: Friendship", "Weekly lunch club", "Phone tree for homebound")
    return saved(document)


def facts_after_lists() -> bytes:
    """Measures, who and when stand after the bullets of each objective."""
    document = new_document()
    document.add_heading("Community College Strategic Plan", 0)
    document.add_heading("Strategic Goal I – Student Success", 1)
    document.add_heading("Objective I.A – Improve advising", 2)
    document.add_paragraph("Strategies:")
    for text in ("Advising for all first-year students", "Degree maps in every program"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Key Performance Indicators:")
    document.add_paragraph("Fall-to-fall retention", style="List Bullet")
    document.add_paragraph("Responsible: VP Student Services")
    document.add_paragraph("Timeline: 2026–2028")
    document.add_heading("Objective I.B – Reduce cost", 2)
    document.add_paragraph("Strategies:")
    document.add_paragraph("Open textbooks in 40 courses", style="List Bullet")
    document.add_heading("Strategic Goal II – Workforce", 1)
    document.add_heading("Objective II.A – Partner with employers", 2)
    document.add_paragraph("Strategies:")
    for text in ("Advisory council for each program", "Paid internships"):
        document.add_paragraph(text, style="List Bullet")
    return saved(document)


def two_merged_heading_rows() -> bytes:
    """Every heading of the second row stands under a merged one."""

    def write(sheet: Any, book: Any) -> None:
        plain = book.add_format()
        sheet.merge_range(0, 0, 0, 6, "Regional Food Bank — Annual Operating Plan", plain)
        sheet.merge_range(1, 0, 1, 1, "Goal", plain)
        sheet.merge_range(1, 2, 1, 3, "Activities", plain)
        sheet.write(1, 4, "Accountability")
        sheet.merge_range(1, 5, 1, 6, "Timeline", plain)
        sheet.write_row(2, 0, ["No.", "Statement", "No.", "Description", "Lead", "Start", "Finish"])
        sheet.merge_range(3, 0, 4, 0, "1", plain)
        sheet.merge_range(3, 1, 4, 1, "Source more produce", plain)
        sheet.write_row(3, 2, ["1.1", "Sign 10 growers", "Sourcing", "July 2026", "Dec 2026"])
        sheet.write_row(4, 2, ["1.2", "Lease cold storage", "COO", "Jan 2027", ""])
        sheet.write_row(5, 0, ["2", "Reach rural counties", "2.1", "Mobile pantry", "COO", "TBD"])
        sheet.write(6, 3, "Prepared by staff 5/2026")

    return workbook({"FY27": write})


def goals_across() -> bytes:
    """Goals across the page whose names are headings elsewhere: People, Finance."""
    document = new_document()
    document.add_heading("Strategic Plan At A Glance", 1)
    table(
        document,
        [
            ["Learning", "People", "Finance"],
            ["Every student grows", "We attract the best", "We spend wisely"],
            ["• New math program\n• Tutoring", "• Mentors\n• Exit survey", "• Forecast\n• Audit"],
        ],
    )
    return saved(document)


def numbers_beside() -> bytes:
    """Cells beside several tactics say by number for which one they are."""
    document = new_document()
    document.add_heading("Historical Society", 0)
    head = ["GOAL", "STRATEGY", "TACTICS", "WHO", "WHEN", "COST", "STATUS"]
    tactics = "1) Survey objects\n2) Buy boxes\n3) Train docents"
    who, when = "1) Curator\n2) Treasurer\n3) Curator", "1) 3/27\n2) 6/27\n3) 9/27"
    table(
        document,
        [
            head,
            ["Preserve", "Conserve collections", tactics, who, when, "2) $900", "1) done"],
            ["Share", "Exhibits", "1) Rail exhibit", "1) Board", "1) May 2027", "", ""],
        ],
    )
    return saved(document)


def responsibility_chart() -> bytes:
    """People across the top, the letters R, A, C and I below."""
    return workbook(
        {
            "Plan": rows(
                [
                    ["Task", "Director", "Board Chair", "Finance", "Due"],
                    ["Adopt budget", "A", "C", "R", "June 2027"],
                    ["Run fair", "R", "I", "C", "Sept 2027"],
                ]
            )
        }
    )


RULES = """Parks Foundation 2027-2029

Goal 1: Greener parks
-----------------------------------------------------------------
Action                          Lead            Due         Done
-----------------------------------------------------------------
Plant 300 trees                 Forestry        2027        no
Remove invasive vines at        Volunteers      2028        no
  Mill Pond
-----------------------------------------------------------------
Goal 2: Safer parks
-----------------------------------------------------------------
Action                          Lead            Due         Done
-----------------------------------------------------------------
Light the loop trail            Electrician     Fall 2027   no
-----------------------------------------------------------------
"""

ZEROS = """Metro Transit Agency
Strategic Action Plan

1.0 CUSTOMER EXPERIENCE
  1.1 On-time performance
     1.1.1 Adjust schedules quarterly
         Owner: Scheduling
         Due: quarterly
  1.2 Clean vehicles
     1.2.1 Nightly deep clean
2.0 SAFETY
  2.1 Fewer collisions
     2.1.1 Operator refresher training
"""

SAID_IN_A_ROW = """GOAL 1 - IMPROVE COMMUNICATION
Strategy 1.1 - Update the website.
Responsible party: Communications Committee.  Time line: January 2027.  Resources: $2,000.
Strategy 1.2 - Start a podcast (Lead: President, Due: Ongoing)
GOAL 2 - STRENGTHEN FINANCES
Strategy 2.1 - Adopt a reserve policy – Treasurer – Spring 2027
Strategy 2.2 - Review insurance (Education Committee; spring 2027)
"""

TRACKER = """Strategic Plan Tracker,,,,
Pillar,Priority,Initiative,Owner,End
1 - Thrive,1.1 - Wellbeing,1.1.1 - Staff wellness day,HR,9/30/2026
,,1.1.2 - EAP refresh,HR,12/31/2026
2 - Serve,2.1 - Access,2.1.1 - Saturday hours,COO,ongoing
"""

ODD_SHAPES = {
    "quarters": ("quarters.docx", quarters, (2, 0, 3)),
    "months": ("months.xlsx", months, (2, 0, 3)),
    "tick boxes": ("boxes.docx", tick_boxes, (2, 0, 3)),
    "boxes of lines": ("senior.docx", boxes_of_lines, (2, 0, 4)),
    "facts after lists": ("college.docx", facts_after_lists, (2, 3, 5)),
    "two merged heading rows": ("foodbank.xlsx", two_merged_heading_rows, (2, 0, 3)),
    "goals across": ("glance.docx", goals_across, (3, 0, 6)),
    "numbers beside": ("history.docx", numbers_beside, (2, 2, 4)),
    "responsibility chart": ("chart.xlsx", responsibility_chart, (1, 0, 2)),
    "rules of dashes": ("parks.txt", RULES.encode, (2, 0, 3)),
    "zeros": ("transit.txt", ZEROS.encode, (2, 3, 3)),
    "said in a row": ("assoc.txt", SAID_IN_A_ROW.encode, (2, 0, 4)),
    "numbers and dashes": ("tracker.csv", TRACKER.encode, (2, 2, 3)),
}
"""Name → file name, how it is made, areas · goals · actions."""
