"""Starting `omzien` as a process of its own, free of the settings of this process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("OMZIEN", "DATABASE", "DJANGO")
SHARED = "OMZIEN_QUESTIONS"  # compiled once for all tests


def command(*arguments: str, **settings: str) -> tuple[list[str], dict[str, str]]:
    """The line, and the environment: this one's without what is ours, with these settings."""
    others = {
        name: value for name, value in os.environ.items() if name == SHARED or not name.startswith(OURS)
    }
    return [sys.executable, "-m", "omzien", *arguments], others | settings


def omzien(*arguments: str, code: int = 0, **settings: str) -> str:
    """What a command says, on both streams; it must end with this exit code."""
    line, environment = command(*arguments, **settings)
    done = subprocess.run(
        line, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr
