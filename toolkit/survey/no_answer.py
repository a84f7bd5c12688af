"""Answers that say that there is no answer: words in several languages, and codes of programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from toolkit.survey.wording import plain

_NOTHING = re.compile(
    r"n ?/ ?a|na|n a|n ?/ ?c|ns ?/ ?nc|nsp|s ?/ ?o|k a|null|nan|div/0|missing|blank|skipped"
    r"|not applicable|not available|not answered|no answer|no response|no opinion|not sure|unsure"
    r"|do(?:es)?(?:n t| not) apply|(?:i )?do(?:n t| not) know|cannot say|can t say|unable to (?:say"
    r"|rate|answer|judge)|prefer not to (?:answer|say|respond|disclose)"
    r"|(?:i )?(?:did|do|have) not (?:attend|use|used|participate)(?: it)?"
    r"|(?:i )?(?:didn t (?:attend|use|participate)|haven t used)(?: it)?|not observed|not used"
    r"|no aplica(?:ble)?|no corresponde|no procede|no se|no sabe|no contesta|no sabe/no contesta"
    r"|no sabe / no contesta|no sabe no contesta|no lo se|no estoy segur[oa]"
    r"|sin opinion|sin respuesta|en blanco"
    r"|prefiero no (?:responder|contestar|decir(?:lo)?)|no asisti|no participe|no lo he usado"
    r"|sans objet|sans opinion|sans avis|ne sais? pas|je ne sais pas|ne s applique pas"
    r"|non applicable|pas concernee?|prefere ne pas repondre|nao se aplica|nao aplicavel|nao sei"
    r"|nao sabe|sem opiniao|prefiro nao (?:responder|dizer)|keine angabe|weiss nicht"
)
_LONGER = re.compile(rf"(?:{_NOTHING.pattern})(?: .*)?")
_MARKS = frozenset({"-", "--", "---", "—", "–", ".", "..", "...", "?", "/", "*"})
_WORDS = 7
"""Longer texts are remarks, even when they begin with "not sure"."""

_CODES = frozenset({-1, -2, -8, -9, -77, -88, -97, -98, -99, -999, 77, 88, 97, 98, 99, 999, 9999})
_NINE = 9.0


def is_not_applicable(text: str) -> bool:
    """Whether an answer to choose from says that there is no answer: "N/A (did not attend)"."""
    if says_nothing(text):
        return True
    words = plain(text)
    return len(words.split()) <= _WORDS and bool(_LONGER.fullmatch(words))


def says_nothing(text: str) -> bool:
    """Whether a text is no more than a word for no answer; remarks that begin so are kept."""
    return text.strip() in _MARKS or bool(_NOTHING.fullmatch(plain(text)))


def codes_for_nothing(numbers: Mapping[str, float], answers: Counter[str]) -> frozenset[str]:
    """The texts that are codes of a statistics program for no answer: 99, -9, a lone 9.

    A code is far away from all ratings: 9 is one when nobody gave 6, 7, 8 or 10.
    """
    values = set(numbers.values())
    far = {value for value in values if value in _CODES}
    near = values - far
    if near and _NINE in near and max(near - {_NINE}, default=_NINE) <= 5:
        far.add(_NINE)
    texts = frozenset(text for text, value in numbers.items() if value in far)
    total = sum(answers[text] for text in numbers)
    gone = sum(answers[text] for text in texts)
    return texts if near - far and gone < 0.5 * total else frozenset()
