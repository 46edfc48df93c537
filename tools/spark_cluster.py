"""A throw-away Spark cluster: one master and two workers, each a process of its own, on loopback only.

    with cluster() as address:      # spark://127.0.0.1:<free port>
        ...

While it runs, SPARK_CONF_DIR names a folder with settings that fit it, so who connects need know the address
only. From the shell, `.venv/bin/python -m tools.spark_cluster COMMAND ...` runs COMMAND with the address in
OMZIEN_SPARK.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from tools.ports import free_port
from tools.postgres_cluster import leave_in_order

WORKERS = 2
MOST_SECONDS = 60  # to start: a slow machine that does other work takes a quarter of that
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
HERE = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "SPARK_DAEMON_MEMORY": "256m"}
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "{memory}",
    "spark.executor.memory": "{memory}",
    "spark.executor.cores": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.warehouse.dir": "{folder}/warehouse",
}
# A few rows are counted sooner than programs are written and compiled for them, and their plans thought over.
FOR_FEW_ROWS = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
}


class NoSpark(RuntimeError):
    """This machine has no Spark that can be started; the message says what was tried."""


def find_java() -> Path | None:
    """The `java` that Spark runs on: that of JAVA_HOME, or else on the PATH; None when there is none."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    return Path(found) if found else None


def find_spark() -> Path | None:
    """The folder of pyspark, which holds all of Spark; None when it is not installed."""
    found = find_spec("pyspark")
    return Path(found.origin).parent if found and found.origin else None


@contextmanager
def cluster(*, memory: str = "512m", few_rows: bool = False) -> Iterator[str]:
    """Start a master and two workers, and yield the address of the master; stop them all afterwards.

    `memory` is that of each executor and of the driver; `few_rows` saves what is only worth it for many.
    Raises `NoSpark` when Java or Spark is not there, or does not start.
    """
    spark = find_spark()
    if spark is None or find_java() is None:
        raise NoSpark("there is no java" if spark else "pyspark is not installed")
    folder = Path(tempfile.mkdtemp(prefix="omzien-spark-"))
    try:
        with _told(folder, SETTINGS | (FOR_FEW_ROWS if few_rows else {}), memory), ExitStack() as running:
            port = free_port()
            address = f"spark://127.0.0.1:{port}"
            seat = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
            running.enter_context(_running(spark, folder / "master.log", MASTER, *seat))
            for number in range(WORKERS):
                work = ("--work-dir", str(folder / "work"), "--cores", "1", "--memory", memory, address)
                place = ("--host", "127.0.0.1", "--webui-port", "0")
                running.enter_context(_running(spark, folder / f"worker{number}.log", WORKER, *place, *work))
            _wait_for(folder)
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told(folder: Path, settings: dict[str, str], memory: str) -> Iterator[None]:
    """Write the settings where Spark looks for them, as long as the cluster runs."""
    told = [f"{name} {value.format(memory=memory, folder=folder)}\n" for name, value in settings.items()]
    (folder / "spark-defaults.conf").write_text("".join(told))
    before = {name: os.environ.get(name) for name in (*HERE, "SPARK_CONF_DIR")}
    os.environ.update(HERE | {"SPARK_CONF_DIR": str(folder)})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextmanager
def _running(spark: Path, log: Path, *command: str) -> Iterator[None]:
    """One of Spark's own programs; its log tells how it fares."""
    environment = os.environ | {"SPARK_HOME": str(spark)}
    with log.open("w") as out:
        started = subprocess.Popen(
            [str(spark / "bin" / "spark-class"), *command],
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        try:
            yield
        finally:
            _stop(started)


def _wait_for(folder: Path) -> None:
    deadline = time.monotonic() + MOST_SECONDS
    while (folder / "master.log").read_text().count("Registering worker") < WORKERS:
        if time.monotonic() > deadline:
            logs = "\n".join(log.read_text()[-1000:] for log in sorted(folder.glob("*.log")))
            raise NoSpark(f"the cluster did not start within {MOST_SECONDS} s:\n{logs}")
        time.sleep(0.1)


def _stop(started: subprocess.Popen[bytes]) -> None:
    """Stop a program, and the executors that it started: they are of its session."""
    started.terminate()
    try:
        with suppress(subprocess.TimeoutExpired):
            started.wait(timeout=10)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


if __name__ == "__main__":
    leave_in_order()
    with cluster() as master:
        sys.exit(
            subprocess.run(sys.argv[1:], env=os.environ | {"OMZIEN_SPARK": master}, check=False).returncode
        )
