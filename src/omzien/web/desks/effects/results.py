"""What came of it, by intervention."""

from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.effects import Part, Results, results
from omzien.insight.facts import Snapshot
from omzien.web.components.estimated import intervals
from omzien.web.components.shown import Cell, Table, TableRow
from omzien.web.desks.effects.answers import Answer, Line, amount, count, ends, estimated, numbers_of
from omzien.web.desks.effects.asking import PARTS, Group
from omzien.web.templatetags.omzien import in_words, quantity

UNIT: Mapping[str, str] = {"goals_met": "share", "growth": "points", "days": "days", "returned": "share"}
MORE: Mapping[str, object] = {
    "goals_met": _("With “%(part)s” more goals were met than with other support for people who are alike"),
    "growth": _("With “%(part)s” people grew more than with other support for people who are alike"),
    "days": _("“%(part)s” took longer than other support for people who are alike"),
    "returned": _("After “%(part)s” more people came back than after other support for people who are alike"),
}
LESS: Mapping[str, object] = {
    "goals_met": _("With “%(part)s” fewer goals were met than with other support for people who are alike"),
    "growth": _("With “%(part)s” people grew less than with other support for people who are alike"),
    "days": _("“%(part)s” was shorter than other support for people who are alike"),
    "returned": _(
        "After “%(part)s” fewer people came back than after other support for people who are alike"
    ),
}
WHAT: Mapping[str, object] = {
    "goals_met": _("The share of the judged goals that was fully met."),
    "growth": _(
        "The mean growth on the ZRM domains about which the resident asked, as the professional scored it at "
        "the start and at the end, on a scale of 1 to 5. Of several versions of the ZRM the newest counts."
    ),
    "days": _("The middle number of days from start to end: half took less, half took longer."),
    "returned": _(
        "The share after which the resident registered again within the organisation's window. Only support "
        "of which the whole window is over counts."
    ),
}


def answer(snapshot: Snapshot, organisation_id: int, form: Group) -> Answer:
    """The answer to a valid question."""
    said = form.cleaned_data
    found = results(snapshot, form.selection(organisation_id), said["outcome"], said["by"], said["strata"])
    unit, parts = UNIT[found.outcome], [part for part in found.parts if part.interventions]
    caption, by = form.in_words, capfirst(str(PARTS[said["by"]]))
    rows = [
        (
            in_words(part.category),
            ends(part.raw),
            ends(part.alike.one),
            amount(_told(part), unit),
            part.raw.thin,
        )
        for part in sorted(parts, key=lambda part: -_told(part))
    ]
    picture = intervals(
        capfirst(caption),
        rows,
        found.whole.raw.value,
        lambda value: amount(value, unit),
        gettext(
            "Grey: as it was counted. Coloured: when people who are alike are compared. The thin line is "
            "the whole group."
        ),
    )
    return Answer(
        _title(found),
        [
            _counted(found, parts, unit, capfirst(caption), by),
            _compared(parts, unit, gettext("Alike compared: %(caption)s") % {"caption": caption}, by),
        ],
        [picture] if rows else (),
        sure=_sure(found),
        method=[str(WHAT[found.outcome]), *_method(found)],
        heads=("part", "label"),
        lines=[_line(part, unit) for part in (found.whole, *parts)],
    )


def _title(found: Results) -> str:
    """What stands out beyond chance; what is higher first."""
    for direction, words in ((1, MORE), (-1, LESS)):
        for part in found.parts:
            if found.stands_out.get(part.category.key) == direction:
                unit = UNIT[found.outcome]
                one, others = (amount(each.value, unit) for each in (part.alike.one, part.alike.others))
                told = str(words[found.outcome]) % {"part": in_words(part.category)}
                return gettext("%(told)s: %(one)s against %(others)s") % {
                    "told": told,
                    "one": one,
                    "others": others,
                }
    return gettext("No support stands out: the differences may well be chance")


