"""Days by their number: "12 maart", "12/3", "3-2-2027", "de 14e", "van 7 tot 11 december"."""

import re
from datetime import date

from bot.content.clock import MONTHS
from bot.understanding.dates.arithmetic import existing, later, months_later
from bot.understanding.dates.engine import Draft, Found, Rule, kept, phrase
from bot.understanding.dates.lexicon import SHORT_MONTHS
from bot.understanding.dates.tokens import Days, Doubt, Gone, Impossible, Kind

_RANKS = {"eerste": 1, "tweede": 2, "derde": 3}
_YEAR = r"(?:(?: ,| in| van)? (?P<year>(?:19|20)\d\d|volgende jaar|deze jaar))?"
_NUMBER = r"(?:\d{1,2}e?|eerste|tweede|derde)"
_JUST_GONE = 31  # days: "15 november", said on the 30th, was two weeks ago; "12 maart" is next year's
_GONE = 150  # days: so long ago it may be that a weekday shows that a date has been
_MONTHS_AHEAD = 12  # "de 30e" is looked for this far


def _number(said: str) -> int:
    return _RANKS.get(said) or int(said.rstrip("e"))


def _month(said: str) -> int:
    return MONTHS.index(SHORT_MONTHS.get(said, said)) + 1


def _year(said: str | None, today: date) -> int | None:
    """The year as a number; None when it was left out."""
    if not said:
        return None
    if said.isdecimal():
        return int(said) if len(said) > 2 else 2000 + int(said)
    return today.year + (said.startswith("volgende"))


def _dated(day: int, month: int, year: int | None, draft: Draft, said: str) -> Days | Impossible | Gone:
    """Without a year it is the next such day, or the one that has just been; a year that is over belongs to a story."""
    found = existing(year or draft.today.year, month, day)
    just_gone = found is not None and found >= later(draft.today, -_JUST_GONE)
    if year is not None and year < draft.today.year and not just_gone:
        return Gone()
    just_before = existing(draft.today.year - 1, month, day)  # "22 december", said in January
    if year is None and just_before and just_before >= later(draft.today, -_JUST_GONE):
        return Days(just_before, just_before, Kind.DATED)
    if year is None and not just_gone and (found or date.min) < draft.today and (month, day) < (draft.today.month, draft.today.day):
        found = existing(draft.today.year + 1, month, day)
    return Days(found, found, Kind.DATED, in_year=year is not None) if found else Impossible(said)


def _written(match: re.Match[str], draft: Draft) -> Found:
    year = _year(match["year"], draft.today)
    return (_dated(_number(match["day"]), _month(match["month"]), year, draft, match[0]),)


def _month_comes_later(match: re.Match[str], draft: Draft) -> Found:
    """The month belongs to the first as well: "4, 5 of 6 januari"."""
    return (match[1], match[2], ", ")


def _month_of_both(match: re.Match[str], draft: Draft) -> Found:
    """Again for "maandag 7 of dinsdag 8 december"."""
    return (match[1], match[3], f"{match[2]} ")


def _written_twice(match: re.Match[str], draft: Draft) -> Found:
    """The month belongs to both: "10 of 12 december"."""
    month, year = _month(match["month"]), _year(match["year"], draft.today)
    first, last = (_dated(_number(match[n]), month, year, draft, f"{match[n]} {match['month']}") for n in ("day", "last"))
    join = match["join"].strip()
    return (match["lead"], first, "tm" if join == "-" else join, last)


def _in_figures(match: re.Match[str], draft: Draft) -> Found:
    """Day before month, as everyone here writes it; two figures alone must look like a date."""
    day, month, year = int(match["day"]), int(match["month"]), _year(match["year"], draft.today)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (_dated(day, month, year, draft, match[0]),)


def _day_and_month(match: re.Match[str], draft: Draft) -> Found:
    before = draft.text[: match.start()]
    if re.search(r"(?:\b(?:tussen|van|vanaf|om)|[DSWP]\d+) $", before) and "-" in match[0] and int(match["day"]) <= 12:
        return _on_that_weekday(match, draft, before)
    return _in_figures(match, draft)


def _on_that_weekday(match: re.Match[str], draft: Draft, before: str) -> Found:
    """A date when it falls on that weekday, and else from eight to twelve: "dinsdag 8-12"."""
    found = _in_figures(match, draft)
    weekday = re.search(r"(W\d+) $", before)
    if not (found and weekday and isinstance(found[0], Days)):
        return None
    falls_on_it = found[0].first.weekday() == draft.days(weekday[1]).first.weekday()
    return found if falls_on_it and found[0].first >= draft.today else None


