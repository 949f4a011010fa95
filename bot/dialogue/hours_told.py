"""When we are open, said of the days someone asks about: now, a day, or a few days such as Christmas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.content.services import Location
from bot.dialogue.scene import Scene
from bot.domain import formatting, opening_hours
from bot.domain.time import at, local
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.text import words

HOURS_TOPICS = frozenset({"openingstijden", "inloop"})
MOST_DAYS = 4  # of a span that is told day by day: Christmas is two, a school holiday is no list to read
_NOW = frozenset({"nu", "nou", "now", "momenteel", "direct", "meteen"})


def days_asked(scene: Scene) -> list[date]:
    """The days that a message names, at most a few; none when it names none, or too many to tell one by one."""
    moment = find_moment(scene.message.text, scene.now) if scene.message.text else None
    if moment is None:
        return []
    if moment.date:
        return [moment.date, *moment.alternatives][:MOST_DAYS]
    if moment.span is None or (moment.span[1] - moment.span[0]).days >= MOST_DAYS:
        return []
    return [moment.span[0] + timedelta(days=ahead) for ahead in range((moment.span[1] - moment.span[0]).days + 1)]


def told(scene: Scene) -> str:
    """The hours of what someone asks about: 'Vrijdag 27 november is het Werkcentrum dicht.' Empty when no day was named."""
    moment = find_moment(scene.message.text, scene.now)
    if moment.impossible:
        return scene.say("afspraak.bestaat-niet", wens=moment.impossible)
    days = days_asked(scene)
    if not days and _holds_uncertain(scene, moment.span):
        return f"{scene.say('antwoord.dagen-onzeker')} {look_there(scene)}"
    if not days and _NOW.intersection(words(scene.message.text)):
        return _now(scene)
    return days_told(scene, days) if days else ""


def _holds_uncertain(scene: Scene, span: tuple[date, date] | None) -> bool:
    """Whether nobody knows of some day in a long span whether we are open, as of a school holiday."""
    if span is None:
        return False
    days = [span[0] + timedelta(days=ahead) for ahead in range((span[1] - span[0]).days + 1)]
    return any(opening_hours.is_uncertain(location, day) for day in days for location in scene.opened.locations.values())


def day_told(scene: Scene, day: date) -> str:
    """What we know of one day: a holiday, open when, or closed and when the next walk-in is."""
    return days_told(scene, [day])


def days_told(scene: Scene, days: Sequence[date]) -> str:
    """The same of several days: each on its own, what we assume and when one can walk in once."""
    location = next(iter(scene.opened.locations.values()), None)
    if location is None:
        return ""
    said = [_day(scene, location, day) for day in days]
    uncertain = [day for day in days if opening_hours.is_uncertain(location, day)]
    if any(opening_hours.holiday_name(day) for day in days if day not in uncertain) and not location.confirmed:
        said.append(scene.say("antwoord.dag-aanname"))
    if uncertain:
        said.append(look_there(scene))
    if not any(opening_hours.openings(location, day) for day in days):
        said.append(_next_walk_in(scene, max(scene.now, at(days[-1], time(0)))))
    return " ".join(part for part in said if part)


def _day(scene: Scene, location: Location, day: date) -> str:
    name = formatting.capital(formatting.day(day, year_of=scene.now.date()))
    said = []
    if holiday := opening_hours.holiday_name(day):
        said.append(scene.say("antwoord.dag-feestdag", dag=name, feestdag=holiday))
        name = scene.say("antwoord.dan")
    if opening_hours.is_uncertain(location, day):
        said.append(scene.say("antwoord.dag-onzeker", dag=name[:1].lower() + name[1:]))
    elif hours := opening_hours.openings(location, day):
        said.append(
            scene.say("antwoord.dag-open", dag=name, uren=formatting.listed([formatting.hours(one.begin, one.end) for one in hours]))
        )
    else:
        said.append(scene.say("antwoord.dag-dicht", dag=name))
    return " ".join(said)


def _now(scene: Scene) -> str:
    location = next(iter(scene.opened.locations.values()), None)
    if location and (hours := opening_hours.current(location, scene.now)):
        return scene.say("antwoord.nu-open", tot=formatting.clock(hours.end))
    if location and opening_hours.is_uncertain(location, scene.now.date()):
        said = [scene.say("antwoord.nu-onzeker"), look_there(scene)]
    else:
        said = [scene.say("antwoord.nu-dicht")]
    return " ".join(part for part in (*said, _next_walk_in(scene, scene.now)) if part)


def look_there(scene: Scene) -> str:
    """Where it will stand once it is known."""
    return scene.say("antwoord.kijk-op-website", website=scene.answers.fill("{website}"))


def perhaps_earlier(scene: Scene) -> str:
    """That we may be open before the walk-in that was told."""
    return f"{scene.say('antwoord.eerder-onzeker')} {look_there(scene)}"


def _next_walk_in(scene: Scene, after: datetime) -> str:
    found = opening_hours.next_walk_in(scene.opened, after)
    if found is None:
        return ""
    begin = local(found.begin)
    key = "antwoord.volgende-zeker" if found.perhaps_earlier else "antwoord.volgende-inloop"
    return scene.say(key, dag=formatting.day(begin.date(), year_of=scene.now.date()), uren=formatting.hours(begin, local(found.end)))
