"""Every way in which a known role, body or person may be written under Who."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from toolkit.schedule.key import Key, Party, PartyKind, Person
from toolkit.schedule.wordlist import saying_list, word_list

_BODY_WORDS = frozenset(
    word_list(
        "board committee council team group department office task force subcommittee cabinet "
        "union consultants staff trustees directors association district partners chapter "
        "commission"
    )
)
_ROLE_WORDS = frozenset(
    word_list(
        "director coordinator president chair chairperson chairman superintendent principal "
        "principals manager officer secretary treasurer consultant teacher teachers counselor "
        "specialist leader lead administrator administrators facilitator editor liaison dean "
        "supervisor assistant ceo cfo coo cio webmaster clerk librarian nurse coach coaches "
        "presidents coordinators directors superintendents chairs officers administrator "
        "executive editor historian"
    )
)
_WHOLE_GROUPS = frozenset(
    saying_list(
        "all members|members|membership|all staff|everyone|everybody|all|"
        "entire membership|all members of the board|full membership|general membership|"
        "the membership|all members and staff|all stakeholders|stakeholders|community|"
        "parents|families|students|volunteers"
    )
)
_TITLES = frozenset(word_list("dr mr mrs ms miss prof rev hon"))
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


class Known(Struct, frozen=True):
    """One thing the key or *People* knows.

    Attributes:
        code: the key's code, empty for people.
        name: the full name.
        kind: role, body, membership, person; UNKNOWN for a term that is nobody.
    """

    code: str
    name: str
    kind: PartyKind

    def party(self, text: str) -> Party:
        """It as a party, as written in a text."""
        return Party(text, self.code, self.name, self.kind)


def plain(text: str) -> str:
    """Letters and figures in lower case, titles and full stops dropped."""
    split = unicodedata.normalize("NFKD", text)
    base = "".join(sign for sign in split if not unicodedata.combining(sign))
    folded = base.replace("’", "'").replace(".", "").casefold()
    words = _WORD.findall(folded.removesuffix("'s"))
    return " ".join(word for word in words if word not in _TITLES) or " ".join(words)


def known_names(key: Key, people: Sequence[Person]) -> dict[str, Known]:
    """Every writing → what it stands for; a writing two people share is left out."""
    table: dict[str, Known] = {}
    for code, name in key.terms.items():
        table[plain(code)] = Known(code, name, PartyKind.UNKNOWN)
    writings = [(writing, person) for person in people for writing in _writings(person)]
    shared = Counter(
        writing for writing, _ in {(writing, person.name) for writing, person in writings}
    )
    for writing, person in writings:
        if writing and shared[writing] == 1:
            table[writing] = Known("", person.name, PartyKind.PERSON)
    for code, name in key.roles.items():
        known = Known(code, name, _kind(code, name, key))
        table[plain(name)] = table[plain(code)] = known
        table.setdefault(plain(f"{name}s"), known)
    table.pop("", None)
    return table


def shared_names(people: Sequence[Person]) -> dict[str, tuple[str, ...]]:
    """A writing that more than one person answers to → their names."""
    table: dict[str, dict[str, None]] = {}
    for person in people:
        for writing in _writings(person):
            table.setdefault(writing, {})[person.name] = None
    return {writing: tuple(names) for writing, names in table.items() if len(names) > 1}


def named_in_words(text: str) -> PartyKind:
    """Whether words unknown to the key say by themselves what they are."""
    words = plain(text).split()
    if " ".join(words) in _WHOLE_GROUPS:
        return PartyKind.MEMBERSHIP
    if words and words[-1] in _ROLE_WORDS:
        return PartyKind.ROLE
    if set(words) & _BODY_WORDS:
        return PartyKind.BODY
    return PartyKind.ROLE if set(words) & _ROLE_WORDS else PartyKind.UNKNOWN


def ends_like_a_body(text: str) -> bool:
    """Whether a name ends in committee, team, office or the like."""
    words = plain(text).split()
    return bool(words) and words[-1] in _BODY_WORDS


def suggestion(text: str, table: dict[str, Known]) -> str:
    """What an unknown word may have meant; empty when nothing is near."""
    wanted = plain(text)
    named = {
        writing: known for writing, known in table.items() if known.kind is not PartyKind.UNKNOWN
    }
    initials = {_initials(known.name): known for known in named.values()}
    if wanted in initials:
        return _shown(initials[wanted])
    holding = {
        known.name: known
        for writing, known in named.items()
        if wanted and set(wanted.split()) <= set(writing.split())
    }
    if len(holding) == 1:
        return _shown(next(iter(holding.values())))
    cutoff = 0.6 if len(wanted) <= 3 else 0.75
    near = get_close_matches(wanted, list(named), n=1, cutoff=cutoff)
    return _shown(named[near[0]]) if near else ""


def _shown(known: Known) -> str:
    return f"{known.code} ({known.name})" if known.code else known.name


def _initials(name: str) -> str:
    return "".join(word[0] for word in plain(name).split())


def _kind(code: str, name: str, key: Key) -> PartyKind:
    if code in key.memberships or plain(code) in {plain(each) for each in key.memberships}:
        return PartyKind.MEMBERSHIP
    return PartyKind.BODY if set(plain(name).split()) & _BODY_WORDS else PartyKind.ROLE


def _writings(person: Person) -> Iterator[str]:
    """Jane Smith · Smith, Jane · J. Smith · Jane · Smith · aliases · address."""
    for name in (person.name, *person.aliases):
        yield plain(name)
    yield plain(person.mail)
    words = plain(person.name).split()
    if len(words) > 1:
        yield f"{words[-1]} {' '.join(words[:-1])}"
        yield f"{words[0][0]} {words[-1]}"
        yield f"{words[0]} {words[-1][0]}"
        yield words[0]
        yield words[-1]
