"""Documents come in and go: the row by the gate, the file encrypted in the data folder."""

from functools import partial
from hashlib import sha256

from django.db import transaction

from omzien.casework import vault
from omzien.casework.models import Document, Intervention
from omzien.casework.policy import DOCUMENTS, SUPPORT
from omzien.casework.rules.documents import clean_name, document_problems, kind_of
from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if
from omzien.gate.visit import Visit


@action
def add_document(
    visit: Visit, *, resident_id: int, name: str, content: bytes, intervention_id: int | None = None
) -> int:
    """Keep a file about a resident, when it is whole and of a kind that is kept; gives the id.

    `name` is what the sender called it: it is cleaned, and says nothing about the kind.
    """
    if intervention_id is not None:
        Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id, resident_id=resident_id)
    kind = kind_of(content)
    refuse_if(document_problems(content, kind))
    row = Document(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        intervention_id=intervention_id,
        name=clean_name(name, kind),
        kind=kind,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        stored_as=vault.put(content),
        added_on=visit.today,
        worker_id=visit.worker_id,
    )
    try:
        return keep(visit, DOCUMENTS, row).pk
    except Exception:
        vault.destroy(row.stored_as)
        raise


@action
def remove_document(visit: Visit, *, document_id: int) -> None:
    """Remove a document and its file."""
    row = Document.objects.under(DOCUMENTS, visit).one(pk=document_id)
    transaction.on_commit(partial(vault.destroy, row.stored_as))
    remove(visit, DOCUMENTS, row)
