"""Which measurement belongs to which intervention: what makes a start and an end a pair."""

from omzien.casework.models import MeasurementOf
from omzien.casework.policy import MEASURE
from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit


def measured_for(visit: Visit, *, resident_id: int) -> dict[int, int]:
    """Measurement -> intervention, of the measurements of a resident that belong to one (1 query)."""
    return {row.measurement_id: row.intervention_id for row in _belonging(visit, resident_id)}


@written_once
def _belonging(visit: Visit, resident_id: int) -> SightQuerySet[MeasurementOf]:
    return MeasurementOf.objects.under(MEASURE, visit).filter(intervention__resident_id=resident_id)
