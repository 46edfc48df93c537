"""Zip files from outside: unpacked member by member, never trusting what the zip says of itself."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from omzien.exchange.imports.problems import Unreadable
from omzien.exchange.package.writer import private_file

MOST_MEMBERS = 200
MOST_BYTES = 20 * 2**30
HIGHEST_RATIO = 200
RATIO_FROM = 10 * 2**20  # a small file may be as repetitive as it likes
CHUNK = 2**20


def unpack(archive: Path, target: Path) -> None:
    """Unpack a zip of CSV files flat into a folder. Raises Unreadable for anything that is not just that."""
    try:
        with zipfile.ZipFile(archive) as opened:
            _unpack_members(archive.name, opened, target)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as problem:
        raise Unreadable(
            archive.name, f"is not a zip file that can be read: {problem}", "zip it again"
        ) from problem


def _unpack_members(name: str, opened: zipfile.ZipFile, target: Path) -> None:
    members = list(safe_members(name, opened))
    _one_folder(name, members)
    left = MOST_BYTES
    for member in members:
        if member.filename.endswith((".csv", ".json")):
            left -= _unpack_one(name, opened, member, target, left)


def safe_members(name: str, opened: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files in the zip, each with a harmless name; raises Unreadable at the first that is not."""
    members = opened.infolist()
    if len(members) > MOST_MEMBERS:
        raise Unreadable(name, f"holds more than {MOST_MEMBERS} files", "zip the package's files only")
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
            raise Unreadable(name, f"a file in it points outside it: {member.filename!r}", "zip it again")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Unreadable(name, f"holds a link: {member.filename!r}", "zip the files themselves")
        if member.flag_bits & 0x1:
            raise Unreadable(name, "is encrypted", "unzip it with its password and import the folder")
        if not member.is_dir() and not _of_a_mac(path):
            yield member


def _of_a_mac(path: PurePosixPath) -> bool:
    """What macOS adds to every zip."""
    return path.parts[0] == "__MACOSX" or path.name == ".DS_Store"


def _one_folder(name: str, members: list[zipfile.ZipInfo]) -> None:
    folders = {PurePosixPath(member.filename).parent for member in members}
    if len(folders) > 1:
        raise Unreadable(name, "holds several folders", "zip the files of one package only")


def _unpack_one(name: str, opened: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Unpack one file, counting what really comes out. Gives its size."""
    written = 0
    with (
        opened.open(member) as packed,
        private_file(target / PurePosixPath(member.filename).name) as out,
    ):
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            if written > left or (
                written > RATIO_FROM and written > HIGHEST_RATIO * max(member.compress_size, 1)
            ):
                raise Unreadable(
                    name,
                    f"{member.filename} unpacks to far more than is likely",
                    "unzip it yourself and look",
                )
            out.write(chunk)
    return written
