"""The words of one paragraph: what is inserted is read, what is deleted is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from toolkit.readers.word.xml import Element, child, descendants, is_a, name, switched, value

_PROMPT = re.compile(r"Click or tap (?:here )?to enter (?:text|a date)\.|Choose an item\.")
_INSIDE = ("w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:fldSimple", "w:sdtContent",
           "w:customXml", "w:dir", "w:bdo")  # fmt: skip
_GONE = ("w:del", "w:moveFrom")
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


class Words(Struct):
    """A paragraph's words while they are gathered.

    Attributes:
        text: the words; a line break inside is "\\n".
        runs: for each run that says something, whether it is bold; none as its style says.
        inserted: words that a tracked change inserted.
        deleted: how many tracked deletions were left out.
        boxes: text boxes that hang on the paragraph.
        notes: ids of footnotes, endnotes and comments it refers to, by kind.
    """

    text: str = ""
    runs: list[bool | None] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def bold(self, style: bool) -> bool:
        """Whether all of it is bold, in a style that is bold or not."""
        return bool(self.runs) and all(style if run is None else run for run in self.runs)


def words_of_paragraph(paragraph: Element) -> Words:
    """The words of a paragraph."""
    found = Words()
    _gather(paragraph, found)
    mark = child(paragraph, "w:pPr", "w:rPr", "w:del")
    if mark is not None:
        found.deleted += 1
    return found


def _gather(element: Element, found: Words) -> None:
    for part in element:
        if is_a(part, "w:r"):
            _run(part, found)
        elif is_a(part, *_GONE):
            found.deleted += 1
        elif is_a(part, "w:sdt"):
            content = child(part, "w:sdtContent")
            if content is not None and not is_prompt(part):
                _gather(content, found)
        elif is_a(part, *_INSIDE):
            found.inserted += is_a(part, "w:ins")
            _gather(part, found)
        elif is_a(part, "w:commentRangeStart"):
            found.notes.append(("comment", value(part, "w:id")))
        elif part.tag in (name("m:oMath"), name("m:oMathPara")):
            found.text += "".join(text.text or "" for text in descendants(part, "m:t"))


def is_prompt(control: Element) -> bool:
    """Whether a content control shows no more than its prompt ("Choose an item.")."""
    return switched(child(control, "w:sdtPr", "w:showingPlcHdr"))


def without_prompts(text: str) -> str:
    """The words without prompts that somebody pasted as text."""
    return _PROMPT.sub("", text)


def _run(run: Element, found: Words) -> None:
    before = found.text
    for part in run:
        if is_a(part, "w:t"):
            found.text += part.text or ""
        elif is_a(part, *_SIGNS):
            page = is_a(part, "w:br") and value(part, "w:type") in ("page", "column")
            found.text += "" if page else _sign(part)
        elif is_a(part, "w:sym"):
            found.text += "•"
        elif is_a(part, "w:footnoteReference", "w:endnoteReference"):
            kind = "footnote" if is_a(part, "w:footnoteReference") else "endnote"
            found.notes.append((kind, value(part, "w:id")))
        elif is_a(part, "mc:AlternateContent", "w:drawing", "w:pict", "w:object"):
            found.boxes += list(_boxes(part))
    if found.text[len(before) :].strip():
        element = child(run, "w:rPr", "w:b")
        found.runs.append(switched(element) if element is not None else None)


def _sign(part: Element) -> str:
    return next(sign for short, sign in _SIGNS.items() if is_a(part, short))


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes inside a drawing; the fallback copy of the same box is left out."""
    if is_a(element, "mc:AlternateContent"):
        choice = child(element, "mc:Choice")
        chosen = choice if choice is not None else child(element, "mc:Fallback")
        if chosen is not None:
            found = list(_boxes(chosen))
            fallback = child(element, "mc:Fallback")
            if not found and fallback is not None:
                found = list(_boxes(fallback))
            yield from found
        return
    if is_a(element, "w:txbxContent"):
        yield element
        return
    for part in element:
        yield from _boxes(part)
