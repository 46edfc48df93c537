"""What may be kept as a document: a few kinds, told by their content and whole from first to last byte.

The name that comes with an upload is never trusted: not for the kind, not for a path. A file that is two
things at once (a picture with an archive behind it), that is cut off, or that unfolds to something huge, is
refused. Nothing is ever drawn or run by us; a file is given back as it came, as a download.
"""

import re
import unicodedata
import zipfile
import zlib
from io import BytesIO

from omzien.gate.refused import Problem

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_ENTRIES = 2000
CHUNK = 2**16
LONGEST_NAME = 120
TAIL = 1024  # bytes: a PDF may end with white space behind its mark

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg", "docx": ".docx", "odt": ".odt"}
KNOWN_ENDINGS = re.compile(r"\.(pdf|png|jpe?g|docx|odt)$", re.IGNORECASE)
UNWELCOME = ("vbaproject.bin", "basic/", "scripts/")  # programs inside a text


def kind_of(content: bytes) -> str:
    """pdf, png, jpeg, docx or odt; empty when it is none of these, or not whole."""
    if content.startswith((b"%PDF-1.", b"%PDF-2.")):
        return "pdf" if _is_whole_pdf(content) else ""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png" if _is_whole_png(content) else ""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg" if content.endswith(b"\xff\xd9") and not _hides_archive(content) else ""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return ""


def _is_whole_pdf(content: bytes) -> bool:
    _, mark, rest = content[-TAIL:].rpartition(b"%%EOF")
    return bool(mark) and not rest.strip(b"\r\n\t \x00") and not _hides_archive(content)


def _hides_archive(content: bytes) -> bool:
    """A ZIP is read from its end: its last record near the end of another file makes that file two."""
    return zipfile.is_zipfile(BytesIO(content))


def _is_whole_png(content: bytes) -> bool:
    """A chain of chunks, each with a right checksum, from IHDR to IEND, and nothing behind it."""
    place, names = 8, []
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        end = place + 12 + length
        if end > len(content):
            return False
        body = content[place + 4 : end - 4]
        if zlib.crc32(body) != int.from_bytes(content[end - 4 : end]):
            return False
        names.append(body[:4])
        place = end
    return place == len(content) and names[:1] == [b"IHDR"] and names[-1] == b"IEND"


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = [entry.filename for entry in archive.infolist()]
            if not _are_fit(names) or not _unfolds_well(archive):
                return ""
            return _kind_of_entries(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError):
        return ""


def _are_fit(names: list[str]) -> bool:
    """Not too many, none twice, none that would climb out of a folder, no programs."""
    lowered = [name.lower() for name in names]
    climbs = any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names)
    programs = any(part in name for name in lowered for part in UNWELCOME)
    return len(names) <= MOST_ENTRIES and len(set(names)) == len(names) and not climbs and not programs


def _unfolds_well(archive: zipfile.ZipFile) -> bool:
    """Every entry can be read to its end with a right checksum, and all together stay under the limit."""
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    return False
    return True


def _kind_of_entries(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return "docx"
    if names[:1] == ["mimetype"] and archive.read("mimetype") == MEDIA_TYPES["odt"].encode():
        return "odt"
    return ""


def clean_name(name: str, kind: str) -> str:
    """The name as people call it: no folders, no signs that a computer reads otherwise, the right ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign if sign.isprintable() and sign not in '<>:"|?*%;' else " " for sign in last)
    stem = " ".join(KNOWN_ENDINGS.sub("", shown).split()).strip(". ")
    ending = ENDINGS[kind]
    return (stem[: LONGEST_NAME - len(ending)].strip(". ") or "document") + ending


def document_problems(content: bytes, kind: str) -> list[Problem]:
    """What is wrong with a file that is offered."""
    if len(content) > MOST_BYTES:
        return [Problem("a file is at most %(most)s MB", "file", {"most": MOST_BYTES // 2**20})]
    if not content:
        return [Problem("this file is empty", "file")]
    if not kind:
        return [
            Problem(
                "this is no whole PDF, PNG, JPEG, Word (docx) or OpenDocument (odt) file, whatever its name",
                "file",
            )
        ]
    return []
