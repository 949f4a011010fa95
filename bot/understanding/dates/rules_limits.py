"""Rules for limits: from, until, before, after, and what is refused."""

import re
from datetime import date, time

from bot.content.clock import EVENING, NOON
from bot.understanding.dates.arithmetic import Span, first_after, first_working_day, later, monday, month_of, working
from bot.understanding.dates.engine import Draft, Found, Rule, kept, phrase, unrelated
from bot.understanding.dates.lexicon import ABROAD
from bot.understanding.dates.resolve import on_the_clock
from bot.understanding.dates.rules_days import weekday_within
from bot.understanding.dates.tokens import Clock, Days, From, Hours, Kind, Mark, NotOn, Otherwise, Until, Without

# Days that bound others: "na het weekend", "vanaf 1 december", "voor vrijdag", "van 7 tot en met 11".

_ITS_OWN = {Kind.WEEK, Kind.MONTH, Kind.YEAR, Kind.SEASON, Kind.VAGUE, Kind.END, Kind.WEEKEND, Kind.HOLIDAY}
_FRIDAY = 4
_LATE = time(15)  # hours that are refused up to here or later leave what is before them
_NEAR = 14  # days: who refuses a stretch that begins this soon means to come after it


def _rest_of_week(start: date) -> Span:
    """To Friday; a start on Friday or later means the week after as well."""
    friday = later(monday(start), _FRIDAY)
    return start, friday if start.weekday() < _FRIDAY else later(friday, 7)


def _rest_of_month(start: date) -> Span:
    """To the end of the month, or two weeks when that is near."""
    last = month_of(start.year, start.month)[1]
    return start, last if (last - start).days > 6 else later(start, 13)


def _likely(start: date, kind: Kind) -> Span:
    """The days that someone has in mind who names only where they begin."""
    if kind is Kind.DATED:
        return working(_rest_of_month(start))
    if kind in (Kind.MONTH, Kind.YEAR, Kind.SEASON):
        return working(month_of(start.year, start.month))
    if kind is Kind.WEEKEND:
        return start, later(start, 2)
    return working(_rest_of_week(start))


def after(days: Days) -> From:
    """From the day after it; after a week, a weekend or a holiday from the first working day."""
    day = later(days.last, 1)
    start = day if days.kind is Kind.DATED else first_working_day(day)
    return From(start, _likely(start, days.kind))


def turned(bound: From | Until) -> From | Until:
    """What remains of a bound that was refused: "na 15 december kan ik niet"."""
    if isinstance(bound, From):
        return Until(later(bound.day, -1))
    first = later(bound.day, 1)
    return From(first, _likely(first, Kind.DATED))


def starting(days: Days) -> From:
    """From its first day on: "vanaf 1 december", "niet eerder dan de 10e"."""
    if days.kind in _ITS_OWN:
        return From(days.first, (days.first, days.last))
    return From(days.first, _likely(days.first, days.kind))


def _after(match: re.Match[str], draft: Draft) -> Found:
    return (after(draft.days(match[1])),)


def _not_there_but_after(match: re.Match[str], draft: Draft) -> Found:
    """As in "in de meivakantie niet, daarna graag"."""
    return (after(draft.days(match["day"] or match.groupdict()["off"])),)


def _starting(match: re.Match[str], draft: Draft) -> Found:
    return (starting(draft.days(next(name for name in match.groups() if name))),)


def _before(match: re.Match[str], draft: Draft) -> Found:
    """Until the day before ("voor kerst") or that end ("voor eind januari"); "voor deze week" is a wish for that week."""
    days = draft.days(match[1])
    if days.first <= draft.today or days.kind in (Kind.WEEK, Kind.EVERY):
        return (match[1],)
    return (Until(days.last if days.kind in (Kind.VAGUE, Kind.END) else later(days.first, -1)),)


def _for(match: re.Match[str], draft: Draft) -> Found:
    """An appointment for a day is on that day: "een afspraak voor vrijdag"."""
    return (match[1], match[2])


def _before_weekday(match: re.Match[str], draft: Draft) -> Found:
    """Before it, as in "graag nog voor vrijdag", against "reserveren voor vrijdag"."""
    return (match[1], Until(later(draft.days(match[2]).first, -1)))


