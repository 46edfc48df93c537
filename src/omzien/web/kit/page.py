"""Rendering: htmx asks for a fragment of a page, everybody else gets the whole page, from one template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def asked_for_part(request: HttpRequest) -> bool:
    """Does htmx ask, which puts what it gets in a page that is there?"""
    return request.headers.get("HX-Request") == "true"


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, fragment: str = "", status: int = 200
) -> HttpResponse:
    """The page; or, when htmx asks and the page has one, its named fragment."""
    is_part = bool(fragment) and asked_for_part(request)
    name = f"{template}#{fragment}" if is_part else template
    response = render(request, name, context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
