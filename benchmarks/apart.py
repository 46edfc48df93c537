"""What measures both databases does so in a process for each: Django knows one per process."""

import os
import subprocess
import sys
import tempfile

from tools.postgres_cluster import NoPostgres, cluster


def run_apart(script: str, vendor: str, *options: str) -> str:
    """Run this script again with `--measure vendor` on an empty database; why it could not be, or nothing."""
    command = [sys.executable, script, "--measure", vendor, *options]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
    environment.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as data:
        environment["OMZIEN_DATA"] = data
        if vendor == "sqlite":
            subprocess.run(command, env=environment, check=True)
            return ""
        try:
            with cluster(durable=True) as url:
                subprocess.run(command, env=environment | {"DATABASE_URL": url}, check=True)
        except NoPostgres as problem:
            return str(problem)
    return ""
