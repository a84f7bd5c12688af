"""The words organisations use for the levels of a plan and for the columns of its tables."""

from __future__ import annotations

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
    "key activity": 6, "intervention": 6,
}  # fmt: skip
"""What a level may be called → its usual height, 1 the highest."""

MODIFIERS = (
    "strategic", "priority", "key", "focus", "core", "major", "annual", "long-term", "long term",
    "short-term", "short term", "organizational", "organisational", "district", "board", "school",
    "critical", "overarching", "operational", "performance", "our", "smart", "measurable",
    "supporting", "primary", "specific", "program", "learning", "student", "broad", "global",
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
}  # fmt: skip

COLUMN_PHRASES: dict[str, dict[str, int]] = {
    "by_when": {
        "by when": 10, "when": 8, "timeline": 9, "time line": 9, "timeframe": 9, "time frame": 9,
        "timeframes": 9, "due": 9, "due date": 10, "deadline": 10, "target date": 10,
        "completion date": 9,
        "completion": 7, "target completion": 9, "date": 6, "schedule": 7, "end date": 8,
        "finish": 6, "timing": 8, "time": 5, "quarter": 5, "year": 4, "fiscal year": 6, "fy": 5,
        "month": 5, "completed by": 8, "complete by": 8, "to be completed": 7, "start date": 5,
        "start": 4, "begin": 3, "duration": 4, "calendar": 4, "term": 3, "timescale": 9,
        "time period": 8, "period": 5, "by": 3, "date due": 10, "frequency": 5,
    },
    "who": {
        "who": 9, "by whom": 10, "whom": 8, "person responsible": 10, "persons responsible": 10,
        "people responsible": 10, "responsible": 9, "responsibility": 9, "responsible party": 10,
        "responsible parties": 10, "lead": 9, "leader": 7, "led by": 9, "owner": 9,
        "assigned to": 9, "assigned": 8, "accountable": 8, "accountability": 6,
        "point person": 9, "champion": 8, "committee": 7, "staff": 4, "team": 5, "personnel": 6,
        "contact": 5, "coordinator": 6, "department": 6, "chair": 6, "convener": 7,
        "person s responsible": 10, "person": 6, "persons": 6, "people": 5, "party": 4,
        "in charge": 9, "lead person": 10, "leads": 9, "sponsor": 5, "office": 4, "division": 5,
    },
    "resources": {
        "resource needed": 10, "resources needed": 10, "resource": 9, "resources": 9,
        "budget": 8, "cost": 8, "estimated cost": 8, "expense": 8, "projected expense": 9,
        "funding": 8, "fund": 7, "funding source": 8, "input": 5, "investment": 6, "finance": 5,
    },
    "measures": {
        "measure of success": 10, "measure": 9, "indicator": 9, "success indicator": 10,
        "indicator of success": 10, "performance indicator": 10, "key performance indicator": 10,
        "kpi": 9, "metric": 9, "success criteria": 10, "evidence of success": 9, "outcome": 8,
        "expected outcome": 8, "desired outcome": 8, "intended outcome": 8, "evidence": 6,
        "evidence of completion": 7, "how will we know": 8, "success": 5, "output": 6,
        "result": 5, "expected result": 7, "deliverable": 6, "benchmark": 6, "evaluation": 5,
        "evaluation method": 6, "data source": 4, "means of verification": 5,
    },
    "reporting": {
        "how outcome are reported": 10, "outcome reported": 9, "reporting": 9, "reported": 8,
        "how reported": 9, "report to": 8, "reported to": 9, "communication": 5,
        "progress monitoring": 6, "monitoring": 5, "how progress is reported": 9,
    },
    "status": {
        "status": 10, "this year s status": 10, "current status": 10, "progress": 6, "rag": 8,
        "percent complete": 7, "complete": 4, "completed": 5, "completion status": 10, "state": 4,
        "progress status": 10, "traffic light": 9, "done": 5,
    },
    "own": {
        "baseline": 9, "target": 7, "note": 8, "comment": 8, "why": 6, "explanation": 8,
        "update": 7, "progress note": 9, "partner": 7, "rationale": 7, "description": 4,
        "barrier": 6, "risk": 6, "challenge": 5, "dependency": 6, "link": 4, "alignment": 5,
        "actual": 6, "priority level": 8, "support": 4, "remark": 8, "next step": 5,
    },
    "ref": {
        "no": 8, "number": 7, "ref": 9, "reference": 8, "id": 9, "item": 5, "item no": 9,
        "item number": 9, "code": 6, "action no": 12, "goal no": 12, "objective no": 12,
        "strategy no": 12, "action number": 12, "goal number": 12, "row": 4,
    },
}  # fmt: skip
"""What a column may be called → how surely it means that."""

LEVEL_HEADINGS: dict[str, int] = {
    **LEVEL_WORDS,
    "category": 1, "goal category": 1, "what": 6, "what will be done": 6, "what we will do": 6,
    "how": 6, "action plan": 6, "to do": 6, "work": 6, "item": 6, "strategic action": 6,
    "improvement strategy": 4, "approach": 4, "strand": 1, "topic": 2, "method": 5,
}  # fmt: skip

NEVER_AREAS = (
    "mission", "vision", "value", "belief", "swot", "introduction", "background",
    "acknowledgement", "acknowledgment", "table of contents", "contents", "about us", "about",
    "strength", "weakness", "opportunity", "threat", "committee members", "environmental scan",
    "executive summary", "participant", "glossary", "key", "legend", "appendix", "purpose",
    "planning team", "process", "timeline", "philosophy", "motto", "next steps", "conclusion",
    "overview", "letter from", "message from", "history", "core value", "guiding principle",
    "abbreviation", "signature", "contact", "definitions", "how to read", "instructions",
    "monitoring", "current", "pending", "board of directors", "board members", "membership",
    "outcomes", "stakeholder",
    "steering committee", "methodology", "demographic", "our community", "who we are",
)  # fmt: skip
"""Sections of a plan document that are no focus area unless they hold a table of actions."""
