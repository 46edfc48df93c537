"""Which files are kept: told by their content, whole, and one thing only."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.documents import (
    LONGEST_NAME,
    MOST_BYTES,
    MOST_UNPACKED,
    clean_name,
    document_problems,
    kind_of,
)
from tests.casework.files import DOCX, JPEG, ODT, PDF, PNG, WHOLE, WORDS, archive

BOMB = archive(WORDS | {"word/media/a.bin": bytes(MOST_UNPACKED + 1)})


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_of_each_kind_is_known_by_its_content(kind):
    assert kind_of(WHOLE[kind]) == kind
    assert document_problems(WHOLE[kind], kind) == []


HOSTILE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "program": b"MZ\x90\x00" + bytes(200),
    "gif": b"GIF89a\x01\x00\x01\x00/*alert(1)*/",
    "html before a pdf": b"<html>" + PDF,
    "png with a page behind it": PNG + b"<script>alert(1)</script>",
    "png with an archive behind it": PNG + DOCX,
    "jpeg with an archive behind it": JPEG + archive({"a": b"b"}) + b"\xff\xd9",
    "pdf with an archive behind it": PDF + archive({"a": b"b"}) + b"%%EOF",
    "png with a wrong checksum": PNG.replace(b"IDAT", b"IDAX"),
    "any archive": archive({"a.txt": b"x"}),
    "java archive": archive({"META-INF/MANIFEST.MF": b"x", "A.class": b"y"}),
    "docx with a program": archive(WORDS | {"word/vbaProject.bin": b"x"}),
    "odt with a program": archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/a.xml": b"x"}, stored=("mimetype",)
    ),
    "docx that climbs": archive(WORDS | {"../../etc/cron.d/x": b"x"}),
    "docx that climbs the other way": archive(WORDS | {"..\\..\\x": b"x"}),
    "docx from the root": archive(WORDS | {"/etc/passwd": b"x"}),
    "bomb": BOMB,
    "spreadsheet": archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"y"}),
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_something_else_or_two_things_is_refused(name):
    assert kind_of(HOSTILE[name]) == ""
    assert document_problems(HOSTILE[name], "")


def test_a_bomb_is_small_before_it_unfolds():
    assert len(BOMB) < MOST_BYTES / 100


def test_an_archive_that_lies_about_its_sizes_is_refused():
    name = b"word/document.xml"
    place = DOCX.rindex(name) - 46  # the entry in the directory at the end
    lying = DOCX[: place + 24] + (1).to_bytes(4, "little") + DOCX[place + 28 :]
    assert kind_of(lying) == ""


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_twice_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in (*WORDS, "word/document.xml"):
            file.writestr(name, name)
    assert kind_of(made.getvalue()) == ""


def test_a_file_that_is_too_large_is_refused_whatever_it_is():
    assert document_problems(bytes(MOST_BYTES + 1), "pdf")


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_file_that_was_cut_off_is_refused(kind, data):
    whole = WHOLE[kind]
    shortest = 2 if kind != "pdf" else 1  # a PDF without its last line end is whole
    cut = data.draw(st.integers(0, len(whole) - 1 - shortest))
    assert kind_of(whole[:cut]) == ""


@given(st.binary(max_size=400))
def test_noise_is_no_document(noise):
    assert kind_of(noise) == ""


@given(st.text(max_size=300), st.sampled_from(sorted(WHOLE)))
def test_a_name_is_safe_whatever_the_sender_called_it(name, kind):
    clean = clean_name(name, kind)
    assert 1 <= len(clean) <= LONGEST_NAME
    assert not set('/\\<>:"|?*%;\x00\n\r') & set(clean)
    assert not clean.startswith(".")
    assert clean.isprintable()
    assert clean_name(clean, kind) == clean


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("brief gemeente.PDF", "brief gemeente.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Noor\\scan.pdf", "scan.pdf"),
        ("rekening.pdf.exe", "rekening.pdf.exe.pdf"),
        ("", "document.pdf"),
        ("a\u202efdp.exe", "a fdp.exe.pdf"),
        ("één ‘naam’.jpg", "één ‘naam’.pdf"),
    ],
)
def test_a_name_keeps_what_people_read(given_name, kept):
    assert clean_name(given_name, "pdf") == kept


def test_the_odt_says_first_what_it_is():
    assert kind_of(ODT) == "odt"
    body = {"content.xml": b"x", "mimetype": b"application/vnd.oasis.opendocument.text"}
    assert kind_of(archive(body)) == ""
