"""By When, due dates, cycles and Who: what the plan's texts mean on the calendar.

The texts always stay; what they mean is shown beside them, and asked about when unsure.
"""

from toolkit.schedule.cycles import cycle_of
from toolkit.schedule.doubt import Confidence
from toolkit.schedule.due import Due, next_due
from toolkit.schedule.key import Key, Party, PartyKind, Person, Unknown, WhoReading
from toolkit.schedule.meeting import Meeting, MeetingPhrase
from toolkit.schedule.overdue import due_soon, is_overdue
from toolkit.schedule.read import read_by_when
from toolkit.schedule.reading import Kind, Reading
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.who import read_who
from toolkit.schedule.window import Window
from toolkit.schedule.year import Basis, DateOrder, Year

__all__ = [
    "read_by_when",
    "Reading",
    "Kind",
    "Confidence",
    "Rule",
    "Unit",
    "Window",
    "Year",
    "Basis",
    "DateOrder",
    "Meeting",
    "MeetingPhrase",
    "next_due",
    "Due",
    "cycle_of",
    "is_overdue",
    "due_soon",
    "read_who",
    "Key",
    "Person",
    "Party",
    "PartyKind",
    "Unknown",
    "WhoReading",
]
