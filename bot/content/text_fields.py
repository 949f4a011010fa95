"""Fields that hold text: ids, sentences, labels, addresses of websites, and no personal data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from bot.content import fields, problems, typing_problems
from bot.content.fields import Reader, Sheet
from bot.content.yaml_nodes import Node, Sequence, Text
from bot.privacy.digit_groups import bare_of_figures
from bot.privacy.masking import personal_kinds

# What an id looks like, and one made of a question for an entry that has none.

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


# Personal data that may never stand in content, read as it is read in what people type.

_KINDS = {
    "bsn": "BSN (burgerservicenummer)",
    "telefoon": "telefoonnummer",
    "e-mail": "e-mailadres",
    "iban": "rekeningnummer",
    "kaart": "nummer van een bankpas",
}
"""What is masked in a message, as staff name it; dates, addresses and long numbers may stand in content."""
_MAIL = re.compile(r"@|\bat\b|ap(?:en)?estaart|apenstaart", re.IGNORECASE)
"""Without one of these and without figures a text has none of the kinds: so are nearly all of some twenty thousand sentences."""


def personal_data(text: str) -> tuple[str, ...]:
    """The kinds of personal data in a text, as staff name them; names of people cannot be told from other words."""
    if bare_of_figures(text) and not _MAIL.search(text):
        return ()
    found = personal_kinds(text)
    return tuple(name for kind, name in _KINDS.items() if kind in found)


# Readers for texts that people will see and for sentences that people say, with the rules that hold for any of them.

SLOT = re.compile(r"\{([a-z0-9-]+(?:\.[a-z]+)?)\}")
MAX_TEXT = 700  # characters; 60 words of ordinary Dutch are some 400
MAX_SENTENCE = 900  # characters of an example: a story of a hundred words fits
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,200})?/?>|&(?:[A-Za-z]{2,8}|#\d{2,5});")
_LAW = re.compile(r"(?:Wet|Regeling|Besluit) \w")
SOURCES = ("brief arbeidsmarktregio 2025", "kwartaalrapport Afeer Q4 2024", "eigen beleid")


def shown(limit: int = MAX_TEXT, *, figures: bool = False, slots: bool = True) -> Reader:
    """A reader of a text that people see: at most `limit` characters, braces only around a slot, and words (or `figures`).

    `slots`: whether they are filled in there; where they are not, people would read the braces.
    """

    def reader(sheet: Sheet, name: str, node: Node) -> str | None:
        value = fields.text(sheet, name, node)
        if value is None or not isinstance(node, Text):
            return None
        if not has_words(SLOT.sub("x", value), figures=figures):
            sheet.wrong(node.line, problems.no_words(name, value[:20]))
        if len(value) > limit:
            sheet.wrong(node.line, problems.too_long(name, len(value), limit, "tekens"))
        bare = SLOT.sub(lambda found: " " * len(found[0]), node.value)
        if brace := re.search(r"[{}]", bare):
            sheet.wrong(node.line_at(brace.start()), problems.lone_brace(name))
        if html := _HTML.search(node.value):
            sheet.wrong(node.line_at(html.start()), typing_problems.html(html[0]))
        for slot in SLOT.finditer(node.value) if not slots else ():
            sheet.wrong(node.line_at(slot.start()), problems.no_slots(name, slot[0]))
        return value

    return reader


def said(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """A list of sentences as people say them: words, no personal data, no sentence twice."""
    values = fields.texts(sheet, name, node)
    items = node.items if isinstance(node, Sequence) else (node,)
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, Text) and item.value.strip():
            check_sentence(sheet, name, item.value.strip(), item.line)
            first = seen.setdefault(same(item.value), item.line)
            if first != item.line:
                sheet.wrong(item.line, problems.repeated_sentence(item.value.strip(), sheet.place(first)), warning=True)
    return values


def check_sentence(sheet: Sheet, name: str, value: str, line: int, *, may_be_signs: bool = False) -> None:
    """The rules for one sentence that people say. `may_be_signs`: a thumb up is also a way to say thanks."""
    if len(value) > MAX_SENTENCE:
        sheet.wrong(line, problems.too_long(name, len(value), MAX_SENTENCE, "tekens"))
    if not may_be_signs and not has_words(value, figures=True):
        sheet.wrong(line, problems.no_words(name, value[:20]))
    for kind in personal_data(value[: 2 * MAX_SENTENCE]):
        sheet.wrong(line, problems.personal(kind, name))


def has_words(text: str, *, figures: bool) -> bool:
    """Whether there is a letter in a text, or with `figures` a digit."""
    return any(sign.isalpha() or (figures and sign.isdecimal()) for sign in text)


def same(sentence: str) -> str:
    """What two sentences share that differ in capitals, spaces and punctuation only."""
    words = re.findall(r"[^\W_]+|[\u2600-\u27bf\U0001f300-\U0001faff]", sentence.casefold())
    return " ".join(words) if words else " ".join(sentence.split())


def identifier(sheet: Sheet, name: str, node: Node) -> str | None:
    """An id; a wrong one is read as the one that was probably meant, so that what refers to that is not called unknown."""
    value = fields.text(sheet, name, node)
    if value is None or is_id(value):
        return value
    hidden = next((sign for sign in value if unicodedata.category(sign) == "Cf"), "")
    seen = typing_problems.invisible_sign(unicodedata.name(hidden, "onbekend").lower(), value.replace(hidden, ""), 1) if hidden else None
    sheet.wrong(node.line, seen or problems.bad_id(value, id_of(value)))
    return id_of(value) or None


def sources(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """A list of sources: a web address, or one of the documents it began with."""
    return _sources(sheet, name, node, lambda value: value in SOURCES or is_address(value))


def _sources(sheet: Sheet, name: str, node: Node, known: Callable[[str], bool]) -> tuple[str, ...] | None:
    values = fields.texts(sheet, name, node)
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if isinstance(item, Text) and (value := item.value.strip()) and not known(value):
            sheet.wrong(item.line, problems.not_a_source(value))
    return values


def source(sheet: Sheet, name: str, node: Node) -> str | None:
    """One source."""
    values = sources(sheet, name, node)
    return values[0] if values else None


def source_of_amount(sheet: Sheet, name: str, node: Node) -> str | None:
    """One source, which for an amount may be the law itself by its name."""
    values = _sources(sheet, name, node, lambda value: value in SOURCES or is_address(value) or _LAW.match(value) is not None)
    return values[0] if values else None


def address(sheet: Sheet, name: str, node: Node) -> str | None:
    """A web address, or one slot that stands for it."""
    value = fields.text(sheet, name, node)
    if value is not None and not is_address(value) and not SLOT.fullmatch(value):
        sheet.wrong(node.line, problems.not_an_address(value))
    return value


def is_address(text: str) -> bool:
    """Whether a text is a whole web address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".") and not re.search(r"\s", text)
    except ValueError:
        return False
