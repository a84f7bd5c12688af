"""Opens every hostile file in a child of its own and tells, one JSON line a file, how it ended."""

from __future__ import annotations

import json
import sys

from tests.xlsx.hostile_files import hostile_files
from tests.xlsx_proof.examine import examine
from tests.xlsx_proof.limits import limited


def main() -> int:
    """Prints the lines; what is right and wrong is for the reader of them to say."""
    for hostile in hostile_files():
        data = hostile.make()
        wanted = (*hostile.reads, *hostile.absent)
        outcome = limited(lambda data=data, wanted=wanted: examine(data, wanted))
        line = {
            "name": hostile.name,
            "ending": outcome.ending,
            "told": outcome.answer,
            "detail": outcome.detail[-1500:],
            "seconds": round(outcome.seconds, 3),
            "mib": round(outcome.mib, 1),
            "bytes": len(data),
        }
        print(json.dumps(line), flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
