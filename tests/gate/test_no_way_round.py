"""In the rooms of the record nothing is written or read by going round the gate."""

import pytest

from tests.shape.source import RECORD_ROOMS, calls, python_files, short

ROUND = {
    "save": "a row is saved by an @action with keep() or keep_setup()",
    "delete": "a row is deleted by an @action with remove() or remove_setup()",
    "cursor": "SQL by hand passes by every act",
    "raw": "SQL by hand passes by every act",
    "held": "only the gate holds a table",
    "seen_under": "only the manager binds rows to an act",
    "from_db": "only Django makes objects of rows",
}

# Erasure, and what a name is found by, are counted among the unsealed places.
COUNTED = ("farewell.py", "indexing.py")


@pytest.mark.parametrize("room", [*RECORD_ROOMS, "privacy"])
def test_a_room_goes_through_the_gate(room):
    wrong = [
        f"{short(path)}:{call.lineno}: {ROUND[name]}"
        for path in python_files(room)
        if path.name not in COUNTED
        for name, call in calls(path)
        if name in ROUND
    ]
    assert wrong == []
