"""What a process loads before it does anything: no library of the figures, so every command starts fast."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ["adbc_driver_manager", "duckdb", "fontTools", "highspy", "ibis"]
HEAVY += ["pandas", "pyarrow", "typst", "vl_convert"]
START = f"""
import sys
import django
django.setup()
import omzien.config.urls
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def test_every_route_is_known_without_loading_a_library_of_the_figures(tmp_path: Path):
    """If this fails: import it in the function that needs it, as insight/figures/store.py does."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "omzien.config.settings",
        "OMZIEN_DATA": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", START], env=environment, capture_output=True, check=True)
    assert done.stdout.split() == []
