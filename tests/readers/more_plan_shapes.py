"""Plans in the manner of school districts, libraries, churches, cities and task lists, invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from plan_documents import new_document, numbered, numbered_list, rows, saved, table, workbook

MORE_SHAPES: dict[str, tuple[str, Callable[[], bytes], tuple[int, int, int]]] = {}
"""File name → file name, builder, and how many areas, goals and actions are in it."""


def shape(
    name: str, counts: tuple[int, int, int]
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Put a builder into the list."""

    def listed(build: Callable[[], bytes]) -> Callable[[], bytes]:
        MORE_SHAPES[name] = (name, build, counts)
        return build

    return listed


# 1 one-page plan: goals across, strategies below as bullets
@shape("onepage.docx", (3, 0, 7))
def onepage() -> bytes:
    """Goals across the page, their strategies below."""
    d = new_document()
    d.add_heading("Maple Grove Public Schools Strategic Plan 2024-2027", 0)
    d.add_paragraph("MISSION: Inspire every learner.")
    d.add_paragraph("VISION: A community where all belong.")
    table(
        d,
        [
            [
                "Goal 1: Student Achievement",
                "Goal 2: Safe and Supportive Schools",
                "Goal 3: Fiscal Stewardship",
            ],
            [
                (
                    "• Adopt a K-5 literacy curriculum\n• Expand dual credit\n• "
                    "Reduce chronic absenteeism"
                ),
                "• Train staff in restorative practice\n• Add a counselor at each building",
                "• Maintain a fund balance of 10%\n• Pass the operating levy",
            ],
        ],
    )
    return saved(d)


@shape("years.docx", (1, 2, 4))
def years() -> bytes:
    """Marks under school years."""
    d = new_document()
    d.add_heading("St. Brendan Parish School Strategic Plan", 0)
    d.add_heading("Area 1: Catholic Identity", 1)
    d.add_paragraph("Goal 1.1: Deepen the faith life of students and staff.")
    table(
        d,
        [
            ["Action Steps", "2025-26", "2026-27", "2027-28", "Person Responsible"],
            ["Establish a weekly prayer service", "X", "X", "X", "Campus minister"],
            ["Offer a parent retreat", "", "X", "", "Principal, Pastor"],
            ["Review the religion curriculum", "", "", "X", "Curriculum committee"],
        ],
    )
    d.add_paragraph("Goal 1.2: Serve those in need.")
    table(
        d,
        [
            ["Action Steps", "2025-26", "2026-27", "2027-28", "Person Responsible"],
            ["Adopt a sister parish", "X", "", "", "Pastor"],
        ],
    )
    return saved(d)


@shape("gantt.xlsx", (2, 0, 4))
def gantt() -> bytes:
    """A work plan by quarters: numbered section rows, a subtitle, a row of sums."""
    return workbook(
        {
            "Work Plan FY26": rows(
                [
                    ["Bay Area Land Trust – FY26 Work Plan"],
                    ["Updated 3/1/2026 by J. Ruiz"],
                    [],
                    [
                        "#",
                        "Strategic Priority / Activity",
                        "Lead",
                        "Q1",
                        "Q2",
                        "Q3",
                        "Q4",
                        "% Complete",
                        "Notes",
                    ],
                    ["1", "PROTECT LAND"],
                    [
                        "1.1",
                        "Close on the Miller easement",
                        "Land Director",
                        "x",
                        "x",
                        "",
                        "",
                        0.5,
                        "appraisal done",
                    ],
                    ["1.2", "Rank remaining parcels", "GIS Analyst", "", "x", "", "", 0, ""],
                    ["2", "ENGAGE PEOPLE"],
                    [
                        "2.1",
                        "Lead twelve guided hikes",
                        "Outreach Coord.",
                        "x",
                        "x",
                        "x",
                        "x",
                        0.25,
                        "",
                    ],
                    [
                        "2.2",
                        "Launch a donor newsletter",
                        "Dev. Director",
                        "",
                        "",
                        "x",
                        "",
                        "",
                        "needs a designer",
                    ],
                    ["", "", "", "", "", "", "", "", ""],
                    ["TOTAL", "", "", 2, 3, 2, 1],
                ]
            )
        }
    )


@shape("spanish.docx", (2, 2, 3))
def spanish() -> bytes:
    """Headings in Spanish."""
    d = new_document()
    d.add_heading("Plan Estratégico 2025-2028, Fundación Puente", 0)
    d.add_paragraph("Misión")
    d.add_paragraph("Acompañar a las familias migrantes.")
    for n, eje, rows_ in (
        (
            1,
            "Educación",
            [
                [
                    "Ofrecer tutorías después de clases",
                    "Coordinadora de programas",
                    "Septiembre 2025",
                    "Voluntarios",
                    "Número de estudiantes",
                ],
                [
                    "Abrir una biblioteca comunitaria",
                    "Director Ejecutivo",
                    "Primavera 2026",
                    "$5,000",
                    "Biblioteca abierta",
                ],
            ],
        ),
        (
            2,
            "Salud",
            [
                [
                    "Organizar ferias de salud",
                    "Comité de salud",
                    "Cada año en mayo",
                    "Clínicas aliadas",
                    "Asistentes",
                ]
            ],
        ),
    ):
        d.add_heading(f"Eje Estratégico {n}: {eje}", 1)
        d.add_paragraph(f"Objetivo {n}.1: Mejorar la {eje.lower()} de las familias.")
        table(d, [["Actividades", "Responsable", "Plazo", "Recursos", "Indicadores"], *rows_])
    return saved(d)


