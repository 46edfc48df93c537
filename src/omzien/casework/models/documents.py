"""Documents: what is known of a file. The file itself lies encrypted in the data folder (`vault`)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from omzien.casework.models.supporting import Intervention
from omzien.gate.sealed import SealedModel


class Document(SealedModel):
    """A file about a resident. `name` is what people call it; `stored_as` says nothing about anybody."""

    class Kind(models.TextChoices):
        """What it is by its content, never by its name."""

        PDF = "pdf", "PDF"
        PNG = "png", "PNG"
        JPEG = "jpeg", "JPEG"
        DOCX = "docx", "Word"
        ODT = "odt", "OpenDocument"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="documents")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField(help_text="bytes, before encryption")
    sha256 = models.CharField(max_length=64, help_text="of the file as it was given")
    stored_as = models.CharField(max_length=32, unique=True, editable=False)
    added_on = models.DateField()
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "png", "jpeg", "docx", "odt"]), name="casework_document_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="casework_document_named"),
        ]
