"""A pool: the facts of many organisations as one set, with nothing in it but what they all share.

Numbers and pseudonyms get new numbers, so two organisations that both have a number 7 stay apart, and nobody
can be followed from one organisation to the other. Codes of an organisation's own become the shared code that
they stand for, or only say that there was one; teams, partners and workers stay at home. Every row says of
which organisation it is. A pool is a snapshot like any other: figures are counted from it on every engine.
"""

from omzien.insight.pooling.joining import Pooled, pool
from omzien.insight.pooling.members import CannotPool, Member

__all__ = ["CannotPool", "Member", "Pooled", "pool"]
