"""`omzien serve`: the web server of an installation."""

import ipaddress
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter

port_option = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)


@click.command("serve", short_help="Serve the pages of an installation.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@port_option
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Web processes.")
@data_option
def serve_command(host: str, port: int, workers: int, data: Path) -> None:
    """Serve the pages of an installation. Brings its database up to date first.

    Behind a proxy with TLS, set OMZIEN_TLS=1, and OMZIEN_HOSTS and OMZIEN_ORIGINS to its address.
    """
    if not is_loopback(host) and os.environ.get("OMZIEN_TLS") != "1":
        raise Answer(
            "passwords and records would cross the network unencrypted",
            where=f"--host {host}",
            mend="put a proxy with TLS in front and set OMZIEN_TLS=1, or listen on 127.0.0.1",
        )
    must_be_free(host, port)
    enter(data, make=True, migrate=True)
    click.echo(f"Omzien listens on http://{host}:{port} (data: {data}). Stop with Ctrl-C.")
    with compiling_beforehand():
        run_server(host, port, workers)


def is_loopback(host: str) -> bool:
    """Can only this machine reach this address?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def run_server(host: str, port: int, workers: int) -> None:
    """Run until stopped. Static files are served by the application itself (whitenoise)."""
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    connections.close_all()  # the web processes open their own
    server = Server(
        "omzien.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,
    )
    server.serve()


@contextmanager
def compiling_beforehand() -> Iterator[None]:
    """Compile what reports and figures ask first, in a process beside the block, which waits for its end."""
    command = [sys.executable, "-m", "omzien.insight.beforehand"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # our own program
    ending = threading.Thread(target=process.wait, daemon=True)  # so that it is not left defunct meanwhile
    ending.start()
    try:
        yield
    finally:
        ending.join()


def must_be_free(host: str, port: int) -> None:
    """Say so in words when somebody else listens here already."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Answer(
                f"cannot listen here: {problem.strerror}",
                where=f"{host}:{port}",
                mend="choose another --port",
            ) from problem
