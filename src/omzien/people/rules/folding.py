"""Text as it is searched."""

import unicodedata


def folded(text: str) -> str:
    """Text as it is searched: lower case, no accents, single spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())
