"""Numbers that name a person or an account, and words that let somebody in: BSN, IBAN, cards, passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from stdnum import numdb

from bot.privacy.digit_groups import Plain, Span, groups, merged, outside
from bot.privacy.number_detection import bsn_named, bsns, cards, chains

# Bank accounts in a text: IBANs by their country's length and the 97 test.

_REGISTRY = numdb.get("iban")  # of SWIFT (ISO 13616), as python-stdnum carries it
_PART = re.compile(r"(\d+)!([nac])")
_AS_NUMBERS = {ord(letter): str(number) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 10)}
_APART = 3  # other signs between two of its letters or digits
_COUNTRY = re.compile(r"(?=[a-z]{2}[\doil]{2})")
_DUTCH = re.compile(r"nl\d\d[a-z]{4}\d{10}")
# Without its country: four letters of a bank and ten figures, as one or in the groups of an IBAN.
_DUTCH_BARE = re.compile(r"(?<![a-z\d])[a-z]{4}(?:[\doil]{10}|[ .-][\doil]{4}[ .-][\doil]{4}[ .-][\doil]{2})(?![a-z\d])")
_SOLID = re.compile(rf"[a-zA-Z0-9]+(?:[^a-zA-Z0-9]{{1,{_APART}}}[a-zA-Z0-9]+)*")
_BETWEEN = re.compile(r"[^a-zA-Z0-9]+")
_BANKS = "abna|rabo|ingb|snsb|asnb|rbrb|trio|knab|bunq|revo|fvlb|hand|nnba|bngb|isbk|frbk|deut|aego|andl|moyo|ovbn"
_DUTCH_BANK = re.compile(rf"(?<![a-z\d])(?:{_BANKS})[ .-]{{0,2}}[\doil](?:[ .-]?[\doil]){{9}}(?![a-z\d])")
_SEEN_AS = str.maketrans("oil", "011")
_FIGURES = frozenset("0123456789oil")
_DIGIT = re.compile(r"\d")
_LEAST_DIGITS = 8  # of a whole account number; "de 24 november en daarna" has fewer
_BANK_LETTERS = 4  # of the bank, in an account number in which letters were read as figures


def bank_accounts(text: str) -> Iterator[Span]:
    """The IBANs of a plain text; a Dutch one also with a slip of the pen or without its country, for it is still nearly one's own.

    Letters that people type for figures (O for 0, l for 1) are read as those figures.
    """
    if sum(map(str.isdecimal, text)) < _LEAST_DIGITS - 2:  # what nearly every sentence says: no account stands in it
        return
    for begin, piece in _pieces(text):
        solid = _BETWEEN.sub("", piece)
        if accounts := list(_accounts_in(solid)):
            places = [begin + place for place, sign in enumerate(piece) if sign.isascii() and sign.isalnum()]
            yield from (Span(places[first], places[last] + 1, "iban") for first, last in accounts if _is_begun(solid, places, first))
    for form in (_DUTCH_BARE, _DUTCH_BANK):
        for match in form.finditer(text):
            if sum(map(str.isdecimal, match[0])) >= _LEAST_DIGITS:
                yield Span(match.start(), match.end(), "iban")


def _is_begun(solid: str, places: Sequence[int], first: int) -> bool:
    """Whether it begins as an account does: a letter for one of the two check digits stands against them, and "bel 0031…" is a word."""
    return solid[first + 2 : first + 4].isdecimal() or places[first + 3] - places[first] == 3


@cache
def _parts(country: str) -> tuple[tuple[int, str], ...]:
    """What stands behind the check digits of an account of a country: so many figures (n), letters (a) or both (c); nothing when it has none."""
    [(_, found)] = _REGISTRY.info(country.upper())
    return tuple((int(size), kind) for size, kind in _PART.findall(found["bban"])) if found else ()


@cache
def _length(country: str) -> int:
    """Of an account number of a country, with its two letters and two check digits; 0 when it has none."""
    return sum((size for size, _ in _parts(country)), start=4) if _parts(country) else 0


def _is_filled(solid: str) -> bool:
    """Whether figures and letters stand where the country has them: "bel 06… graag" has the length of a Belgian account, and no more.

    Where both may stand, most are figures in any account that people have.
    """
    at = 4
    for size, kind in _parts(solid[:2]):
        part = solid[at : at + size]
        figures = sum(sign in _FIGURES for sign in part)
        if (kind == "n" and figures < size) or (kind == "a" and not part.isalpha()) or (kind == "c" and 2 * figures < size):
            return False
        at += size
    return True


def _is_account(solid: str) -> bool:
    if len(_DIGIT.findall(solid)) < _LEAST_DIGITS - 2:
        return False
    if solid.startswith("nl"):
        return _DUTCH.fullmatch(f"nl{solid[2:4].translate(_SEEN_AS)}{solid[4:8]}{solid[8:].translate(_SEEN_AS)}") is not None
    if not _is_filled(solid):
        return False
    figures = solid[4:].translate(_SEEN_AS)
    read = f"{solid[:2]}{solid[2:4].translate(_SEEN_AS)}{solid[4:8]}{figures[4:]}"
    seen = (read, f"{read[:4]}{figures}")
    return _adds_up(solid) or any(_adds_up(one) for one in seen if one != solid and sum(map(str.isalpha, one[4:])) <= _BANK_LETTERS)


def _adds_up(solid: str) -> bool:
    """The 97 test of an IBAN; `stdnum.iso7064` turns every letter by itself, at three times the cost, and a text may hold a thousand."""
    return int((solid[4:] + solid[:4]).translate(_AS_NUMBERS)) % 97 == 1


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The letters and digits that stand with few other signs between, and where they begin."""
    return ((match.start(), match[0]) for match in _SOLID.finditer(text))


