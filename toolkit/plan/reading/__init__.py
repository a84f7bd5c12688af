"""What a document says about a plan: blocks of text and tables → plan document and questions.

Pure: the readers of each format bring a ``Source``; nothing here knows a file format.
"""

from toolkit.plan.reading.imported import Imported, Question
from toolkit.plan.reading.source import BLANK, Aside, Block, Cell, Grid, Line, Row, Source
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.understand import understand

__all__ = [
    "understand",
    "Imported",
    "Question",
    "Surroundings",
    "Source",
    "Block",
    "Line",
    "Grid",
    "Row",
    "Cell",
    "BLANK",
    "Aside",
]