def _counted(found: Results, parts: list[Part], unit: str, caption: str, by: str) -> Table:
    heads = [
        by,
        gettext("Interventions"),
        gettext("Residents"),
        gettext("Known of"),
        gettext("As counted (95%)"),
        *([gettext("Spread")] if unit != "share" else []),
    ]
    rows = [TableRow(in_words(part.category), _as_counted(part, unit)) for part in parts]
    return Table(caption, heads, rows, _as_counted(found.whole, unit) if parts else ())


def _as_counted(part: Part, unit: str) -> list[Cell]:
    return [
        count(part.interventions),
        count(part.residents),
        count(part.raw.n),
        estimated(part.raw, unit),
        *([Cell(_spread(part, unit))] if unit != "share" else []),
    ]


def _compared(parts: list[Part], unit: str, caption: str, by: str) -> Table:
    heads = [
        by,
        gettext("This support (95%)"),
        gettext("Other support (95%)"),
        gettext("Difference in percentage points (95%)") if unit == "share" else gettext("Difference (95%)"),
        gettext("Part that can be compared"),
    ]
    return Table(caption, heads, [TableRow(in_words(part.category), _alike(part, unit)) for part in parts])


def _alike(part: Part, unit: str) -> list[Cell]:
    alike = part.alike
    return [
        estimated(alike.one, unit),
        estimated(alike.others, unit),
        estimated(alike.difference, unit, difference=True),
        Cell(f"{quantity(100 * alike.covered)}%"),
    ]


def _spread(part: Part, unit: str) -> str:
    """The standard deviation, or the two quartiles."""
    if not part.spread:
        return "–"
    told = [amount(one, unit) for one in part.spread]
    if len(told) == 1:
        return f"± {told[0]}"
    return gettext("%(low)s to %(high)s") % {"low": told[0], "high": told[1]}


def _told(part: Part) -> float:
    """What the picture shows in words: as compared, or where that cannot be as counted."""
    best = part.alike.one if part.alike.one.value is not None else part.raw
    return best.value or 0.0


def _sure(found: Results) -> list[str]:
    told = [
        gettext(
            "This is no proof. There is no group that had no support, and workers choose support because of "
            "what they see. "
            "What is better here may also come from whom it was given to."
        )
    ]
    if found.several:
        several = gettext(
            "%(number)s residents had more than one of these. They count in each; the intervals allow for it."
        )
        told.append(several % {"number": quantity(found.several)})
    return told


def _method(found: Results) -> list[str]:
    alone = max((part.alike.alone for part in found.parts), default=0)
    return [
        gettext(
            "Counted are interventions that ended in the period. “As counted” is what was recorded. “Alike "
            "compared” "
            "looks within groups of people who are alike, and weighs these groups as they occur in the whole "
            "group (direct standardisation)."
        ),
        gettext(
            "Groups with only the one support, or only the others, say nothing and are left out: at most "
            "%(alone)s. "
            "The last column says which part of the whole group is left."
        )
        % {"alone": quantity(alone)},
        gettext(
            "In 95 of 100 such intervals the true value lies inside. Shares: Wilson (1927); means: "
            "Student's t; medians: "
            "the ordered values. Several observations of one resident make an interval wider."
        ),
        gettext(
            "The sentence above names a support only when the difference is larger than chance, with so "
            "many compared at once "
            "(Bonferroni)."
        ),
    ]


def _line(part: Part, unit: str) -> Line:
    alike = part.alike
    counts = {"interventions": part.interventions, "residents": part.residents, "known": part.raw.n}
    basis = ["known"]
    if unit == "share" and part.raw.value is not None:
        counts["of_which"] = round(part.raw.value * part.raw.n)
        basis.append("of_which")
    numbers = numbers_of(part.raw) | {
        f"spread_{place}": one for place, one in enumerate((*part.spread, None, None)[:2], 1)
    }
    numbers |= numbers_of(alike.one, "alike") | numbers_of(alike.others, "others")
    numbers |= numbers_of(alike.difference, "difference") | {"comparable": alike.covered}
    return Line((part.category.key, in_words(part.category)), counts, numbers, basis)
