"""How long reading a large survey export takes, against pandas reading the same file.

python3 scripts/bench_survey.py            100,000 answers in each layout
python3 scripts/bench_survey.py 1000000    so many
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas

from toolkit.readers.survey_export import read_survey_export
from toolkit.survey.understand import understand

_WORDS = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree", "N/A")
_QUESTIONS = 10


def export(answers: int) -> pandas.DataFrame:
    """A Google Forms export with ten rated questions and so many answers in all."""
    chance = Random(7)
    people = max(1, answers // _QUESTIONS)
    columns: dict[str, list[str]] = {
        "Timestamp": [f"2027-03-{1 + n % 28:02} 10:00:{n % 60:02}" for n in range(people)],
        "Email Address": [f"person{n}@state.org" for n in range(people)],
    }
    for number in range(_QUESTIONS):
        columns[f"Rate our services [Statement {number}]"] = chance.choices(_WORDS, k=people)
    return pandas.DataFrame(columns)


def best_of(run: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def main() -> None:
    """Print a line for each kind of file."""
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    frame = export(answers)
    text = frame.to_csv(index=False).encode()
    book = io.BytesIO()
    frame.to_excel(book, index=False)
    workbook = book.getvalue()
    print(f"{answers:,} answers of {len(frame):,} people")
    for name, data, read in (
        ("survey.csv", text, lambda: pandas.read_csv(io.BytesIO(text))),
        (
            "survey.xlsx",
            workbook,
            lambda: pandas.read_excel(io.BytesIO(workbook), engine="openpyxl"),
        ),
    ):
        times = 5 if name.endswith("csv") else 3
        theirs = best_of(read, times)
        ours = best_of(lambda data=data, name=name: read_survey_export(data, name), times)
        file = read_survey_export(data, name)
        meant = best_of(lambda file=file: understand(file, 5), times)
        print(
            f"{name:12} pandas {theirs:6.3f} s   read {ours:6.3f} s ({ours / theirs:4.2f} x)   "
            f"understood in {meant:6.3f} s more"
        )


if __name__ == "__main__":
    main()