def _for_today(match: re.Match[str], draft: Draft) -> Found:
    """A wish for that day: nobody says "voor morgen" of what must be done today."""
    return (match[1],) if draft.days(match[1]).kind is Kind.DAY else None


def _up_to(match: re.Match[str], draft: Draft) -> Found:
    """Up to a stretch is not into it: "tot januari"; up to its end is ("tot eind januari"), and up to a day may be that day."""
    days = draft.days(match[1])
    if days.kind is Kind.END:
        return (Until(_end_of(days.last)),)
    return (Until(later(days.first, -1) if days.kind in _ITS_OWN else days.last),)


def _end_of(day: date) -> date:
    """A month that ends in a weekend ends there all the same."""
    last = month_of(day.year, day.month)[1]
    return last if 0 < (last - day).days <= 2 else day


def _in_the_week(match: re.Match[str], draft: Draft) -> Found:
    """The days of that week: "volgende week tussen woensdag en donderdag"."""
    span = draft.days(match["span"])
    first, last = (weekday_within(span, draft.days(match[name]).first.weekday()) for name in ("one", "other"))
    return (Days(first, last, Kind.WEEKDAYS),) if first and last and first <= last else None


def _not_soon(match: re.Match[str], draft: Draft) -> Found:
    """Of a week that is near and refused, what comes after it remains: "deze week niet", "volgende week ook niet"."""
    days = draft.days(match["span"])
    begun = days.kind is Kind.VAGUE and days.first <= later(draft.today, 1)  # "de komende drie weken"
    if not begun and (days.kind not in (Kind.WEEK, Kind.MONTH, Kind.END) or (days.first - draft.today).days > _NEAR):
        return None
    return (after(days),)


def _ahead_of(match: re.Match[str], draft: Draft) -> Found:
    """As in "ik ga 5 juli op vakantie dus ervoor"."""
    return (Until(later(draft.days(match[1]).first, -1)),)


def _at_the_latest(match: re.Match[str], draft: Draft) -> Found:
    return (Until(draft.days(match[1]).last),)


def _between(match: re.Match[str], draft: Draft) -> Found:
    """From the one up to and including the other; holidays that are named as bounds are not meant themselves."""
    other = draft.days(match["other"])
    one = draft.days(match["one"]) if match["one"] else Days(draft.today, draft.today, Kind.DAY)
    first, last = one.first, other.last
    if match["between"] and Kind.HOLIDAY in (one.kind, other.kind):
        first, last = later(one.last, 1) if one.kind is Kind.HOLIDAY else one.first, later(other.first, -1)
    kind = Kind.WEEKDAYS if one.kind is other.kind is Kind.WEEKDAY else Kind.VAGUE
    return (Days(*working((first, last)), kind),) if first <= last else None


