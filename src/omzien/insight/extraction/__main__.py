"""The extracting process: a job comes in as JSON, files are written, what was done goes out as JSON."""

import sys
from importlib.abc import MetaPathFinder


class _WithoutPandas(MetaPathFinder):
    """Pyarrow imports pandas at the first scalar when it is there: a second that nothing here needs."""

    def find_spec(self, name: str, *found: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


if __name__ == "__main__":
    sys.meta_path.insert(0, _WithoutPandas())
    from omzien.insight.extraction.job import Job, answer_as_json
    from omzien.insight.extraction.read import run

    sys.stdout.write(answer_as_json(run(Job.from_json(sys.stdin.read()))))
