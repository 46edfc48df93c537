"""The organisation's own licensed texts: upload, look, take away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.outcomes import queries as outcomes
from omzien.outcomes.actions import add_texts, remove_texts
from omzien.outcomes.policy import SET_UP_TEXTS
from omzien.outcomes.rules import LARGEST_FILE
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page


class TextsForm(Form):
    """The file with the texts."""

    file = forms.FileField(
        label=_("File with the texts"),
        help_text=_("CSV or JSON, in UTF-8, with the columns instrument, item, level and text."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Not read into memory when it is far too large."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("this file is too large: 2 MB at most"))
        return file

    def content(self) -> bytes:
        """What was uploaded."""
        return bytes(self.cleaned_data.pop("file").read())


@desk(act=SET_UP_TEXTS)
def texts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What each instrument has, and the form for a file."""
    form = TextsForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (number := form.send(add_texts, visit, content=form.content())):
        said = ngettext("%(number)s text is added.", "%(number)s texts are added.", number)
        messages.success(request, said % {"number": number})
        return redirect("texts")
    return page(request, "measure/texts.html", {"form": form, "instruments": _shown(visit)})


def _shown(visit: Visit) -> list[tuple[Any, int, int]]:
    """Each instrument with how many texts it has, and how many it can have."""
    counts = outcomes.licensed_counts(visit)
    return [
        (card, counts.get(card.key, 0), len(card.items) * (card.highest - card.lowest + 1))
        for card in outcomes.instruments(visit)
    ]


@desk(act=SET_UP_TEXTS)
@require_POST
def remove(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the texts of one instrument away."""
    remove_texts(visit, instrument_key=request.POST.get("instrument", ""))
    messages.success(request, gettext("The texts are removed."))
    return redirect("texts")