_THE = r"(?:(?:de|het|die|op|in) )*"
_ASKED = r"afspraak|afspraken|plek|plekje|plaats|tijd|iets|ruimte|mogelijkheid|gaatje|moment|plannen|inplannen|inschrijven|aanmelden|opschrijven|noteren|boeken|reserveren|terecht|vrij|bellen"
_BACK = "terug|thuis|beter|vrij|beschikbaar"
_AWAY = "vakantie|weg|ziek|verhinderd|afwezig|druk|buitenland|bezet|gesloten|cursus|stage|training"
_STAYS = "(?:ben|zijn|zit|zitten|blijf|blijven|verblijf)(?: (?:ik|wij|we|nog|zelf))*"
_ELSEWHERE = rf"(?:nog )?(?:in|op) (?:{'|'.join(ABROAD)})"  # "tot de 20e in Spanje"
LIMIT_RULES = (
    Rule(
        phrase(
            rf"(?P<span><span>)(?: (?:,|ergens|graag|liefst|kan|ik))* (?:tussen|van) {_THE}(?P<one><weekday>) (?:en|tm|tot|-) {_THE}(?P<other><weekday>)"
        ),
        _in_the_week,
    ),
    Rule(phrase(rf"(?:{_AWAY})(?: [a-z]+){{0,2}} tot {_THE}(<day>)"), _starting),
    Rule(phrase(rf"(?<!\d )tot {_THE}(<day>)(?: (?:ben|ik|op|met|in|het|nog))* (?:{_AWAY})"), _starting),
    Rule(phrase(rf"{_STAYS} tot {_THE}(<day>) {_ELSEWHERE}"), _starting),
    Rule(phrase(rf"{_STAYS} tm {_THE}(<day>) {_ELSEWHERE}"), _after),
    Rule(phrase(rf"(?<!\d )tot {_THE}(<day>) {_STAYS} {_ELSEWHERE}"), _starting),
    Rule(phrase(rf"(?<!\d )tm {_THE}(<day>) {_STAYS} {_ELSEWHERE}"), _after),
    Rule(phrase(rf"(?<!\d )tm {_THE}(<day>)(?: (?:ben|ik|op|met|in|het|nog))* (?:{_AWAY})"), _after),
    Rule(
        phrase(r"(<day>)(?: [a-z]+){0,5}(?: ,)? (?:dus|liefst|graag|nog|wil|kan|kom)(?: (?:ik|graag|wel))* (?:ervoor|daarvoor)"), _ahead_of
    ),
    Rule(phrase(r"(<day>)(?: [a-z]+){0,5} , (?:ervoor|daarvoor)(?= (?:graag|wil|kan|kom|dus|liefst))"), _ahead_of),
    Rule(phrase(rf"(?:{_AWAY})(?: [a-z]+){{0,2}} tm {_THE}(<day>)"), _after),
    Rule(
        phrase(
            rf"(?:niet |in |tijdens |met ){_THE}(?P<day><day>)(?: (?:kan|lukt|ben|ik|het|weg))* ?(?:niet)?(?: ?,| maar| wel)* (?:daarna|erna)|"
            rf"(?:in|tijdens) {_THE}(?P<off>S\d+) (?:zijn|is|heb|hebben|ben|zit)(?: [a-z]+){{1,6}} (?:daarna|erna)"
        ),
        _not_there_but_after,
    ),
    Rule(phrase(r"(?P<day><day>) (?:(?:kan|lukt|ben|ik|het|weg) )*niet(?: ?,| maar| wel)* (?:daarna|erna)"), _not_there_but_after),
    Rule(phrase(rf"niet (?:eerder|vroeger) (?:dan )?{_THE}(<day>)"), _starting),
    Rule(phrase(rf"niet voor {_THE}(<day>)"), _starting),
    Rule(phrase(rf"niet (?:later dan|na) {_THE}(<day>)"), _at_the_latest),
    Rule(phrase(rf"(?P<between>tussen )(?:nu|{_THE}(?P<one><day>)) en {_THE}(?P<other><day>)"), _between),
    Rule(phrase(rf"(?P<between>van |vanaf )?{_THE}(?P<one><day>) (?:tm|tot|-) {_THE}(?P<other><day>)"), _between),
    Rule(phrase(rf"(?:pas )?na (?:afloop van )?{_THE}(<day>)(?: pas)?"), _after),
    Rule(
        phrase(rf"(?:vanaf|met ingang van|op zijn vroegst) {_THE}(<day>)(?: pas)?|van {_THE}(<day>) (?:af(?! te)|af aan|aan(?= *$))"),
        _starting,
    ),
    Rule(phrase(r"(<day>) (?:of (?:later|daarna|erna)|op zijn vroegst|en daarna|en later)"), _starting),
    Rule(
        phrase(rf"(?:ben|zijn|kom|komen) (?:(?:ik|wij|we|pas|weer|op|per) )*{_THE}(<day>) (?:(?:pas|weer|dan) )*(?:terug|thuis|beter)"),
        _starting,
    ),
    Rule(phrase(rf"(?:ben|zijn) (?:(?:ik|wij|we) )?(?:er )?pas weer {_THE}(<day>)"), _starting),
    Rule(phrase(rf"(?:{_BACK})(?: (?:weer|op|vanaf))* {_THE}(<day>)(?: (?:,|dus|en|pas|dan|graag))* (?:daarna|erna)"), _starting),
    Rule(phrase(rf"((?:{_ASKED})) voor {_THE}(<day>)"), _for),
    Rule(phrase(r"voor (<one>)(?= (?:(?:om|in|de|s) )*(?:<time>|<part>))"), kept),
    Rule(phrase(r"voor (<one>)"), _for_today),
    Rule(
        phrase(r"((?:^|nog|graag|liefst|wel|het|dit|dat|en|maar|of|,|;|kan|moet|klaar|zeker|alleen|ergens) ?)voor (<weekday>)"),
        _before_weekday,
    ),
    Rule(phrase(r"voor (<weekday>)"), kept),
    Rule(phrase(rf"(?:voor|eerder dan) {_THE}(<day>)"), _before),
    Rule(phrase(rf"tot {_THE}(<day>)"), _up_to),
    Rule(phrase(rf"(?:uiterlijk|tm|niet later dan|op zijn laatst) {_THE}(<day>)"), _at_the_latest),
    Rule(phrase(r"(<day>) (?:of (?:eerder|ervoor)|(?:uiterlijk|op zijn laatst)(?= *(?:$|[,;?])))"), _at_the_latest),
)


