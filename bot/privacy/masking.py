"""What is masked before it is kept, and the name under which we know a person."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.privacy.contact_details import contact_details
from bot.privacy.digit_groups import Plain, Span, merged, plain, without
from bot.privacy.identifiers import secret_numbers
from bot.privacy.word_lists import has_any

_ORGANISATION = re.compile(r"0[89]|14 ?0")


@dataclass(frozen=True)
class Masked:
    """A text without what may not be kept, and the kinds of what was in it."""

    text: str
    kinds: tuple[str, ...] = ()


def mask(text: str) -> Masked:
    """Without BSN, IBAN, payment card and what belongs to DigiD: done in memory, before anything is written."""
    seen = plain(text)
    return _masked(text, seen, secret_numbers(seen))


def mask_rest(text: str) -> Masked:
    """Also without telephone, e-mail, address, date of birth, names given and long numbers: for text that is kept."""
    seen = plain(text)
    return _masked(text, seen, merged([*secret_numbers(seen), *contact_details(seen)]))


def personal_kinds(text: str) -> frozenset[str]:
    """The kinds of what would be masked in a text, without the telephone numbers of organisations: 0800, 0900 and 088."""
    seen = plain(text)
    found = merged([*secret_numbers(seen), *contact_details(seen)])
    return frozenset(one.kind for one in found if one.kind != "telefoon" or not _ORGANISATION.match(seen.text[one.begin : one.end]))


def has_sensitive_subject(text: str, words: Sequence[str]) -> bool:
    """Whether a text touches health, debt, violence, union or belief; the words stand in knowledge/gevoelig.yaml."""
    return has_any(text, words)


def _masked(text: str, seen: Plain, spans: Sequence[Span]) -> Masked:
    return Masked(without(text, seen, spans), tuple(dict.fromkeys(span.kind for span in spans))) if spans else Masked(text)


def pseudonym(channel: str, address: str, key: bytes) -> str:
    """The name under which we know a person: a keyed hash, so that the chat id stands in one table only."""
    return hmac.new(key, f"{channel}:{address}".encode(), hashlib.sha256).hexdigest()[:24]
