"""However deep a server calls, a page does not ask the system for memory at each call."""

import resource

from django.http import HttpRequest, HttpResponse

from omzien.web.room import room

CALLS, DEPTHS = 200, 500  # some 100 frames lie between two edges


def leaf() -> None:
    pass


def loop(depth: int) -> None:
    """Call `leaf` time and again, so deep."""
    if depth:
        loop(depth - 1)
        return
    for _ in range(CALLS):
        leaf()


def faults(depth: int) -> int:
    """How often memory was taken anew meanwhile."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    loop(depth)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def worst() -> int:
    """The same of the depth where it is worst."""
    return max(faults(depth) for depth in range(DEPTHS))


def test_no_depth_is_slow():
    found: list[int] = []

    def answer(request: HttpRequest) -> HttpResponse:
        found.append(worst())
        return HttpResponse()

    room(answer)(HttpRequest())
    assert found[0] < CALLS / 10
    assert worst() >= CALLS  # what it is for: without it there is such a depth
