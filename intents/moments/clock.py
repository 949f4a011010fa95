"""Clock times: "half drie", "10 over half 4", "kwart voor elf", "14.15"."""

import re

from intents.moments.marks import Clock, Draft, Found, Hours, Rule, phrase

_STRONG = re.compile(r"(?:\b(?:om|rond|tegen|vanaf|tussen|tot|na|ochtend|middag|avond)|[DSWP]\d+) $")
_ABOUT_WORK = re.compile(r"\b(?:werk\w*|banen|baan\w*|contract\w*|uren|vacatures?|job|parttime|fulltime|sollicit\w*)\b")


def _hour(said: str) -> int:
    return 1 if said == "een" else int(said)


def _minutes(said: str) -> int:
    return 15 if said.startswith("kwart") else int(said.split()[0])


def _shifted(hour: int, minutes: int, sure: bool = False) -> Clock | None:
    """The clock so many minutes after (or before) the hour; None when no clock shows it."""
    if not 0 <= hour <= 23 or not -60 < minutes < 60:
        return None
    total = hour * 60 + minutes
    if total < 60:  # "half een" and "kwart voor een" are after noon
        total += 12 * 60
    return Clock(total // 60, total % 60, sure or hour > 12)


def _as_found(clock: Clock | None) -> Found:
    return None if clock is None else (clock,)


def _around_half(match: re.Match[str], draft: Draft) -> Found:
    """"10 over half 4" is 3:40."""
    minutes = _minutes(match[1]) * (1 if match[2] == "over" else -1)
    return _as_found(_shifted(_hour(match[3]), minutes - 30))


def _around_hour(match: re.Match[str], draft: Draft) -> Found:
    minutes = _minutes(match[1]) * (1 if match[2] == "over" else -1)
    return _as_found(_shifted(_hour(match[3]), minutes))


def _half(match: re.Match[str], draft: Draft) -> Found:
    return _as_found(_shifted(_hour(match[1]), -30))


def _digital(match: re.Match[str], draft: Draft) -> Found:
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        return None
    return (Clock(hour, minute, sure=hour > 12 or hour == 0 or match[1].startswith("0")),)


def _whole(match: re.Match[str], draft: Draft) -> Found:
    """"3 uur" is a time, but "ik zoek werk, 20 uur" is not."""
    if _ABOUT_WORK.search(draft.text) and not _STRONG.search(draft.text[: match.start()]):
        return (";",)
    hour = _hour(match[1])
    return (Clock(hour, 0, sure=hour > 12 or match[1].startswith("0")),) if hour <= 23 else None


def _after(match: re.Match[str], draft: Draft) -> Found:
    """A bare hour after a word or mark that asks for one; that word stays."""
    hour = _hour(match[2])
    if hour > 23:
        return None
    return (match[1], Clock(hour, 0, sure=hour > 12 or match[2].startswith("0")))


def _or_so(match: re.Match[str], draft: Draft) -> Found:
    """"een uur of drie" is about three o'clock."""
    hour = int(match[2])
    return (Clock(hour, 0, sure=hour > 12),) if hour <= 23 else None


def _four_figures(match: re.Match[str], draft: Draft) -> Found:
    hour, minute = int(match[2][:-2]), int(match[2][-2:])
    if hour > 23 or minute > 59:
        return None
    return (match[1], Clock(hour, minute, sure=hour > 12 or match[2].startswith("0")))


def _two_hours(match: re.Match[str], draft: Draft) -> Found:
    hours = _hour(match["first"]), _hour(match["last"])
    if max(hours) > 23 or hours[0] == hours[1]:
        return None
    first, last = (Clock(hour, 0, sure=hour > 12) for hour in hours)
    return (Hours(first, last),)


def _two_choices(match: re.Match[str], draft: Draft) -> Found:
    """"10 of 11 uur": both are hours."""
    hour = int(match[1])
    return (Clock(hour, 0, sure=hour > 12), "of", match[2]) if hour <= 23 else None


def _half_day(match: re.Match[str], draft: Draft) -> Found:
    """"3 pm", as English has it."""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return (Clock(hour, int(match[2] or 0), sure=True),) if int(match[2] or 0) < 60 else None


RULES = (
    Rule(phrase(r"(\d{1,2})(?:[:.](\d{2}))? (am|pm)"), _half_day),
    Rule(phrase(r"(kwart|\d{1,2}(?: minuten)?) (over|voor) half (<hour>)(?: uur)?"), _around_half),
    Rule(phrase(r"(?:een )?(kwart|\d{1,2} minuten) (over|voor) (<hour>)(?: uur)?"), _around_hour),
    Rule(phrase(r"(5|10|20) (over|voor) (<hour>)(?: uur)?(?! minuten)"), _around_hour),
    Rule(phrase(r"half (<hour>)(?: uur|<end>)"), _half),
    Rule(phrase(r"(\d{1,2})[:.](\d{2})(?: uur)?"), _digital),
    Rule(phrase(r"(\d{1,2}) uur ([0-5]\d)(?: minuten|<end>)"), _digital),
    Rule(phrase(r"(?:tussen|van|vanaf) (?:de )?(?P<first><hour>)(?: uur)? ?(?:en|tot|tm|-) ?(?P<last><hour>)(?: uur|<end>)"), _two_hours),
    Rule(phrase(r"(?P<first>\d{1,2})(?: uur)? ?(?:tot|tm|-) ?(?P<last>\d{1,2}) uur"), _two_hours),
    Rule(phrase(r"(?P<first>\d{1,2}) (?:tot|tm) (?P<last>\d{1,2})<end>"), _two_hours),
    Rule(phrase(r"(tussen|van|vanaf) (<hour>)(?: uur)?(?= (?:en|tot|tm|-) <time>)"), _after),
    Rule(phrase(r"(<time> (?:en|tot|tm|of|-)) (<hour>)(?: uur|<end>)"), _after),
    Rule(phrase(r"(\d{1,2}) (?:of|a) (\d{1,2} uur)"), _two_choices),
    Rule(phrase(r"(een) uur of (\d{1,2})"), _or_so),
    Rule(phrase(r"(\d{1,2}|(?<=om )een|(?<=rond )een|(?<=na )een|(?<=voor )een|(?<=tot )een|(?<=vanaf )een) uur"), _whole),
    Rule(phrase(r"(om|<day>) (\d{3,4})<end>"), _four_figures),
    Rule(phrase(r"(om|rond|tegen|vanaf|na|tot|voor|tijd|tijdstip|<part>|<day>) (\d{1,2}|(?<=om )een)<end>"), _after),
)
