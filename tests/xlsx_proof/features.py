"""What a person can see or use in a workbook beside its cells, counted by kind."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

PARTS = {
    "chart": r"/charts?(?:ex)?/chart[^/]*\.xml$",
    "chart look": r"/charts/(?:style|colors)[^/]*\.xml$",
    "picture": r"/media/",
    "note": r"/comments?[^/]*\.xml$",
    "threaded comment": r"/threadedcomments?/",
    "slicer": r"/slicers?/slicer[^/]*\.xml$",
    "pivot table": r"/pivottables/[^/]*\.xml$",
    "pivot cache": r"/pivotcache/pivotcachedefinition[^/]*\.xml$",
    "control": r"/(?:ctrlprops|activex)/[^/]*\.xml$",
    "embedded object": r"/embeddings/",
    "diagram": r"/diagrams/data",
    "connection": r"/connections\.xml$",
    "query table": r"/querytables/",
    "custom XML": r"^customxml/item\d+\.xml$",
    "XML map": r"/xmlmaps\.xml$",
    "macro": r"vbaproject\.bin$",
    "rich value": r"/richdata/",
    "sensitivity label": r"labelinfo\.xml$",
    "web extension": r"/webextensions/",
    "revision": r"/revisions/",
    "external book": r"/externallinks/[^/]*\.xml$",
    "table": r"/tables/[^/]*\.xml$",
    "signature": r"_xmlsignatures/",
}
ELEMENTS = {
    "shape or text box": ("drawing", rb"<(?:xdr:)?sp[ >]"),
    "drawn picture": ("drawing", rb"<(?:xdr:)?pic[ >]"),
    "drawn frame": ("drawing", rb"<(?:xdr:)?graphicFrame[ >]"),
    "old shape": ("vmldrawing", rb"<v:shape[ >]"),
    "sparkline": ("sheet", rb"<(?:\w+:)?sparkline[ >]"),
    "new conditional format": ("sheet", rb"<x14:cfRule[ >]"),
    "new drop-down": ("sheet", rb"<x14:dataValidation[ >]"),
    "conditional format": ("sheet", rb"<(?:x:)?cfRule[ >]"),
    "drop-down": ("sheet", rb"<(?:x:)?dataValidation[ >]"),
    "hyperlink": ("sheet", rb"<(?:x:)?hyperlink[ >]"),
    "merged area": ("sheet", rb"<(?:x:)?mergeCell[ >]"),
    "sheet protection": ("sheet", rb"<(?:x:)?sheetProtection[ >]"),
    "protected range": ("sheet", rb"<(?:x:)?protectedRange[ >]"),
    "own view": ("sheet", rb"<(?:x:)?customSheetView[ >]"),
    "background picture": ("sheet", rb"<(?:x:)?picture[ >]"),
    "header picture": ("sheet", rb"<(?:x:)?legacyDrawingHF[ >]"),
    "dynamic array": ("sheet", rb"<(?:x:)?c [^>]*\bcm="),
    "rich text run": ("sharedstrings", rb"<(?:x:)?r>"),
    "defined name": ("workbook.xml", rb"<(?:x:)?definedName[ >]"),
    "colour filter": ("", rb"<(?:x:)?colorFilter[ >]"),
}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/][^<]*(?:</(?:\w+:)?f>)?<(?:\w+:)?v>[^<]")


def features(data: bytes) -> Counter[str]:
    """How many of each kind a workbook holds."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            low = "/" + name.replace("\\", "/").lower()
            for kind, pattern in PARTS.items():
                found[kind] += bool(re.search(pattern, low.lstrip("/") if "^" in pattern else low))
            if low.endswith((".xml", ".vml")):
                _elements(found, low, package.read(name))
    return +found


def _elements(found: Counter[str], low: str, content: bytes) -> None:
    for kind, (where, pattern) in ELEMENTS.items():
        if where in low.rsplit("/", 1)[-1] or (where == "sheet" and "sheet" in low):
            found[kind] += len(re.findall(pattern, content))
    if "sheet" in low:
        found["calculated value"] += len(_FORMULA.findall(content))


def lost(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """Kinds of which fewer are left than there were, and how many are gone."""
    return {kind: count - after[kind] for kind, count in before.items() if after[kind] < count}
