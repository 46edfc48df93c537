"""Questions to the figures that somebody keeps under a name, alone or for all who see figures."""

from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.organisation.models import SavedView
from omzien.organisation.policy import KEEP_VIEWS

LONGEST_NAME, LONGEST_QUERY = 80, 1000  # letters, as the columns hold them


@action
def save_view(visit: Visit, *, name: str, query: str, is_shared: bool = False) -> int:
    """Keep a question under a name; an older one of this worker with the same name is replaced. Its id."""
    name = _whole(name, query)
    mine = SavedView.objects.under(KEEP_VIEWS, visit).filter(name=name)
    row = mine.first() or SavedView(organisation_id=visit.organisation_id, worker_id=visit.worker_id or 0)
    row.name, row.query, row.is_shared = name, query, is_shared
    return keep(visit, KEEP_VIEWS, row).pk


@action
def change_view(visit: Visit, *, view_id: int, name: str, is_shared: bool) -> None:
    """Give an own saved question another name, share it, or keep it to oneself."""
    row = SavedView.objects.under(KEEP_VIEWS, visit).one(pk=view_id)
    name = _whole(name, row.query)
    if SavedView.objects.under(KEEP_VIEWS, visit).filter(name=name).exclude(pk=view_id).exists():
        raise refused("You have a saved question with this name already.", field="name")
    row.name, row.is_shared = name, is_shared
    keep(visit, KEEP_VIEWS, row)


@action
def delete_view(visit: Visit, *, view_id: int) -> None:
    """Delete an own saved question. Who saves it again under its name has undone that."""
    remove(visit, KEEP_VIEWS, SavedView.objects.under(KEEP_VIEWS, visit).one(pk=view_id))


def _whole(name: str, query: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise refused("Give it a name of at most %(longest)s letters.", field="name", longest=LONGEST_NAME)
    if not query or len(query) > LONGEST_QUERY:
        raise refused("This question is too long to keep.", field="name")
    return name
