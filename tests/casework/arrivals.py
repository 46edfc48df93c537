"""What the tests of what comes in share."""

import dataclasses

from omzien.casework.models import Arrival
from omzien.casework.rules.arriving import Told
from omzien.gate.visit import Visit, admit_guest
from omzien.organisation.models import Team
from tests.casework.world import NOW

FORM = Told(given_name="Samira", family_name="Haddad", phone="0612345678", story="Ik heb schulden.")
LISTS = {
    "channel": ("vroegsignaal", "inloop"),
    "referral_source": ("veilig_thuis", "overig"),
    "signal_source": ("energie", "huur"),
    "signal_result": ("geen_contact", "zelf_opgelost", "vervolg_financieel"),
    "money_topic": ("schulden",),
}


def guest(world, link="a" * 64) -> Visit:
    """Somebody who sends the public form."""
    visit = admit_guest(organisation_id=world.house.demo.pk, link=link, purpose="public form")
    return dataclasses.replace(visit, now=NOW)


def the(arrival_id) -> Arrival:
    """The row as it is now."""
    found: Arrival = Arrival.objects.unsealed("test").get(pk=arrival_id)
    return found


def other_team(world) -> Team:
    """A team that nobody of the cast is in."""
    return Team.objects.create(organisation=world.house.demo, key="noord", name="Wijkteam Noord")
