"""The product's own settings, pointed at a throw-away data folder and database.

The tests run on SQLite, or with OMZIEN_TEST_DATABASE=postgres on the cluster that OMZIEN_TEST_POSTGRES names
(`make test` starts one and runs both). DATABASE_URL and OMZIEN_DATA of the developer's shell are never used.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import cast

if "OMZIEN_TEST_FOLDER" not in os.environ:  # made by the first process; xdist's workers inherit it
    os.environ["OMZIEN_TEST_FOLDER"] = tempfile.mkdtemp(prefix="omzien-tests-")
    atexit.register(shutil.rmtree, os.environ["OMZIEN_TEST_FOLDER"], ignore_errors=True)

FOLDER = Path(os.environ["OMZIEN_TEST_FOLDER"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
FOLDER.mkdir(exist_ok=True)
ON_POSTGRES = os.environ.get("OMZIEN_TEST_DATABASE", "sqlite") == "postgres"
os.environ["OMZIEN_DATA"] = str(FOLDER)
# Shared by all processes of all tests, and kept: what is there is used only when all it hangs on is the same.
os.environ["OMZIEN_QUESTIONS"] = str(Path(__file__).parents[1] / ".cache" / "questions")
os.environ.pop("DATABASE_URL", None)
if ON_POSTGRES:
    os.environ["DATABASE_URL"] = os.environ["OMZIEN_TEST_POSTGRES"]

from omzien.config.settings import *  # noqa: E402, F403
from omzien.config.settings import DATABASES, TEMPLATES  # noqa: E402
from tests.strict_templates import UNDEFINED  # noqa: E402

if not ON_POSTGRES:
    # A file, not memory: other software reads facts from it. Its loss is no loss, so it need not be synced.
    database = DATABASES["default"]
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    database["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}

for engine in TEMPLATES:
    cast(dict[str, object], engine["OPTIONS"])["string_if_invalid"] = UNDEFINED

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
