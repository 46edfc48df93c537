"""Room on Python's stack for a whole page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SLOTS = 2**16  # of 8 bytes: a piece of memory of 1 MiB, of which what is not used is not touched


def room(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost one: all frames of a page lie in one piece of memory.

    CPython keeps its frames in pieces of 16 KiB, and gives a piece back as soon as its first frame ends. A
    loop of a template that happens to call across an edge takes and gives back memory at every call: 4,000
    times a page, and 30 ms of 60. Where the edges lie depends on how deep the server calls. A frame that says
    that it needs much space is given a piece of its own, with room for all that it calls.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
