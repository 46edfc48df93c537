"""Questions 1, 2 and 5: who came, with what, how long they waited, and whether they came back."""

from omzien.insight.figures.bases import INTERVENTIONS, REGISTRATIONS, days
from omzien.insight.figures.date_bases import REGISTERED, WAITING, WINDOW_EXPIRED
from omzien.insight.figures.figure import FEW_FOR_A_MEAN, Figure
from omzien.insight.figures.measures import median, persons, rows, share
from omzien.insight.figures.terms import Column, Table, as_of, exploration_norm, ibis, support_norm, until

SUPPORT = ("support",)


def _in_house(table: Table) -> Column:
    """Nobody sent the resident elsewhere or was done after advice: an exploration is to follow."""
    return table.triage.isnull() | (table.triage == "right_place")


def _to_explore(table: Table) -> Column:
    return table.explored_on.notnull() | _in_house(table)


def _exploration_days(table: Table) -> Column:
    return days(table.explored_on, table.registered_on)


def _explored_in_time(table: Table) -> Column:
    """Null while it is too early to tell, and when it was closed without an exploration."""
    late = table.closed_on.isnull() & (days(as_of(), table.registered_on) > exploration_norm())
    return _in_time(table.explored_on, _exploration_days(table) <= exploration_norm(), late)


def _in_time(happened: Column, within: Column, late: Column) -> Column:
    unknown = late.ifelse(ibis.literal(value=False), ibis.null("boolean"))
    return happened.notnull().ifelse(within, unknown)


def _to_support(table: Table) -> Column:
    return table.explored_on.notnull() & (table.first_support_on.notnull() | _in_house(table))


def _support_days(table: Table) -> Column:
    waited = days(table.first_support_on, table.explored_on)
    return (waited < 0).ifelse(0, waited)


def _supported_in_time(table: Table) -> Column:
    late = table.closed_on.isnull() & (days(as_of(), table.explored_on) > support_norm())
    return _in_time(table.first_support_on, _support_days(table) <= support_norm(), late)


def _waits_for_exploration(table: Table) -> Column:
    return _in_house(table) & (table.explored_on.isnull() | (table.explored_on >= until()))


def _waits_for_support(table: Table) -> Column:
    later = table.first_support_on.isnull() | (table.first_support_on >= until())
    return _in_house(table) & (table.explored_on < until()) & later


