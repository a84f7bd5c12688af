"""The words organisations use for the columns of a plan's tables."""

from __future__ import annotations

from toolkit.plan.reading import languages

_ENGLISH: dict[str, dict[str, int]] = {
    "by_when": {
        "by when": 10, "when": 8, "timeline": 9, "time line": 9, "timeframe": 9, "time frame": 9,
        "timeframes": 9, "due": 9, "due date": 10, "deadline": 10, "target date": 10,
        "completion date": 9, "completion": 7, "target completion": 9, "date": 6, "schedule": 7,
        "end date": 8, "end": 7, "finish": 7, "finish date": 8, "need by": 8,
        "implementation date": 8, "anticipated completion": 9, "expected completion": 9,
        "milestone date": 8, "timing": 8, "time": 5, "quarter": 5, "year": 4, "fiscal year": 6,
        "fy": 5, "month": 5, "completed by": 8, "complete by": 8, "to be completed": 7,
        "start date": 5, "start": 4, "begin": 3, "begin date": 4, "beginning date": 4,
        "completion timeline": 9, "duration": 4, "calendar": 4, "term": 3, "timescale": 9,
        "time period": 8, "period": 5, "by": 3, "date due": 10, "frequency": 5,
    },
    "who": {
        "who": 9, "by whom": 10, "whom": 8, "person responsible": 10, "persons responsible": 10,
        "people responsible": 10, "responsible": 9, "responsibility": 9, "responsible party": 10,
        "responsible parties": 10, "lead": 9, "leader": 7, "led by": 9, "owner": 9,
        "assigned to": 9, "assigned": 8, "accountable": 8, "accountability": 6, "point person": 9,
        "champion": 8, "committee": 7, "staff": 4, "team": 5, "personnel": 6, "contact": 5,
        "coordinator": 6, "department": 6, "chair": 6, "convener": 7, "person s responsible": 10,
        "person": 6, "persons": 6, "people": 5, "party": 4, "in charge": 9, "lead person": 10,
        "leads": 9, "sponsor": 5, "office": 4, "division": 5, "assignee": 9,
        "staff responsible": 10, "responsible staff": 10, "lead staff": 10,
        "responsible department": 9, "lead department": 9, "lead agency": 9, "board liaison": 6,
        "staff lead": 10, "board lead": 8, "facilitator": 5, "implementer": 8, "delegate": 5,
        "name of person responsible": 11, "title of person responsible": 11, "resource name": 7,
        "oversight": 5, "project manager": 8, "project lead": 9, "action owner": 11,
        "committee responsible": 10, "responsible committee": 10, "lead role": 9,
        "who will do it": 10, "who s responsible": 10, "who is responsible": 10,
    },
    "resources": {
        "resource needed": 10, "resources needed": 10, "resource": 9, "resources": 9, "budget": 8,
        "cost": 8, "estimated cost": 8, "expense": 8, "projected expense": 9, "funding": 8,
        "fund": 7, "funding source": 8, "input": 5, "investment": 6, "finance": 5,
        "cost estimate": 8, "est cost": 8, "material": 5, "support needed": 8, "what we need": 7,
        "resource required": 10, "required resource": 10, "human resource": 6, "amount": 5,
    },
    "measures": {
        "measure of success": 10, "measure": 9, "indicator": 9, "success indicator": 10,
        "indicator of success": 10, "performance indicator": 10, "key performance indicator": 10,
        "kpi": 9, "metric": 9, "success criteria": 10, "evidence of success": 9, "outcome": 8,
        "expected outcome": 8, "desired outcome": 8, "intended outcome": 8, "evidence": 6,
        "evidence of completion": 7, "how will we know": 8, "success": 5, "output": 6, "result": 5,
        "expected result": 7, "expected result impact": 9, "evidence of progress": 8,
        "evidence of implementation": 8, "measurement": 8, "measurable outcome": 9,
        "measure of progress": 9, "how will we measure": 9, "how we will measure": 9,
        "how measured": 8, "success measure": 10, "success metric": 10, "key metric": 9,
        "performance target": 7, "what success look like": 9, "evaluation data source": 8,
        "deliverable": 6, "benchmark": 6, "evaluation": 5, "evaluation method": 6,
        "data source": 4, "means of verification": 5,
    },
    "reporting": {
        "how outcome are reported": 10, "outcome reported": 9, "reporting": 9, "reported": 8,
        "how reported": 9, "report to": 8, "reported to": 9, "communication": 5,
        "progress monitoring": 6, "monitoring": 5, "how progress is reported": 9,
    },
    "status": {
        "status": 10, "this year s status": 10, "current status": 10, "progress": 6, "rag": 8,
        "percent complete": 7, "complete": 4, "completed": 5, "completion status": 10, "state": 4,
        "progress status": 10, "traffic light": 9, "done": 5, "percent done": 7, "completed at": 3,
        "implementation status": 10, "action status": 10,
    },
    "own": {
        "baseline": 9, "target": 7, "note": 8, "comment": 8, "why": 6, "explanation": 8,
        "update": 7, "progress note": 9, "partner": 7, "rationale": 7, "description": 4,
        "barrier": 6, "risk": 6, "challenge": 5, "dependency": 6, "link": 4, "alignment": 5,
        "actual": 6, "priority level": 8, "support": 4, "remark": 8, "next step": 5,
        "created at": 9, "created by": 9, "created date": 9, "last modified": 9, "tag": 7,
        "completed date": 9, "date completed": 9, "completion note": 8, "label": 5, "late": 5,
        "assignee email": 12, "e-mail": 8, "email": 8, "parent task": 12, "parent": 7,
        "checklist item": 12, "completed checklist item": 13, "predecessor": 9, "attachment": 8,
        "day left": 9, "consulted": 9, "informed": 9, "potential barrier": 8, "barriers": 7,
    },
    "ref": {
        "no": 8, "number": 7, "ref": 9, "reference": 8, "id": 9, "item": 5, "item no": 9,
        "item number": 9, "code": 6, "action no": 12, "goal no": 12, "objective no": 12,
        "strategy no": 12, "action number": 12, "goal number": 12, "row": 4, "task id": 12,
        "action id": 12, "goal id": 12, "item id": 12, "wbs": 9, "unique id": 9,
    },
}  # fmt: skip
COLUMN_PHRASES = {
    kind: {**phrases, **languages.COLUMN_PHRASES.get(kind, {})}
    for kind, phrases in _ENGLISH.items()
}
"""What a column may be called → how surely it means that."""
