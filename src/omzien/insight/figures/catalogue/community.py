"""Question 3, for groups and walk-in hours. People, attendances and heads are three different things."""

from omzien.insight.figures.bases import ATTENDANCES, SESSIONS, WALK_INS
from omzien.insight.figures.date_bases import HELD, VISITED
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.measures import persons, rows, total
from omzien.insight.figures.terms import Column, Table

NAMED = ("named",)


def _group(table: Table) -> Column:
    return (table.kind == "group") & ~table.cancelled


def _point(table: Table) -> Column:
    return (table.kind == "information_point") & ~table.cancelled


def _everybody(table: Table) -> Column:
    return table.named + table.anonymous_heads


FIGURES = (
    Figure(
        "group_sessions",
        3,
        "Bijeenkomsten van groepen",
        "Group sessions",
        "sessions",
        SESSIONS,
        HELD,
        rows(_group),
        "Hoeveel bijeenkomsten van groepen doorgingen.",
        "How many group sessions took place.",
    ),
    Figure(
        "group_attendances",
        3,
        "Deelnames aan groepen",
        "Attendances of groups",
        "attendances",
        SESSIONS,
        HELD,
        total(_everybody, _group),
        "Hoe vaak iemand bij een bijeenkomst van een groep was, met of zonder naam. Wie tien keer komt, "
        "telt tien keer.",
        "How often somebody was at a group session, with or without a name. Who comes ten times counts "
        "ten times.",
        needs=NAMED,
    ),
    Figure(
        "group_attendances_named",
        3,
        "Deelnames aan groepen op naam",
        "Attendances of groups by name",
        "attendances",
        ATTENDANCES,
        HELD,
        rows(_group),
        "Hoe vaak iemand van wie wij de naam kennen bij een bijeenkomst van een groep was.",
        "How often somebody whom we know by name was at a group session.",
    ),
    Figure(
        "group_anonymous_heads",
        3,
        "Bezoekers van groepen zonder naam",
        "Heads at groups without a name",
        "heads",
        SESSIONS,
        HELD,
        total(lambda t: t.anonymous_heads, _group),
        "Getelde hoofden zonder naam, bij alle bijeenkomsten van groepen samen. Dit zijn geen unieke mensen.",
        "Heads counted without a name at all group sessions together. These are not unique people.",
    ),
    Figure(
        "group_participants",
        3,
        "Unieke deelnemers aan groepen",
        "Unique participants of groups",
        "residents",
        ATTENDANCES,
        HELD,
        persons(_group),
        "Hoeveel verschillende mensen van wie wij de naam kennen bij een groep waren. Wie in twee groepen "
        "zit, telt één keer.",
        "How many different people whom we know by name were at a group. Who is in two groups counts once.",
    ),
    Figure(
        "volunteer_information_point",
        3,
        "Bereik van het vrijwilligersinformatiepunt",
        "Reach of the volunteer information point",
        "attendances",
        SESSIONS,
        HELD,
        total(_everybody, _point),
        "Hoe vaak iemand het vrijwilligersinformatiepunt bezocht, met of zonder naam.",
        "How often somebody visited the volunteer information point, with or without a name.",
        needs=NAMED,
    ),
    Figure(
        "walk_in_visits",
        3,
        "Bezoeken aan het inloopspreekuur",
        "Visits to the walk-in hour",
        "visits",
        WALK_INS,
        VISITED,
        rows(),
        "Hoe vaak iemand naar een inloopspreekuur kwam, met of zonder naam.",
        "How often somebody came to a walk-in hour, with or without a name.",
    ),
    Figure(
        "walk_in_residents",
        3,
        "Unieke bezoekers van het inloopspreekuur",
        "Unique visitors of the walk-in hour",
        "residents",
        WALK_INS,
        VISITED,
        persons(),
        "Hoeveel verschillende mensen van wie wij de naam kennen naar een inloopspreekuur kwamen.",
        "How many different people whom we know by name came to a walk-in hour.",
    ),
    Figure(
        "walk_in_problematic_debt",
        3,
        "Bezoekers met problematische schulden",
        "Visitors with problematic debt",
        "residents",
        WALK_INS,
        VISITED,
        persons(lambda t: t.problematic_debt == "ja"),
        "Hoeveel verschillende mensen die naar een inloopspreekuur kwamen problematische schulden hadden.",
        "How many different people who came to a walk-in hour had problematic debt.",
    ),
    Figure(
        "walk_in_anonymous",
        3,
        "Bezoeken aan het inloopspreekuur zonder naam",
        "Visits to the walk-in hour without a name",
        "visits",
        WALK_INS,
        VISITED,
        rows(lambda t: t.resident.isnull()),
        "Bezoeken van mensen van wie wij de naam niet kennen. Hoeveel verschillende mensen dat zijn, "
        "weten wij niet.",
        "Visits by people whom we do not know by name. How many different people they are, we do not know.",
    ),
)
