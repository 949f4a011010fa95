"""What belongs to DigiD in a text: a name to log in with, a password, a code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.spans import Span

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
