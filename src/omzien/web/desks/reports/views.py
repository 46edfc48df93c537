"""Choosing a report, watching it being made, downloading it; and looking back at what was published."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.policy import MAKE_REPORTS, READ_PUBLISHED
from omzien.organisation.queries import municipalities
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.desks.reports import jobs, past
from omzien.web.desks.reports.forms import ReportForm, Which
from omzien.web.kit.page import page
from omzien.web.kit.paging import cut, page_number

# The report is one file with its style in it: it may have that and its pictures, and run nothing.
REPORT_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "font-src": ["data:"],
}


@desk(act=MAKE_REPORTS)
def reports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The reports that were made, and the form for a new one."""
    places = [(str(place.id), place.name) for place in municipalities(visit)]
    years = years_of(facts_of(visit.organisation_id))
    form = ReportForm(
        request.POST or None, municipalities=places, years=years, initial={"year": visit.today.year - 1}
    )
    if form.is_valid():
        report_id = jobs.ask(visit, **form.cleaned_data)
        return HttpResponseRedirect(reverse("report", args=[report_id]))
    return page(request, "reports/page.html", {"form": form, "years": years, "reports": jobs.made(visit)})


@desk(act=MAKE_REPORTS)
def report(request: HttpRequest, visit: Visit, report_id: int) -> HttpResponse:
    """One report: how far it is, or its files."""
    return page(
        request, "reports/one.html", {"report": jobs.one(visit, report_id=report_id)}, fragment="state"
    )


@desk(act=MAKE_REPORTS)
@csp(REPORT_POLICY)  # type: ignore[arg-type]
def report_file(request: HttpRequest, visit: Visit, report_id: int, name: str) -> FileResponse:
    """Download one file of a report; the page opens in the browser, under a policy of its own."""
    path = jobs.file_of(visit, report_id=report_id, name=name)
    return FileResponse(
        path.open("rb"), as_attachment=not name.endswith(".html"), content_type=jobs.TYPES[name]
    )


@desk(act=READ_PUBLISHED)
def published(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that was published, the newest first."""
    every = past.every(visit)
    codes, years = {each.municipality for each in every}, {each.period.start.year for each in every}
    places = [(code, name) for code, name in past.places_of(visit).items() if code in codes]
    form = Which(request.GET, municipalities=places, years=sorted(years, reverse=True))
    found = [each for each in every if form.fits(each.municipality, each.period.start.year)]
    rows = cut(lambda limit: past.in_words(visit, found[:limit]), page_number(request.GET.get("page")))
    return page(request, "reports/published.html", {"form": form, "every": len(every), "rows": rows})


@desk(act=READ_PUBLISHED)
def published_one(request: HttpRequest, visit: Visit, publication: str) -> HttpResponse:
    """One publication: what it was, by which definitions, and what it holds back."""
    found = past.one(visit, name=publication)
    [row] = past.in_words(visit, [found])
    context = {"row": row, "definitions": past.definitions_of(found), "report": past.files_of(visit, found)}
    return page(request, "reports/published_one.html", context)
