"""Texts of a survey brought into one form, and the few words every survey knows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_APPLICABLE = re.compile(
    r"(?:n ?/ ?a|na|n ?/ ?c|ns ?/ ?nc|not applicable|does not apply|doesn t apply"
    r"|do(?:n t| not) know(?: not applicable)?|no opinion|no answer|no response|not sure|unsure"
    r"|cannot say|can t say|prefer not to (?:answer|say)|(?:did|do|have) not (?:attend|use|used"
    r"|participate)"
    r"|didn t (?:attend|use)|haven t used|not observed|no aplica(?:ble)?|no corresponde|no se"
    r"|no sabe(?: no contesta)?|no lo se|sin opinion|prefiero no (?:responder|contestar|decir)"
    r"|no asisti|no participe|no lo he usado|no contesta)(?: .*)?"
)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_TEST = re.compile(
    r"(?:this is (?:just )?(?:a )?|just (?:a )?|esto es una |una )?(?:test|tests|testing|prueba"
    r"|pruebas|asdf+|qwerty"
    r"|dummy|sample response)(?: ?(?:response|row|entry|answer|user|only|respuesta|do not count"
    r"|please ignore|ignore|please delete|delete|\d+))*"
)
_TEST_MAIL = re.compile(r"(?:test(?:er|ing)?|prueba)\d*@.*|.*@(?:example|test)\.(?:com|org|net)")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text without case, accents, punctuation and double spaces."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    letters = (sign for sign in flat if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w/+]+", " ", "".join(letters)).split())


def number_in(text: str) -> float | None:
    """The number a text is, with a decimal point or comma; None when it is none."""
    found = text.strip()
    return float(found.replace(",", ".")) if _NUMBER.fullmatch(found) else None


def is_not_applicable(text: str) -> bool:
    """Whether an answer says that there is no answer."""
    bare = text.strip()
    if bare in ("-", "--", "—", "–", "."):
        return True
    words = plain(bare.replace("n.a.", "na").replace("N.A.", "na").replace("N.A", "na"))
    return bool(_NOT_APPLICABLE.fullmatch(words))


def is_test(text: str) -> bool:
    """Whether an answer was typed to try the form out."""
    bare = text.strip().casefold()
    return bool(_TEST.fullmatch(plain(bare)) or _TEST_MAIL.fullmatch(bare))


def one_line(text: str) -> str:
    """A heading without line breaks, tags and double spaces."""
    return " ".join(re.sub(r"<[^<>]{1,80}>", " ", text).replace("\xa0", " ").split())
