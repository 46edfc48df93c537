"""A real server and a real browser, started once for all browser tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, expect, sync_playwright

from tools.ports import free_port

PATIENCE = 20_000  # milliseconds to wait for a state: that a machine is busy is no fault
expect.set_options(timeout=PATIENCE)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]


@contextmanager
def server(folder: Path, log: Path) -> Iterator[str]:
    """Omzien on a made world in this folder; gives the address."""
    settings = {"OMZIEN_TEST_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment = {**os.environ, **settings}
    for name in ("OMZIEN_TEST_DATABASE", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    subprocess.run([sys.executable, "-m", "tests.web.world"], env=environment, check=True)
    with running(environment, log) as address:
        yield address


@contextmanager
def running(environment: dict[str, str], log: Path) -> Iterator[str]:
    """The server in this environment, on a free port of this machine, until the end of the block."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-access-log"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "omzien.config.wsgi:application"], env=environment, stdout=out, stderr=out
        )
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                _wake(port)
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _wake(port: int) -> None:
    """The first page takes seconds, for everything is imported then: no test should pay for it."""
    with urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=120) as answer:
        answer.read()


@contextmanager
def chromium(program: Path) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=ARGUMENTS)
        yield browser
        browser.close()
