"""What imported residents are found by: as the actions of the room people make it, for many at once."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.apps import apps
from django.db.models import F

from omzien.exchange.imports.bulk import Bulk
from omzien.people import rules


def index(database: Bulk, organisation_id: int, search_names: Any, ids: Any) -> None:
    """Let these residents be found by these names, and no longer by those that they had."""
    name_key = apps.get_model("people.NameKey")
    database.delete(name_key, "resident_id", ids)
    keys = [sorted(rules.name_keys(name)) for name in search_names.to_pylist()]
    found = pa.array(keys, pa.list_(pa.string()))
    text = pc.list_flatten(found)
    _insert(
        database,
        name_key,
        organisation_id,
        {"resident_id": ids.take(pc.list_parent_indices(found)), "text": text},
    )
    _learn(database, organisation_id, rules.sounds_in(pc.unique(text).to_pylist()))


def addresses(staged: pa.Table) -> Any:
    """What each row of contact details is found by."""
    parts = zip(staged["street"].to_pylist(), staged["house_number"].to_pylist(), strict=True)
    return pa.array([rules.address_key(street or "", number or "") for street, number in parts], pa.string())


def _learn(database: Bulk, organisation_id: int, sounds: set[str]) -> None:
    name_sound: Any = apps.get_model("people.NameSound")
    there = name_sound.objects.filter(organisation_id=organisation_id, variant=F("sound"))
    new = sorted(sounds - set(there.values_list("sound", flat=True)))
    pairs = [(variant, sound) for sound in new for variant in sorted(rules.variants(sound))]
    columns = {"variant": [variant for variant, _ in pairs], "sound": [sound for _, sound in pairs]}
    _insert(
        database, name_sound, organisation_id, {name: pa.array(column) for name, column in columns.items()}
    )


def _insert(database: Bulk, model: Any, organisation_id: int, columns: dict[str, Any]) -> None:
    count = len(next(iter(columns.values())))
    if count:
        first = database.give_out_ids(model, count)
        made = {
            "id": pa.array(np.arange(first, first + count), pa.int64()),
            "organisation_id": pa.repeat(pa.scalar(organisation_id, pa.int64()), count),
        }
        database.insert(model, pa.table(made | columns))
