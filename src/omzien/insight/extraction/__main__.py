"""The extracting process: a job comes in as JSON, Parquet files are written, what was done goes out as
JSON.
"""

import sys

from omzien.insight.extraction.job import Job, answer_as_json
from omzien.insight.extraction.read import run

if __name__ == "__main__":
    sys.stdout.write(answer_as_json(run(Job.from_json(sys.stdin.read()))))
