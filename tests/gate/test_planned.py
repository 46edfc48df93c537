"""Questions whose plan hangs on their values: planned for these, and only while they are asked."""

import pytest
from django.db import connection

from omzien.gate.planned import planned_anew

MODE = "SHOW plan_cache_mode"


def mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute(MODE)
        return str(cursor.fetchone()[0])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_plan_is_for_the_values_within_and_kept_outside():
    with planned_anew():
        assert mode() == "force_custom_plan"
    assert mode() == "auto"
