"""Drawing charts, in a process of its own that knows no Django: `python -m omzien.insight.drawing`.

Why another process: the drawing engine (Vega-Lite on a JavaScript machine) keeps all of Python waiting while
it starts, over half a second, and while it draws. In the web process nobody else would get an answer then;
and beside us it can draw on the second core while we count and write.
"""
