"""Random calendars: odd hours, breaks, holidays, closures, temporary places, buffers, seats that come and go."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.content.entries import Audience
from bot.content.services import HOLIDAYS, Calendar, Closure, Hours, Location, PlaceKind, Rules, Service

POOLS = ("a", "b")
SERVICES = ("s0", "s1", "s2")
PLACES = ("desk", "library")
# Days on which something happens: a clock change, Easter, Koningsdag (moved in 2031), Christmas, New Year, and nothing.
STARTS = ("2026-03-26", "2026-04-02", "2026-04-24", "2026-05-03", "2026-10-22", "2026-11-23", "2026-12-22", "2027-03-25", "2031-04-24")

starts = st.tuples(st.sampled_from(STARTS), st.sampled_from(("09:00", "09:00", "11:07"))).map(
    lambda drawn: datetime.fromisoformat("T".join(drawn))
)


@st.composite
def openings(draw: st.DrawFn) -> tuple[Hours, ...]:
    """Up to two openings on a day, mostly on the quarter."""
    step = draw(st.sampled_from((30, 15, 5, 1)))
    marks = sorted(draw(st.sets(st.integers(8 * 60 // step, 18 * 60 // step), min_size=2, max_size=4)))
    marks = marks[: len(marks) // 2 * 2]
    clocks = [time(mark * step // 60, mark * step % 60) for mark in marks]
    return tuple(Hours(begin, end) for begin, end in zip(clocks[::2], clocks[1::2], strict=True))


def closures(first: date) -> st.SearchStrategy[Closure]:
    """A closure of the place, a pool or a seat, somewhere in the fortnight, from five minutes to three days."""
    midnight = datetime.combine(first, time.min)
    begins = st.integers(0, 14 * 24 * 12).map(lambda step: midnight + timedelta(minutes=5 * step))
    lengths = st.sampled_from((5, 7, 60, 240, 24 * 60, 72 * 60))
    whom = st.one_of(st.just(("", None)), st.tuples(st.sampled_from(POOLS), st.sampled_from((None, 1, 2, 3))))
    return st.builds(
        lambda begin, length, pool_seat: Closure(begin, begin + timedelta(minutes=length), "", *pool_seat), begins, lengths, whom
    )


def services() -> st.SearchStrategy[dict[str, Service]]:
    """Three services over two pools."""
    one = st.tuples(
        st.sampled_from((5, 10, 15, 20, 25, 30, 30, 45, 90)),
        st.sampled_from((tuple(PlaceKind), (PlaceKind.DESK,))),
        st.sampled_from(POOLS),
        st.sampled_from((0, 0, 5, 12, 30)),
    )
    return st.tuples(*(one for _ in SERVICES)).map(
        lambda drawn: {
            name: Service(name, name, Audience.BOTH, minutes, places, pool, buffer_minutes=buffer)
            for name, (minutes, places, pool, buffer) in zip(SERVICES, drawn, strict=True)
        }
    )


@st.composite
def locations(draw: st.DrawFn, first: date, name: str) -> Location:
    """A place with few seats, so that it fills."""
    days = st.integers(0, 14).map(lambda ahead: first + timedelta(days=ahead))
    hours = st.one_of(openings(), st.just(()))
    return Location(
        name,
        name,
        "",
        week={weekday: draw(st.one_of(openings(), openings(), st.just(()))) for weekday in range(7)},
        seats={pool: draw(st.sampled_from((1, 1, 2, 3, 0))) for pool in POOLS},
        exceptions=draw(st.dictionaries(days, hours, max_size=2)),
        holidays={
            holiday: draw(st.one_of(st.just(()), st.none(), openings()))
            for holiday in draw(st.sets(st.sampled_from(HOLIDAYS), min_size=11))
        },
        closures=tuple(draw(st.lists(closures(first), max_size=2))),
        opens_on=draw(st.one_of(st.none(), st.none(), days)),
        closes_after=draw(st.one_of(st.none(), st.none(), days)),
    )


@st.composite
def calendars(draw: st.DrawFn, first: date) -> Calendar:
    """A whole calendar, with one place or two."""
    names = PLACES[: draw(st.sampled_from((1, 1, 2)))]
    rules = Rules(
        grid_minutes=draw(st.sampled_from((15, 30, 10, 20, 60, 5))),
        lead_hours=draw(st.sampled_from((0, 2, 24))),
        horizon_days=draw(st.sampled_from((3, 7, 1))),
        open_per_person=draw(st.sampled_from((1, 2, 3))),
        hold_minutes=draw(st.sampled_from((10, 1, 60))),
    )
    return Calendar(rules, draw(services()), {name: draw(locations(first, name)) for name in names})
