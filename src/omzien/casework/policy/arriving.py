"""Who may see and handle what came in.

The front desk has the whole inbox, but does not read what Veilig Thuis reports; a team lead has what nobody
took up and what the own teams have; a worker has the own and what waits for the own teams. A guest reaches
the one form that came by the guest's own link.
"""

from collections.abc import Mapping

from django.db.models import Q

from omzien.casework.policy.circles import at_the_desk, circle
from omzien.gate.acts import Act, Reach, of_own_organisation
from omzien.gate.visit import Role, Visit

SAFETY = "veilig_thuis"
STAFF = (Role.FRONT_DESK, Role.WORKER, Role.TEAM_LEAD)
TRIAGERS = (Role.WORKER, Role.TEAM_LEAD)


def _of_the_house(path: str = "") -> Reach:
    def reach(visit: Visit) -> Q:
        return Q(organisation_id=visit.organisation_id) & _with_our_resident(visit, path)

    return reach


def _but_safety(path: str = "") -> Reach:
    """All of the organisation, but what Veilig Thuis reports."""

    def reach(visit: Visit) -> Q:
        return _of_the_house(path)(visit) & ~Q(**{f"{path}way": SAFETY})

    return reach


def _with_our_resident(visit: Visit, path: str) -> Q:
    ours = {f"{path}resident__organisation_id": visit.organisation_id}
    return Q(**{f"{path}resident": None}) | Q(**ours)


def _of_my_teams(path: str = "") -> Reach:
    """My own, and what waits for a team of mine and has no worker yet, or has one: the team sees its work."""

    def reach(visit: Visit) -> Q:
        mine = Q(**{f"{path}worker_id": visit.worker_id}) | Q(**{f"{path}team_id__in": visit.team_ids})
        return _of_the_house(path)(visit) & mine

    return reach


def _that_i_lead(path: str = "") -> Reach:
    def reach(visit: Visit) -> Q:
        nobodys = Q(**{f"{path}worker": None, f"{path}team": None})
        mine = Q(**{f"{path}worker_id": visit.worker_id}) | Q(**{f"{path}team_id__in": visit.team_ids})
        return _of_the_house(path)(visit) & (mine | nobodys)

    return reach


def _or_given_away(reach: Reach) -> Reach:
    """What I gave to another team I may take back."""

    def reached(visit: Visit) -> Q:
        return reach(visit) | _of_the_house()(visit) & Q(assigned_by_id=visit.worker_id)

    return reached


def _my_own(path: str) -> Reach:
    def reach(visit: Visit) -> Q:
        return _of_the_house(path)(visit) & Q(**{f"{path}worker_id": visit.worker_id})

    return reach


def _by_link(path: str = "") -> Reach:
    def reach(visit: Visit) -> Q:
        by_form = {f"{path}way": "public_form", f"{path}link_hash": visit.link}
        return Q(organisation_id=visit.organisation_id, **by_form)

    return reach


def _referred_to_us(reach: Reach) -> Reach:
    def incoming(visit: Visit) -> Q:
        return reach(visit) & Q(direction="incoming")

    return incoming


def _handled(path: str = "") -> Mapping[Role, Reach]:
    """Who handles arrivals, and what hangs on one at this path."""
    return {
        Role.FRONT_DESK: _of_the_house(path),
        Role.TEAM_LEAD: _that_i_lead(path),
        Role.WORKER: _of_my_teams(path),
    }


HANDLE_ARRIVALS = Act(
    name="handle-arrivals",
    model="casework.Arrival",
    doc="See what came in, and handle it: who it is, for whom, and how it ended.",
    reach=_handled(),
)
RECEIVE = Act(
    name="receive",
    model="casework.Arrival",
    doc="Take in what comes in. A resident sends the public form without an account.",
    reach={
        Role.GUEST: _by_link(),
        Role.FRONT_DESK: _but_safety(),
        **dict.fromkeys(TRIAGERS, of_own_organisation),
        Role.SYSTEM: of_own_organisation,
    },
)
ASSIGN_ARRIVALS = Act(
    name="assign-arrivals",
    model="casework.Arrival",
    doc="Give what came in to a team or a worker, also of another team, and take that back.",
    reach={role: _or_given_away(reach) for role, reach in _handled().items()},
)
READ_ARRIVAL_WORDS = Act(
    name="read-arrival-words",
    model="casework.ArrivalWords",
    doc="Read who came in, how to reach that person, and what was told.",
    reach={
        Role.FRONT_DESK: _but_safety("arrival__"),
        Role.TEAM_LEAD: _that_i_lead("arrival__"),
        Role.WORKER: _of_my_teams("arrival__"),
    },
)
WRITE_ARRIVAL_WORDS = Act(
    name="write-arrival-words",
    model="casework.ArrivalWords",
    doc="Write down who came in and what was told.",
    reach={
        Role.GUEST: _by_link("arrival__"),
        Role.FRONT_DESK: _but_safety("arrival__"),
        **dict.fromkeys((*TRIAGERS, Role.SYSTEM), of_own_organisation),
    },
)
ATTEMPTS = Act(
    name="arrival-attempts",
    model="casework.ArrivalAttempt",
    doc="See and write down the attempts to reach who came in.",
    reach=_handled("arrival__"),
)
RECEIVE_SIGNALS = Act(
    name="receive-signals",
    model="casework.ArrearsSignal",
    doc="Take in an early signal of arrears.",
    reach=dict.fromkeys(STAFF, of_own_organisation),
)
READ_SIGNALS = Act(
    name="read-signals",
    model="casework.ArrearsSignal",
    doc="See what an early signal of arrears says, and close it with a result.",
    reach=_handled("arrival__"),
)
RECEIVE_SAFETY_REPORTS = Act(
    name="receive-safety-reports",
    model="casework.SafetyReport",
    doc="Take in a report from Veilig Thuis.",
    reach=dict.fromkeys(TRIAGERS, of_own_organisation),
)
READ_SAFETY_REPORTS = Act(
    name="read-safety-reports",
    model="casework.SafetyReport",
    doc="Read a report from Veilig Thuis, and say what the screening meeting decided.",
    reach={Role.TEAM_LEAD: _that_i_lead("arrival__"), Role.WORKER: _my_own("arrival__")},
)
SCREENING_PARTNERS = Act(
    name="screening-partners",
    model="casework.ScreeningPartner",
    doc="See and say which partners took part in a screening meeting.",
    reach={
        Role.TEAM_LEAD: _that_i_lead("report__arrival__"),
        Role.WORKER: _my_own("report__arrival__"),
    },
)
RECEIVE_REFERRAL = Act(
    name="receive-referral",
    model="casework.Referral",
    doc="Write down that a partner referred a resident to us.",
    reach={
        role: _referred_to_us(reach)
        for role, reach in {**circle("resident"), Role.FRONT_DESK: at_the_desk("resident")}.items()
    },
)
SAY_WHY_WAITING = Act(
    name="say-why-waiting",
    model="casework.Registration",
    doc="See who waits, and say why a wait is longer than the norm.",
    reach={**circle("resident"), Role.FRONT_DESK: at_the_desk("resident")},
)

ACTS = (
    HANDLE_ARRIVALS,
    RECEIVE,
    ASSIGN_ARRIVALS,
    READ_ARRIVAL_WORDS,
    WRITE_ARRIVAL_WORDS,
    ATTEMPTS,
    RECEIVE_SIGNALS,
    READ_SIGNALS,
    RECEIVE_SAFETY_REPORTS,
    READ_SAFETY_REPORTS,
    SCREENING_PARTNERS,
    RECEIVE_REFERRAL,
    SAY_WHY_WAITING,
)
