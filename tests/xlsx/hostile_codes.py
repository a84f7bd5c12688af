"""Which names of refusals are right answers to which family of lies."""

from __future__ import annotations

DAMAGED = (
    *("damaged", "bad-checksum", "odd-zip", "odd-member", "cut-off", "zip64", "bad-xml"),
    *("missing-part", "not-a-sheet", "not-a-worksheet", "odd-markup", "bad-shared-string"),
    *("duplicate-sheet", "too-many-members"),
)
STRANGER = (
    *("not-a-workbook", "empty-file", "all-zero", "csv", "html", "pdf", "rtf", "archive", "image"),
    *("xml-spreadsheet", "word", "powerpoint", "open-document", "numbers", "binary-workbook"),
    *("old-excel", "ole", "missing-part", "not-a-sheet", "cut-off", "not-a-worksheet"),
)
TOO_BIG = (
    *("too-large", "zip-bomb", "too-many-members", "too-deep", "giant-tag", "too-much-text"),
    *("too-many-elements", "too-many-cells", "too-many-merges", "too-many-strings"),
    *("too-many-names", "too-many-styles", "too-many-arrays", "too-many-sheets", "text-too-long"),
)
FAMILIES = {
    "damaged": DAMAGED,
    "unsafe": (
        *("traversing-member", "duplicate-member", "doctype", "odd-zip", "odd-member"),
        *("missing-part", "duplicate-sheet", "bad-xml", "not-a-worksheet"),
    ),
    "too big": TOO_BIG,
    "password": ("password-protected", "encrypted-member"),
    "old excel": ("old-excel", "ole"),
    "not a workbook": STRANGER,
    "off grid": ("off-grid", "odd-markup"),
    "bad cells": (
        *("bad-cell", "bad-shared-string", "duplicate-cell", "duplicate-row", "out-of-order"),
        *("off-grid", "odd-markup", "bad-style", "lone-surrogate"),
    ),
    "encoding": ("encoding", "lone-surrogate", "bad-xml"),
}