def _two_in_figures(match: re.Match[str], draft: Draft) -> Found:
    """A pair on both sides of "tot" is two dates, when both can be one: "van 1-12 tot 7-12"."""
    pairs = [(int(match[f"day{n}"]), int(match[f"month{n}"])) for n in (1, 2)]
    if any(existing(2024, month, day) is None for day, month in pairs):
        return None
    first, last = (_dated(day, month, None, draft, f"{day}-{month}") for day, month in pairs)
    return (match["lead"] or "", first, "tm" if match["join"] == "-" else match["join"], last)


def _with_a_stop(match: re.Match[str], draft: Draft) -> Found:
    """A date when it is no time: "24.12" cannot be one and "15.12" hardly is, but "10.10" is."""
    is_time = int(match["day"]) < 24 and int(match["month"]) % 5 == 0
    return None if is_time or re.search(r"(?:om|rond|na|voor) $", draft.text[: match.start()]) else _in_figures(match, draft)


def _iso(match: re.Match[str], draft: Draft) -> Found:
    return (_dated(int(match[3]), int(match[2]), int(match[1]), draft, match[0]),)


def _next_with_number(number: int, today: date) -> date | None:
    """The first day with this number from today on, skipping the months that do not have it."""
    starts = (months_later(today.replace(day=1), ahead) for ahead in range(_MONTHS_AHEAD))
    days = (existing(start.year, start.month, number) for start in starts)
    return next((day for day in days if day and day >= today), None)


def _numbered(match: re.Match[str], draft: Draft) -> Found:
    found = _next_with_number(_number(match["day"]), draft.today)
    return (Days(found, found, Kind.DATED) if found else Impossible(match[0].strip()),)


def _high_number(match: re.Match[str], draft: Draft) -> Found:
    """From the tenth on "de 15e" is a day, whatever follows it; "de 2e keer" is not."""
    return _numbered(match, draft) if int(match["day"][:-1]) >= 10 else None


def _weekday_and_number(match: re.Match[str], draft: Draft) -> Found:
    """A date when that number falls on that weekday ("vrijdag 13"); otherwise the figure may be an hour."""
    weekday, number = draft.days(match[1]).first.weekday(), int(match[2].rstrip("e"))
    found = _next_with_number(number, later(draft.today, 1))
    if found and found.weekday() == weekday:
        return (Days(found, found, Kind.DATED),)
    return None


def _weekday_and_ordinal(match: re.Match[str], draft: Draft) -> Found:
    """As in "do 17e 14:15"."""
    return (match[1], *(_numbered(match, draft) or ()))


def _of_a_month(match: re.Match[str], draft: Draft) -> Found:
    """As in "de 3e van volgende maand", "volgende maand de 3e"."""
    number = _number(match["day"])
    ahead = 0 if match["which"] == "deze" and number >= draft.today.day else 1
    start = months_later(draft.today.replace(day=1), ahead)
    found = existing(start.year, start.month, number)
    return (Days(found, found, Kind.DATED) if found else Impossible(match[0]),)


def _same_day(match: re.Match[str], draft: Draft) -> Found:
    """One day, said twice: "dinsdag 1 december". The number counts when the two disagree, as it is the more exact;
    one that falls on that weekday when it is taken for the day that has been, has been.
    """
    dated, weekday = draft.days(match[2]), draft.days(match[1]).first.weekday()
    if dated.kind is not Kind.DATED:
        return None
    before = existing(dated.first.year - 1, dated.first.month, dated.first.day)
    if (
        before
        and not dated.in_year
        and later(draft.today, -_GONE) <= before < draft.today
        and before.weekday() == weekday != dated.first.weekday()
    ):
        return (Days(before, before, Kind.DATED),)
    return (dated,) if dated.first.weekday() == weekday else (dated, Doubt(weekday))


def _beside_number(number: int, day: date, today: date) -> date | None:
    """The day of that month with another number, or the first such day after it when that one is over."""
    there = existing(day.year, day.month, number)
    return there if there and there >= today else _next_with_number(number, day)


def _other_number(match: re.Match[str], draft: Draft) -> Found:
    """A bare number beside a date that was refused: "12 januari kan ik niet, 13 wel"."""
    named, number = draft.days(match["day"]), int(match["number"])
    found = _beside_number(number, named.first, draft.today) if named.kind is Kind.DATED and "niet" in match["between"] else None
    return (match["day"], match["between"].strip(), ";", Days(found, found, Kind.DATED), "") if found else None


