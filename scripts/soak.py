"""Long runs of what CI runs shortly; each prints how many runs it made and 3/N, the bound on what
it could have missed (rule of three, 95 %).

    python scripts/soak.py --minutes 60            everything, the time divided
    python scripts/soak.py --minutes 60 xlsx       one of: xlsx, merge, protocol
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("xlsx", "merge", "protocol")


def main() -> int:
    """Run the parts one after the other; 1 when one of them found something."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    wanted = parser.parse_args()
    parts = [part for part in wanted.parts if (HERE / f"soak_{part}.py").exists()]
    each = str(wanted.minutes / max(1, len(parts)))
    codes = [
        subprocess.run(
            [sys.executable, str(HERE / f"soak_{part}.py"), "--minutes", each], check=False
        ).returncode
        for part in parts
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
