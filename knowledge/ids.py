"""What an id looks like, and one made of a question for an entry that has none."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
MAX_ID = 40  # characters


def is_id(text: str) -> bool:
    """Whether a text can be an id: small letters, digits and single dashes."""
    return len(text) <= MAX_ID and ID.fullmatch(text) is not None


def id_of(text: str) -> str:
    """An id made of a text: its words in lower case with dashes, as many as fit; empty when it has none."""
    text = _DASHES.sub("-", text)
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    found = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        longer = f"{found}-{word[:MAX_ID]}".lstrip("-")
        if len(longer) > MAX_ID:
            break
        found = longer
    return found
