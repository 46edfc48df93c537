"""Reading the database as Arrow, in a process of its own that knows no Django: `python -m
omzien.insight.extraction`.

Why another process: ADBC brings its own copy of the SQLite library. Two copies in one process do not see
each other's locks (POSIX locks belong to the process), so when the one closes a database it takes itself
for the last user, removes the write-ahead log, and what the other writes afterwards is lost. We saw this
happen. In two processes the locks work. It also keeps the memory and the work of a rebuild out of the web
process.
"""
