"""Writes the macro project of the Refresh button as a file of its own.

For looking into it (olevba), for having it scanned, or for having it signed:

python3 scripts/build_vba_project.py 9 vbaProject.bin      for a workbook of nine sheets
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from toolkit.xlsx.vba_project import sheet_code_names, vba_project

SOURCE = Path(__file__).resolve().parent.parent / "workbook_templates" / "refresh_button.bas"


def main() -> int:
    """Build and write; the same source and number of sheets give the same bytes."""
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        print(__doc__)
        return 2
    built = vba_project(SOURCE.read_text(encoding="ascii"), sheet_code_names(int(sys.argv[1])))
    Path(sys.argv[2]).write_bytes(built)
    print(f"{sys.argv[2]}: {len(built)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
