"""How a Dutch name sounds: what is written differently and said alike gets one key.

A sound is spelt in few letters: every run of vowels is one `a` (ij, y, ei, ou and au with it), c and q
are k or s, ph and v are f, z is s, d is t, ch and g are one, double letters are single, a silent h is
gone. A key of a name is two of its words in their sounds, in either order, so that a name is found by any
two of its words, and by the beginning of the second, in one range of one index.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from omzien.people.rules.folding import folded

LONGEST_SOUND = 20
MOST_WORDS = 5  # of one name that are in its keys
MUCH = 60_000  # different words of which the sound is remembered

# Small words in front of a family name: typed or not, it makes no difference.
SMALL_WORDS = frozenset(
    [
        "van",
        "der",
        "den",
        "de",
        "het",
        "t",
        "te",
        "ter",
        "ten",
        "el",
        "al",
        "la",
        "le",
        "lo",
        "du",
        "da",
        "das",
        "dos",
        "di",
        "do",
        "von",
        "vom",
        "zu",
        "zum",
        "op",
        "in",
        "aan",
        "bij",
        "uit",
        "d",
        "l",
        "s",
        "onder",
        "over",
        "voor",
        "ben",
        "bin",
        "ibn",
        "of",
        "en",
    ]
)
APOSTROPHES = str.maketrans("", "", "'’`")
GLUED = re.compile(r"^vand(?:er|en|e)(?=\w{3})")

_CHAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ij", "y"),
        (r"[aeo]uw(?=[^aeiouy]|$)", "u"),
        (r"eeuw|ieuw|uw(?=[ae])", "u"),
        (r"ph", "f"),
        (r"^ch(?=[rloa])", "k"),
        (r"sch(?=[^aeiouy]|$)", "s"),
        (r"sch", "sg"),
        (r"tsj|tj|ch", "g"),
        (r"[sz]j|sh", "s"),
        (r"^cee", "ke"),
        (r"qu(?=[aeiouy])", "kw"),
        (r"ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"v", "f"),
        (r"d", "t"),
        (r"(?<!^)h", ""),
        (r"(?<=[aeiouy])j", "y"),
        (r"[aeiouy]+", "a"),
        (r"([^\W\d])\1+", r"\1"),
    )
)


def words(text: str) -> list[str]:
    """The words of a name, folded: "D'Artagnan-Bérg" is dartagnan and berg, "Vandermeer" is meer."""
    return name_words(folded(text))


def name_words(search_name: str) -> list[str]:
    """The words of a name that is folded already."""
    bare = search_name.translate(APOSTROPHES)
    parts = bare.split() if bare.replace(" ", "").isalnum() else re.findall(r"[^\W_]+", bare)
    return [GLUED.sub("", word) if word.startswith("vand") else word for word in parts]


@lru_cache(MUCH)
def sound(word: str) -> str:
    """How one folded word sounds."""
    for pattern, written in _CHAIN:
        word = pattern.sub(written, word)
    return word[:LONGEST_SOUND]


def telling(of: Iterable[str]) -> list[str]:
    """The words that tell a name apart; the small words too when there are no others."""
    given = list(of)
    return [word for word in given if word not in SMALL_WORDS] or given


def name_keys(search_name: str) -> set[str]:
    """What a name is found by: its sounds two by two, or the one sound that it has."""
    found = list(dict.fromkeys(sound(word) for word in telling(words(search_name))))[:MOST_WORDS]
    return {" ".join(pair) for pair in permutations(found, 2)} if len(found) > 1 else set(found)


def sounds_in(keys: Iterable[str]) -> set[str]:
    """The different sounds in these keys."""
    return {part for key in keys for part in key.split()}


def sounds_of(search_name: str) -> set[str]:
    """The different sounds in a name."""
    return {sound(word) for word in name_words(search_name)}


def variants(of: str) -> set[str]:
    """A sound, and what is left when one letter is missing: two sounds one error apart share a variant."""
    return {of} | {of[:place] + of[place + 1 :] for place in range(len(of)) if len(of) > 1}


def address_key(street: str, house_number: str) -> str:
    """What an address is found by: how the street sounds, and the number; empty without a street."""
    heard = "".join(sound(word) for word in words(street))
    return f"{heard[:100]} {''.join(words(house_number))}".strip() if heard else ""
