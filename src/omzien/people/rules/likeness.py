"""How far what was typed is from a name: 0 is the same, 1 is another name."""

from collections.abc import Sequence
from functools import lru_cache

from omzien.people.rules.sounds import SMALL_WORDS, sound, words

MUCH = 100_000
BEGINNING = 0.05  # the typed word is how the name begins: still typing, or an initial
ONE_MORE = 0.01  # for each word of the name that was not typed


@lru_cache(MUCH)
def distance(one: str, other: str) -> int:
    """How many letters are wrong: one missing, one too many, another one, or two changed places."""
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, last, row = row, before, [place]
        for there, sign in enumerate(other, start=1):
            least = min(before[there] + 1, row[-1] + 1, before[there - 1] + (letter != sign))
            if place > 1 and there > 1 and letter == other[there - 2] and one[place - 2] == sign:
                least = min(least, last[there - 2] + 1)
            row.append(least)
    return row[-1]


@lru_cache(MUCH)
def word_distance(typed: str, word: str, *, unfinished: bool) -> float:
    """How far a typed word is from a word of a name, half by its letters and half by its sound."""
    if typed == word:
        return 0.0
    if word.startswith(typed) and (unfinished or len(typed) == 1):
        return BEGINNING
    letters = distance(typed, word) / max(len(typed), len(word))
    said, heard = sound(typed), sound(word)
    return (letters + distance(said, heard) / max(len(said), len(heard))) / 2


def name_distance(typed: Sequence[str], search_name: str) -> float:
    """How far the typed words are from a name, together; the last one may be unfinished."""
    of_name = words(search_name)
    if not of_name:
        return float(len(typed))
    last = len(typed) - 1
    wrong = sum(
        min(word_distance(word, other, unfinished=place == last) for other in of_name)
        for place, word in enumerate(typed)
    )
    more = sum(word not in SMALL_WORDS for word in of_name) - len(typed)
    return wrong + ONE_MORE * max(more, 0)
