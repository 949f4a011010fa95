"""Saying that any moment will do: "zo snel mogelijk", "eerste plek", "maakt niet uit"."""

import re

from intents.moments.marks import Soon
from intents.moments.rules import Draft, Found, Rule, phrase

_PLACE = r"plek|plekje|plaats|mogelijkheid|gelegenheid|optie|moment|gaatje|tijdstip"
_PHRASES = (
    r"zsm",
    r"zo (?:snel|spoedig|vlug|gauw|rap|vroeg) (?:als )?(?:mogelijk|kan|het kan)",
    rf"(?:aller)?(?:eerste|1e|eerstvolgende|eerst mogelijke|snelste)(?: (?:de beste|beste|vrije|mogelijke|beschikbare))* (?:{_PLACE})(?: (?:die )?vrij(?: is)?)?",
    r"(?:eerstvolgende|snelste|eerste (?:vrije|mogelijke|beschikbare)) afspraak",
    r"eerste de beste|eerst mogelijke|het eerst(?:e)? (?:mogelijk|kan)",
    r"(?:maakt|mag)(?: \w+){0,3} niet (?:zo veel |zoveel )?uit(?: (?:wanneer|welke dag|hoe laat|welke|wat))?",
    r"wanneer (?:dan ook|jullie (?:kunnen|willen)|u kunt|je kunt|het (?:jullie|u|je) uitkomt)",
    r"geen voorkeur|hoe (?:eerder|sneller) hoe beter|elke dag (?:kan|is goed)|alle dagen kan|kan altijd",
    r"(?:liefst|graag|het liefst) (?:nu|meteen|direct|gelijk)|nu meteen|meteen graag",
)


def _soon(match: re.Match[str], draft: Draft) -> Found:
    return (Soon(),)


def _said_alone(match: re.Match[str], draft: Draft) -> Found:
    return (Soon(),) if match.span() == (0, len(draft.text)) else None


RULES = (
    *(Rule(phrase(pattern), _soon) for pattern in _PHRASES),
    Rule(phrase(r"nu|meteen|direct|gelijk|spoed"), _said_alone),
)
