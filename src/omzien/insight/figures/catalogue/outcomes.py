"""Question 4: with what result. Goals, growth on the ZRM with its pairs, gaps and spread, and the call
afterwards, and what residents say of it.
"""

from omzien.insight.figures.bases import ANSWERS, FOLLOW_UPS, GOALS, INTERVENTIONS, LEVELS, SURVEYS
from omzien.insight.figures.date_bases import ANSWERED, DUE, ENDED, SENT, STARTED, DateBasis
from omzien.insight.figures.figure import FEW, FEW_FOR_A_MEAN, Figure
from omzien.insight.figures.measures import Measure, deviation, margin, mean, rows, share
from omzien.insight.figures.terms import Column, Table


def _pair(table: Table) -> Column:
    return table.start.notnull() & table.end.notnull()


def _zrm(
    name: str,
    label_nl: str,
    label_en: str,
    unit: str,
    measure: Measure,
    nl: str,
    en: str,
    decimals: int = 0,
    basis: DateBasis = ENDED,
) -> Figure:
    few = FEW if measure.counts else FEW_FOR_A_MEAN
    full = f"zrm.{name}"
    return Figure(
        full, 4, label_nl, label_en, unit, LEVELS, basis, measure, nl, en, decimals, few, per="item"
    )


ZRM = (
    _zrm(
        "count",
        "Trajecten met dit leefgebied",
        "Trajectories with this domain",
        "interventions",
        rows(lambda t: t.start.notnull()),
        "Begonnen trajecten met een ZRM-score op dit leefgebied aan het begin. Versies van de ZRM gaan "
        "niet door elkaar: de nieuwste telt.",
        "Trajectories that began, with a ZRM level on this domain at the start. Versions of the ZRM are "
        "not mixed: the newest one counts.",
        basis=STARTED,
    ),
    _zrm(
        "ended",
        "Afgesloten trajecten met dit leefgebied",
        "Ended trajectories with this domain",
        "interventions",
        rows(),
        "Afgesloten trajecten met een ZRM-score op dit leefgebied, aan het begin of aan het eind.",
        "Trajectories that ended with a ZRM level on this domain, at the start or at the end.",
    ),
    _zrm(
        "pairs",
        "Trajecten met begin- en eindscore",
        "Trajectories with start and end",
        "pairs",
        rows(_pair),
        "Afgesloten trajecten met een ZRM-score op dit leefgebied aan het begin én aan het eind. Bij meer "
        "metingen tellen de eerste beginmeting en de laatste eindmeting van de professional.",
        "Trajectories that ended with a ZRM level on this domain at the start and at the end. Of several "
        "measurements the professional's first start and last end count.",
    ),
    _zrm(
        "coverage",
        "Deel met begin- en eindscore",
        "Share with start and end",
        "share",
        share(_pair),
        "Het deel van de afgesloten trajecten met dit leefgebied waarvan begin en eind allebei gemeten zijn.",
        "The share of the ended trajectories with this domain of which both start and end were measured.",
        3,
    ),
    _zrm(
        "start",
        "Gemiddelde beginscore",
        "Mean level at the start",
        "points",
        mean(lambda t: t.start, _pair),
        "De gemiddelde score aan het begin, van de trajecten met begin én eind.",
        "The mean level at the start of the trajectories with start and end.",
        2,
    ),
    _zrm(
        "end",
        "Gemiddelde eindscore",
        "Mean level at the end",
        "points",
        mean(lambda t: t.end, _pair),
        "De gemiddelde score aan het eind, van de trajecten met begin én eind.",
        "The mean level at the end of the trajectories with start and end.",
        2,
    ),
    _zrm(
        "growth",
        "Gemiddelde groei",
        "Mean growth",
        "points",
        mean(lambda t: t.growth, _pair),
        "De gemiddelde groei van begin naar eind, op een schaal van 1 tot 5. Zonder vergelijkingsgroep is "
        "niet te zeggen welk deel van de groei door onze hulp komt.",
        "The mean growth from start to end, on a scale of 1 to 5. Without a comparison group nobody can "
        "say which part of it is due to our support.",
        2,
    ),
    _zrm(
        "deviation",
        "Spreiding van de groei",
        "Spread of the growth",
        "points",
        deviation(lambda t: t.growth, _pair),
        "De standaardafwijking van de groei: hoe ver trajecten van het gemiddelde af liggen.",
        "The standard deviation of the growth: how far trajectories lie from the mean.",
        2,
    ),
    _zrm(
        "margin",
        "Marge van de gemiddelde groei",
        "Margin of the mean growth",
        "points",
        margin(lambda t: t.growth, _pair),
        "De gemiddelde groei min en plus dit getal is de 95%-marge: van 100 van zulke marges bevatten er 95 "
        "de echte gemiddelde groei.",
        "The mean growth minus and plus this number is its 95% interval: of 100 such intervals 95 hold the "
        "true mean growth.",
        2,
    ),
    _zrm(
        "better",
        "Vooruitgegaan",
        "Better",
        "pairs",
        rows(lambda t: t.growth > 0),
        "Trajecten met een hogere score aan het eind dan aan het begin.",
        "Trajectories with a higher level at the end than at the start.",
    ),
    _zrm(
        "same",
        "Gelijk gebleven",
        "Same",
        "pairs",
        rows(lambda t: t.growth == 0),
        "Trajecten met aan het eind dezelfde score als aan het begin.",
        "Trajectories with the same level at the end as at the start.",
    ),
    _zrm(
        "worse",
        "Achteruitgegaan",
        "Worse",
        "pairs",
        rows(lambda t: t.growth < 0),
        "Trajecten met een lagere score aan het eind dan aan het begin.",
        "Trajectories with a lower level at the end than at the start.",
    ),
)