@shape("spanish.csv", (2, 2, 3))
def spanish_rows() -> bytes:
    """Spanish headings, semicolons."""
    return (
        "Área;Objetivo;Acción;Responsable;Fecha límite;Estado\n"
        "Finanzas;Diversificar ingresos;Pedir subvenciones;Tesorera;30/06/2026;En proceso\n"
        "Finanzas;Diversificar ingresos;Lanzar campaña de donantes;Director;Otoño 2026;Pendiente\n"
        "Comunidad;Crecer la red;Visitar diez escuelas;Promotora;Continuo;Completado\n"
    ).encode("utf-8-sig")


@shape("anytown.docx", (2, 2, 5))
def anytown() -> bytes:
    """Objectives merged down; a second table without any."""
    d = new_document()
    d.add_paragraph("Elm Street Public Library, Action Plan 2026")
    for g, r in (
        (
            "Goal 1: The Library will provide services that are valued by the community.",
            [
                [
                    "Provide a wide range of adult programs.",
                    "Offer a memoir writing class",
                    "February-March",
                    "Adult services",
                ],
                [
                    "^",
                    "Host three author visits",
                    "Spring, Fall",
                    "Director/Friends of the Library",
                ],
                [
                    "Provide early literacy programs.",
                    "Storytime on Saturdays",
                    "Ongoing",
                    "Youth services",
                ],
            ],
        ),
        (
            "Goal 2: The Library will be visible.",
            [
                ["", "Redesign the newsletter", "By June 1", "Marketing committee"],
                ["", "Table at the farmers' market", "Summer", "Trustees"],
            ],
        ),
    ):
        d.add_paragraph(g).runs[0].bold = True
        table(
            d,
            [
                [
                    "Objectives (if included in current strategic plan)",
                    "Activity",
                    "Timeframe for Actions",
                    "By Whom",
                ],
                *r,
            ],
        )
    return saved(d)


@shape("church.txt", (3, 0, 6))
def church() -> bytes:
    """Numbers in brackets, a title and its text in one line."""
    return """Grace Community Church
Strategic Plan: Critical Strategies and Key Objectives

(1) Numerical Growth – In order to reach more people, attendance must remain a focus.

(1.1) Plan 12 big Sundays every year.
(1.2) Get the word out about these Sundays by advertising (banners, signs, radio).
(1.3) Commit to two direct mail campaigns (Easter and Christmas Eve) every year.

(2) Spiritual Growth – Move people from the row to the circle.

(2.1) Launch 20 new small groups. [Pastor Dave, Sept 2026]
(2.2) Offer a yearly class on prayer.

(3) Facilities – Finish the east wing.

(3.1) Form a building committee.
""".encode()


@shape("lititz.txt", (3, 0, 7))
def lititz() -> bytes:
    """A web page pasted: titles with a colon, dashes."""
    return """Millbrook Library Strategic Plan 2022-2025

Promote Lifelong Learning:

– Enhance library resources that foster literacies across the spectrum.
– Invest in programs that focus on continuous learning.

Build Capacity:

– Create a workplace that can recruit and retain a skilled workforce.
– Remain aware of trends, within the industry and the community.
– Continue to use assessment tools to prioritize improvements.

Achieve Excellence

– Align resources and relationships.
Encourage the sharing of best practices and innovations.
– Promote community engagement and dialogue.

(Approved and Adopted by the Board of Trustees, March 7, 2022)
""".encode()


@shape("okr.xlsx", (2, 0, 3))
def okr() -> bytes:
    """Objectives in rows of their own, key results below."""
    return workbook(
        {
            "2026 OKRs": rows(
                [
                    ["Objective", "Key Results", "Owner", "Due", "Progress"],
                    ["O1: Delight our members", "", "", "", ""],
                    ["", "KR1: Raise NPS from 30 to 45", "Membership", "2026-12-31", "On track"],
                    [
                        "",
                        "KR2: Answer tickets within 24 hours",
                        "Support lead",
                        "2026-06-30",
                        "Behind",
                    ],
                    ["O2: Be financially strong", "", "", "", ""],
                    ["", "KR1: Grow reserves to 6 months", "CFO", "2026-12-31", ""],
                ]
            )
        }
    )


@shape("prose.docx", (3, 0, 0))
def prose() -> bytes:
    """Prose: goals without actions."""
    d = new_document()
    d.add_heading("Coastal Symphony: Our Five-Year Plan", 0)
    d.add_paragraph("The board adopted this plan on 14 March 2025 after a year of listening.")
    d.add_heading("Goal One: Artistic Excellence", 1)
    d.add_paragraph(
        "We will perform at the highest level. By 2027 we will appoint a new "
        "music director, and by 2028 we will commission four new works from "
        "composers of the region. The artistic committee leads this effort."
    )
    d.add_heading("Goal Two: Community", 1)
    d.add_paragraph(
        "We will play in every neighborhood. Our education director will take "
        "small ensembles to twenty schools each year."
    )
    d.add_paragraph("Tickets will be affordable for all.")
    d.add_heading("Goal Three: Strength", 1)
    d.add_paragraph("We will build an endowment of $5 million.")
    return saved(d)


