"""Levels → the plan document: numbers, refs, labels, cells, key, notes and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from toolkit.plan.reading.attributes import said_inside
from toolkit.plan.reading.columns import CELLS
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.facts import Facts
from toolkit.plan.reading.grids import Grids
from toolkit.plan.reading.imported import Question
from toolkit.plan.reading.key_lines import is_party
from toolkit.plan.reading.levels import Area, Goal, Levels, headline
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import STATUS
from toolkit.plan.reading.own_words import OwnWords
from toolkit.plan.reading.refs import Refs
from toolkit.plan.reading.source import Aside, Source
from toolkit.plan.reading.statements import Statements
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import shortened

_AT_END = re.compile(
    r"(?:[(\[](?P<bracket>[^()\[\]:]{3,80})[)\]]|\s[–—-]\s(?P<tail>[^()\[\]:]{3,80}?))\s*\.?\s*$"
)
_NAME = re.compile(r"[A-Z][\w.'’&-]*(?:\s?/\s?|\s)?(?:[\w.'’&-]+(?:\s?/\s?|,?\s)?){0,4}")
_BRACKET = re.compile(r"^(?P<title>[^()]{2,90}?)\s*\((?P<inside>.{20,})\)\s*\.?\s*$", re.DOTALL)


class PlanDocument:
    """Writes down one plan."""

    def __init__(
        self,
        source: Source,
        facts: Facts,
        outline: Outline,
        grids: Grids,
        levels: Levels,
        around: Surroundings,
    ) -> None:
        self._source = source
        self._facts = facts
        self._outline = outline
        self._grids = grids
        self._levels = levels
        self._around = around
        self._words = OwnWords(
            outline, levels, grids.headings, grids.own.headings, around.taken_headings
        )
        self._refs = Refs()
        self._notes: list[dict[str, str]] = []
        self._pending: list[Pending] = [*facts.pending, *levels.pending, *grids.pending]
        self._statements = Statements(self.note, self._words.heading)

    def build(self) -> tuple[dict[str, Any], list[Question]]:
        """The plan document and its questions."""
        areas = [self._area(area, place) for place, area in enumerate(self._levels.areas, 1)]
        self._leftovers()
        plan: dict[str, Any] = {
            "plan": self._particulars(),
            "labels": self._words.labels(),
            "headings": self._words.headings(),
            "key": self._words.key(),
        }
        own = self._grids.own.headings
        if own:
            plan["columns"] = {
                "actions": {n: {"heading": h, "owner": "plan"} for n, h in own.items()}
            }
        plan["areas"] = areas
        plan["questions"] = []
        plan["notes"] = self._notes
        if self._statements.found:
            plan["tables"] = {"statements": self._statements.found}
        if self._levels.unnamed and areas:
            self._ask_about_area(areas)
        if own:
            self._ask_about_own(own)
        if not areas:
            self._pending.append(
                Pending(
                    None, "", self._facts.name,
                    "No focus areas, goals or actions were recognised: all is kept as notes.",
                    ("The plan stands in another document",), "The whole document",
                )
            )  # fmt: skip
        questions = [Question(*remark) for remark in self._source.remarks]
        questions += [self._question(pending) for pending in self._pending]
        return plan, questions

    def note(self, aside: Aside) -> None:
        """Keep words that fit nowhere else, with their place."""
        entry = {"place": aside.place or self._source.kind, "text": aside.text.strip()}
        if entry["text"] and entry not in self._notes:
            self._notes.append(entry)

    def _particulars(self) -> dict[str, str]:
        facts = self._facts
        return {
            "id": facts.plan_id,
            "name": facts.name,
            "organisation": facts.organisation,
            "source": f"{self._source.kind} “{self._source.name}”",
            "adopted": facts.adopted,
            "period": facts.period,
        }

    def _area(self, area: Area, place: int) -> dict[str, Any]:
        node = area.node
        number = self._refs.area(node, place, bare=bool(area.actions or not area.goals))
        title, description = self._title(node)
        if not title and self._levels.unnamed:
            title = self._facts.name
        made: dict[str, Any] = {
            "number": number,
            "title": title or f"{node.label} {number}".strip(),
        }
        if not description and node.plain and not self._is_announcement(node.plain[0].text):
            count = 1 if area.goals or area.actions else len(node.plain)
            description = "\n".join(line.text.strip() for line in node.plain[:count])
            node.plain = node.plain[count:]
        if description:
            made["description"] = description
        self._plain_notes(node, number)
        self._cells_as_notes(node, number)
        if area.goals:
            made["goals"] = [self._goal(goal, number, p) for p, goal in enumerate(area.goals, 1)]
        if area.actions or not area.goals:
            ref = number
            made["actions"] = [
                self._action(action, ref, p, {}) for p, action in enumerate(area.actions)
            ]
        return made

    def _goal(self, goal: Goal, area_number: str, place: int) -> dict[str, Any]:
        node = goal.node
        number, ref = self._refs.goal(node, area_number, place)
        statement = node.text or f"{node.label} {number}".strip()
        if node.upper:
            statement = "\n".join((*node.upper, statement))
        made: dict[str, Any] = {"number": number, "ref": ref, "statement": statement}
        shared = {**node.cells, **node.shared}
        made |= {name: shared[name] for name in CELLS if name in shared}
        left = {name: text for name, text in shared.items() if name not in CELLS}
        self._plain_notes(node, ref)
        made["actions"] = [self._action(a, ref, p, {}) for p, a in enumerate(goal.actions)]
        for name, text in left.items():
            heading = self._grids.own.headings.get(name, name)
            self.note(Aside(f"{ref}, {heading}", text))
        return made

    def _action(
        self, node: Node, parent_ref: str, place: int, cells: dict[str, str]
    ) -> dict[str, Any]:
        ref, letter = self._refs.action(node, parent_ref, place)
        made: dict[str, Any] = {"ref": ref}
        if letter:
            made["letter"] = letter
        text = node.text
        children = node.children
        if not text and children:
            text, children = children[0].text, children[1:]
        made["text"] = text or headline(node) or "(blank)"
        said = {**cells, **node.cells, **node.shared}
        if node.box:
            said[self._grids.own.status("")] = node.box
        made |= {name: said[name] for name in CELLS if name in said}
        made |= {name: said[name] for name in self._grids.own.headings if name in said}
        parts = [part for child in children for part in self._parts(child)]
        if parts:
            made["sub_items"] = parts
        if node.is_note:
            made["note"] = "true"
            self._pending.append(
                Pending(
                    node, "", node.text,
                    "A note, printed like an action: kept as printed, not counted.",
                    ("An action of its own",),
                )
            )  # fmt: skip
        self._said_inside(node, made)
        self._plain_notes(node, ref)
        return made

    def _said_inside(self, node: Node, made: dict[str, Any]) -> None:
        """What the words of an action say of it: "(Lead: Director; Due: May)", "(Director)"."""
        for column, text in said_inside(made["text"]).items():
            made.setdefault(column, text)
        found = _AT_END.search(made["text"])
        if not found or "who" in made or (node.kind == ROW and node.cells):
            return
        who, when = self._who_and_when(found["bracket"] or found["tail"])
        if found["tail"] and not (who and (when or is_party(who))):
            return
        where = "bracket at the end" if found["bracket"] else "words after the dash"
        verb = "says" if found["bracket"] else "say"
        if who:
            made["who"] = who
        if when:
            made.setdefault("by_when", when)
        if who or when:
            says = " and ".join(
                filter(None, ("who is responsible" * bool(who), "when" * bool(when)))
            )
            under = " and ".join(filter(None, ("Who" * bool(who), "By When" * bool(when))))
            self._pending.append(
                Pending(
                    node, "who" if who else "by_when", found[0].strip(),
                    f"The {where} {verb} {says}: put under {under}, the text stays whole.",
                    (f"The {where} {verb} something else: {under} stays blank",),
                )
            )  # fmt: skip

    def _who_and_when(self, inside: str) -> tuple[str, str]:
        """Who and when of a bracket such as "(Fire Chief, FY 2027)" or "(Director)"."""
        whole = inside.strip()
        pieces = [piece for piece in re.split(r"\s*(?:[;|]|\s[–—-]\s|,)\s*", whole) if piece]
        for cut in range(len(pieces) - 1, 0, -1):
            when = whole[whole.index(pieces[cut]) :]
            who = whole[: whole.index(pieces[cut])].rstrip(" ;,|–—-")
            named = is_party(who) or _NAME.fullmatch(who)
            if self._around.is_timing(when) and named:
                return who, when
        sure = is_party(whole) and self._around.is_party(whole) and not re.search(r"[\d;]", whole)
        return (whole, "") if sure else ("", "")

    def _parts(self, node: Node) -> list[str]:
        sign = f"{node.number}. " if node.number else ""
        label = f"{node.label} " if node.label else node.box and f"{node.box} "
        cells = [f"{self._words.heading(name)}: {text}" for name, text in node.cells.items()]
        text = "; ".join((f"{label}{sign}{node.text}", *cells))
        plain_lines = [line.text.strip() for line in node.plain]
        return [
            "\n".join((text, *plain_lines)),
            *[inner for child in node.children for inner in self._parts(child)],
        ]

    def _title(self, node: Node) -> tuple[str, str]:
        """An area's title and what the same line says after it."""
        text = node.text.strip().rstrip(":").strip()
        if found := _BRACKET.match(text):
            return found["title"].strip(), found["inside"].strip()
        for sign in (": ", " – ", " — ", " - "):
            title, _, rest = text.partition(sign)
            if rest and len(title.split()) <= 8 and len(rest.split()) >= 4:
                return title.strip(), rest.strip()
        if "\n" in text:
            title, _, rest = text.partition("\n")
            return title.strip(), rest.strip()
        return text, ""

    def _leftovers(self) -> None:
        """Notes: what stands beside the levels, in tables of other things, and beside the text."""
        for line in self._outline.key_lines:
            self.note(Aside(line.place or "key", line.text))
        self._plain_notes(self._outline.root, "before the first entry")
        self._statements.take(self._levels.set_aside)
        for aside in (*self._grids.notes, *self._source.asides):
            self.note(aside)

    def _plain_notes(self, node: Node, ref: str) -> None:
        for line in node.plain:
            place = f"{ref} ({line.place})" if line.place and ref != line.place else ref
            if not self._is_announcement(line.text):
                self.note(Aside(place, line.text))

    def _is_announcement(self, text: str) -> bool:
        """Whether the line is one of those that only name levels; kept once by the last check."""
        from toolkit.plan.reading.marks import section_labels

        return bool(section_labels(text))

    def _cells_as_notes(self, node: Node, ref: str) -> None:
        for name, text in {**node.cells, **node.shared}.items():
            self.note(Aside(f"{ref}, {self._words.heading(name)}", text))

    def _question(self, pending: Pending) -> Question:
        place = pending.place
        if pending.node is not None:
            heading = self._words.heading(pending.column)
            place = " › ".join(filter(None, (self._named(pending.node), heading)))
        return Question(place, pending.text, pending.reading, pending.alternatives)

    def _named(self, node: Node) -> str:
        if not node.ref:
            return shortened(headline(node), 40) or node.place
        labels = self._words.labels()
        in_goals = any(g.node is node for area in self._levels.areas for g in area.goals)
        in_areas = any(area.node is node for area in self._levels.areas)
        label = labels["area"] if in_areas else labels["goal"] if in_goals else ""
        return f"{label} {node.ref}".strip()

    def _ask_about_area(self, areas: Sequence[dict[str, Any]]) -> None:
        self._pending.append(
            Pending(
                None, "", self._facts.name,
                "The document names no focus area above these entries: they stand under one that "
                "bears the plan's name.", ("The names of the focus areas",),
                f"{areas[-1]['number']} {shortened(areas[-1]['title'], 40)}",
            )
        )  # fmt: skip

    def _ask_about_own(self, own: dict[str, str]) -> None:
        """One question about all columns of the plan's own, one about its status."""
        others = {name: heading for name, heading in own.items() if name != STATUS}
        if STATUS in own:
            self._pending.append(
                Pending(
                    None, "", own[STATUS],
                    "What the document says of the status is kept as it stands; the Status column "
                    "itself starts blank.", ("Where the work stands today",),
                    f"Column {own[STATUS]}",
                )
            )  # fmt: skip
        if others:
            one = len(others) == 1
            self._pending.append(
                Pending(
                    None, "", "\n".join(others.values()),
                    "A column of the plan's own, kept under its heading." if one else
                    "Columns of the plan's own, kept under their headings.",
                    ("One of them is what the grid calls Resources, Measures or Reporting",),
                    f"Column {next(iter(others.values()))}" if one else "Columns",
                )
            )  # fmt: skip
