"""Documents of a resident: which there are, one more, and opening one."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from omzien.casework import queries as casework
from omzien.casework.actions import add_document, remove_document
from omzien.casework.policy import DOCUMENTS, OPEN_DOCUMENT
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.dossier.forms.documents import Upload
from omzien.web.desks.dossier.views.sheet import pressed
from omzien.web.kit.page import page


@desk(act=DOCUMENTS)
def documents(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """The list, and a form for one more."""
    person = people.resident(visit, resident_id=resident_id)
    form = Upload(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data.pop("file")
        what = {"resident_id": resident_id, "name": file.name, "content": file.read()}
        if form.send(add_document, visit, **what):
            messages.success(request, gettext("The document is kept."))
            return redirect("documents", resident_id)
    found = casework.documents_of(visit, resident_id=resident_id)
    return page(request, "dossier/documents.html", {"person": person, "form": form, "documents": found})


@desk(act=OPEN_DOCUMENT)
def document(request: HttpRequest, visit: Visit, document_id: int) -> HttpResponse:
    """The file itself, as a download that no browser runs or draws in our name."""
    opened = casework.open_document(visit, document_id=document_id)
    response = HttpResponse(opened.content, content_type=opened.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@desk(act=DOCUMENTS)
def document_removed(request: HttpRequest, visit: Visit, document_id: int) -> HttpResponse:
    """Remove a document, when that was confirmed."""
    resident_id = casework.resident_of_document(visit, document_id=document_id)
    do = partial(remove_document, visit, document_id=document_id)
    done = gettext("The document is removed.")
    return pressed(request, resident_id, do, done, then="documents", is_asked=True)
