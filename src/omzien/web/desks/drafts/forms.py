"""What a page sends while somebody types, and what it asks when it opens."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from omzien.people.rules import LONGEST_DRAFT, Typed

KEY = r"^[0-9a-f]{32}$"
NAME = r"^[a-z0-9_.-]{1,60}$"


class Asked(forms.Form):
    """Which draft a page wants to go on with."""

    form = forms.RegexField(NAME)
    about = forms.RegexField(NAME, required=False)
    resident = forms.IntegerField(required=False, min_value=1)
    draft = forms.RegexField(KEY, required=False)


class Save(forms.Form):
    """What is typed now. `worker` is whose page it is: nobody keeps what somebody else typed."""

    key = forms.RegexField(KEY)
    form = forms.RegexField(NAME)
    about = forms.RegexField(NAME, required=False)
    page = forms.CharField(max_length=300)
    content = forms.CharField(max_length=LONGEST_DRAFT, strip=False)
    device = forms.RegexField(KEY)
    base = forms.IntegerField(min_value=0)
    version = forms.IntegerField(min_value=1, max_value=1_000_000)
    resident = forms.IntegerField(required=False, min_value=1)
    worker = forms.IntegerField()

    def clean_page(self) -> str:
        """An address of this house."""
        page: str = self.cleaned_data["page"]
        if not (page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)):
            raise forms.ValidationError("not an address of this house")
        return page

    @property
    def typed(self) -> Typed:
        """For the action."""
        said = self.cleaned_data
        names = ("key", "form", "about", "page", "content", "device", "base", "version")
        return Typed(**{name: said[name] for name in names}, resident_id=said["resident"])


class Held(forms.Form):
    """What a page has of a draft."""

    key = forms.RegexField(KEY)
    device = forms.RegexField(KEY, required=False)
    version = forms.IntegerField(required=False, min_value=0)
