"""The same content always gives the same bytes, whatever the clock says."""

import time

from made_workbooks import all_workbooks
from sample_content import content


def test_made_again_every_workbook_is_byte_identical():
    first = all_workbooks(content("imec", answered=True))
    time.sleep(2.1)  # a zip file counts time in steps of two seconds
    again = all_workbooks(content("imec", answered=True))
    assert list(first) == ["area 1", "area 2", "area 3", "area 4", "plan", "summary"]
    assert [name for name in first if first[name] != again[name]] == []
