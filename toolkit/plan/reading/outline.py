"""Lines → outline: which line stands under which, told from marks, headings and indents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from toolkit.plan.reading.attributes import attribute_of, is_note, labelled_pieces
from toolkit.plan.reading.frame_sections import statement_kind
from toolkit.plan.reading.key_lines import key_pairs, one_pair
from toolkit.plan.reading.marks import (
    BOXES,
    BULLETS,
    Mark,
    height_of,
    mark_of,
    roman_value,
    section_labels,
)
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.source import Line
from toolkit.plan.reading.wordings import is_title_case, plain, squeezed, words_of

_CONTINUED = re.compile(
    r"\s*[(\[–—-]*\s*\b(?:continued|cont(?:['’]?d)?|continuación|suite)\b\.?\s*[)\]]?\s*:?\s*$",
    re.IGNORECASE,
)
_NEAR = 60  # entries of the same parent looked at for one that goes on
_REMARK = re.compile(
    r"\W*(?:(?:last )?(?:updated|revised|modified|printed)|prepared|draft|as of|version|date|page|"
    r"approved|adopted|effective|note)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"^([^:–—]{4,45}?)\s*(?::|\s[–—-]\s)\s*(\S.{12,})$", re.DOTALL)


class Outline:
    """Takes lines in reading order and keeps them as a tree.

    Attributes:
        root: the node above everything; its plain lines stand before the first entry.
        key: abbreviations found, as (code, meaning).
        key_lines: the lines they stood in.
        labels: level names announced by a line of their own, with the depth they stood at.
        headings: how often a line such as "Who: ED" called a column what.

    Args:
        is_statement: whether a heading names a section around the plan.
        eager: sentences under a line that names a level ("Goals") are entries of it; tried when a
            document holds nothing clearer.
    """

    def __init__(self, is_statement: Callable[[str], bool], *, eager: bool = False) -> None:
        self.root = Node("root")
        self.key: list[tuple[str, str]] = []
        self.key_lines: list[Line] = []
        self.labels: list[tuple[int, tuple[str, ...]]] = []
        self.headings: dict[str, Counter[str]] = {}
        self._stack: list[Node] = [self.root]
        self._attribute: tuple[Node, str] | None = None
        self._is_statement = is_statement
        self._in_key = False
        self._announced: tuple[Node, str] | None = None
        self._eager = eager

    @property
    def top(self) -> Node:
        """The entry the next thing belongs under."""
        return self._stack[-1]

    @property
    def path(self) -> list[Node]:
        """The open entries below the root, highest first."""
        return self._stack[1:]

    def line(self, line: Line, following: Line | None = None, *, before_grid: bool = False) -> None:
        """Take the next line; ``following`` is the one after it."""
        text = line.text.strip()
        if line.blank:
            return
        if self._take_key(line):
            return
        mark = mark_of(line)
        # "Outcome: …" and the like are said of an entry, even where the word may name a level.
        if mark.kind == "label" and not mark.value and self._attribute_line(line.text):
            return
        if mark.kind == "bullet" and self._attribute and not line.heading:
            self._attribute[0].add(self._attribute[1], f"• {mark.rest}")
            return
        if mark.kind and not (mark.kind == "bullet" and self._attribute_line(mark.rest)):
            self._attribute = None
            self._marked(line, mark)
        elif not mark.kind and not self._special(line, text):
            self._unmarked(line, text, following, before_grid=before_grid)

    def open(self, node: Node) -> Node:
        """Put a node under the one it belongs to and leave it open.

        The same entry again ("Goal 1: … (continued)" on a new page) is opened once more.
        """
        bare = _CONTINUED.sub("", node.text).strip()
        self._pop_for(node)
        twin = self._twin(node, bare) if node.labelled or bare != node.text else None
        if twin is None:
            node.text = bare or node.text
            self.top.children.append(node)
        elif not twin.children and len(twin.text.split()) <= 1:
            twin.text = bare  # "Strategy 1 Details" was only its heading
        self._stack.append(twin or node)
        return twin or node

    def _twin(self, node: Node, bare: str) -> Node | None:
        """The entry of the same look, number and words that stands here already."""
        for known in reversed(self.top.children[-_NEAR:]):
            same = squeezed(known.text) == squeezed(bare)
            stub = known is self.top.children[-1] and known.is_stub
            if known.kind == node.kind and known.number == node.number and (same or stub):
                return known
        return None

    def close_rows(self) -> None:
        """Nothing can stand under the rows and bullets that are open."""
        while self.top.kind == ROW or self.top.family == "bullet":
            self._stack.pop()

    def close_columns(self) -> None:
        """Close what a table's level columns opened."""
        while any(node.family == "column" for node in self.path):
            self._stack.pop()

    def enter(self, nodes: Sequence[Node]) -> None:
        """Make these the open entries."""
        self._stack = [self.root, *nodes]

    def _take_key(self, line: Line) -> bool:
        pairs = key_pairs(line.text)
        single = one_pair(line.text) if self._in_key else None
        if not pairs and single is None:
            self._in_key = plain(line.text) in ("key", "legend", "abbreviation", "acronym")
            return False
        self.key += pairs or [single] if single else pairs
        self.key_lines.append(line)
        return True

    def _attribute_line(self, text: str) -> bool:
        """A line such as "Who: ED"; several may stand in one line."""
        parts = labelled_pieces(text.strip())
        found = [pair for part in parts if (pair := attribute_of(part))]
        if not found or len(found) != len(parts) or self.top is self.root:
            return False
        for part, (meaning, _) in zip(parts, found, strict=True):
            self.met(meaning.kind, re.split(r"\s*[:?]|\s[–—]", part.strip(), maxsplit=1)[0])
        if self.top.weak and not self.top.children and self.top.family == "sheet":
            return False
        for meaning, said in found:
            if said:
                self.top.add(meaning.kind, said)
        self._attribute = (self.top, found[-1][0].kind) if not found[-1][1] else None
        return True

    def _statement_line(self, line: Line, text: str) -> bool:
        """A line such as "Mission: We bring art to every classroom": heading and words in one."""
        found = _STATEMENT.match(text)
        if not found or not statement_kind(found[1]) or line.heading:
            return False
        if any(node.labelled or node.number for node in self.path):
            return False
        self._attribute = None
        node = Node("short", found[1].strip(), place=line.place, level=line.level)
        self.open(node)
        node.plain.append(replace(line, text=found[2].strip()))
        self._stack.remove(node)
        return True

    def _attribute_section(self, text: str) -> bool:
        """A heading such as "Measures of Success": what follows is said of the entry above."""
        found = attribute_of(f"{text.rstrip(':')}:")
        inside = any(node.labelled or node.number for node in self.path)
        if not found or not inside:
            return False
        while self.top.family == "bullet" or self.top.kind == ROW:
            self._stack.pop()
        self._attribute = (self.top, found[0].kind)
        self.met(found[0].kind, text.rstrip(":").strip())
        return True

    def met(self, column: str, heading: str) -> None:
        self.headings.setdefault(column, Counter())[heading] += 1

    def _special(self, line: Line, text: str) -> bool:
        """Lines without a mark that say something about the outline itself."""
        if self._attribute_line(text) or self._statement_line(line, text):
            return True
        if (line.heading or line.bold or text.endswith(":")) and self._attribute_section(text):
            return True
        labels = section_labels(text)
        if labels and (len(labels) > 1 or text.endswith(":") or plain(labels[0]) != labels[0]):
            self._attribute = None
            self._close_for_announcement(line)
            self.labels.append((len([n for n in self.path if n.kind != ROW]), labels))
            self._announced = (self.top, labels[0])
            self.top.plain.append(line)
            return True
        return False

    def _close_for_announcement(self, line: Line) -> None:
        """A line that names a level ends lists and sections of other things."""
        if line.heading:
            self._pop_for(Node(f"heading:{line.heading}", heading=line.heading))
        while self.top.family == "bullet" or self.top.kind == ROW:
            self._stack.pop()
        while self.top.weak and self.top.family != "sheet" and self._is_statement(self.top.text):
            self._stack.pop()

    def _unmarked(
        self, line: Line, text: str, following: Line | None, *, before_grid: bool
    ) -> None:
        if self.top is not self.root and not self.top.text and not line.heading:
            self.top.text = text
            return
        kind = self._heading_kind(line, text, following, before_grid=before_grid)
        if kind:
            self._attribute = None
            self.open(Node(kind, text, place=line.place, heading=line.heading, level=line.level))
        elif self._attribute:
            self._attribute[0].add(self._attribute[1], text)
        elif self._eager and self._is_announced_sentence(text):
            self._marked(line, Mark("bullet", rest=text))
        elif self._goes_on(text):
            self.top.text = f"{self.top.text} {text}"
        else:
            self.top.plain.append(line)

    def _is_announced_sentence(self, text: str) -> bool:
        """A sentence among the lines under "Strategic Directions" or the like."""
        holder = self._announced[0] if self._announced else None
        above = self._stack[-2] if self.top.family == "bullet" else self.top
        return holder is not None and above is holder and text.endswith(".") and len(text) > 20

    def _goes_on(self, text: str) -> bool:
        """A line that begins small after an entry that does not end: one sentence on two lines."""
        top = self.top
        ended = top.text.rstrip().endswith((".", "!", "?", ":", ";"))
        bare = not top.children and not top.plain and not top.cells
        return top is not self.root and bare and not ended and text[:1].islower()

    def _heading_kind(
        self, line: Line, text: str, following: Line | None, *, before_grid: bool
    ) -> str:
        if line.heading:
            return f"heading:{line.heading}"
        words = words_of(text)
        ends = text.endswith((".", ";", ",", "!"))
        if not words or len(words) > 40:
            return ""
        letters = [sign for sign in text if sign.isalpha()]
        if len(words) <= 12 and len(letters) > 3 and text.upper() == text and not ends:
            return "caps"
        if line.bold and len(words) <= 20 and not ends:
            return "bold"
        if before_grid and not text.startswith("*") and not _REMARK.match(text):
            return "before"
        marked = following is not None and bool(mark_of(following).kind)
        if len(words) <= 10 and not ends and marked and text[:1].isupper():
            after = mark_of(following) if following is not None else Mark("")
            labelled = after.kind == "label"
            if labelled and self._is_last_line(after):
                return ""
            titled = text.endswith(":") or is_title_case(text)
            return "short" if labelled or titled or self.top.family != "bullet" else ""
        name = text.partition("(")[0]
        return "short" if self._is_statement(name) and len(words_of(name)) <= 6 else ""

    def _is_last_line(self, following: Mark) -> bool:
        """One of several plain lines of an entry, right before the next entry of its kind."""
        return bool(self.top.plain) and self.top.kind == f"label:{plain(following.label)}"

    def _marked(self, line: Line, mark: Mark) -> None:
        if not mark.rest and mark.kind in ("bullet", "letter", "roman"):
            return
        kind = self._kind(line, mark)
        node = Node(kind, mark.rest, mark.value, mark.label, line.place, line.heading, line.level)
        node.is_note = is_note(mark.rest)
        node.box = mark.box
        self.open(node)
        if self._announced and self._stack[-2] is self._announced[0] and not node.label:
            node.said = self._announced[1]

    def _kind(self, line: Line, mark: Mark) -> str:
        if mark.kind == "label":
            return f"label:{plain(mark.label)}"
        if mark.kind == "bullet":
            sign = BOXES[0] if mark.box else line.mark.strip() or line.text.strip()[:1]
            return f"bullet:{line.level}:{sign if sign in BULLETS or not sign.isalnum() else 'o'}"
        if mark.kind == "dotted":
            depth = mark.depth + bool(re.search(r"\d[A-Za-z]$", mark.value))
            return self._nested_number(f"dotted:{depth}", line, mark)
        return self._letter_kind(mark)

    def _nested_number(self, kind: str, line: Line, mark: Mark) -> str:
        """A list that starts again at 1 under an entry of a numbered list is a list of its own."""
        if kind != "dotted:1":
            return kind
        open_ones = [node for node in self.path if node.kind.startswith("dotted:1")]
        value = int(re.sub(r"\D", "", mark.value) or 0)
        if open_ones and self._inside_numbers(line, open_ones[-1]):
            return f"dotted:1:{len(open_ones)}"
        for node in reversed(open_ones):
            last = int(re.sub(r"\D", "", node.number) or 0)
            if value == last + 1 and (line.level <= node.level or node is not self.top):
                return node.kind
        if open_ones and value == 1:
            inner = open_ones[-1]
            if line.level > inner.level or self.top is not inner:
                return f"dotted:1:{len(open_ones)}"
            if line.level < inner.level:
                return open_ones[0].kind
        return open_ones[-1].kind if open_ones else kind

    def _inside_numbers(self, line: Line, above: Node) -> bool:
        """A numbered line deeper in, or under a numbered heading, is of a list of its own."""
        if line.heading:
            return False
        return bool(above.heading) or (line.level > above.level and self.top is above)

    def _letter_kind(self, mark: Mark) -> str:
        """Letter or Roman numeral: "i)" after "h)" is a letter, "i)" under "a)" is a numeral."""
        roman, letter = ("ROMAN", "LETTER") if mark.upper else ("roman", "letter")
        number = roman_value(mark.value)
        if mark.kind == "letter" and number:
            before = [node for node in self._last_of(letter) if node.number]
            follows = before and ord(mark.value) == ord(before[-1].number[-1]) + 1
            if follows:
                return letter
            romans = [node for node in self._last_of(roman) if node.number]
            if number == 1 or (romans and roman_value(romans[-1].number) == number - 1):
                return roman
            return letter
        return roman if mark.kind == "roman" else letter

    def _last_of(self, kind: str) -> list[Node]:
        """The open node of that kind; a numeral's or letter's forerunner is always open."""
        return [node for node in self.path if node.kind == kind]

    def _pop_for(self, node: Node) -> None:
        """Close everything the node does not stand under."""
        kinds = [open_node.kind for open_node in self._stack]
        if node.kind in kinds:
            del self._stack[kinds.index(node.kind) :]
            return
        while len(self._stack) > 1 and self._closes(node, self.top):
            self._stack.pop()

    def _closes(self, node: Node, top: Node) -> bool:
        """Whether a node of a kind that is not open ends the entry at the top."""
        if top.kind == ROW:
            return True
        if node.family == "bullet":
            return top.family == "bullet" and node.level < top.level
        if node.family == "dotted" and top.family == "dotted":
            return _depth(top) >= _depth(node) and not (
                _depth(top) == _depth(node) and len(node.kind) > len(top.kind)
            )
        if top.family == "bullet":
            return node.level <= top.level
        if node.family == "heading":
            return top.family != "sheet" and not 0 < top.heading < node.heading
        if node.family in ("caps", "bold", "short", "before"):
            return self._weak_closes(node, top)
        if node.family == "label":
            return self._label_closes(node, top)
        return False

    def _weak_closes(self, node: Node, top: Node) -> bool:
        order = ("caps", "bold", "short", "before")
        if top.family in order:
            return order.index(top.family) >= order.index(node.family)
        if top.family == "column" or top.family in ("letter", "roman"):
            return True
        return top.family == "dotted" and node.family == "caps"

    def _label_closes(self, node: Node, top: Node) -> bool:
        if 0 < node.heading <= top.heading:
            return True
        if top.family in ("letter", "roman", "column"):
            return True
        if top.weak and top.plain and not top.children:
            return top.family in ("short", "before") or self._is_statement(top.text)
        higher = height_of(node.label) == 1 and height_of(top.label) > 1
        return top.family == "label" and higher


def _depth(node: Node) -> int:
    return int(node.kind.split(":")[1])