# Days and times that will not do: "niet op woensdag", "geen maandagen", "dinsdag kan ik niet", "alleen vrijdags".


def _named(match: re.Match[str], draft: Draft) -> list[Days]:
    return [draft.days(name) for name in re.findall(r"[DSW]\d+", match["days"])]


def _weekdays(days: Days) -> list[int]:
    """The weekdays that this names, if it names weekdays: one, a row of them, or the weekend."""
    if days.kind not in (Kind.WEEKDAY, Kind.EVERY, Kind.WEEKDAYS, Kind.WEEKEND):
        return []
    return [later(days.first, ahead).weekday() for ahead in range((days.last - days.first).days + 1)]


def refused(match: re.Match[str], draft: Draft) -> Found:
    """A refused weekday is left out for good; of a refused date nothing remains. Of "dinsdag 10 uur" that Tuesday is left out,
    unless more is said of it: the other hours of a day that someone is away are a wish only when they say so.
    """
    days = _named(match, draft)
    if re.search(r"[TPH]\d", match["days"]) or match.groupdict().get("hours"):
        more = re.search(r"\b(?:wel|daarna|erna|ervoor|daarvoor|verder)\b", draft.text[match.end() :].split(" of ")[0]) and not re.search(
            r"[DWS]\d", draft.text[match.end() :]
        )
        dates = tuple(d.first for d in days if d.first == d.last and d.kind is not Kind.EVERY)
        if more and len(days) == 1 and dates:
            return (match["days"].split()[0], ";")
        return (";", NotOn(dates)) if dates and not more else (";",)
    weekdays = tuple(weekday for d in days for weekday in _weekdays(d))
    around: list[Mark] = [d.within for d in days[:1] if d.within]
    if not weekdays:
        dates = tuple(d.first for d in days if d.first == d.last)
        return (";", NotOn(dates)) if dates else (";",)
    return (*around, Without(weekdays))


def _other_hours(match: re.Match[str], draft: Draft) -> Found:
    """That day at other hours: "morgenochtend kan ik niet, wel 's middags"."""
    return (match[1], match[2])


def _only(match: re.Match[str], draft: Draft) -> Found:
    """Without the other working days; of "alleen vrijdag", unlike "alleen vrijdags", the day itself stays."""
    days = _named(match, draft)
    wanted = {d.first.weekday() for d in days}
    if not all(d.kind in (Kind.WEEKDAY, Kind.EVERY) for d in days):
        return (match["days"],)
    others = Without(tuple(weekday for weekday in range(5) if weekday not in wanted))
    hours = re.findall(r"[TPH]\d+", match["days"])  # "dinsdags in de middag"
    if any(d.kind is Kind.EVERY for d in days):
        return (others, *hours)
    bare = len(days) > 1 and not hours and all(d.within is None for d in days)
    return (*_each_coming(wanted, draft.today), others) if bare else (match["days"], others)


def _each_coming(weekdays: set[int], today: date) -> tuple[Days, ...]:
    """Of "alleen donderdag en dinsdag" each coming one, the first of them first."""
    return tuple(Days(day, day, Kind.WEEKDAY) for day in sorted(first_after(today, weekday) for weekday in weekdays))


def _every(match: re.Match[str], draft: Draft) -> Found:
    return _only(match, draft) if all(d.kind is Kind.EVERY for d in _named(match, draft)) else None


def _working_days(match: re.Match[str], draft: Draft) -> Found:
    return (Without((5, 6)),)


def refused_part(match: re.Match[str], draft: Draft) -> Found:
    return {
        "ochtend": (Hours(NOON, None),),
        "middag": (Hours(None, NOON),),
        "avond": (Hours(None, EVENING),),
    }.get(draft.part(match[1]).name, (";",))


