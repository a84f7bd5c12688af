"""Whatever a document looks like: no crash, nothing dropped, and the plan can be adopted."""

from __future__ import annotations

import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from toolkit.plan.reading import Cell, Grid, Line, Source, Surroundings, understand
from toolkit.plan.reading.completeness import texts_of
from toolkit.readers.evidence import is_party, is_timing
from toolkit.readers.plain_text.decoding import decoded
from toolkit.readers.plain_text.reader import TextReader
from toolkit.stores.yaml_file import write_yaml
from toolkit.wiring import read_plan

AROUND = Surroundings(is_timing, is_party, taken_headings=frozenset(("Status", "Progress note")))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing document is long; not shrunk
STARTS = (
    "", "", "Goal 1: ", "Goal 2: ", "Objective 1.1 ", "Strategy A: ", "a) ", "b) ", "1. ", "2. ",
    "1.1 ", "1.2.3 ", "I. ", "II. ", "i) ", "- ", "• ", "Who: ", "Timeline: ", "KEY: ED= ", "* ",
)  # fmt: skip
WORDS = (
    "Improve", "reading", "across", "the", "county", "Mission", "Values", "ongoing", "Board",
    "Fall", "2027", "Committee", "Strategies", "Actions", "ED", "budget", "Legend", "see", "Note:",
)  # fmt: skip
HEADINGS = ("Action", "Who", "By When", "Goal", "Status", "Budget", "Notes", "Strategy", "#", "")
texts = st.builds(
    lambda start, words: start + " ".join(words),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(WORDS), min_size=0, max_size=6),
)
lines = st.builds(
    Line,
    text=texts,
    mark=st.sampled_from(("", "", "", "•", "1.", "a)", "1.1")),
    level=st.integers(0, 3),
    heading=st.sampled_from((0, 0, 0, 1, 2)),
    bold=st.booleans(),
    place=st.just("here"),
)
cells = st.one_of(
    st.just(Cell()),
    st.builds(Cell, lines=st.lists(lines, max_size=5).map(tuple), above=st.booleans()),
)


@st.composite
def grids(draw):
    width = draw(st.integers(1, 5))
    heads = tuple(Cell((Line(draw(st.sampled_from(HEADINGS))),)) for _ in range(width))
    body = draw(st.lists(st.tuples(*[cells] * width), max_size=5))
    return Grid((heads, *body) if draw(st.booleans()) else tuple(body), "a table")


def words(text):
    return set(re.findall(r"[^\W_]{3,}", text.casefold()))


def said(blocks):
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (line.text for row in block.rows for cell in row for line in cell.lines)


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(st.lists(st.one_of(lines, lines, grids()), max_size=14))
def test_every_word_is_kept_and_the_plan_can_be_adopted(blocks):
    found = understand(Source("some-plan", "Document", blocks=tuple(blocks)), AROUND)
    kept = words(" ".join(texts_of(found.plan)))
    assert words(" ".join(said(blocks))) - kept - {"statement"} == set()
    adopted = read_plan(write_yaml(found.plan), "some-plan")
    assert [str(mistake) for mistake in adopted.mistakes] == []


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(st.text(alphabet="aG1.):|\t\n -+•=Who By", max_size=200))
def test_any_text_file_is_read(text):
    source = TextReader().read(b"Plan\n" + text.encode(), "plan")
    found = understand(source, AROUND)
    assert words(text) - words(" ".join(texts_of(found.plan))) == set()


@given(st.binary(min_size=1, max_size=60))
def test_bytes_are_text_or_refused(data):
    from toolkit.errors import FileRefused

    try:
        assert isinstance(decoded(data)[0], str)
    except FileRefused as problem:
        assert problem.next_step
