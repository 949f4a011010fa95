"""Clock times: "half drie", "10 over half 4", "kwart voor elf", "14.15"."""

import re

from intents.moments.marks import Clock, Hours
from intents.moments.rules import Draft, Found, Rule, phrase

_ASKS_FOR_A_TIME = re.compile(r"(?:\b(?:om|rond|tegen|vanaf|tussen|tot|na|ochtend|middag|avond)|[DSWP]\d+) $")
_ABOUT_WORK = re.compile(r"\b(?:werk(?!dag)\w*|banen|baan\w*|contract\w*|uren|vacatures?|job|parttime|fulltime|sollicit\w*)\b")


def _clock(hour: str, minute: str = "0") -> Clock | None:
    """The time as said; None when no clock shows it."""
    hours, minutes = 1 if hour == "een" else int(hour), int(minute)
    if hours > 23 or minutes > 59:
        return None
    return Clock(hours, minutes, sure=hours > 12 or hours == 0 or hour.startswith("0"))


def _shifted(hour: str, minutes: int) -> Clock | None:
    """So many minutes after the hour, or before it."""
    named = _clock(hour)
    if named is None or abs(minutes) >= 60:
        return None
    total = named.hour * 60 + minutes
    if total < 60:  # "half een" and "kwart voor een" are after noon
        total += 12 * 60
    return Clock(total // 60, total % 60, named.sure)


def _found(*pieces: str | Clock | Hours | None) -> Found:
    """All the pieces, or nothing when one of them could not be read."""
    whole = [piece for piece in pieces if piece is not None]
    return whole if len(whole) == len(pieces) else None


def _from_hour(match: re.Match[str], draft: Draft) -> Found:
    """As in "kwart over 3"; and "10 over half 4" is 3:40."""
    minutes = 15 if match["minutes"] == "kwart" else int(match["minutes"])
    shift = -minutes if match["way"] == "voor" else minutes
    return _found(_shifted(match["hour"], shift - 30 if match["half"] else shift))


def _half(match: re.Match[str], draft: Draft) -> Found:
    return _found(_shifted(match[1], -30))


def _digital(match: re.Match[str], draft: Draft) -> Found:
    return _found(_clock(match[1], match[2]))


def _whole(match: re.Match[str], draft: Draft) -> Found:
    """A time, as in "3 uur"; but not in "ik zoek werk, 20 uur"."""
    if _ABOUT_WORK.search(draft.text) and not _ASKS_FOR_A_TIME.search(draft.text[: match.start()]):
        return (";",)
    return _found(_clock(match[1]))


def _after(match: re.Match[str], draft: Draft) -> Found:
    """A bare hour after a word or mark that asks for one; that word stays."""
    return _found(match[1], _clock(match[2]))


def _spoken(match: re.Match[str], draft: Draft) -> Found:
    """As a telephone writes down what it heard: "om tien dertig"."""
    return _found(match[1], _clock(match[2], match[3]))


def _four_figures(match: re.Match[str], draft: Draft) -> Found:
    return _found(match[1], _clock(match[2][:-2], match[2][-2:]))


def _four_figures_alone(match: re.Match[str], draft: Draft) -> Found:
    """A time when it is all that is said: "1430"; but "2027" is a year."""
    around = draft.text.replace(match[0], "").strip(" ,;?")
    alone = around in ("", "graag", "kan", "is goed", "kan ik", "ok")
    is_time = match[1][:2] not in ("19", "20") and match[1][-1] in "05"
    return _found(_clock(match[1][:2], match[1][2:])) if alone and is_time else None


def _two_hours(match: re.Match[str], draft: Draft) -> Found:
    first, last = _clock(match["first"]), _clock(match["last"])
    return (Hours(first, last),) if first and last and first != last else None


def _two_choices(match: re.Match[str], draft: Draft) -> Found:
    """Both are hours in "10 of 11 uur"."""
    return _found(_clock(match[1]), "of", match[2])


def _half_day(match: re.Match[str], draft: Draft) -> Found:
    """As English has it: "3 pm"."""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return _found(_clock(f"{hour:02}", match[2] or "0"))


_MINUTES = r"(?P<minutes>kwart|\d{1,2}(?= minuten)|\d{1,2}(?=(?: minuten)? (?:over|voor) half)|5|10|20|25)(?: minuten)?"
_TO = "(?:tot|tm|a|-)"
_FIRST, _LAST = r"(?P<first><hour>)(?: uur)?", r"(?P<last><hour>)"

RULES = (
    Rule(phrase(r"(\d{1,2})(?:[:.](\d{2}))? (am|pm)"), _half_day),
    Rule(phrase(rf"(?:een )?{_MINUTES} (?P<way>over|voor|na) (?P<half>half )?(?P<hour><hour>)(?: uur)?(?! minuten)"), _from_hour),
    Rule(phrase(r"half (\d{1,2}|een(?=<end>| uur))(?: uur)?"), _half),
    Rule(phrase(r"(\d{1,2})[:.](\d{2})(?: uur)?"), _digital),
    Rule(phrase(r"(\d{1,2}) uur ([0-5]\d)(?: minuten|<end>)"), _digital),
    Rule(phrase(rf"tussen {_FIRST} ?(?:en|{_TO}) ?{_LAST}(?: uur|<end>)"), _two_hours),
    Rule(phrase(rf"(?:van|vanaf) {_FIRST} ?{_TO} ?{_LAST}(?: uur|<end>)"), _two_hours),
    Rule(phrase(rf"(?P<first>\d{{1,2}})(?: uur)? ?{_TO} ?(?P<last>\d{{1,2}}) uur"), _two_hours),
    Rule(phrase(r"(?P<first>\d{1,2}) (?:tot|tm) (?P<last>\d{1,2})<end>"), _two_hours),
    Rule(phrase(r"(?:(?<=\d )|om )(?P<first>\d{1,2})-(?P<last>\d{1,2})<end>"), _two_hours),
    Rule(phrase(rf"(tussen|van|vanaf) (<hour>)(?: uur)?(?= (?:en|{_TO}) <time>)"), _after),
    Rule(phrase(rf"(<time> (?:en|of|{_TO})) (<hour>)(?: uur|<end>)"), _after),
    Rule(phrase(r"(\d{1,2}) of (\d{1,2} uur)"), _two_choices),
    Rule(phrase(r"(?:een uur of )(\d{1,2})"), _whole),
    Rule(phrase(r"(\d{1,2}|(?:(?<=om )|(?<=rond )|(?<=na )|(?<=voor )|(?<=tot )|(?<=vanaf ))een) uur"), _whole),
    Rule(phrase(r"(om|rond|vanaf|tot|voor|na|tussen|<day>|<part>) (\d{1,2}) (15|30|45)<end>"), _spoken),
    Rule(phrase(r"(\d{1,2}) (15|30|45)(?= <part>)"), _digital),
    Rule(phrase(r"(om|<day>) (\d{3,4})<end>"), _four_figures),
    Rule(phrase(r"(\d{4})(?: uur)?"), _four_figures_alone),
    Rule(phrase(r"(om|rond|tegen|vanaf|na|tot|voor|tijd|tijdstip|<part>|<day>) (\d{1,2}|(?<=om )een)<end>"), _after),
)
