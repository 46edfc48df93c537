"""The tests' own world: a real database, and templates that do not swallow mistakes."""

import psycopg
import pytest
from django.db import connection
from django.template import Context, Template

from tests.settings import ON_POSTGRES
from tests.strict_templates import UndefinedVariable


def test_it_refuses_a_template_with_an_undefined_variable():
    with pytest.raises(UndefinedVariable, match="no_such_name"):
        Template("{{ no_such_name }}").render(Context())


@pytest.mark.django_db
def test_it_uses_the_database_that_this_run_is_about():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM organisation_municipality")
    assert connection.vendor == ("postgresql" if ON_POSTGRES else "sqlite")


def test_it_has_a_real_postgresql_for_tests_that_need_both(postgres_url):
    with psycopg.connect(postgres_url) as direct:
        row = direct.execute("SELECT current_setting('listen_addresses')").fetchone()
    assert row == ("127.0.0.1",)


@pytest.mark.browser
def test_it_has_a_real_chromium(chromium_path):
    assert chromium_path.is_file()
