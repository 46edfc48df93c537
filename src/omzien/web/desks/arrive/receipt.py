"""What was done with a registration just now, and what may come next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from omzien.casework import queries as casework
from omzien.gate.visit import Visit
from omzien.people import queries as people


@dataclass(frozen=True, slots=True)
class Receipt:
    """A registration as it was saved: `was` is the form as it was sent, to be mended after taking it back."""

    registration: casework.RegistrationRow
    person: people.FoundResident
    in_reach: bool
    was: str = ""
    with_resident: bool = False

    @property
    def title(self) -> str:
        """What was done, in a sentence."""
        row = self.registration
        if row.triage == "advice_done":
            return _("Done: advice given, registration closed")
        if row.triage == "elsewhere":
            return _("Done: referred to a partner, registration closed")
        if row.worker:
            return _("Registered: %(worker)s takes it up") % {"worker": row.worker}
        if row.team:
            return _("Registered: on the waiting list of %(team)s") % {"team": row.team}
        return _("Registered: on the waiting list")


def receipt_of(visit: Visit, registration_id: int, *, was: str = "", with_resident: bool = False) -> Receipt:
    """The receipt of a registration that this visit reaches, or `Absent`."""
    row = casework.registration(visit, registration_id=registration_id)
    return Receipt(
        registration=row,
        person=people.found(visit, resident_id=row.resident_id),
        in_reach=people.is_in_reach(visit, resident_id=row.resident_id),
        was=was,
        with_resident=with_resident,
    )
