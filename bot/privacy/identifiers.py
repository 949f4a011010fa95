"""Numbers that name a person or an account, and words that let somebody in: BSN, IBAN, cards, passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.digit_groups import Plain, Span, groups, merged, outside
from bot.privacy.number_detection import bsn_named, bsns, cards, chains, is_iban

# Bank accounts in a text: IBANs by their country's length and the 97 test.

# Lengths of the IBAN registry (ISO 13616), by country.
_LENGTHS = {
    country.lower(): int(length)
    for country, length in re.findall(
        r"([A-Z]{2})(\d{2})",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 FI18 FO18 FR27 GB22 GE22 "
        "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 "
        "MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VG24 XK20",
    )
}
_BEGIN = re.compile(r"(?=([a-z][ .-]?[a-z])[ .-]{0,2}\d[ .-]?\d)")
_DUTCH = re.compile(r"nl\d\d[a-z]{4}\d{10}")
_LEAST_DIGITS = 8  # of a whole account number; "de 24 november en daarna" has fewer
_APART = 3  # other signs between two of its letters or digits


def bank_accounts(text: str) -> Iterator[Span]:
    """The IBANs of a plain text; a Dutch one also with a slip of the pen, for it is still nearly one's own."""
    for match in _BEGIN.finditer(text):
        country = match[1][0] + match[1][-1]
        if country not in _LENGTHS:
            continue
        solid, end = _solid(text, match.start(), _LENGTHS[country])
        if sum(map(str.isdecimal, solid)) >= _LEAST_DIGITS and (is_iban(solid) or _DUTCH.fullmatch(solid)):
            yield Span(match.start(), end, "iban")


def _solid(text: str, begin: int, length: int) -> tuple[str, int]:
    """The letters and digits from `begin` on with few other signs between, and where they end; empty when there are too few."""
    taken: list[str] = []
    apart = 0
    for index in range(begin, len(text)):
        sign = text[index]
        if sign.isascii() and sign.isalnum():
            taken.append(sign)
            apart = 0
            if len(taken) == length:
                return "".join(taken), index + 1
        else:
            apart += 1
            if apart > _APART:
                break
    return "", begin


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


def secret_numbers(plain: Plain) -> list[Span]:
    """Every secret number of a text, in order; spans do not overlap."""
    certain = [*bank_accounts(plain.text), *logins(plain.text)]
    named = bsn_named(plain.text)
    found = list(certain)
    for chain in chains(plain.text, outside(groups(plain.text), certain)):
        paid = list(cards(chain))
        found += paid
        for part in chains(plain.text, outside(chain, paid)) if paid else [chain]:
            found += bsns(plain.text, part, named)
    return merged(found)
