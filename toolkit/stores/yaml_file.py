"""YAML text → a document of lined texts. Nothing is typed here, nothing can be executed."""

from __future__ import annotations

import yaml

from toolkit.tables.document import LinedList, LinedMap, LinedText, Mistake, Node

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """Parse one YAML document; a syntax error or a doubled key is a mistake with its line."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        problem = _in_words(error.problem or "cannot be read", text, line)
        return None, (Mistake(line, "", f"is not YAML: {problem}"),)
    except yaml.YAMLError as error:
        return None, (Mistake(0, "", f"is not YAML: {error}"),)
    mistakes: list[Mistake] = []
    return (None if root is None else _node(root, "", mistakes, set())), tuple(mistakes)


def _in_words(problem: str, text: str, line: int) -> str:
    """The library's words, and what most often causes them."""
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    before = lines[line - 2] if 1 < line <= len(lines) + 1 else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "the line begins with a tab; indent with spaces"
    if "expected ','" in problem:
        return "a bracket is open: close it, or put the text in quotes"
    if "mapping values are not allowed" in problem:
        return 'a text with ": " in it needs quotes round it'
    if "expected key" in problem or "expected <block end>" in problem:
        said = f"; it follows “{before.strip()[:40]}”" if before.strip() else ""
        return f"the line is not indented like those above it, or a bracket or quote is open{said}"
    return problem


def _node(node: yaml.Node, key: str, mistakes: list[Mistake], above: set[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in above:
        mistakes.append(Mistake(line, key, "refers to itself"))
        return LinedText("", line)
    inside = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, mistakes, inside)
    if isinstance(node, yaml.SequenceNode):
        found = LinedList(
            _node(item, f"{key}[{place}]", mistakes, inside)
            for place, item in enumerate(node.value)
        )
        found.line = line
        return found
    empty = node.value in ("null", "~") and node.tag.endswith(":null")
    return LinedText("" if empty else node.value, line)


def _mapping(
    node: yaml.MappingNode, key: str, mistakes: list[Mistake], inside: set[int]
) -> LinedMap:
    found = LinedMap()
    found.line = node.start_mark.line + 1
    for name_node, value in node.value:
        line = name_node.start_mark.line + 1
        name = LinedText(str(name_node.value), line)
        place = f"{key}.{name}".lstrip(".")
        if name in found:
            mistakes.append(Mistake(line, place, "stands twice; keep one of them"))
        found[name] = _node(value, place, mistakes, inside)
    return found


def write_yaml(document: object) -> str:
    """A document of mappings, lists and texts as YAML, long texts in blocks."""
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, indent=2
    )


class _Dumper(yaml.SafeDumper):
    """Writes texts with line breaks as blocks, so that people can read and edit them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
