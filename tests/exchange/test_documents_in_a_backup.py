"""A backup has the files that lie with residents, and a restored installation opens them."""

import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from omzien.casework import vault
from omzien.exchange.cli.backup import DATABASE, KEYS, _pack, restore_command

CONTENT = b"%PDF-1.7 a letter"


@pytest.fixture
def name(settings, tmp_path) -> str:
    """A document in the vault of an installation; under which name it is kept."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    (settings.DATA / KEYS).write_text("{}")
    (settings.DATA / DATABASE).write_bytes(b"")
    return vault.put(CONTENT)


def backed_up(data: Path, target: Path) -> Path:
    """The backup of a data folder, its database as it is."""
    _pack(target, data, data / DATABASE)
    return target


def test_a_restored_document_is_as_it_was_given(settings, tmp_path, monkeypatch, name):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    file = backed_up(settings.DATA, tmp_path / "backup.tar.gz")
    restored = tmp_path / "restored"
    done = CliRunner().invoke(restore_command, [str(file), "--data", str(restored)])
    assert done.exit_code == 0, done.output
    settings.DATA = restored
    assert vault.take(name) == CONTENT
    (kept,) = [path for path in (restored / "files").rglob("*") if path.is_file()]
    assert (kept.stat().st_mode & 0o077, restored.stat().st_mode & 0o077) == (0, 0)


def test_the_backup_itself_holds_it_encrypted(settings, tmp_path, name):
    with tarfile.open(backed_up(settings.DATA, tmp_path / "backup.tar.gz")) as archive:
        (there,) = [one for one in archive if one.name.endswith(name)]
        held = archive.extractfile(there)
        assert held
        assert CONTENT not in held.read()
