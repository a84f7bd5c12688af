"""The requests of ``spreadsheets.batchUpdate``, one function each; a batch is all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tests.google.field_mask import merged, parse_mask
from tests.google.sheet_model import Book, Json, Line, Refused, Tab, new_tab

_LONGEST = 50_000


@dataclass(frozen=True)
class Switches:
    """Behaviour Google leaves undocumented; everything must come right under each of them.

    Attributes:
        sort_moves_metadata: metadata of a row goes along when people sort.
        no_match_fails: deleting metadata that is not there is an error, not nothing.
        moves_carry_metadata: metadata goes along when people drag a row.
    """

    sort_moves_metadata: bool = True
    no_match_fails: bool = False
    moves_carry_metadata: bool = True


def apply_batch(book: Book, requests: list[Json], switches: Switches) -> tuple[Book, list[Json]]:
    """The spreadsheet after a batch, and the replies. Raises Refused when any request is bad."""
    after = book.copied()
    replies = []
    for number, request in enumerate(requests):
        (kind, body), *rest = request.items()
        if rest:
            raise Refused(f"Invalid requests[{number}]: Expected exactly one request")
        try:
            replies.append(_KINDS[kind](after, body or {}, switches) or {})
        except Refused as problem:
            raise Refused(f"Invalid requests[{number}].{kind}: {problem.message}") from problem
        except KeyError as problem:
            if kind not in _KINDS:
                raise NotImplementedError(kind) from problem
            raise
        if kind not in _KEEPS_IDS:
            after.ids = None
    _check_limit(after)
    after.taken = max(after.taken, book.taken)
    return after, replies


_KEEPS_IDS = frozenset({"createDeveloperMetadata", "deleteDeveloperMetadata", "updateCells",
                        "copyPaste", "repeatCell"})  # fmt: skip
"""Requests that move no metadata, so that its ids need not be counted anew."""


def area_of(book: Book, area: Json) -> tuple[Tab, range, range]:
    """A GridRange as the tab and its rows and columns."""
    tab = book.tab(area.get("sheetId", 0))
    rows = range(area.get("startRowIndex", 0), area.get("endRowIndex", len(tab.rows)))
    columns = range(area.get("startColumnIndex", 0), area.get("endColumnIndex", len(tab.columns)))
    if rows.stop > len(tab.rows) or columns.stop > len(tab.columns):
        raise Refused("Range exceeds grid limits.")
    return tab, rows, columns


def _lines(book: Book, area: Json) -> tuple[Tab, str, int, int]:
    tab = book.tab(area.get("sheetId", 0))
    dimension = area["dimension"]
    lines = tab.lines(dimension)
    return tab, dimension, area.get("startIndex", 0), area.get("endIndex", len(lines))


# --- sheets -------------------------------------------------------------------------------------


def _add_sheet(book: Book, body: Json, _: Switches) -> Json:
    props = dict(body.get("properties", {}))
    grid = dict(props.pop("gridProperties", {}))
    title = props.get("title") or f"Sheet{len(book.tabs) + 1}"
    sheet_id = props.get("sheetId") or book.next_id()
    if any(tab.id == sheet_id for tab in book.tabs):
        raise Refused(f"A sheet with the id {sheet_id} already exists.")
    if book.tab_named(title):
        raise Refused(f'A sheet with the name "{title}" already exists. Please enter another name.')
    tab = new_tab(sheet_id, title, grid.pop("rowCount", 1000), grid.pop("columnCount", 26))
    index = props.pop("index", len(book.tabs))
    tab.props |= {**props, "title": title, "sheetId": sheet_id}
    if grid:
        tab.props["gridProperties"] = grid
    book.tabs.insert(index, tab)
    return {"addSheet": {"properties": tab.properties(index)}}


def _delete_sheet(book: Book, body: Json, _: Switches) -> None:
    if len(book.tabs) == 1:
        raise Refused("You can't remove all the visible sheets in a document.")
    book.tabs.remove(book.tab(body.get("sheetId", 0)))


def _duplicate_sheet(book: Book, body: Json, _: Switches) -> Json:
    tab = book.tab(body["sourceSheetId"]).copied()
    tab.props |= {"sheetId": body.get("newSheetId") or book.next_id(),
                  "title": body.get("newSheetName") or f"Copy of {tab.title}"}  # fmt: skip
    for lines in ([tab], tab.rows, tab.columns):
        for line in lines:
            line.metadata = [{**m, "metadataId": book.next_id()} for m in line.metadata]
    book.tabs.append(tab)
    return {"duplicateSheet": {"properties": tab.properties(len(book.tabs) - 1)}}


def _update_sheet(book: Book, body: Json, _: Switches) -> None:
    props = dict(body["properties"])
    tab = book.tab(props.get("sheetId", 0))
    mask = parse_mask(body["fields"])
    if "title" in mask and any(t is not tab and t.title == props.get("title") for t in book.tabs):
        raise Refused(
            f'A sheet with the name "{props["title"]}" already exists. Please enter another name.'
        )
    if mask.pop("index", None) is not None:
        here, to = book.tabs.index(tab), props.get("index", 0)
        book.tabs.insert(to, tab)
        del book.tabs[here + 1 if to <= here else here]
    grid = mask.get("gridProperties")
    if grid is not None:
        wanted = props.get("gridProperties", {})
        _resize(tab.rows, grid.pop("rowCount", None), wanted.get("rowCount", 0))
        _resize(tab.columns, grid.pop("columnCount", None), wanted.get("columnCount", 0))
        for row in tab.rows:
            row.cells = {c: cell for c, cell in row.cells.items() if c < len(tab.columns)}
        if not grid:
            del mask["gridProperties"]
    if mask:
        tab.props = merged(tab.props, props, mask)
    if "tabColorStyle" in mask and tab.props.get("tabColorStyle", {}).get("rgbColor"):
        tab.props["tabColor"] = tab.props["tabColorStyle"]["rgbColor"]
    if "tabColor" in mask:
        colour = tab.props.get("tabColor")
        tab.props |= {"tabColorStyle": {"rgbColor": colour}} if colour else {}


def _resize(lines: list[Line], asked: Any, count: int) -> None:
    if asked is None:
        return
    del lines[count:]
    lines += [Line() for _ in range(count - len(lines))]


def _update_book(book: Book, body: Json, _: Switches) -> None:
    book.props = merged(book.props, body["properties"], parse_mask(body["fields"]))


# --- rows and columns ---------------------------------------------------------------------------


def _insert(book: Book, body: Json, _: Switches) -> None:
    tab, dimension, start, end = _lines(book, body["range"])
    inherit = bool(body.get("inheritFromBefore"))
    if start > len(tab.lines(dimension)) or (start == len(tab.lines(dimension)) and not inherit):
        raise Refused("range.endIndex[...] is beyond the grid")
    tab.insert(dimension, start, end - start, inherit)


def _delete(book: Book, body: Json, _: Switches) -> None:
    tab, dimension, start, end = _lines(book, body["range"])
    if end > len(tab.lines(dimension)):
        raise Refused("Cannot delete a row that doesn't exist.")
    tab.delete(dimension, start, end)


def _move(book: Book, body: Json, switches: Switches) -> None:
    tab, dimension, start, end = _lines(book, body["source"])
    kept = [line.metadata for line in tab.lines(dimension)]
    tab.move(dimension, start, end, body["destinationIndex"])
    if not switches.moves_carry_metadata:
        for line, metadata in zip(tab.lines(dimension), kept, strict=True):
            line.metadata = metadata


def _append_dimension(book: Book, body: Json, _: Switches) -> None:
    lines = book.tab(body.get("sheetId", 0)).lines(body["dimension"])
    lines += [Line() for _ in range(body["length"])]


def _update_dimension(book: Book, body: Json, _: Switches) -> None:
    tab, dimension, start, end = _lines(book, body["range"])
    for line in tab.lines(dimension)[start:end]:
        line.props = merged(line.props, body["properties"], parse_mask(body["fields"]))


def _sort(book: Book, body: Json, switches: Switches) -> None:
    tab, rows, columns = area_of(book, body["range"])
    lines = [tab.rows[n] for n in rows]
    for spec in reversed(body["sortSpecs"]):
        column, down = spec.get("dimensionIndex", 0), spec.get("sortOrder") == "DESCENDING"
        filled = [line for line in lines if _sort_key(line, column) is not None]
        blank = [line for line in lines if _sort_key(line, column) is None]
        filled.sort(key=lambda line: _sort_key(line, column), reverse=down)
        lines = [*filled, *blank]
    whole = len(columns) == len(tab.columns)
    kept = [(dict(line.cells), list(line.metadata)) for line in lines]
    for number, (cells, metadata) in zip(rows, kept, strict=True):
        line = tab.rows[number]
        others = {c: cell for c, cell in line.cells.items() if c not in columns}
        line.cells = others | {c: cell for c, cell in cells.items() if c in columns}
        if switches.sort_moves_metadata and whole:
            line.metadata = metadata


def _sort_key(line: Line, column: int) -> tuple[int, Any] | None:
    value = line.cells.get(column, {}).get("userEnteredValue")
    if not value:
        return None
    found = next(iter(value.values()))
    return (isinstance(found, str), found.casefold() if isinstance(found, str) else found)


# --- cells --------------------------------------------------------------------------------------


def _update_cells(book: Book, body: Json, _: Switches) -> None:
    mask = parse_mask(body["fields"])
    rows = body.get("rows", [])
    if "range" in body:
        tab, row_range, column_range = area_of(book, body["range"])
    else:
        start = body["start"]
        tab = book.tab(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        width = max((len(row.get("values", [])) for row in rows), default=0)
        row_range, column_range = range(top, top + len(rows)), range(left, left + width)
        if row_range.stop > len(tab.rows) or column_range.stop > len(tab.columns):
            raise Refused("Attempting to write past the last row or column of the grid.")
    for offset, number in enumerate(row_range):
        values = rows[offset].get("values", []) if offset < len(rows) else []
        columns = column_range if "range" in body else column_range[: len(values)]
        for place, column in enumerate(columns):
            given = values[place] if place < len(values) else {}
            _write(tab, number, column, merged(tab.cell(number, column), given, mask))


def _write(tab: Tab, row: int, column: int, cell: Json) -> None:
    ground = cell.get("userEnteredFormat", {}).get("backgroundColor")
    if ground and "backgroundColorStyle" not in cell["userEnteredFormat"]:
        twin = {"backgroundColorStyle": {"rgbColor": ground}}
        cell = {**cell, "userEnteredFormat": {**cell["userEnteredFormat"], **twin}}
    value = cell.get("userEnteredValue")
    if value in ({}, {"stringValue": ""}):
        cell = {k: v for k, v in cell.items() if k != "userEnteredValue"}
    elif value and len(str(value.get("stringValue", ""))) > _LONGEST:
        raise Refused(f"Your input contains more than the maximum of {_LONGEST} characters.")
    tab.put(row, column, cell)


def _repeat_cell(book: Book, body: Json, _: Switches) -> None:
    tab, rows, columns = area_of(book, body["range"])
    mask = parse_mask(body["fields"])
    for row in rows:
        for column in columns:
            _write(tab, row, column, merged(tab.cell(row, column), body["cell"], mask))


def _copy_paste(book: Book, body: Json, _: Switches) -> None:
    source, rows, columns = area_of(book, body["source"])
    target = book.tab(body["destination"].get("sheetId", 0))
    top = body["destination"].get("startRowIndex", 0)
    left = body["destination"].get("startColumnIndex", 0)
    if top + len(rows) > len(target.rows) or left + len(columns) > len(target.columns):
        raise Refused("Range exceeds grid limits.")
    taken = [[source.cell(row, column) for column in columns] for row in rows]
    for down, line in enumerate(taken):
        for right, cell in enumerate(line):
            at = (top + down, left + right)
            if body.get("pasteType") == "PASTE_VALUES":
                cell = merged(target.cell(*at), _as_value(cell), {"userEnteredValue": {}})
            target.put(*at, cell)


def _as_value(cell: Json) -> Json:
    from tests.google.cell_values import effect

    value = cell.get("userEnteredValue")
    return {"userEnteredValue": effect(value)} if value else {}


def _cut_paste(book: Book, body: Json, _: Switches) -> None:
    source, rows, columns = area_of(book, body["source"])
    to = body["destination"]
    taken = {(row, column): source.cell(row, column) for row in rows for column in columns}
    for row, column in taken:
        source.put(row, column, {})
    target = book.tab(to.get("sheetId", 0))
    for (row, column), cell in taken.items():
        at = (to.get("rowIndex", 0) + row - rows.start, to.get("columnIndex", 0) + column
              - columns.start)  # fmt: skip
        target.put(*at, cell)


def _validation(book: Book, body: Json, _: Switches) -> None:
    tab, rows, columns = area_of(book, body["range"])
    given = {"dataValidation": body["rule"]} if body.get("rule") else {}
    for row in rows:
        for column in columns:
            cell = merged(tab.cell(row, column), given, {"dataValidation": {}})
            tab.put(row, column, cell)


def _merge(book: Book, body: Json, _: Switches) -> None:
    tab, rows, columns = area_of(book, body["range"])
    kind = body.get("mergeType", "MERGE_ALL")
    tab.listed("merges").extend(_merges(tab, rows, columns, kind))


def _merges(tab: Tab, rows: range, columns: range, kind: str) -> Iterator[Json]:
    row_parts = [range(r, r + 1) for r in rows] if kind == "MERGE_ROWS" else [rows]
    column_parts = [range(c, c + 1) for c in columns] if kind == "MERGE_COLUMNS" else [columns]
    for down in row_parts:
        for right in column_parts:
            yield {
                "sheetId": tab.id, "startRowIndex": down.start, "endRowIndex": down.stop,
                "startColumnIndex": right.start, "endColumnIndex": right.stop,
            }  # fmt: skip


def _unmerge(book: Book, body: Json, _: Switches) -> None:
    tab, rows, columns = area_of(book, body["range"])
    tab.lists["merges"] = [
        area for area in tab.listed("merges")
        if not (area["startRowIndex"] in rows and area["startColumnIndex"] in columns)
    ]  # fmt: skip


# --- metadata -----------------------------------------------------------------------------------


def _create_metadata(book: Book, body: Json, _: Switches) -> Json:
    given = body["developerMetadata"]
    wanted = given.get("metadataId") or book.next_id()
    if book.ids is None:
        book.ids = {found["metadataId"] for found, _, _ in book.placed()}
    if wanted in book.ids:
        raise Refused(f"A developer metadata with id {wanted} already exists.")
    found = {k: v for k, v in given.items() if k != "location"} | {"metadataId": wanted}
    _metadata_home(book, given["location"]).append(found)
    book.ids.add(wanted)
    return {"createDeveloperMetadata": {"developerMetadata": {**found, "location":
            _full_location(given["location"])}}}  # fmt: skip


def _full_location(location: Json) -> Json:
    if "dimensionRange" in location:
        kind = "ROW" if location["dimensionRange"]["dimension"] == "ROWS" else "COLUMN"
    else:
        kind = "SHEET" if "sheetId" in location else "SPREADSHEET"
    return {"locationType": kind, **location}


def _metadata_home(book: Book, location: Json) -> list[Json]:
    if location.get("spreadsheet"):
        return book.metadata
    if "dimensionRange" not in location:
        return book.tab(location.get("sheetId", 0)).metadata
    tab, dimension, start, end = _lines(book, location["dimensionRange"])
    if end - start != 1 or end > len(tab.lines(dimension)):
        raise Refused("Developer metadata can only be associated with a single row or column.")
    return tab.lines(dimension)[start].metadata


def _check_limit(book: Book) -> None:
    for tab in book.tabs:
        kept = (m for line in (*tab.rows, *tab.columns) for m in line.metadata)
        sizes = (len(m.get("metadataKey", "")) + len(m.get("metadataValue", "")) for m in kept)
        if sum(sizes) > 30_000:
            raise Refused("Developer metadata for this sheet would exceed 30000 characters.")


def _delete_metadata(book: Book, body: Json, switches: Switches) -> Json:
    gone = []
    for found, home, location in list(book.placed()):
        if matches(body["dataFilter"], found, location):
            home.remove(found)
            gone.append({**found, "location": location})
            if book.ids is not None:
                book.ids.discard(found["metadataId"])
    if not gone and switches.no_match_fails:
        raise Refused("No developer metadata matches the filter.", 404, "NOT_FOUND")
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone} if gone else {}}


def matches(wanted: Json, found: Json, location: Json) -> bool:
    """Whether a data filter selects a piece of metadata."""
    look = wanted["developerMetadataLookup"]
    if look.get("locationMatchingStrategy") == "EXACT_LOCATION" and "locationType" in look:
        raise Refused("locationType must not be given with EXACT_LOCATION.")
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in look and look[name] != found.get(name):
            return False
    if "locationType" in look and look["locationType"] != location["locationType"]:
        return False
    place = look.get("metadataLocation")
    return place is None or _same_place(place, location)


def _same_place(place: Json, location: Json) -> bool:
    if "dimensionRange" in place:
        wanted, found = place["dimensionRange"], location.get("dimensionRange")
        return found is not None and all(
            wanted.get(name, 0) == found.get(name, 0)
            for name in ("sheetId", "dimension", "startIndex", "endIndex")
        )
    return all(location.get(name) == value for name, value in place.items())


# --- everything kept in lists with an id ----------------------------------------------------------


def _add_to(name: str, key: str, id_name: str) -> Callable[[Book, Json, Switches], Json]:
    def add(book: Book, body: Json, _: Switches) -> Json:
        given = deepcopy(body[key])
        if isinstance(book_ids := given.get(id_name), int) and book_ids in _ids(book, id_name):
            raise Refused(f"{id_name} {book_ids} already exists.")
        given.setdefault(id_name, book.next_id())
        _home(book, given).listed(name).append(given)
        return {f"add{key[0].upper()}{key[1:]}" if name != "filterViews" else "addFilterView":
                {key: given}}  # fmt: skip

    return add


def _ids(book: Book, id_name: str) -> set[int]:
    lists = (found for tab in book.tabs for kept in tab.lists.values() for found in kept)
    return {found[id_name] for found in lists if isinstance(found, dict) and id_name in found}


def _home(book: Book, given: Json) -> Tab:
    area = given.get("range") or given.get("position", {}).get("overlayPosition", {}).get(
        "anchorCell", {}
    )
    return book.tab(area.get("sheetId", 0))


def _change_in(name: str, key: str, id_name: str) -> Callable[[Book, Json, Switches], None]:
    def change(book: Book, body: Json, _: Switches) -> None:
        given = body[key]
        kept, at = _find(book, name, id_name, given[id_name])
        kept[at] = merged(kept[at], given, parse_mask(body["fields"]))

    return change


def _drop_from(name: str, id_name: str, asked: str = "") -> Callable[[Book, Json, Switches], None]:
    def drop(book: Book, body: Json, _: Switches) -> None:
        kept, at = _find(book, name, id_name, body[asked or id_name])
        del kept[at]

    return drop


def _find(book: Book, name: str, id_name: str, wanted: int) -> tuple[list[Json], int]:
    for tab in book.tabs:
        for at, found in enumerate(tab.listed(name)):
            if found.get(id_name) == wanted:
                return tab.listed(name), at
    raise Refused(f"No {id_name} {wanted} found.")


def _add_rule(book: Book, body: Json, _: Switches) -> None:
    rule = deepcopy(body["rule"])
    tab = book.tab(rule["ranges"][0].get("sheetId", 0))
    tab.listed("conditionalFormats").insert(body.get("index", 0), rule)


def _delete_rule(book: Book, body: Json, _: Switches) -> None:
    kept = book.tab(body.get("sheetId", 0)).listed("conditionalFormats")
    if body.get("index", 0) >= len(kept):
        raise Refused("No conditional format at that index.")
    del kept[body.get("index", 0)]


def _basic_filter(book: Book, body: Json, _: Switches) -> None:
    given = body["filter"]
    book.tab(given.get("range", {}).get("sheetId", 0)).lists["basicFilter"] = [deepcopy(given)]


def _clear_basic_filter(book: Book, body: Json, _: Switches) -> None:
    book.tab(body.get("sheetId", 0)).lists.pop("basicFilter", None)


def _add_name(book: Book, body: Json, _: Switches) -> Json:
    given = deepcopy(body["namedRange"])
    given.setdefault("namedRangeId", str(book.next_id()))
    book.named.append(given)
    return {"addNamedRange": {"namedRange": given}}


def _delete_name(book: Book, body: Json, _: Switches) -> None:
    book.named[:] = [n for n in book.named if n["namedRangeId"] != body["namedRangeId"]]


def _add_group(book: Book, body: Json, _: Switches) -> Json:
    area = body["range"]
    name = "rowGroups" if area["dimension"] == "ROWS" else "columnGroups"
    tab = book.tab(area.get("sheetId", 0))
    tab.listed(name).append({"range": dict(area), "depth": len(tab.listed(name)) + 1})
    return {"addDimensionGroup": {"dimensionGroups": deepcopy(tab.listed(name))}}


def _delete_group(book: Book, body: Json, _: Switches) -> Json:
    area = body["range"]
    name = "rowGroups" if area["dimension"] == "ROWS" else "columnGroups"
    kept = book.tab(area.get("sheetId", 0)).listed(name)
    kept[:] = [group for group in kept if group["range"] != area]
    return {"deleteDimensionGroup": {"dimensionGroups": deepcopy(kept)} if kept else {}}


def _update_group(book: Book, body: Json, _: Switches) -> None:
    wanted = body["dimensionGroup"]
    area = wanted["range"]
    name = "rowGroups" if area["dimension"] == "ROWS" else "columnGroups"
    for group in book.tab(area.get("sheetId", 0)).listed(name):
        if group["range"] == area:
            group |= {key: wanted[key] for key in parse_mask(body["fields"])}


def _nothing(_book: Book, _body: Json, _: Switches) -> None:
    return None


_KINDS: dict[str, Callable[[Book, Json, Switches], Json | None]] = {
    "addSheet": _add_sheet, "deleteSheet": _delete_sheet, "duplicateSheet": _duplicate_sheet,
    "updateSheetProperties": _update_sheet, "updateSpreadsheetProperties": _update_book,
    "insertDimension": _insert, "deleteDimension": _delete, "moveDimension": _move,
    "appendDimension": _append_dimension, "updateDimensionProperties": _update_dimension,
    "autoResizeDimensions": _nothing, "sortRange": _sort, "updateCells": _update_cells,
    "repeatCell": _repeat_cell, "copyPaste": _copy_paste, "cutPaste": _cut_paste,
    "setDataValidation": _validation, "mergeCells": _merge, "unmergeCells": _unmerge,
    "createDeveloperMetadata": _create_metadata, "deleteDeveloperMetadata": _delete_metadata,
    "addProtectedRange": _add_to("protectedRanges", "protectedRange", "protectedRangeId"),
    "updateProtectedRange": _change_in("protectedRanges", "protectedRange", "protectedRangeId"),
    "deleteProtectedRange": _drop_from("protectedRanges", "protectedRangeId"),
    "addBanding": _add_to("bandedRanges", "bandedRange", "bandedRangeId"),
    "updateBanding": _change_in("bandedRanges", "bandedRange", "bandedRangeId"),
    "deleteBanding": _drop_from("bandedRanges", "bandedRangeId"),
    "addFilterView": _add_to("filterViews", "filter", "filterViewId"),
    "updateFilterView": _change_in("filterViews", "filter", "filterViewId"),
    "deleteFilterView": _drop_from("filterViews", "filterViewId", "filterId"),
    "addChart": _add_to("charts", "chart", "chartId"),
    "deleteEmbeddedObject": _drop_from("charts", "chartId", "objectId"),
    "addConditionalFormatRule": _add_rule, "deleteConditionalFormatRule": _delete_rule,
    "setBasicFilter": _basic_filter, "clearBasicFilter": _clear_basic_filter,
    "addNamedRange": _add_name, "deleteNamedRange": _delete_name,
    "updateDimensionGroup": _update_group,
    "addDimensionGroup": _add_group, "deleteDimensionGroup": _delete_group,
}  # fmt: skip


def kinds() -> Iterable[str]:
    """The request kinds this server knows."""
    return _KINDS
