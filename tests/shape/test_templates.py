"""Every template is used."""

from pathlib import Path

from tests.shape.source import SOURCE

# Django and allauth ask for these by name.
ASKED_FOR = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "account/", "allauth/", "mfa/")


def _templates() -> list[tuple[str, Path]]:
    folders = [folder for folder in SOURCE.rglob("templates") if folder.is_dir()]
    return [
        (path.relative_to(folder).as_posix(), path) for folder in folders for path in folder.rglob("*.html")
    ]


def _names(text: str, name: str) -> bool:
    """By its whole name, or by its folder with the rest filled in: f"components/examples/{name}.html"."""
    folder, _, _ = name.rpartition("/")
    return name in text or (folder != "" and f"{folder}/{{" in text)


def test_every_template_is_named_somewhere():
    texts = {path: path.read_text() for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]}
    unused = [
        name
        for name, path in _templates()
        if not name.startswith(ASKED_FOR)
        and not any(_names(text, name) for other, text in texts.items() if other != path)
    ]
    assert not unused, f"Nobody renders or includes these templates; remove them: {unused}"