@shape("bsc.xlsx", (3, 4, 4))
def bsc() -> bytes:
    """A balanced scorecard."""
    return workbook(
        {
            "Scorecard": rows(
                [
                    ["City of Fairhaven Public Works – Balanced Scorecard"],
                    [],
                    [
                        "Perspective",
                        "Strategic Objective",
                        "Measure",
                        "Baseline (2024)",
                        "Target 2026",
                        "Target 2027",
                        "Initiative",
                        "Owner",
                    ],
                    [
                        "Customer",
                        "Respond quickly to requests",
                        "% of requests closed in 5 days",
                        0.71,
                        0.85,
                        0.9,
                        "Launch 311 app",
                        "Ops Manager",
                    ],
                    [
                        "",
                        "Keep streets smooth",
                        "Pavement condition index",
                        62,
                        66,
                        70,
                        "Crack-seal program",
                        "Streets Supt.",
                    ],
                    [
                        "Financial",
                        "Control overtime",
                        "Overtime hours",
                        12400,
                        11000,
                        10000,
                        "Shift redesign",
                        "Deputy Director",
                    ],
                    [
                        "People",
                        "Keep our people safe",
                        "Lost-time injuries",
                        9,
                        5,
                        3,
                        "Monthly toolbox talks",
                        "Safety Officer",
                    ],
                ]
            )
        }
    )


@shape("logic.docx", (2, 0, 3))
def logic() -> bytes:
    """A logic model."""
    d = new_document()
    d.add_paragraph("Youth Mentoring Alliance Strategic Plan").runs[0].bold = True
    d.add_paragraph("Strategic Direction A – Grow the number of matches")
    table(
        d,
        [
            [
                "Inputs",
                "Activities",
                "Outputs",
                "Short-term Outcomes",
                "Long-term Outcomes",
                "Staff Lead",
                "Target Date",
            ],
            [
                "Recruiter; ad budget",
                "Recruit 50 mentors",
                "50 mentors trained",
                "Youth matched in 60 days",
                "Graduation rates rise",
                "Program Mgr",
                "12/31/26",
            ],
            [
                "Partner schools",
                "Open two school sites",
                "MOUs signed",
                "40 youth enrolled",
                "",
                "ED",
                "9/1/26",
            ],
        ],
    )
    d.add_paragraph("Strategic Direction B – Steady money")
    table(
        d,
        [
            [
                "Inputs",
                "Activities",
                "Outputs",
                "Short-term Outcomes",
                "Long-term Outcomes",
                "Staff Lead",
                "Target Date",
            ],
            [
                "Board",
                "Hold a spring gala",
                "Gala held",
                "$80K raised",
                "Reserve built",
                "Dev. Dir.",
                "May 2026",
            ],
        ],
    )
    return saved(d)


@shape("actionforms.docx", (2, 0, 3))
def actionforms() -> bytes:
    """A form for each action."""
    d = new_document()
    d.add_heading("Pine County Health Department – Strategic Plan Implementation", 1)
    for g, obj in (
        ("Priority 1: Workforce", ["Recruit public health nurses", "Launch an internship"]),
        ("Priority 2: Data", ["Publish a dashboard"]),
    ):
        d.add_heading(g, 2)
        for n, a in enumerate(obj, 1):
            table(
                d,
                [
                    [f"Action {n}", a],
                    ["Lead", "HR Manager"],
                    ["Timeline", "Q3 2026"],
                    ["Resources", "Staff time"],
                    ["Measure", "Positions filled"],
                    ["Status", "In progress"],
                ],
            )
            d.add_paragraph("")
    return saved(d)


@shape("asana.csv", (2, 0, 4))
def asana() -> bytes:
    """A task list's export."""
    return (
        b"Task ID,Created At,Completed At,Last "
        b"Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due "
        b"Date,Tags,Notes,Projects,Parent task\n"
        b"1201,2025-01-04,,2025-02-01,Draft the case statement,Fundraising,Ana "
        b"Ruiz,ana@example.org,,2026-05-01,,first draft by April,Strategic "
        b"Plan,\n"
        b"1202,2025-01-04,2025-03-01,2025-03-01,Hire a grant "
        b"writer,Fundraising,Tom Lee,tom@example.org,,2026-03-01,,,Strategic "
        b"Plan,\n"
        b"1203,2025-01-04,,2025-02-01,Interview two candidates,Fundraising,Tom "
        b"Lee,tom@example.org,,2026-02-01,,,Strategic Plan,Hire a grant writer\n"
        b"1204,2025-01-04,,2025-02-01,Open the food pantry on "
        b"Saturdays,Programs,Ana Ruiz,ana@example.org,,2026-09-01,,,Strategic "
        b"Plan,\n"
    )


