"""The words organisations use for the levels of a plan and the sections around it."""

from __future__ import annotations

from toolkit.plan.reading import languages

LEVEL_WORDS: dict[str, int] = {
    "priority focus area": 1, "focus area": 1, "priority area": 1, "goal area": 1, "key area": 1,
    "area of focus": 1, "area of excellence": 1, "strategic area": 1, "key result area": 1,
    "kra": 1, "strategic priority": 1, "priority": 1, "pillar": 1, "theme": 1, "domain": 1,
    "direction": 1, "imperative": 1, "perspective": 1, "commitment": 1, "issue": 1, "area": 1,
    "focus": 1, "strand": 1, "standard": 1, "aspiration": 1, "bold step": 1, "cornerstone": 1,
    "goal": 2, "goal statement": 2, "aim": 2, "objective": 3, "target objective": 3,
    "key result": 3, "strategy": 4, "strategy statement": 4, "initiative": 5, "project": 5,
    "program": 5, "programme": 5, "tactic": 6, "action": 6, "action step": 6, "action item": 6,
    "activity": 6, "task": 6, "step": 6, "milestone": 6, "implementation step": 6,
    "key activity": 6, "intervention": 6, "goal category": 1, "area of emphasis": 1,
    "strategic intent": 1, "strategic issue": 1, "challenge": 1, "outcome area": 1, "rock": 5,
    "sub-goal": 3, "subgoal": 3, "sub-objective": 4, "sub-strategy": 5, "action plan": 6,
    "strategic action": 6, "subtask": 6, "work item": 6, "work stream": 4, "workstream": 4,
    **languages.LEVEL_WORDS,
}  # fmt: skip
"""What a level may be called → its usual height, 1 the highest."""

NUMBERED_ONLY: dict[str, int] = {
    "outcome": 2, "result": 3, "output": 4, "expected result": 3, "desired outcome": 2,
    "deliverable": 5, "recommendation": 3, **languages.NUMBERED_ONLY,
}  # fmt: skip
"""Words that name a level only when a number stands with them ("Outcome 1:")."""

MODIFIERS = (
    "strategic", "priority", "key", "focus", "core", "major", "annual", "long-term", "long term",
    "short-term", "short term", "organizational", "organisational", "district", "board", "school",
    "critical", "overarching", "operational", "performance", "our", "smart", "measurable",
    "supporting", "primary", "specific", "program", "learning", "student", "broad", "global",
    "campus", "strategic plan", "big", "yearly", "1-year", "3-year", "5-year", "one-year",
    "three-year", "five-year", "instructional", "departmental", "church", "ministry",
)  # fmt: skip
PREFIXES = ("sample", "draft", "proposed", "example", "revised", "new")

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        (
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve",
        ),
        start=1,
    )
} | languages.NUMBER_WORDS  # fmt: skip

LEVEL_HEADINGS: dict[str, int] = {
    **LEVEL_WORDS,
    **languages.LEVEL_HEADINGS,
    "section column": 1, "section": 1, "bucket name": 1, "bucket": 1, "board group": 1,
    "milestone task": 6, "task name": 7, "task title": 7, "action required": 6, "to do item": 6,
    "project name": 5, "project title": 5, "program area": 1, "what needs to be done": 6,
    "action taken": 6, "work task": 6, "specific action": 6, "action to be taken": 6,
    "category": 1, "what": 6, "what will be done": 6, "what we will do": 6,
    "how": 6, "action plan": 6, "to do": 6, "work": 6, "item": 6, "strategic action": 6,
    "improvement strategy": 4, "approach": 4, "strand": 1, "topic": 2, "method": 5,
}  # fmt: skip

FRAME_SECTIONS = (
    "swot", "introduction", "background", "acknowledgement", "acknowledgment", "table of contents",
    "about us", "about this plan", "committee members", "environmental scan", "executive summary",
    "glossary", "appendix", "planning team", "planning process", "plan team", "letter from",
    "message from", "a message", "abbreviation", "acronym", "definitions", "how to read",
    "how to use", "instructions", "board of directors", "board members", "steering committee",
    "methodology", "demographic", "who we are", "team membership", "committee membership",
    "foreword", "preface", "certification", "board approval", "revision history", "next steps",
    "document history", "district profile", "campus profile", "school profile", "signature",
    "community profile", "core values", "guiding principle", "stakeholder group",
    "needs assessment",
    "our community", "plan overview", "planning committee", "works cited", "list of figures",
    *languages.FRAME_SECTIONS,
)  # fmt: skip
"""Sections around a plan, by words found anywhere in their heading: no focus areas unless they
hold a table of actions."""

FRAME_HEADINGS = (
    "contents", "about", "strength", "weakness", "opportunity", "threat", "participant", "key",
    "legend", "purpose", "process", "timeline", "philosophy", "motto", "conclusion", "overview",
    "history", "contact", "contact us", "contact information", "monitoring", "current", "pending",
    "membership of the planning team", "outcomes", "stakeholder", "welcome", "thank you",
    "question", "references", "agenda", "monitoring and evaluation", "plan monitoring", "summary",
    "data", "survey result", "letter", "approval", "resource", "team", "roster", "mission and goal",
    *languages.FRAME_HEADINGS,
)  # fmt: skip
"""The same, but only when the heading says nothing else ("Membership Process" is another thing)."""

STATEMENTS = {
    "mission": "mission", "vision": "vision", "value": "values", "belief": "beliefs",
    "core value": "values", "guiding principle": "principles", "motto": "motto",
    **languages.STATEMENTS,
}  # fmt: skip
"""Headings of statements → their kind."""