def _otherwise(match: re.Match[str], draft: Draft) -> Found:
    return ("of", Otherwise())


def _or_else(match: re.Match[str], draft: Draft) -> Found:
    """Both are offered: "als vrijdag niet kan dan maandag"."""
    return (match[1], "of", Otherwise())


def refused_bound(match: re.Match[str], draft: Draft) -> Found:
    """What remains when hours or days on one side are refused: "na 3 uur kan ik niet"."""
    bound = draft.bound(match[1])
    if not isinstance(bound, Hours):
        return (turned(bound),)
    if bound.first is None or bound.last is None:
        return (Hours(bound.last, bound.first),)
    last = on_the_clock(bound.last, None) if isinstance(bound.last, Clock) else bound.last
    return (Hours(bound.last, None),) if last < _LATE else (Hours(None, bound.first),)


_ITEM = r"<day>(?: (?:om )?(?:<time>|<part>|<hours>))?"
_NEXT = rf"(?: (?:(?:ook|op|de|in|met) )*{_ITEM})"
# A comma joins days only when "en" or "of" follows: "niet maandag, liever dinsdag" is no list.
LIST = rf"(?P<days>{_ITEM}(?:(?: ,{_NEXT})*(?: ,)? (?:en|of|noch|-){_NEXT})*)"
_CANNOT = (
    r"(?:(?:kan|kon|kunnen|lukt|past|komt|gaat|schikt|red|wil|heb|is|ben|dan|ik|het|me|mij|mie|er|echt|helaas|ook|liever|absoluut|"
    r"sowieso|zeker|beslist|nu|nog|tijd|zou|moet|mag|we|wij|toch|eigenlijk|om|uit|hier|jammer|genoeg|dat|die|dag|dagen) )*"
)
_NOT = r"(?:niet|nooit)(?! (?:eerder|later|voor|na|te|zo|vroeger|meer dan)\b)(?! (?:(?:op|in|met) )+<day>)"
_FAILS = "(?:lukt|kan|gaat|past)"
_REASON = r"(?:(?: ,| want| dan| het| dat| die)* is(?: het| dan)? <day>)?"  # "kan niet, is goede vrijdag"
_INSTEAD = r"(?: (?:,|maar|wel|liever|graag|eventueel|kan|ik|om|in|de|na|dan))+ "
HOURS = r"(?P<hours>(?: (?:om|van|tot|rond|vanaf))* (?:<time>|<hours>))?"  # hours that are taken leave the rest of the day
_AWAY_REFUSED = "weg|afwezig|verhinderd|bezet|op vakantie|aan het werk|niet thuis"

