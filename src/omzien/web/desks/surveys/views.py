"""What residents say of the support, for the analyst; and choosing what is quoted in the report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.outcomes.actions import choose_quote
from omzien.outcomes.policy import CHOOSE_QUOTES, READ_ANSWERS
from omzien.web.desks.surveys import answers
from omzien.web.kit.page import page


@desk(act=READ_ANSWERS)
def surveys(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Counts, marks with their spread, what was written, and the quotes to choose from."""
    form = answers.which(visit, request.GET)
    if form is None or not form.is_valid():
        return page(request, "surveys/page.html", {"form": form, "tiles": []})
    return page(request, "surveys/page.html", {"form": form, **answers.shown(visit, form)})


@desk(act=CHOOSE_QUOTES)
@require_POST
def choose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Choose one quote for the report, or leave it out again."""
    answer_id = request.POST.get("answer", "")
    if not answer_id.isdecimal():
        return redirect("surveys")
    chosen = request.POST.get("chosen") == "yes"
    choose_quote(visit, answer_id=int(answer_id), chosen=chosen)
    said = gettext("The quote goes into the report.") if chosen else gettext("The quote stays out.")
    messages.success(request, said)
    return redirect(f"/surveys/?{request.META.get('QUERY_STRING', '')}#quotes")
