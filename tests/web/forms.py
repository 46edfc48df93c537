"""What a browser sends from a page."""

from typing import Any

from django.test import Client


def typed(client: Client, address: str, form: str = "form", **fields: Any) -> dict[str, Any]:
    """The form of this page as it was shown, with these fields changed: as a browser would send it."""
    opened = client.get(address).context[form]
    return {field.html_name: value for field in opened if (value := field.value()) is not None} | fields
