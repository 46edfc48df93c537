"""Every message of the interface has its Dutch, and what is compiled is what is written."""

import pytest
from babel.messages.catalog import Catalog

from tools import messages

pytestmark = pytest.mark.one_database("it reads files only")


def test_every_message_has_its_dutch():
    found = messages.problems()
    assert not found, "Run `python -m tools.messages`, write the Dutch, run it again:\n" + "\n".join(found)


def test_it_sees_messages_in_code_templates_and_rules():
    known = {message.id for message in messages.gather()}
    assert "My day" in known  # code
    assert "Skip to the content" in known  # a template
    assert "choose one" in known  # a rule that refuses


def test_places_for_values_are_the_same_in_dutch():
    wrong = [
        message.id
        for message in messages.read()
        if message.id and isinstance(message.id, str) and _places(message.id) != _places(str(message.string))
    ]
    assert not wrong


def _places(text: str) -> set[str]:
    import re

    return set(re.findall(r"%\(\w+\)[sd]", text))


def test_words_that_are_gone_leave_the_file():
    old = Catalog(locale="nl")
    old.add("gone", "weg")
    old.add("stays", "blijft")
    new = Catalog(locale="nl")
    new.add("stays")
    assert {message.id: message.string for message in messages.merged(new, old) if message.id} == {
        "stays": "blijft"
    }