AGREES = 4  # of 5: agree, or fully agree


def _effect(name: str, question: str, label_nl: str, label_en: str) -> Figure:
    """The share of the residents who answered that agrees with one statement of the survey that ships."""
    nl = (
        f"Het deel van wie “{label_nl}” beantwoordde na afloop van de hulp, dat het daarmee eens of helemaal "
        "mee eens is. Het is wat inwoners zelf zeggen; een vraag die anders luidt, telt hier niet mee."
    )
    en = (
        f"The share of those who answered “{label_en}” after their support that agrees or fully agrees. It "
        "is what residents say themselves; a statement in other words is not counted here."
    )
    return Figure(
        name,
        4,
        label_nl,
        label_en,
        "share",
        ANSWERS,
        ANSWERED,
        share(lambda t: t.value >= AGREES, lambda t: t.question == question),
        nl,
        en,
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    )


EFFECTS = (
    _effect(
        "effect_daily_life",
        "dagelijks_leven",
        "Mijn dagelijks leven gaat nu beter",
        "My daily life is better now",
    ),
    _effect(
        "effect_own_affairs",
        "zelf_regelen",
        "Ik kan mijn zaken nu beter zelf regelen",
        "I can now manage my own affairs better",
    ),
    _effect("effect_feeling", "hoe_ik_me_voel", "Ik voel me nu beter", "I feel better now"),
)

FIGURES = (
    Figure(
        "goals_judged",
        4,
        "Beoordeelde doelen",
        "Goals judged",
        "goals",
        GOALS,
        ENDED,
        rows(lambda t: t.attainment.notnull(), unsaid=lambda t: t.attainment.isnull()),
        "Doelen van afgesloten interventies waarvan aan het eind is gezegd of ze gehaald zijn.",
        "Goals of interventions that ended, of which it was said whether they were met.",
    ),
    Figure(
        "goals_judged_share",
        4,
        "Deel van de doelen dat beoordeeld is",
        "Share of goals judged",
        "share",
        GOALS,
        ENDED,
        share(lambda t: t.attainment.notnull()),
        "Het deel van de doelen van afgesloten interventies waarvan is gezegd of ze gehaald zijn.",
        "The share of the goals of interventions that ended which say whether they were met.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "goals_met_share",
        4,
        "Deel van de doelen dat gehaald is",
        "Share of goals met",
        "share",
        GOALS,
        ENDED,
        share(lambda t: t.attainment == "met"),
        "Het deel van de beoordeelde doelen van afgesloten interventies dat helemaal gehaald is.",
        "The share of the judged goals of interventions that ended which were fully met.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "trajectories_ended",
        4,
        "Afgesloten trajecten",
        "Trajectories that ended",
        "interventions",
        INTERVENTIONS,
        ENDED,
        rows(lambda t: t.form == "trajectory"),
        "Hoeveel trajecten zijn afgesloten.",
        "How many trajectories ended.",
    ),
    Figure(
        "trajectories_measured",
        4,
        "Trajecten met ZRM aan begin en eind",
        "Trajectories with ZRM at start and end",
        "interventions",
        INTERVENTIONS,
        ENDED,
        rows(lambda t: (t.form == "trajectory") & t.is_paired),
        "Afgesloten trajecten waarvan op minstens één leefgebied begin en eind gemeten zijn.",
        "Trajectories that ended, with a start and an end on at least one domain.",
        needs=("pairs",),
    ),
    Figure(
        "trajectories_measured_share",
        4,
        "Deel van de trajecten met ZRM aan begin en eind",
        "Share of trajectories with ZRM at start and end",
        "share",
        INTERVENTIONS,
        ENDED,
        share(lambda t: t.is_paired, lambda t: t.form == "trajectory"),
        "Het deel van de afgesloten trajecten waarvan op minstens één leefgebied begin en eind gemeten zijn.",
        "The share of the trajectories that ended with a start and an end on at least one domain.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
        needs=("pairs",),
    ),
    *ZRM,
    Figure(
        "follow_ups",
        4,
        "Vinger aan de pols: gepland",
        "Follow-ups due",
        "follow-ups",
        FOLLOW_UPS,
        DUE,
        rows(),
        "Hoeveel telefoontjes na afloop van de hulp gepland stonden.",
        "How many calls after the end of support were due.",
    ),
    Figure(
        "follow_ups_done_share",
        4,
        "Vinger aan de pols: gedaan",
        "Follow-ups done",
        "share",
        FOLLOW_UPS,
        DUE,
        share(lambda t: t.done_on.notnull()),
        "Het deel van de geplande telefoontjes dat gedaan is.",
        "The share of the calls due that were made.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "satisfaction_mark",
        4,
        "Gemiddeld rapportcijfer",
        "Mean report mark",
        "mark",
        SURVEYS,
        ANSWERED,
        mean(lambda t: t.mark),
        "Het gemiddelde cijfer van 1 tot 10 dat inwoners na afloop van de hulp gaven. Wie wel antwoordde "
        "maar geen cijfer gaf, telt als ontbrekend.",
        "The mean of the marks from 1 to 10 that residents gave after their support. Who answered without a "
        "mark counts as missing.",
        decimals=1,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    Figure(
        "survey_response",
        4,
        "Respons op de vragenlijst",
        "Response to the survey",
        "share",
        SURVEYS,
        SENT,
        share(lambda t: t.answered_on.notnull()),
        "Het deel van de verstuurde vragenlijsten dat beantwoord is.",
        "The share of the surveys sent that were answered.",
        decimals=3,
        smallest_cell=FEW_FOR_A_MEAN,
    ),
    *EFFECTS,
)