@shape("planner.xlsx", (2, 0, 3))
def planner() -> bytes:
    """Another task list's export, with a sheet of facts before it."""
    return workbook(
        {
            "Plan name": rows(
                [
                    ["Plan name", "Strategic Plan 2026"],
                    ["Plan ID", "AbC123"],
                    ["Date of export", "03/01/2026"],
                ]
            ),
            "Tasks": rows(
                [
                    [
                        "Task ID",
                        "Task Name",
                        "Bucket Name",
                        "Progress",
                        "Priority",
                        "Assigned To",
                        "Created By",
                        "Created Date",
                        "Start date",
                        "Due date",
                        "Late",
                        "Completed Date",
                        "Completed Checklist Items",
                        "Checklist Items",
                        "Labels",
                        "Description",
                    ],
                    [
                        "t1",
                        "Publish the annual report",
                        "Communications",
                        "In progress",
                        "Medium",
                        "Kim Park",
                        "Kim Park",
                        "01/05/2026",
                        "",
                        "04/30/2026",
                        "false",
                        "",
                        "0/2",
                        "Write; Print",
                        "",
                        "",
                    ],
                    [
                        "t2",
                        "Train board members",
                        "Governance",
                        "Not started",
                        "Important",
                        "Lee Cole",
                        "Kim Park",
                        "01/05/2026",
                        "",
                        "06/30/2026",
                        "false",
                        "",
                        "",
                        "",
                        "",
                        "use the new handbook",
                    ],
                    [
                        "t3",
                        "Update the bylaws",
                        "Governance",
                        "Completed",
                        "Low",
                        "Lee Cole;Kim Park",
                        "Kim Park",
                        "01/05/2026",
                        "",
                        "02/28/2026",
                        "false",
                        "02/20/2026",
                        "",
                        "",
                        "",
                        "",
                    ],
                ]
            ),
        }
    )


@shape("horizons.docx", (2, 5, 6))
def horizons() -> bytes:
    """Short, mid and long term under each area."""
    d = new_document()
    d.add_heading("Downtown Alliance Action Plan", 0)
    for area, groups in (
        (
            "A. Placemaking",
            {
                "Short-Term (0-12 months)": [
                    "Install 20 planters – BID, Parks",
                    "Paint crosswalks",
                ],
                "Mid-Term (1-3 years)": ["Redesign Market Square"],
                "Long-Term (3-5 years)": ["Bury utility lines"],
            },
        ),
        (
            "B. Business Support",
            {
                "Short-Term (0-12 months)": ["Start a façade grant"],
                "Long-Term (3-5 years)": ["Create a revolving loan fund"],
            },
        ),
    ):
        d.add_heading(area, 1)
        for g, acts in groups.items():
            d.add_heading(g, 2)
            for a in acts:
                d.add_paragraph(a, style="List Bullet")
    return saved(d)


@shape("stylenum.docx", (2, 3, 4))
def stylenum() -> bytes:
    """Automatic numbers that say Goal, Objective, Action."""
    d = new_document()
    d.add_paragraph("Orchard Valley Conservation District Long-Range Plan")
    key = numbered_list(
        d, [("upperRoman", "Goal %1:"), ("upperLetter", "Objective %2."), ("decimal", "Action %3)")]
    )
    for lvl, t in (
        (0, "Healthy soil"),
        (1, "Reduce erosion on cropland"),
        (2, "Enroll 40 farms in cover crops"),
        (2, "Host field days each August"),
        (1, "Test soils"),
        (2, "Offer free kits"),
        (0, "Clean water"),
        (1, "Restore streams"),
        (2, "Plant 5 miles of buffer"),
    ):
        numbered(d, key, lvl, t)
    return saved(d)


@shape("sidebyside.xlsx", (3, 0, 5))
def sidebyside() -> bytes:
    """Tables side by side on one sheet."""

    def w(s, b):
        s.write(0, 0, "Rotary Club Strategic Plan 2026-29")
        s.write(2, 0, "Goal 1: Grow membership")
        s.write_row(3, 0, ["Action", "Who", "When", "Done?"])
        s.write_row(4, 0, ["Invite two guests a month", "Membership chair", "Monthly", ""])
        s.write_row(5, 0, ["Hold a new member social", "Club service", "Sept.", "Yes"])
        s.write(2, 6, "Goal 2: Serve more")
        s.write_row(3, 6, ["Action", "Who", "When", "Done?"])
        s.write_row(4, 6, ["Build two playgrounds", "Service chair", "June 2027", ""])
        s.write_row(5, 6, ["Read at schools", "Literacy committee", "Weekly", ""])
        s.write(8, 0, "Goal 3: Raise funds")
        s.write_row(9, 0, ["Action", "Who", "When", "Done?"])
        s.write_row(10, 0, ["Run the duck race", "Foundation", "Each May", ""])

    return workbook({"Plan": w})


@shape("raci.xlsx", (2, 0, 3))
def raci() -> bytes:
    """R, A, C, I."""
    return workbook(
        {
            "Plan": rows(
                [
                    ["Initiative", "Task", "R", "A", "C", "I", "Start", "End", "Budget ($)"],
                    [
                        "Website renewal",
                        "Choose a vendor",
                        "Comms Mgr",
                        "ED",
                        "Board",
                        "Staff",
                        date(2026, 1, 15).isoformat(),
                        "2026-03-31",
                        1500,
                    ],
                    [
                        "",
                        "Migrate content",
                        "Web team",
                        "Comms Mgr",
                        "",
                        "All",
                        "2026-04-01",
                        "2026-08-31",
                        6000,
                    ],
                    [
                        "Volunteer program",
                        "Write a handbook",
                        "Vol. Coord.",
                        "ED",
                        "HR",
                        "",
                        "2026-02-01",
                        "2026-05-15",
                        0,
                    ],
                ]
            )
        }
    )


