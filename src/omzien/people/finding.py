"""Finds residents as one types, among a million, in ranges of indexes that both databases have.

Only ids come out: who is shown is then read under an act. The names are looked up by how they sound; when
that brings too few good ones, by sounds one error away; and when that brings nobody, by one word and the
beginning of another. What was found is put in order by how far it is from what was typed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet

from omzien.gate.planned import planned_anew
from omzien.people import rules
from omzien.people.indexing import begins
from omzien.people.models import ContactDetails, NameKey, NameSound, Resident

ENOUGH = 5  # good ones: then nobody further off is looked for
AS_TYPED = 0.1  # so far from what was typed is as good as the same
GOOD = 0.35  # so far from what was typed is still a good one
MOST = 300  # rows that one question hands over to be put in order
NEAREST = 32  # sounds near a sound that are tried
NEAREST_BEGUN = 6  # of those, with the beginning of another word
LONG_WORDS = 3  # of all words of a search, the longest are looked up
ELSEWHERE = 1.0  # as wrong as a whole word: another birth date or address than what was typed


@dataclass(slots=True)
class _Search:
    organisation_id: int
    asked: rules.Asked
    distances: dict[int, float] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def take(self, rows: Iterable[Any], *, here: bool = False) -> None:
        """Take (resident, name, birth date[, key]) in; `here`: found by its date or address."""
        most = GOOD * max(len(self.asked.names), 1)
        for resident_id, name, born, *key in rows:
            wrong = rules.name_distance(self.asked.names, name)
            if wrong > most and key and not rules.sounds_in(key) <= rules.sounds_of(name):
                wrong = most  # by the name of a resident who was merged into this one
            if here and self.asked.streets:  # the street is among the names
                wrong = min(wrong, most)
            if wrong > most:
                continue
            if not here and (self._has_place or (self.asked.born and born != self.asked.born)):
                wrong += ELSEWHERE
            self.distances[resident_id] = min(wrong, self.distances.get(resident_id, wrong))
            self.names[resident_id] = name

    @property
    def _has_place(self) -> bool:
        return bool(self.asked.postcode or self.asked.streets)

    def has_enough(self) -> bool:
        """Are there as many just as typed as anybody will look at?"""
        return sum(wrong < AS_TYPED for wrong in self.distances.values()) >= ENOUGH

    def has_good(self) -> bool:
        """Is there anybody who may be meant?"""
        return any(wrong <= GOOD for wrong in self.distances.values())

    def best(self, limit: int) -> list[int]:
        """The nearest first; nobody who is further off than enough others."""
        far = AS_TYPED if self.has_enough() else ELSEWHERE + len(self.asked.names)
        near = [pk for pk, wrong in self.distances.items() if wrong <= far]
        return sorted(near, key=lambda pk: (round(self.distances[pk], 2), self.names[pk], pk))[:limit]


def find(organisation_id: int, asked: rules.Asked, limit: int) -> list[int]:
    """The ids of the residents of the organisation who may be meant, the likeliest first."""
    search = _Search(organisation_id, asked)
    with planned_anew():
        for rows in _by_place_and_date(organisation_id, asked):
            search.take(rows, here=True)
        if asked.names and not search.has_good():
            _by_name(search, max(limit, ENOUGH))
    return search.best(limit)


def _by_place_and_date(organisation_id: int, asked: rules.Asked) -> Iterator[Any]:
    mine = Q(organisation_id=organisation_id)
    if asked.born:
        born = Resident.objects.unsealed("search: ids only").filter(mine, birth_date=asked.born)
        yield born.values_list("pk", "search_name", "birth_date")[: MOST * 5]
    lived = ContactDetails.objects.unsealed("search: ids only").filter(mine)
    columns = ("resident_id", "resident__search_name", "resident__birth_date")
    if asked.postcode:
        there = lived.filter(postcode=asked.postcode)
        there = there.filter(house_number__istartswith=asked.house_number) if asked.house_number else there
        yield there.values_list(*columns)[:MOST]
    for street in asked.streets:
        yield lived.filter(begins("search_address", street)).values_list(*columns)[:MOST]


def _by_name(search: _Search, limit: int) -> None:
    typed = [(rules.sound(word), place) for place, word in enumerate(search.asked.names)]
    last = typed[-1][0]
    longest = sorted(typed, key=lambda each: (-len(each[0]), each[1]))[:LONG_WORDS]
    heard = [sound for sound, _ in sorted(longest, key=lambda each: each[1])]
    keys = _named(search.organisation_id)
    _take(search, keys, _as_typed(heard, last))
    if search.has_enough():
        return
    near = _near(search.organisation_id, heard)
    search.take(keys.filter(text__in=_one_error_off(heard, near) or near[last])[:MOST])
    if not search.has_good():
        _take(search, keys, _one_error_off_begun(heard, last, near))
    if not search.has_good():
        _take(search, keys, _half(heard))
    if not search.has_good() and search.asked.names[-1].endswith("c") and len(last) > 1:  # half of a "ch"
        begun = last[:-1]
        _take(search, keys, _as_typed([begun if one == last else one for one in heard], begun))


def _named(organisation_id: int) -> QuerySet[NameKey, Any]:
    rows = NameKey.objects.unsealed("search: ids only").filter(organisation_id=organisation_id)
    return rows.values_list("resident_id", "resident__search_name", "resident__birth_date", "text")


def _take(search: _Search, keys: QuerySet[NameKey, Any], ranges: Iterable[Q]) -> None:
    if alternatives := list(ranges):
        search.take(keys.filter(Q(*alternatives, _connector=Q.OR))[:MOST])


def _as_typed(heard: list[str], last: str) -> Iterator[Q]:
    """Two words as they sound; the last one, and an initial, is the beginning of a word."""
    if len(heard) == 1:
        yield begins("text", heard[0])
        return
    for one, other in combinations(heard, 2):
        whole, beginning = (other, one) if len(one) == 1 < len(other) or one == last else (one, other)
        yield begins("text", f"{whole} {beginning}")


def _one_error_off(heard: list[str], near: dict[str, list[str]]) -> list[str]:
    pairs = combinations(heard, 2)
    return [f"{this} {that}" for one, other in pairs for this in near[one] for that in near[other]]


def _one_error_off_begun(heard: list[str], last: str, near: dict[str, list[str]]) -> Iterator[Q]:
    """An error in the longest word, and the beginning of the last; few ranges, each uses the index."""
    whole = max((sound for sound in heard if sound != last), key=len, default=last)
    beginning = "" if whole == last else last
    for sound in near[whole][:NEAREST_BEGUN]:
        yield begins("text", f"{sound} {beginning}")


def _half(heard: list[str]) -> Iterator[Q]:
    """One word is right, of the other the beginning."""
    for one, other in combinations(heard, 2):
        yield begins("text", f"{one} {other[:2]}")
        yield begins("text", f"{other} {one[:2]}")


def _near(organisation_id: int, heard: list[str]) -> dict[str, list[str]]:
    """For each sound those of names here that are at most about one error away, the nearest first (a first
    letter is seldom wrong).
    """
    of = {sound: rules.variants(sound) for sound in heard}
    rows = NameSound.objects.filter(organisation_id=organisation_id, variant__in=set().union(*of.values()))
    found = list(rows.values_list("variant", "sound"))
    return {
        sound: sorted(
            {other for variant, other in found if variant in variants},
            key=lambda other: (rules.distance(sound, other), other[0] != sound[0], other),
        )[:NEAREST]
        for sound, variants in of.items()
    }