_PAIR = rf"(?P<lead>(?:(?:tussen|van|vanaf|de) )*)(?P<day>{_NUMBER})(?P<join> ?(?:tm|tot|en|of|-) ?)(?:de )?(?P<last>{_NUMBER})"
_MONTH_PART = rf"(?: van)?(?: de maand)? (?P<month><month>){_YEAR}"

DATE_RULES = (
    Rule(phrase(r"(<weekday> \d{1,2}e?) (of|en|tot|tm|-) (?=<weekday> \d{1,2}e? (<month>))"), _month_of_both),
    Rule(phrase(r"(\d{1,2}e?)(?: van)? , (?=\d{1,2}e? (?:of|en) \d{1,2}e? (<month>))"), _month_comes_later),
    Rule(phrase(r"(20\d\d)[-/](\d{1,2})[-/](\d{1,2})"), _iso),
    Rule(
        phrase(
            r"(?P<lead>(?:tussen|van|vanaf) )?(?P<day1>\d{1,2})[-/](?P<month1>\d{1,2}) (?P<join>tm|tot|en|-) "
            r"(?P<day2>\d{1,2})[-/](?P<month2>\d{1,2})(?![-/])"
        ),
        _two_in_figures,
    ),
    Rule(phrase(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)?\d\d)"), _in_figures),
    Rule(phrase(_PAIR + _MONTH_PART), _written_twice),
    Rule(phrase(rf"(?P<year>volgende jaar) (?:op )?(?:de )?(?P<day>{_NUMBER})(?: van)? (?P<month><month>)"), _written),
    Rule(phrase(rf"(?:de )?(?P<day>{_NUMBER}){_MONTH_PART}"), _written),
    Rule(phrase(rf"(?P<month><month>) (?:de )?(?P<day>\d{{1,2}}e?)(?! ?(?:uur|over|voor|minuten|:)){_YEAR}"), _written),
    Rule(phrase(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?P<year>)(?:<end>|(?= \d))(?! uur)"), _day_and_month),
    Rule(phrase(r"(?P<day>\d\d)\.(?P<month>[01]\d)(?P<year>)(?! uur)"), _with_a_stop),
    Rule(phrase(r"(?P<day>\d{1,2})\.(?P<month>\d)(?P<year>)(?= (?:om|rond|na|vanaf|tussen) )"), _in_figures),
    Rule(phrase(r"(?P<day>\d{1,2})\.(?P<month>[01]\d)(?P<year>)(?= (?:om|rond|tegen) (?:\d|half|kwart))"), _in_figures),
    Rule(phrase(rf"(?:de )?(?P<day>{_NUMBER}) van (?:de )?(?P<which>deze|volgende|komende) maand"), _of_a_month),
    Rule(phrase(r"(?P<which>volgende|komende|deze) maand (?:op )?(?:de )?(?P<day>\d{1,2}e)"), _of_a_month),
    Rule(
        phrase(r"(?:(?<=^)|(?<=of )|(?<=en )|(?<=tm )|(?<=op )|(?<=\d )|(?<=\d , )|de )(?P<day>\d{1,2}e)(?! <weekday> (?:van|in)\b)<end>"),
        _numbered,
    ),
    Rule(phrase(r"de (?P<day>\d{1,2}e)(?! (?:keer|verdieping|etage|eeuw|week|dag|maand|plek|plaats|klas|groep|verjaardag))"), _high_number),
    Rule(phrase(r"(<weekday>) (?:de )?(?P<day>\d{1,2}e)(?= (?:om |rond )?\d)"), _weekday_and_ordinal),
    Rule(phrase(r"(<weekday>) (?:de )?(\d{1,2})<end>(?! (?:uur|over|voor|tm|tot|of)\b)(?! ?-)"), _weekday_and_number),
    Rule(phrase(r"(<weekday>) (?:(?:de|,|;|op) )*(D\d+)"), _same_day),
    Rule(phrase(r"<weekday> (?:(?:de|,|;|op) )*(Z\d+)"), kept),
    Rule(
        phrase(r"(?P<day>D\d+)(?P<between>(?: [a-z]+)* (?:niet(?: ,)?|, maar|maar|,)) (?:de )?(?P<number>\d{1,2})e? (?=wel\b)"),
        _other_number,
    ),
)