@shape("lettered.xlsx", (2, 3, 6))
def lettered() -> bytes:
    """Lettered actions in cells, a sheet for each area."""
    return workbook(
        {
            "Advocacy": rows(
                [
                    ["PRIORITY AREA: ADVOCACY"],
                    ["GOAL 1: Speak with one voice."],
                    [
                        "Strategies/Actions",
                        "By When?",
                        "Who?",
                        "Resources Needed",
                        "Measures of Success",
                    ],
                    [
                        "a) Write talking points\n\nb) Meet each legislator\n\nc) Post updates",
                        "Sept. 2026\n\nAnnually\n\nOngoing",
                        "ED\n\nBD/ED\n\nCO",
                        "Staff time",
                        "Points approved\n\n12 meetings",
                    ],
                    ["GOAL 2: Build alliances."],
                    [
                        "Strategies/Actions",
                        "By When?",
                        "Who?",
                        "Resources Needed",
                        "Measures of Success",
                    ],
                    [
                        "a) Join the coalition\nb) Host a summit",
                        "As needed\nSpring 2027",
                        "BD",
                        "$2,000",
                        "Summit held",
                    ],
                ]
            ),
            "Membership": rows(
                [
                    ["PRIORITY AREA: MEMBERSHIP"],
                    ["GOAL 1: Keep members."],
                    [
                        "Strategies/Actions",
                        "By When?",
                        "Who?",
                        "Resources Needed",
                        "Measures of Success",
                    ],
                    ["a) Call lapsed members", "January", "FC", "", "90% renew"],
                ]
            ),
        }
    )


@shape("cip.docx", (1, 2, 3))
def cip() -> bytes:
    """A campus plan: details and reviews around each strategy."""
    d = new_document()
    d.add_heading("Lincoln Elementary Campus Improvement Plan 2025-2026", 0)
    d.add_heading("Goal 1: All students will meet or exceed grade level in reading.", 1)
    d.add_heading(
        (
            "Performance Objective 1: Increase the share of third graders at Meets "
            "from 48% to 60% by May 2026."
        ),
        2,
    )
    d.add_paragraph("Evaluation Data Sources: STAAR, MAP Growth")
    for n, (t, who) in enumerate(
        (
            ("Teachers will use small-group instruction daily.", "Principal, Reading coach"),
            ("Provide tutoring twice a week.", "Assistant principal"),
        ),
        1,
    ):
        table(
            d,
            [
                [f"Strategy {n} Details", "Reviews", "<", "<", "<"],
                [
                    f"Strategy {n}: {t}\nExpected Result/Impact: Growth\n"
                    f"Staff Responsible for Monitoring: {who}",
                    "Formative",
                    "<",
                    "<",
                    "Summative",
                ],
                ["^", "Nov", "Jan", "Mar", "June"],
                ["^", "", "", "", ""],
            ],
        )
    d.add_heading("Performance Objective 2: Families will report satisfaction of 4 or more.", 2)
    table(
        d,
        [
            ["Strategy 1 Details", "Reviews", "<", "<", "<"],
            [
                "Strategy 1: Hold monthly coffees.\nStaff Responsible for Monitoring: Counselor",
                "Formative",
                "<",
                "<",
                "Summative",
            ],
            ["^", "Nov", "Jan", "Mar", "June"],
            ["^", "", "", "", ""],
        ],
    )
    return saved(d)


@shape("controls.docx", (2, 0, 3))
def controls() -> bytes:
    """Prompts nobody answered."""
    d = new_document()
    d.add_paragraph("Hillside Housing Authority – Annual Work Plan")
    d.add_paragraph("Objective 1: Preserve homes")
    table(
        d,
        [
            ["☐/☒", "Task", "Assigned to", "Target date", "Status"],
            ["☒", "Inspect all roofs", "Maintenance", "April 2026", "Complete"],
            ["☐", "Replace 40 windows", "Contractor", "Oct. 2026", "Choose an item."],
            ["☐", "Click or tap here to enter text.", "", "", "Choose an item."],
        ],
    )
    d.add_paragraph("Objective 2: Serve residents")
    table(
        d,
        [
            ["☐/☒", "Task", "Assigned to", "Target date", "Status"],
            [
                "☐",
                "Open a computer lab",
                "Resident services",
                "Click or tap to enter a date.",
                "Not started",
            ],
        ],
    )
    return saved(d)


