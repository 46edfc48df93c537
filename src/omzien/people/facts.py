"""What insight may know of people: a pseudonym, a birth year, where they live. No name, no address, no
birth date.
"""

from omzien.gate.facts import Column, FactTable
from omzien.people.models import Resident

RESIDENTS = FactTable(
    name="residents",
    doc="One row per resident, known by pseudonym only.",
    rows=lambda: Resident.objects.unsealed("facts: residents by pseudonym"),
    columns={
        "resident": Column("pseudonym", "int64", "keyed hash of this installation: who, without saying who"),
        "birth_year": Column("birth_date__year", "int32", "year of birth"),
        "gender": Column("gender", "string", "man, vrouw, x or onbekend"),
        "municipality": Column("municipality__code", "string", "CBS code of where the resident lives"),
        "household": Column("household_id", "int64", "number of the household"),
        "registered_on": Column("registered_on", "date", "first known here"),
    },
    period="registered_on",
)

FACTS = (RESIDENTS,)