FIGURES = (
    Figure(
        "registrations",
        1,
        "Aanmeldingen",
        "Registrations",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(),
        "Hoe vaak iemand zich aanmeldde. Wie zich twee keer aanmeldt, telt twee keer.",
        "How often somebody registered. Who registers twice counts twice.",
    ),
    Figure(
        "residents_registered",
        1,
        "Unieke inwoners die zich aanmeldden",
        "Unique residents who registered",
        "residents",
        REGISTRATIONS,
        REGISTERED,
        persons(),
        "Hoeveel verschillende mensen zich aanmeldden. Iedereen telt één keer, ook bij meer aanmeldingen.",
        "How many different people registered. Everybody counts once, also with more registrations.",
    ),
    Figure(
        "registrations_referred",
        1,
        "Aanmeldingen na verwijzing",
        "Registrations after a referral",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: t.referral_source.notnull()),
        "Aanmeldingen waarbij is vastgelegd wie de inwoner naar ons verwees. De andere mensen kwamen zelf.",
        "Registrations that say who referred the resident to us. All others came of their own accord.",
    ),
    Figure(
        "registrations_referred_share",
        1,
        "Deel van de aanmeldingen na verwijzing",
        "Share of registrations after a referral",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(lambda t: t.referral_source.notnull()),
        "Het deel van alle aanmeldingen waarbij is vastgelegd wie de inwoner naar ons verwees.",
        "The share of all registrations that say who referred the resident to us.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "registrations_judged_share",
        1,
        "Deel van de aanmeldingen met een eerste oordeel",
        "Share of registrations that were looked at",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(lambda t: t.triage.notnull()),
        "Het deel van alle aanmeldingen waarvan is vastgelegd wat wij er bij de eerste blik van vonden.",
        "The share of all registrations that say what we thought of them at the first look.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "registrations_right_place",
        1,
        "Op het juiste adres",
        "At the right place",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: t.triage == "right_place", unsaid=lambda t: t.triage.isnull()),
        "Aanmeldingen waarvan wij bij de eerste blik vonden: deze vraag hoort bij ons.",
        "Registrations of which we said at the first look: this question belongs with us.",
    ),
    Figure(
        "registrations_right_place_share",
        1,
        "Deel op het juiste adres",
        "Share at the right place",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(lambda t: t.triage == "right_place"),
        "Het deel van de beoordeelde aanmeldingen dat op het juiste adres was. Nog niet beoordeeld telt "
        "niet mee.",
        "The share of judged registrations that were at the right place. Not yet judged is left out.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "registrations_advice_done",
        1,
        "Advies gegeven en klaar",
        "Advice given, done",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: t.triage == "advice_done", unsaid=lambda t: t.triage.isnull()),
        "Aanmeldingen die na informatie of advies meteen klaar waren.",
        "Registrations that were done right after information or advice.",
    ),
    Figure(
        "registrations_elsewhere",
        1,
        "Hoort ergens anders",
        "Belongs elsewhere",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: t.triage == "elsewhere", unsaid=lambda t: t.triage.isnull()),
        "Aanmeldingen waarvan de vraag bij een andere organisatie hoort.",
        "Registrations with a question that belongs with another organisation.",
    ),
    Figure(
        "exploration_wait_median",
        2,
        "Wachttijd tot de vraagverkenning (mediaan)",
        "Wait until the exploration (median)",
        "days",
        REGISTRATIONS,
        REGISTERED,
        median(_exploration_days, _to_explore),
        "Het middelste aantal dagen van aanmelding tot eerste gesprek over de vraag: de helft wachtte "
        "korter, de helft langer. Wie nog wacht, telt hier niet mee.",
        "The middle number of days from registration to the first exploration of the question: half "
        "waited less, half waited longer. Who still waits is left out.",
        decimals=1,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "exploration_within_norm_share",
        2,
        "Vraagverkenning binnen de norm",
        "Exploration within the norm",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(_explored_in_time, _to_explore),
        "Het deel van de aanmeldingen met een eerste gesprek binnen de norm (14 dagen, tenzij de "
        "organisatie een andere norm heeft). Wie nog wacht en over de norm is, telt als te laat; wie nog "
        "binnen de norm wacht, telt niet mee.",
        "The share of registrations with an exploration within the norm (14 days, unless the organisation "
        "set another). Who waits beyond the norm counts as late; who waits within the norm is left out.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "exploration_over_norm",
        2,
        "Vraagverkenning later dan de norm",
        "Exploration later than the norm",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: _to_explore(t) & ~_explored_in_time(t)),
        "Aanmeldingen met een eerste gesprek na de norm, of die over de norm heen nog wachten.",
        "Registrations explored after the norm, or still waiting beyond it.",
    ),
    Figure(
        "waiting_for_exploration",
        2,
        "Wachten op de vraagverkenning",
        "Waiting for the exploration",
        "registrations",
        REGISTRATIONS,
        WAITING,
        rows(_waits_for_exploration),
        "Open aanmeldingen die op de laatste dag van de periode nog geen eerste gesprek hadden.",
        "Open registrations that had no exploration yet on the last day of the period.",
    ),
    Figure(
        "support_wait_median",
        2,
        "Wachttijd tot de start van hulp (mediaan)",
        "Wait until support starts (median)",
        "days",
        REGISTRATIONS,
        REGISTERED,
        median(_support_days, _to_support),
        "Het middelste aantal dagen van het eerste gesprek tot de eerste interventie. Begon de hulp "
        "eerder, dan is dat nul dagen.",
        "The middle number of days from the exploration to the first intervention. Support that began "
        "earlier waited zero days.",
        decimals=1,
        smallest_cell=FEW_FOR_A_MEAN,
        needs=SUPPORT,
    ),
    Figure(
        "support_within_norm_share",
        2,
        "Start van hulp binnen de norm",
        "Support within the norm",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(_supported_in_time, _to_support),
        "Het deel van de verkende aanmeldingen waarbij de hulp binnen de norm begon (28 dagen, tenzij de "
        "organisatie een andere norm heeft). Wie nog binnen de norm wacht, telt niet mee.",
        "The share of explored registrations for which support began within the norm (28 days, unless the "
        "organisation set another). Who waits within the norm is left out.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
        needs=SUPPORT,
    ),
    Figure(
        "support_over_norm",
        2,
        "Start van hulp later dan de norm",
        "Support later than the norm",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: _to_support(t) & ~_supported_in_time(t)),
        "Aanmeldingen waarbij de hulp na de norm begon, of die over de norm heen nog wachten.",
        "Registrations for which support began after the norm, or that still wait beyond it.",
        needs=SUPPORT,
    ),
    Figure(
        "waiting_for_support",
        2,
        "Wachten op de start van hulp",
        "Waiting for support",
        "registrations",
        REGISTRATIONS,
        WAITING,
        rows(_waits_for_support),
        "Open aanmeldingen die op de laatste dag van de periode een eerste gesprek hadden gehad, maar nog "
        "geen hulp.",
        "Open registrations that were explored but had no support yet on the last day of the period.",
        needs=SUPPORT,
    ),
    Figure(
        "returns",
        5,
        "Her-aanmeldingen",
        "Returns",
        "registrations",
        REGISTRATIONS,
        REGISTERED,
        rows(lambda t: t.is_return),
        "Aanmeldingen van mensen van wie eerder een traject was afgesloten, ten hoogste 15 maanden "
        "geleden (of de termijn van de organisatie). Reiken de gegevens minder ver terug, dan is het "
        "getal te laag.",
        "Registrations of people whose earlier trajectory was closed at most 15 months ago (or the "
        "organisation's own window). When the data reach back less far, the number is too low.",
        needs=("earlier",),
        looks_back=True,
    ),
    Figure(
        "returns_share",
        5,
        "Deel her-aanmeldingen",
        "Share of returns",
        "share",
        REGISTRATIONS,
        REGISTERED,
        share(lambda t: t.is_return),
        "Het deel van alle aanmeldingen dat een her-aanmelding is.",
        "The share of all registrations that are returns.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
        needs=("earlier",),
        looks_back=True,
    ),
    Figure(
        "return_windows_expired",
        5,
        "Trajecten met verstreken terugkeertermijn",
        "Trajectories with an expired window",
        "interventions",
        INTERVENTIONS,
        WINDOW_EXPIRED,
        rows(lambda t: t.form == "trajectory"),
        "Afgesloten trajecten waarvan de termijn om terug te komen (15 maanden, of die van de "
        "organisatie) in de periode voorbij ging. Alleen van deze is bekend of de inwoner terugkwam.",
        "Closed trajectories whose window for a return (15 months, or the organisation's own) expired in "
        "the period. Only of these is it known whether the resident returned.",
    ),
    Figure(
        "return_rate",
        5,
        "Kwam terug binnen de termijn",
        "Came back within the window",
        "share",
        INTERVENTIONS,
        WINDOW_EXPIRED,
        share(lambda t: t.came_back, lambda t: t.form == "trajectory"),
        "Het deel van de trajecten met verstreken termijn waarna de inwoner zich binnen die termijn "
        "opnieuw aanmeldde.",
        "The share of the trajectories with an expired window after which the resident registered again "
        "within it.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
        needs=("return",),
        looks_back=True,
    ),
)
