"""Keeps what a name is found by in step with the names: called where a name is written or taken away."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from omzien.people import rules
from omzien.people.models import Merge, NameKey, NameSound


def index_name(organisation_id: int, resident_id: int, *search_names: str) -> None:
    """Let a resident be found by these names (of a merged resident there are several), and by no others."""
    rows = _keys(organisation_id).filter(resident_id=resident_id)
    wanted = {key for name in search_names for key in rules.name_keys(name)}
    there = set(rows.values_list("text", flat=True))
    rows.filter(text__in=there - wanted).delete()
    _add(organisation_id, resident_id, wanted - there)
    _forget(organisation_id, rules.sounds_in(there - wanted))


def index_new_name(organisation_id: int, resident_id: int, search_name: str) -> None:
    """Let a resident who was just added be found by this name."""
    _add(organisation_id, resident_id, set(rules.name_keys(search_name)))


def _add(organisation_id: int, resident_id: int, keys: set[str]) -> None:
    _keys(organisation_id).bulk_create(
        NameKey(organisation_id=organisation_id, resident_id=resident_id, text=text) for text in sorted(keys)
    )
    _learn(organisation_id, rules.sounds_in(keys))


def merged_names(resident_id: int) -> list[str]:
    """The names of residents who turned out to be this one: they stay a way to find the survivor."""
    rows = Merge.objects.unsealed("search: the names of merged residents").filter(survivor_id=resident_id)
    kept = (row for aside in rows.values_list("aside", flat=True) for row in aside["people.Resident"])
    return [row["search_name"] for row in kept]


def _keys(organisation_id: int) -> QuerySet[NameKey]:
    return NameKey.objects.unsealed("search: the keys of names").filter(organisation_id=organisation_id)


def _learn(organisation_id: int, sounds: Iterable[str]) -> None:
    NameSound.objects.bulk_create(
        [
            NameSound(organisation_id=organisation_id, variant=variant, sound=sound)
            for sound in sorted(sounds)
            for variant in sorted(rules.variants(sound))
        ],
        ignore_conflicts=True,
    )


def _forget(organisation_id: int, sounds: Iterable[str]) -> None:
    """Forget sounds that nobody's name holds any more: a rare name is not kept after its bearer has left."""
    rows = _keys(organisation_id)
    for sound in sounds:
        if not rows.filter(Q(text=sound) | begins("text", f"{sound} ")).exists():
            NameSound.objects.filter(organisation_id=organisation_id, sound=sound).delete()


def begins(column: str, text: str) -> Q:
    """Texts that begin so, as a range of an index that sorts by bytes (sounds are small letters)."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}\U0010ffff"})