@shape("bigmix.docx", (2, 3, 4))
def bigmix() -> bytes:
    """Contents, letter, process, SWOT, appendix around the plan."""
    d = new_document()
    d.add_heading("Riverside Area Agency on Aging", 0)
    d.add_paragraph("Strategic Plan 2026 – 2030")
    d.add_heading("Table of Contents", 1)
    for t in (
        "Letter from the Director ........ 2",
        "Our Process ........ 3",
        "Strategic Priorities ........ 5",
        "Appendix ........ 9",
    ):
        d.add_paragraph(t)
    d.add_heading("Letter from the Director", 1)
    d.add_paragraph("Dear friends, we are glad to share this plan. It has three priorities.")
    d.add_paragraph("Sincerely,\nMaria Gomez")
    d.add_heading("Our Process", 1)
    table(
        d,
        [
            ["Date", "Meeting", "Attendance"],
            ["Jan 5, 2026", "Kickoff", "24"],
            ["Feb 9, 2026", "SWOT workshop", "31"],
        ],
    )
    d.add_heading("SWOT Analysis", 1)
    table(
        d,
        [
            ["Strengths", "Weaknesses"],
            ["• Loyal staff\n• Reserves", "• Aging van fleet"],
            ["Opportunities", "Threats"],
            ["• New grant", "• Inflation"],
        ],
    )
    d.add_heading("Strategic Priorities", 1)
    d.add_heading("Priority 1 | Healthy at Home", 2)
    d.add_paragraph("Older adults live safely where they choose.")
    d.add_paragraph("Objective 1.1 Expand home-delivered meals to every township.")
    table(
        d,
        [
            ["Strategy", "Responsible", "Timeline", "Performance measure"],
            ["Open two kitchens", "Nutrition director", "FY27", "Meals served"],
            ["Recruit drivers", "Volunteer coordinator", "Ongoing", "Drivers"],
        ],
    )
    d.add_paragraph("Objective 1.2 Reduce falls.")
    table(
        d,
        [
            ["Strategy", "Responsible", "Timeline", "Performance measure"],
            ["Offer balance classes", "Health educator", "Quarterly", "Participants"],
        ],
    )
    d.add_heading("Priority 2 | Connected Communities", 2)
    d.add_paragraph("Objective 2.1 End isolation.")
    table(
        d,
        [
            ["Strategy", "Responsible", "Timeline", "Performance measure"],
            ["Start phone pals", "Senior center", "By 12/2026", "Calls"],
        ],
    )
    d.add_heading("Appendix A: Community Survey", 1)
    table(
        d,
        [
            ["Question", "Agree", "Disagree"],
            ["I feel safe at home", "81%", "19%"],
            ["I know where to get help", "55%", "45%"],
        ],
    )
    d.add_heading("Appendix B: Committee Members", 1)
    for t in ("Ann Wu, Chair", "Bob Diaz"):
        d.add_paragraph(t, style="List Bullet")
    return saved(d)


@shape("gdocs.docx", (2, 3, 4))
def gdocs() -> bytes:
    """Bold lines for headings, who and when in brackets."""
    d = new_document()
    p = d.add_paragraph()
    r = p.add_run("Neighborhood Arts Co-op")
    r.bold = True
    p = d.add_paragraph()
    r = p.add_run("Action Plan (DRAFT)")
    r.bold = True
    for area, goals in (
        (
            "Programs",
            [
                (
                    "Increase class offerings",
                    [
                        ("Add a Saturday pottery class", "Lee", "Jan 2026"),
                        ("Pilot a teen zine lab", "Mo", "Summer 2026"),
                    ],
                )
            ],
        ),
        (
            "Money",
            [
                (
                    "Diversify income",
                    [("Apply to the city arts fund", "Board treasurer", "3/15/26")],
                ),
                ("Cut waste", [("Audit subscriptions", "Office", "ASAP")]),
            ],
        ),
    ):
        p = d.add_paragraph()
        r = p.add_run(area)
        r.bold = True
        r.underline = True
        for g, acts in goals:
            p = d.add_paragraph()
            r = p.add_run("Goal: ")
            r.bold = True
            p.add_run(g)
            for a, who, when in acts:
                p = d.add_paragraph(style="List Bullet")
                p.add_run(a + " ")
                r = p.add_run(f"({who}; {when})")
                r.italic = True
    return saved(d)


@shape("nested.md", (2, 3, 5))
def nested() -> bytes:
    """Markdown with front matter, tick boxes, nested facts."""
    return """---
title: Open Source Guild Strategic Plan
date: 2026-01-02
---


> Adopted January 2, 2026

## Pillar 1 — Community

**Goal 1.1**: Welcome newcomers

1. Write a starter guide
   - *Owner*: Docs team
   - *Due*: March 2026
2. Hold monthly calls
   - *Owner*: Events
   - *Due*: Monthly

**Goal 1.2**: Keep maintainers

1. Pay two fellows
   - *Owner*: Treasurer
   - *Due*: FY27

## Pillar 2 — Code

**Goal 2.1**: Ship reliably

- [ ] Automate releases
- [x] Adopt a security policy
""".encode()


@shape("wrapped.txt", (2, 3, 4))
def wrapped() -> bytes:
    """Letters with numbers, wrapped lines, page ends."""
    return b"""TOWN OF ASHBY                                              Page 1
COMPREHENSIVE STRATEGIC PLAN

   GOAL A.  PROVIDE EXCELLENT PUBLIC SERVICES

   Objective A-1.  Maintain response times for police and fire
                   below the regional average.

        Action A-1-a.  Replace Engine 3.  (Fire Chief, FY 2027)

        Action A-1-b.  Fill two vacant police positions and
                       review the pay scale.  (Police Chief,
                       ongoing)

TOWN OF ASHBY                                              Page 2

   Objective A-2.  Improve communication with residents.

        Action A-2-a.  Redesign the Town website.  (Town
                       Administrator, Dec. 2026)

   GOAL B.  PROTECT NATURAL RESOURCES

   Objective B-1.  Protect drinking water.

        Action B-1-a.  Map wellhead zones.  (Water Dept., 2027)
"""


