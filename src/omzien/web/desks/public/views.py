"""Answering a survey by a link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.outcomes.actions import answer_survey, decline_survey
from omzien.outcomes.queries import asked
from omzien.outcomes.rules import LinkState
from omzien.web.desks.public.door import by_link, for_residents, told
from omzien.web.desks.public.forms import AnswerForm
from omzien.web.kit.page import page


@desk(public_because="a resident answers by a link that only the resident has, without an account")
@for_residents
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; or, when the link does nothing any more, why."""
    with by_link(token) as visit:
        shown = asked(visit)
        if shown.state is not LinkState.OPEN:
            return told(request, shown.state.value)
        form = AnswerForm(request.POST if request.method == "POST" else None, survey=shown.survey)
        if request.method == "POST" and (then := _taken(request, visit, form)):
            return HttpResponseRedirect(f"{reverse(then)}?taal={get_language()}")
        return page(request, "public/page.html", {"form": form, "asked": shown, "text": ""})


def _taken(request: HttpRequest, visit: Visit, form: AnswerForm) -> str:
    """Do what was sent; where to go then, or nothing when the form has to be mended first."""
    try:
        if "decline" in request.POST:
            decline_survey(visit)
            return "survey_declined"
        if form.is_valid():
            answer_survey(visit, answers=form.answers())
            return "survey_thanks"
    except Refused as refusal:
        form.take(refusal)
    return ""


@desk(public_because="what a resident reads after answering or declining; it shows nothing of anybody")
@for_residents
@require_safe
def afterwards(request: HttpRequest, state: str) -> HttpResponse:
    """Thank you; or: we will not ask again. The link is no longer in the address."""
    return told(request, state)
