"""Documents lie encrypted, are opened under an act of their own, and go when the resident is forgotten."""

from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings

from omzien.casework import vault
from omzien.casework.actions import add_document, remove_document
from omzien.casework.farewell import FAREWELL
from omzien.casework.models import Document
from omzien.casework.queries import documents_of, open_document
from omzien.gate import ledger
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from tests.casework.files import PDF, PNG


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def files():
    return [path for path in (settings.DATA / "files").rglob("*") if path.is_file()]


def kept(world, content=PNG, name="foto.png"):
    noor = world.visit("noor")
    return add_document(noor, resident_id=world.house.fatima.pk, name=name, content=content)


def test_it_comes_back_as_it_was_given(world):
    pk = kept(world, PDF, "brief.pdf")
    opened = open_document(world.visit("noor"), document_id=pk)
    assert (opened.name, opened.media_type, opened.content) == ("brief.pdf", "application/pdf", PDF)
    row = documents_of(world.visit("noor"), resident_id=world.house.fatima.pk)[0]
    assert (row.name, row.kind, row.size, row.worker) == ("brief.pdf", "pdf", len(PDF), "Noor")
    assert Document.objects.unsealed("test").get().sha256 == sha256(PDF).hexdigest()


def test_on_disk_it_is_unreadable_and_its_name_says_nothing(world):
    kept(world, PDF, "schuld van Fatima.pdf")
    (file,) = files()
    assert b"PDF" not in file.read_bytes()
    assert "Fatima" not in str(file)
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_was_changed_or_swapped_cannot_be_opened(world):
    first, second = kept(world), kept(world, PDF)
    rows = {row.pk: row for row in Document.objects.unsealed("test")}
    one, other = (vault._path(rows[pk].stored_as) for pk in (first, second))
    one.write_bytes(other.read_bytes())
    with pytest.raises(InvalidTag):
        open_document(world.visit("noor"), document_id=first)


def test_a_name_in_the_vault_is_never_a_path():
    for name in ("../../keys.json", "a" * 31, "A" * 32, ""):
        with pytest.raises(ValueError, match="hexadecimal"):
            vault.take(name)


def test_each_opening_is_a_line_in_the_ledger(world):
    pk = kept(world)
    for _ in range(2):
        visit = world.visit("karim")
        open_document(visit, document_id=pk)
        ledger.close(visit)
    lines = LedgerLine.objects.filter(act="open-document", worker_id=world.house.karim.pk)
    assert [line.residents for line in lines] == [[world.house.fatima.pk]] * 2


def test_nobody_outside_the_circle_reaches_it(world):
    pk = kept(world)
    for who in ("sven", "joke", "bas", "ada", "femke"):
        with pytest.raises(Absent):
            open_document(world.visit(who), document_id=pk)
        with pytest.raises(Absent):
            add_document(world.visit(who), resident_id=world.house.fatima.pk, name="a", content=PNG)
    assert len(files()) == 1, "what was refused leaves no file behind"


def test_what_is_no_document_is_refused_and_not_kept(world):
    with pytest.raises(Refused, match="no whole PDF"):
        kept(world, b"<script>alert(1)</script>", "foto.png")
    assert not (settings.DATA / "files").exists()


def test_removing_and_forgetting_take_the_file_away(world, django_capture_on_commit_callbacks):
    gone, forgotten = kept(world), kept(world, PDF)
    other = add_document(world.visit("noor"), resident_id=world.house.willem.pk, name="w.png", content=PNG)
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(world.visit("noor"), document_id=gone)
    assert len(files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        FAREWELL.erase(world.visit("femke"), world.house.fatima.pk)
    assert [row.pk for row in Document.objects.unsealed("test")] == [other]
    assert len(files()) == 1
    with pytest.raises(Absent):
        open_document(world.visit("noor"), document_id=forgotten)


def test_a_file_that_is_gone_is_absent(world):
    pk = kept(world)
    files()[0].unlink()
    with pytest.raises(Absent):
        open_document(world.visit("noor"), document_id=pk)