@shape("template.xlsx", (2, 2, 3))
def template() -> bytes:
    """A template: instructions, lists, dashboard, hidden formula."""

    def inst(s, b):
        s.write(0, 0, "How to use this workbook")
        s.write(1, 0, "1. Enter your goals on the Plan tab.")
        s.write(2, 0, "2. Update status every month.")

    def p(s, b):
        f = b.add_format({"num_format": "m/d/yyyy"})
        pc = b.add_format({"num_format": "0%"})
        s.merge_range(
            0,
            0,
            0,
            8,
            "Teachers' Association – Strategic Action Tracker",
            b.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white"}),
        )
        s.write_row(
            2,
            0,
            [
                "Focus Area",
                "Goal #",
                "Goal",
                "Action #",
                "Action Item",
                "Assigned To",
                "Start Date",
                "Due Date",
                "% Done",
                "Status",
                "Days Left",
            ],
        )
        data = [
            (
                "Membership",
                "1",
                "Grow to 5,000 members",
                "1.1",
                "Recruit in every building",
                "Organizers",
                date(2026, 1, 5),
                date(2026, 6, 30),
                0.4,
                "In Progress",
            ),
            (
                "Membership",
                "1",
                "Grow to 5,000 members",
                "1.2",
                "Launch a new-teacher network",
                "Vice President",
                date(2026, 2, 1),
                date(2026, 9, 1),
                0,
                "Not Started",
            ),
            (
                "Bargaining",
                "2",
                "Win fair contracts",
                "2.1",
                "Survey members on priorities",
                "Bargaining chair",
                date(2026, 3, 1),
                date(2026, 3, 31),
                1,
                "Complete",
            ),
        ]
        for i, row in enumerate(data, 3):
            for c, v in enumerate(row):
                if isinstance(v, date):
                    s.write_datetime(i, c, datetime(v.year, v.month, v.day), f)
                elif c == 8:
                    s.write_number(i, c, v, pc)
                else:
                    s.write(i, c, v)
            s.write_formula(i, 10, f"=H{i + 1}-TODAY()", None, 12)
        s.set_column(10, 10, None, None, {"hidden": True})

    def dash(s, b):
        s.write_row(0, 0, ["Status", "Count"])
        s.write(1, 0, "Complete")
        s.write_formula(1, 1, '=COUNTIF(Plan!J:J,"Complete")', None, 1)
        s.write(2, 0, "In Progress")
        s.write_formula(2, 1, '=COUNTIF(Plan!J:J,"In Progress")', None, 1)

    def lists(s, b):
        for i, v in enumerate(["Status list", "Not Started", "In Progress", "Complete"]):
            s.write(i, 0, v)
        s.hide()

    return workbook({"Instructions": inst, "Plan": p, "Dashboard": dash, "Lists": lists})


@shape("smart.docx", (1, 2, 5))
def smart() -> bytes:
    """SMART goals with lettered strategies in cells."""
    d = new_document()
    d.add_paragraph("PTA Council Goals 2026")
    table(
        d,
        [
            [
                "SMART Goal",
                "Strategies",
                "Responsible Person(s)",
                "Deadline",
                "Evidence of Progress",
                "Resources/Budget",
            ],
            [
                "1. By June 2026, increase membership by 15%.",
                (
                    "a. Set up a table at back-to-school night\nb. Offer online "
                    "sign-up\nc. Recognize top classrooms"
                ),
                "Membership VP",
                "a. Aug 2025\nb. Sept 2025\nc. Monthly",
                "Membership reports",
                "$300",
            ],
            [
                "2. By May 2026, hold four family events.",
                "a. Plan a movie night\nb. Plan a science fair",
                "Events VP\nPrincipal",
                "a. Oct 2025\nb. March 2026",
                "Attendance counts",
                "$1,200",
            ],
        ],
    )
    return saved(d)


@shape("outcomes.docx", (2, 0, 3))
def outcomes() -> bytes:
    """Outcomes and outputs."""
    d = new_document()
    d.add_heading("Regional Literacy Network – Results Framework", 0)
    table(
        d,
        [
            ["Results", "Indicators", "Responsible", "Timeframe"],
            ["Outcome 1: Adults read with confidence", "<", "<", "<"],
            ["Output 1.1: Tutors trained", "No. of tutors", "Training lead", "Q1 2026"],
            ["Output 1.2: Classes offered in 6 towns", "No. of classes", "Program lead", "Q2 2026"],
            ["Outcome 2: Families read together", "<", "<", "<"],
            ["Output 2.1: Book bags sent home", "Bags sent", "Family lead", "Fall 2026"],
        ],
    )
    return saved(d)


@shape("paste.txt", (1, 2, 3))
def paste() -> bytes:
    """A table pasted with quoted cells."""
    return (
        b"Strategic Initiatives\t\t\t\t\n"
        b"Initiative\tAction Steps\tLead\tTimeline\tKPI\n"
        b'Digital inclusion\t"1. Lend hotspots\n2. Teach classes"\tIT Librarian\t'
        b'"1. Jan 2026\n2. Monthly"\tHotspots lent\n'
        b"Outdoor library\tBuild a reading garden\tFacilities\tSummer 2027\tGarden opens\n"
    )


@shape("emoji.docx", (2, 0, 3))
def emoji() -> bytes:
    """Signs before words, a status of signs."""
    d = new_document()
    d.add_heading("Camp Evergreen – Strategic Roadmap", 0)
    d.add_heading("🎯 Campers First", 1)
    table(
        d,
        [
            ["Milestone", "Owner", "When", "Status"],
            ["✅ Hire a camp nurse", "Director", "Done", "🟢"],
            ["Rebuild the dock", "Facilities", "Spring '27", "🟡"],
        ],
    )
    d.add_heading("🌲 Land & Buildings", 1)
    table(
        d,
        [["Milestone", "Owner", "When", "Status"], ["Forest health survey", "Ranger", "TBD", "🔴"]],
    )
    return saved(d)


