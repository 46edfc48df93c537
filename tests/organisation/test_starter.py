"""The starter set: complete, whole, marked as ours, and in the words of the field."""

import re
from collections import Counter

from omzien.organisation.rules import STARTER_VERSION, starter_codes, starter_partners, starter_services

LISTS = {
    "domain",
    "subdomain",
    "channel",
    "referral_source",
    "partner_kind",
    "intervention_kind",
    "factor",
    "closing_result",
    "over_norm_reason",
    "referral_outcome",
    "contact_kind",
    "walk_in_hour",
    "walk_in_follow_up",
    "activity_topic",
    "follow_up_outcome",
    "consent",
    "kinship",
    "societal_task",
    "money_topic",
    "signal_source",
    "signal_result",
}


def test_it_has_every_list_that_the_record_uses():
    assert {code.list for code in starter_codes()} == LISTS
    assert STARTER_VERSION == "omzien-2026.1"


def test_a_key_is_a_plain_dutch_word_and_stands_once_in_its_list():
    keys = Counter((code.list, code.key) for code in starter_codes())
    assert [key for key, times in keys.items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for _, key in keys)


def test_every_entry_has_a_dutch_and_an_english_name_that_fit():
    for code in starter_codes():
        assert 0 < len(code.name_nl) <= 120
        assert 0 < len(code.name_en) <= 120


def test_every_part_stands_under_a_whole_that_came_before_it():
    domains: set[str] = set()
    for code in starter_codes():
        if code.list == "domain":
            domains.add(code.key)
        assert (code.parent in domains) == (code.list == "subdomain")


def test_it_has_the_words_that_were_printed():
    keys = {code.key for code in starter_codes()}
    assert {"financien", "gezinsrelaties", "huisvesting", "participatie"} <= keys
    assert {"verkrijgen_woonruimte", "echtscheiding", "schulden", "huurachterstand"} <= keys
    assert {"laaggeletterdheid", "geen_nederlands", "psychiatrie_of_verslaving"} <= keys
    assert {"onder_beslagvrije_voet", "dakloosheid"} <= keys


def test_services_say_what_closing_demands_and_leave_the_bsn_off():
    services = {service["key"]: service for service in starter_services()}
    tasks = {code.key for code in starter_codes() if code.list == "societal_task"}
    assert {"AMW", "SHV", "SJD", "JMW", "SMW", "PU", "BW"} <= set(services)
    assert services["AMW"]["needs_goal"] is True
    assert all(service["societal_task"] in tasks for service in services.values())
    assert all("citizen_number_basis" not in service for service in services.values())


def test_every_kind_of_partner_exists():
    kinds = {code.key for code in starter_codes() if code.list == "partner_kind"}
    assert all(kind in kinds for _, _, kind in starter_partners())