def _accounts_in(solid: str) -> Iterator[tuple[int, int]]:
    """The first and the last sign of every account in letters and digits that stand together."""
    for match in _COUNTRY.finditer(solid):
        first = match.start()
        length = _length(solid[first : first + 2])
        if length and first + length <= len(solid) and _is_account(solid[first : first + length]):
            yield first, first + length - 1


# What belongs to DigiD in a text: a name to log in with, a password, a code.

_DIGID = re.compile(r"(?<![a-z])(?:di(?:e)?gi(?:e)?[ -]?[dt]|dig[iy]e?[dt]|dig id)(?![a-z])|digid")
_ASIDE = r"(?: (?:van|voor|bij|bie|veur|voor) (?:mijn |mij |me |mien |m'n |de )?(?:digi[ -]?d|wachtwoord|account))?"
_LABELLED = re.compile(
    r"(?<![a-z])(?P<label>gebruik(?:er)?s?[ -]?naam|inlog[ -]?naam|inlog(?:gegevens)?|log[ -]?in|user ?(?:name)?|account|"
    r"wachtwoor[dt]|wachtwrd|wachtword|pas ?woord|pass ?word|ww|pin[ -]?code|pin|sms[ -]?code|"
    r"(?:activerings?|activatie|herstel|koppel|toegangs|inlog)[ -]?code|code|digi[ -]?d)(?![a-z])"
    rf"{_ASIDE}[ \n]{{0,3}}(?P<link>is|=|:|luidt|->|zijn)?[ \n]{{0,3}}:?[ \n]{{0,3}}[\"'(]?(?=(?P<value>[^\s\"']{{3,64}}))"
)
_WORD = re.compile(r"[^\s\"'(]+")
_LONGEST = 64  # signs of a password that are compared
_PASSWORD = re.compile(r"wachtw|pas ?w|pass ?w|pin")
_USUAL_LINK = frozenset({"ww", "digid", "digi d", "digi-d", "account", "login", "log in", "inlog", "inloggegevens", "code"})
_NO_VALUE = frozenset((
    "kwijt", "vergeten", "verlopen", "niet", "geblokkeerd", "weg", "fout", "verkeerd", "onjuist", "ook", "kapot", "gewijzigd", "nodig",
    "verplicht", "aanvragen", "aangevraagd", "wijzigen", "veranderd", "moeilijk", "lastig", "heel", "wel", "nog", "maar", "dat", "dit",
    "het", "een", "mijn", "van", "voor", "via", "hoe", "wat", "waar", "wanneer", "wie", "kan", "mag", "moet", "werkt", "vol", "oud",
    "nieuw", "nieuwe", "anders", "hetzelfde", "ongeldig", "gestopt", "gehackt", "gestolen", "veilig", "klaar", "binnen", "resetten",
    "opvragen", "digid", "wachtwoord", "gebruikersnaam", "inlognaam", "code", "pincode", "inlog", "sms", "account", "en", "of", "als",
    "want", "omdat", "bij", "met",
))  # fmt: skip
_ADDRESS = re.compile(r"(?:https?:|www\.)|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|org)[/.,;:!?)]*$")
_ONLY_FIGURES = re.compile(r"[\d.:/-]+")


def logins(text: str) -> Iterator[Span]:
    """Names, passwords and codes of DigiD in a plain text; a password also without the word DigiD beside it."""
    digid = bool(_DIGID.search(text))
    found = [match for match in _LABELLED.finditer(text) if (digid or _PASSWORD.match(match["label"])) and _may_be_value(match)]
    named = any(_mixed(match["value"]) and not _PASSWORD.match(match["label"]) for match in found)
    told = {_bare(match["value"]) for match in found if _is_told(match, named)}
    if told:
        for word in _WORD.finditer(text):
            if _bare(word[0]) in told:  # also where it stands a second time, without its label
                yield Span(word.start(), word.end(), "digid")


def _is_told(match: re.Match[str], named: bool) -> bool:
    linked = bool(match["link"]) and match["label"] not in _USUAL_LINK
    beside = named and bool(_PASSWORD.match(match["label"]))  # "digid jan123 wachtwoord banaan"
    return _mixed(match["value"]) or linked or beside


def _bare(value: str) -> str:
    return value.rstrip(".,;:!?)")[:_LONGEST]


def _may_be_value(match: re.Match[str]) -> bool:
    value = _bare(match["value"])
    if len(value) < 3 or value in _NO_VALUE or _ADDRESS.match(match["value"]) or value.startswith("["):
        return False
    short_figures = _ONLY_FIGURES.fullmatch(value) and sum(map(str.isdecimal, value)) < 6
    return not (short_figures and match["label"].startswith("digi") and not match["link"])


def _mixed(value: str) -> bool:
    """Whether it looks like a password, a code or a made-up name rather than a word."""
    value = _bare(value)
    return any(map(str.isdecimal, value)) or any(not sign.isalnum() and sign not in "-/'" for sign in value)


# Numbers that may never be kept: BSN, bank account, payment card, what belongs to DigiD.

_LONGEST_NUMBER = 19  # digits of a card; what is written as one and is longer is none of these


def secret_numbers(plain: Plain) -> list[Span]:
    """Every secret number of a text, in order; spans do not overlap."""
    certain = [*bank_accounts(plain.text), *logins(plain.text)]
    named = bsn_named(plain.text)
    found = list(certain)
    figures = [group for group in outside(groups(plain.text), certain) if len(group.digits) <= _LONGEST_NUMBER]
    for chain in chains(plain.text, figures):
        paid = list(cards(chain))
        found += paid
        for part in chains(plain.text, outside(chain, paid)) if paid else [chain]:
            found += bsns(plain.text, part, named)
    return merged(found)
