"""What leads to a person in a text that is kept: telephone, e-mail, address, date of birth, name, and any long number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.digit_groups import Plain, Span, groups, merged, outside
from bot.privacy.number_detection import chains, phones, rows

_MONTH = r"(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"(?:{_DAY}[-/. ](?:0?[1-9]|1[0-2]|{_MONTH})[-/. ]'?(?:\d{{4}}|\d{{2}})|{_DAY} ?{_MONTH} ?'?\d{{2,4}}|\d{{8}}|\d{{4}}[-/. ]\d\d?[-/. ]\d\d?|\d{{4}})"
_EARLIER = r"(?:19\d\d|200\d|201[0-5])"
"""Years in which people who write to us were born; later years stand in appointments."""
_LINK = r"(?:(?: |:|=|,|-|op|is|in|ben|ik|te|de|het){0,6})"
_ABBREVIATIONS = "ww|zw|ex|bv|nv|ov|ib|cv|zo|of|tv"  # that follow a year: "in 2025 ww", "1800 ex btw"
_YEAR_BEFORE = r"(?!(?:19|20)\d\d ?(?:" + _ABBREVIATIONS + r")(?![a-z]))(?!\d{4} ?ex(?![a-z]))"
_NOT_LETTERS = "en|op|is|of|te|ik|in|al|an|na|nu|om|je|we|ze|er|zo|uw|de|ff|pm|km|kg|cm|mm|gr|nr|st|tm|uu|hr|mw|ah|oh"  # two-letter words that follow a number, not the letters of a postcode

_FORMS = {
    "e-mail": re.compile(
        r"(?<![\w.%+-])[\w.%+-]{1,64}(?: ?@ ?| ?[(\[{] ?(?:at|apenstaartje) ?[)\]}] ?| apenstaart(?:je)? | apestaart(?:je)? )[a-z0-9-]{1,63}(?:(?:\.| ?punt | ?[(\[] ?(?:dot|punt) ?[)\]] ?)[a-z0-9-]{2,24}){1,4}"
        r"|(?<![\w.%+-])[\w.%+-]{1,64} at [a-z0-9-]{1,63}(?:\.| dot | punt )(?:nl|com|eu|org|net|be|de)(?![a-z])"
    ),
    "naam": re.compile(
        r"(?<![\w@])@[a-z][\w]{2,31}|t\.me/[\w+/]{1,64}"
        r"|(?<![a-z])(?:ik heet|ik hait|mijn naam is|mien noam is|mn naam is|naam:|voornaam:|achternaam:)[ ]{1,3}"
        r"(?:[^\W\d_]\.[ ]?){0,4}(?!niet |geen |dus |toch )(?:(?:van|de|der|den|ten|ter) ){0,3}[^\W\d_][\w'-]{1,30}(?: (?:van|de|der|den|el|al|ten|ter|bin|[^\W\d_]\.)(?![\w'-])){0,3}(?: (?!en |maar |ik |of |uit |van )[^\W\d_][\w'-]{1,30})?"
    ),
    "geboortedatum": re.compile(
        rf"(?<![a-z])(?:geboren|geb\.?|geboorte ?-?(?:datum|dag|jaar)?|gebdatum|jarig){_LINK}(?:{_DATE}|'?\d\d(?![\d:.,]| ?(?:jaar|uur)))(?!\d)"
        rf"|(?<![\w/-]){_DAY} ?{_MONTH} ?'(?:0\d|1[0-5]|[3-9]\d)(?!\d)"
        rf"|(?<![\w/-]){_DAY}(?:([-/. ])(?:0?[1-9]|1[0-2])\1| ?{_MONTH} ?){_EARLIER}(?!\d)"
        rf"|(?<![\w/-]){_EARLIER}([-/.])(?:0?[1-9]|1[0-2])\2{_DAY}(?!\d)"
        rf"|(?<!\d){_DAY}(?:0[1-9]|1[0-2]){_EARLIER}(?!\d)"
    ),
    "adres": re.compile(
        r"(?<![a-z])(?:[a-z'.-]{2,30})?(?:straat|straatje|stroat|laan|lanen|weg|plein|kade|singel|dijk|diek|hof|dreef|pad|steeg|gracht|park|brink|borg)"
        r" (?:nr\.? ?|nummer |huisnummer )?\d{1,5}(?!\d)(?: ?[a-z](?![a-z])| ?-\d{1,3}| bis)?"
        r"(?! ?(?:uur|u\b|jaar|euro|keer|weken|dagen|maanden|km|kinderen))"
    ),
    "postcode": re.compile(
        rf"(?<![\w.:/-]){_YEAR_BEFORE}[1-9]\d{{3}}[ \u00a0]{{0,2}}-?(?!(?:{_NOT_LETTERS})(?![a-z]))[a-z]{{2}}(?![a-z])"
        r"(?:[ ,]{0,3}(?:huis ?)?(?:nummer|nr\.?|no\.?)? ?\d{1,5}(?:[ -]?[a-z](?![a-z]))?)?"
        r"|(?<![\w.:/-])[1-9]\d{3} ?[a-z]{2}[ ,]{1,3}(?:huis ?)?(?:nummer|nr\.?) ?\d{1,5}"
    ),
}
_LEAST_DIGITS = 6  # of a number that is nobody's date, time, amount or count


def contact_details(plain: Plain) -> list[Span]:
    """Every detail of a text that leads to a person, in order; spans do not overlap."""
    said = list(_said(plain.text))
    found = list(said)
    for chain in chains(plain.text, outside(groups(plain.text), said)):
        dialled = merged(phones(plain.text, chain))
        found += dialled
        for part in chains(plain.text, outside(chain, dialled)) if dialled else [chain]:
            found += rows(part, _LEAST_DIGITS)
    return merged(found)


def _said(text: str) -> Iterator[Span]:
    for kind, form in _FORMS.items():
        for match in form.finditer(text):
            yield Span(match.start(), match.end(), kind)
