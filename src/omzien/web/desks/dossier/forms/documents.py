"""A document to keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form


class Upload(Form):
    """One file. What does not fit through the door does not arrive at all, so the size is said here too."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, Word (docx) or OpenDocument (odt), at most 10 MB."),
        error_messages={"required": _("Choose a file of at most 10 MB.")},
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.odt"}),
    )
