"""How far what was typed is from a name: 0 is the same, 1 is another name."""

from collections.abc import Sequence
from functools import lru_cache

from omzien.people.rules.sounds import SMALL_WORDS, name_words, sound

MUCH = 100_000
BEGINNING = 0.05  # the typed word is how the name begins: still typing, or an initial
HALF = 0.6  # more letters than this wrong: another word, however it sounds
SHORTENED = 0.15  # as it begins, though more was typed after it
ONE_MORE = 0.01  # for each word of the name that was not typed


def distance(one: str, other: str) -> int:
    """How many letters are wrong: one missing, one too many, another one, or two changed places."""
    start = 0
    for letter, sign in zip(one, other, strict=False):
        if letter != sign:
            break
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return _distance(one, other) if one and other else len(one) + len(other)


def _distance(one: str, other: str) -> int:
    """The table of Levenshtein, with two letters that changed places as one error."""
    last: list[int] = []
    before = list(range(len(other) + 1))
    previous = ""
    for place, letter in enumerate(one):
        row = [place + 1]
        for there, sign in enumerate(other):
            least = before[there] if letter == sign else before[there] + 1
            if before[there + 1] < least:
                least = before[there + 1] + 1
            if row[there] < least:
                least = row[there] + 1
            if previous == sign and there and letter == other[there - 1]:
                least = min(least, last[there - 1] + 1)
            row.append(least)
        last, before, previous = before, row, letter
    return before[-1]


@lru_cache(MUCH)
def word_distance(typed: str, word: str, *, unfinished: bool) -> float:
    """How far a typed word is from a word of a name, half by its letters and half by its sound."""
    if typed == word:
        return 0.0
    if word.startswith(typed):
        return BEGINNING if unfinished or len(typed) == 1 else SHORTENED
    longest = max(len(typed), len(word))
    if 2 * abs(len(typed) - len(word)) > longest:
        return 1.0
    letters = distance(typed, word) / longest
    if letters > HALF:
        return 1.0
    said, heard = sound(typed), sound(word)
    heard_wrong = distance(said, heard) / max(len(said), len(heard)) if said != heard else 0.0
    return (letters + heard_wrong) / 2


def name_distance(typed: Sequence[str], search_name: str) -> float:
    """How far the typed words are from a name, together; the last one may be unfinished."""
    of_name = name_words(search_name)
    if not of_name:
        return float(len(typed))
    last = len(typed) - 1
    wrong = sum(
        min(word_distance(word, other, unfinished=place == last) for other in of_name)
        for place, word in enumerate(typed)
    )
    more = sum(word not in SMALL_WORDS for word in of_name) - len(typed)
    return wrong + ONE_MORE * max(more, 0)
