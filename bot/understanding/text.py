"""A text as the model reads it: its words."""

from __future__ import annotations

import re
import unicodedata

# Dutch as people type it, made comparable: lower case, no accents, words and emoji apart.

_MOST = 1500  # characters; what comes after no longer changes what a message is about, and time must stay bounded
_LONGEST = 40  # letters of one word; longer is no word
_WORD = re.compile(r"[^\W_]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_APOSTROPHES = str.maketrans("", "", "'’‘`\u00b4\u200b\u200d\ufe0f")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def plain(text: str) -> str:
    """Lower case without accents and apostrophes, letters that are stretched ("heeeel") cut to two."""
    text = text[:_MOST]
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _STRETCHED.sub(r"\1\1", text.lower().translate(_APOSTROPHES))


def words(text: str) -> list[str]:
    """The words of a text in order; an emoji is a word."""
    return [word[:_LONGEST] for word in _WORD.findall(plain(text))]