_ALTERNATIVES = (
    Rule(phrase(rf"als (?:dat|het|die) niet {_FAILS}(?: dan)?|{_FAILS} (?:dat|het|die) niet(?: ,)? dan|anders|of anders"), _otherwise),
    Rule(phrase(rf"als (?:het )?(?:op )?(<day>) niet {_FAILS}(?: ,)?(?: dan)?"), _or_else),
    Rule(phrase(rf"als (?:het |dat )?niet (?:op )?(<day>) {_FAILS}(?: ,)?(?: dan)?"), _or_else),
    Rule(phrase(rf"(?:kan|zou|kon|is|gaat|lukt) (?:het|dat|er|u|jij) niet (?:op )?{LIST}(?= [^;]*\?)"), kept),
    Rule(phrase(rf"(?:^|[;,] )kan ik niet (?:op )?{LIST}(?= [^;]*\?)"), kept),
)
_NEAR_REFUSED = (
    Rule(phrase(rf"(?P<span><span>)(?: ,)? {_CANNOT}{_NOT}(?! (?:op|om|in) )(?: meer)?(?! <one>)"), _not_soon),
    Rule(phrase(rf"(?P<span><span>)(?: ,)? {_CANNOT}(?:{_AWAY_REFUSED})"), _not_soon),
    Rule(phrase(r"(?:niet|nooit)(?: (?:meer|in|de|graag))* (?P<span><span>)(?! (?:op )?<one>)"), _not_soon),
)
_BOUNDS = (
    Rule(phrase(rf"(<hours>|<from>|<until>)(?: ,)? {_CANNOT}{_NOT}(?: meer)?"), refused_bound),
    Rule(phrase(r"niet <hours>"), unrelated),
)
_REFUSED = (
    Rule(phrase(rf"{LIST} {_CANNOT}(?:{_AWAY_REFUSED})"), refused),
    Rule(phrase(rf"(?:{_AWAY_REFUSED})(?: (?:op|in|met|de|ben|ik))* {LIST}"), refused),
    Rule(
        phrase(rf"(<day>) (?:om )?(?:<time>|<part>|<hours>)(?: ,)? {_CANNOT}{_NOT}{_INSTEAD}(<time>|<part>|<hours>)(?! (?:op )?<day>)"),
        _other_hours,
    ),
    Rule(phrase(rf"{LIST}(?: ,)? (?:{_CANNOT})(?<![\d,] ){_NOT}{_REASON}"), refused),
    Rule(
        phrase(
            rf"{LIST}(?: [a-z]+){{1,8}}(?: ,| dus| en)* (?:dan|die dag)(?: kan| ik| lukt| het| ook| dus| liever| graag)* niet(?! (?:zo|te|meer)\b)"
        ),
        refused,
    ),
    Rule(phrase(rf"{LIST}(?: {_NOT}(?! <day>(?! (?:kan |lukt |past |mag )?(?:wel|ook|graag)))| , {_NOT}(?! <day>))"), refused),
    Rule(phrase(rf"(?:niet|nooit)(?: (?:graag|echt|per se|komen|langskomen))?(?: (?:op|in|met|tijdens|de|het|een))* {LIST}"), refused),
    Rule(
        phrase(rf"(?:geen|behalve|uitgezonderd|zonder)(?: (?:op|de|een|in|tijdens|afspraak|afspraken|gesprek|tijd)(?! [^;]*\?))* {LIST}"),
        refused,
    ),
    Rule(phrase(rf"{LIST} (?:werk ik(?! (?:niet|nooit|thuis|vanuit))|moet ik(?: \w+)? werken)"), refused),
    Rule(phrase(rf"ik werk(?: altijd)?(?: op)? {LIST}"), refused),
    Rule(phrase(rf"ik moet(?: \w+)? {LIST} (?:werken|naar (?:de|het|mijn) \w+)"), refused),
    Rule(phrase(rf"{LIST} (?:moet ik|moeten we) naar (?:de|het|mijn) \w+{HOURS}"), refused),
    Rule(
        phrase(
            rf"{LIST} (?:heb|hebben) (?:ik|we|wij) (?:(?:al|dan|ook|een) )*(?:iets|wat|andere|ander|plannen|afspraken)(?: anders| afspraak)?"
            rf"{HOURS}"
        ),
        refused,
    ),
    Rule(
        phrase(
            r"<day> (?:heb|hebben|zit|moet) (?:ik|we|wij)(?: (?:al|om|van|tussen|rond))* (?:<time>|<hours>)(?: al| een| bij| naar| in)+ "
            r"(?:afspraak|les|cursus|gesprek|werken|tandarts|dokter|huisarts|ziekenhuis|school|\w+les)"
        ),
        unrelated,
    ),
)
_ONLY = (
    Rule(phrase(rf"(?:alleen|enkel|uitsluitend|slechts)(?: (?:maar|op|de|in))* {LIST}"), _only),
    Rule(phrase(rf"{LIST} (?:alleen|enkel)(?! (?:tussen |voor |na |om |in |s |(?:<time>|<hours>|<part>)))"), _only),
    Rule(phrase(LIST), _every),
    Rule(phrase(r"(?:op |elke )?werkdagen"), _working_days),
)
_TIMES = (
    Rule(
        phrase(r"(?:niet|geen|nooit|behalve)(?: (?:in|de|op|s|elke|afspraak|afspraken|gesprek|tijd))* (<part>)(?: en <part>)?"),
        refused_part,
    ),
    Rule(phrase(rf"(<part>) {_CANNOT}{_NOT}"), refused_part),
    Rule(phrase(rf"(?:om )?<time> {_CANNOT}{_NOT}|niet (?:om )?<time>"), unrelated),
)
REFUSAL_RULES = (*_ALTERNATIVES, *_NEAR_REFUSED, *_BOUNDS, *_REFUSED, *_ONLY, *_TIMES)