@shape("goalsonly.docx", (3, 0, 0))
def goalsonly() -> bytes:
    """Nothing but goals."""
    d = new_document()
    d.add_heading("City Council Strategic Plan", 0)
    d.add_heading("Goals", 1)
    for t in (
        "Create affordable housing for our most vulnerable residents",
        "Be a leader in addressing climate change",
        "Provide an efficient and financially healthy City government",
    ):
        d.add_paragraph(t, style="List Bullet")
    return saved(d)


@shape("areasgoals.txt", (2, 0, 5))
def areasgoals() -> bytes:
    """Priorities with a sentence and their objectives."""
    return b"""Harborview Hospital Foundation Strategic Plan FY25-27

Priority 1: Engage with our Community
Offer programs that promote strong connections.
Engagement Objectives:
- Actively engage with community groups.
- Promote civic engagement.

Priority 2: Foster Growth
Stimulate enjoyment of learning.
Growth Objectives:
- Support families.
- Support adults.
- Support staff.
"""


@shape("giant.docx", (2, 3, 5))
def giant() -> bytes:
    """One table for all: two heading rows, sections, a continued page."""
    d = new_document()
    d.add_paragraph("Metro Transit Strategic Business Plan – Implementation Matrix")
    table(
        d,
        [
            ["No.", "Action", "Responsibility", "<", "Schedule", "<", "Est. Cost"],
            ["^", "^", "Lead", "Partners", "Start", "End", "^"],
            ["Goal 1 – Grow ridership", "<", "<", "<", "<", "<", "<"],
            ["Strategy 1.1 Improve frequency", "<", "<", "<", "<", "<", "<"],
            [
                "1.1.1",
                "Add 10-minute service on Line 4",
                "Planning",
                "City DOT",
                "Jan 2026",
                "Dec 2026",
                "$1.2M",
            ],
            ["1.1.2", "Hire 30 operators", "HR", "Union", "2026", "2027", "$2.0M"],
            ["Strategy 1.2 Make riding easier", "<", "<", "<", "<", "<", "<"],
            ["1.2.1", "Launch contactless fares", "IT", "Vendor", "Q1 2026", "Q4 2026", "$600K"],
            ["Goal 1 – Grow ridership (continued)", "<", "<", "<", "<", "<", "<"],
            ["No.", "Action", "Responsibility", "<", "Schedule", "<", "Est. Cost"],
            ["1.2.2", "Install 50 shelters", "Facilities", "", "2027", "2028", "$900K"],
            ["Goal 2 – Go green", "<", "<", "<", "<", "<", "<"],
            ["Strategy 2.1 Electrify the fleet", "<", "<", "<", "<", "<", "<"],
            ["2.1.1", "Buy 12 electric buses", "Fleet", "State", "2027", "2029", "$12M"],
        ],
    )
    return saved(d)


@shape("french.docx", (1, 1, 2))
def french() -> bytes:
    """Headings in French."""
    d = new_document()
    d.add_heading("Plan stratégique 2025-2028", 0)
    d.add_heading("Orientation 1 : Rayonnement", 1)
    table(
        d,
        [
            ["Objectif", "Actions", "Responsable", "Échéancier", "Indicateurs"],
            [
                "Accroître la visibilité",
                "Refaire le site web",
                "Direction des communications",
                "Automne 2025",
                "Visites",
            ],
            ["^", "Publier une infolettre", "Adjointe", "Mensuel", "Abonnés"],
        ],
    )
    return saved(d)


@shape("wide.xlsx", (2, 0, 5))
def wide() -> bytes:
    """A strategy a column."""
    return workbook(
        {
            "Sheet1": rows(
                [
                    ["Goal", "Strategy 1", "Strategy 2", "Strategy 3", "Lead", "Timeline"],
                    [
                        "Increase enrollment",
                        "Open a virtual academy",
                        "Host open houses",
                        "Advertise on radio",
                        "Superintendent",
                        "2026-27",
                    ],
                    [
                        "Improve morale",
                        "Recognize staff monthly",
                        "Survey staff twice a year",
                        "",
                        "HR Director",
                        "Ongoing",
                    ],
                ]
            )
        }
    )


@shape("smartsheet.xlsx", (2, 3, 4))
def smartsheet() -> bytes:
    """Levels told by indents."""

    def w(s, b):
        f1 = b.add_format({"bold": True})
        f2 = b.add_format({"indent": 1, "bold": True})
        f3 = b.add_format({"indent": 2})
        s.write_row(0, 0, ["Task Name", "Assigned To", "Start", "Finish", "% Complete", "Status"])
        for i, (fmt, row) in enumerate(
            [
                (f1, ["Strengthen Programs"]),
                (f2, ["Expand tutoring"]),
                (f3, ["Recruit tutors", "Maya", "2026-01-05", "2026-03-01", "50%", "In Progress"]),
                (f3, ["Train tutors", "Maya", "2026-03-02", "2026-04-01", "0%", "Not Started"]),
                (f2, ["Evaluate results"]),
                (
                    f3,
                    [
                        "Choose an assessment",
                        "Ravi",
                        "2026-02-01",
                        "2026-02-28",
                        "100%",
                        "Complete",
                    ],
                ),
                (f1, ["Secure Funding"]),
                (f2, ["Grants"]),
                (f3, ["Write NEA proposal", "Lin", "2026-05-01", "2026-06-15", "", ""]),
            ],
            1,
        ):
            s.write(i, 0, row[0], fmt)
            for c, v in enumerate(row[1:], 1):
                s.write(i, c, v)

    return workbook({"Strategic Plan": w})
