"""Races between our calls by the thousand, beside naive A1 writing: ``soak_google.py 1000``.

Each seed is run under every combination of what Google leaves undocumented. Prints what was lost,
wrong or doubled (nothing, or the soak has failed), and the share that was right in the same sync
and after one more.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.google.naive import naive_race
from tests.google.race import ALL_SWITCHES, Race


def main(count: int, first: int) -> int:
    """Run the races; the exit code says whether all came right."""
    told: Counter[str] = Counter()
    for seed in range(first, first + count):
        for switches in ALL_SWITCHES:
            race = Race(seed, switches)
            wrong = race.run()
            told["races"] += 1
            told["right in the same sync"] += race.same_sync
            told["right after one more"] += not wrong
            for sentence in wrong:
                told[sentence.split(":")[0]] += 1
                print(f"seed {seed}, {switches}: {sentence}")
            if switches == ALL_SWITCHES[seed % len(ALL_SWITCHES)]:
                told["naive races"] += 1
                told["naive right"] += not naive_race(Race(seed, switches))
        if seed % 10 == 9:
            print(dict(told), flush=True)
    print(dict(told))
    return int(told["right after one more"] != told["races"])


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [1000, 0][len(numbers) :])))
