"""For whom somebody stands in today; and how much of each list home shows."""

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation

SHOWN = 8  # rows of each list on the home page
LONG_AGO = 30  # days without contact


def covers_of(visit: Visit) -> list[organisation.AbsenceCard]:
    """For whom this visit stands in today; nearly always for nobody, and then nothing is asked."""
    if not visit.covers:
        return []
    return [card for card in organisation.absences(visit) if card.is_now and card.worker_id in visit.covers]
