"""Dates and times as people type them; the sentences themselves stand in momenten.yaml.

Every day of two years in ten ways and five hundred made-up texts run always; with WERKBOT_SOAK=1 four years and ten thousand.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.dates.find_moment import Moment, find_moment, only_says_when
from tests.soak import SOAK, times

HERE = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=HERE)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def clock(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment else ""


def said(moment: Moment) -> str:
    """The moment in the notation of momenten.yaml."""
    words = [
        str(moment.date or ""),
        clock(moment.time),
        "..".join(str(day) for day in moment.span) if moment.span else "",
        moment.part_of_day or "",
        "-".join(clock(bound) for bound in moment.time_span) if moment.time_span else "",
        *(f"niet:{weekday}" for weekday in moment.exclude_weekdays),
        f"vanaf:{moment.date_from}" if moment.date_from else "",
        "zsm" if moment.asap else "",
        f"onmogelijk:{moment.impossible}" if moment.impossible else "",
        *(f"of:{day}" for day in moment.alternatives),
    ]
    return " ".join(word for word in words if word) or "leeg"


def blocks() -> list[tuple[str, dict[str, str]]]:
    """Read as plain text, or YAML would make 12:30 the number 750."""
    read = yaml.load(Path(__file__).with_name("momenten.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    return [(block["nu"], block["zinnen"]) for block in read]


@pytest.mark.parametrize(("now", "sentences"), blocks())
def test_it_understands(now: str, sentences: dict[str, str]) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=HERE)
    assert sentences
    assert {sentence: said(find_moment(sentence, at)) for sentence in sentences} == sentences


def test_the_json_holds_exactly_the_fields_of_the_contract() -> None:
    moment = find_moment("vanaf 1 december tussen 10 en 12, niet op maandag", TUESDAY)
    assert moment.as_json() == {
        "date": None,
        "time": None,
        "range": ["2026-12-01", "2026-12-31"],
        "part_of_day": "ochtend",
        "time_range": ["10:00", "12:00"],
        "exclude_weekdays": ["maandag"],
        "date_from": "2026-12-01",
    }


def test_the_json_of_an_open_stretch_of_hours_keeps_the_open_side() -> None:
    assert find_moment("donderdag na 3 uur", TUESDAY).as_json()["time_range"] == ["15:00", None]


def test_what_was_not_said_is_null_in_the_json() -> None:
    assert set(find_moment("hallo", TUESDAY).as_json().values()) == {None}


@pytest.mark.parametrize(
    ("sentence", "empty"), [("hallo", True), ("31 februari", True), ("morgen", False), ("zsm", False), ("niet op vrijdag", False)]
)
def test_it_is_empty_when_nothing_narrows_the_choice(sentence: str, empty: bool) -> None:
    assert find_moment(sentence, TUESDAY).is_empty() is empty


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("tot en met 22 december", True),
        ("kan ik van 13:15 tot 3 langskomen", True),
        ("liever niet op maandag of dinsdag", True),
        ("mijn contract loopt tot 22 december", False),
        ("ik ben 58", False),
        ("tot ziens", False),
    ],
)
def test_it_knows_when_a_text_is_about_nothing_but_when(sentence: str, alone: bool) -> None:
    assert only_says_when(sentence, TUESDAY) is alone


def test_now_is_read_in_local_time() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past midnight here
    assert find_moment("morgen", late).date == date(2026, 11, 26)


def test_another_way_of_mending_words_may_be_given() -> None:
    assert find_moment("gisting", TUESDAY, repair={"gisting": "morgen"}.get).date == date(2026, 11, 25)  # type: ignore[arg-type]


def test_the_end_of_a_long_story_is_read() -> None:
    assert find_moment("dus ik zei zo en zo " * 300 + "kan ik dinsdag om half drie komen", TUESDAY) == find_moment(
        "dinsdag om half drie", TUESDAY
    )


def ways_to_name(day: date) -> dict[str, date]:
    """Ten ways to write a day, each with a day on which someone may write it."""
    d, month, year, weekday = day.day, MONTHS[day.month - 1], day.year, WEEKDAYS[day.weekday()]
    long_before, weeks_before, days_before = (day - timedelta(days=n) for n in (200, 20, 1 + day.toordinal() % 7))
    week_before = day - timedelta(days=day.weekday() + 1 + day.toordinal() % 7)
    return {
        f"{d} {month} {year}": long_before,
        f"{d}-{day.month}-{year}": long_before,
        f"{d:02}/{day.month:02}/{year} graag": long_before,
        f"{day.isoformat()}": long_before,
        f"{weekday} {d} {month}": long_before,
        f"de {d}e van {month} kan ik": long_before,
        f"op {d} {SHORT_MONTHS[day.month - 1]}": long_before,
        f"{d}/{day.month}": long_before,
        f"de {d}e": weeks_before,
        weekday: days_before,
        f"volgende week {weekday}": week_before,
        f"over {(day - weeks_before).days} dagen": weeks_before,
    }


@pytest.mark.sweep
@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029] if SOAK else [2026, 2028])  # the second has a 29 February
def test_a_day_written_in_ten_ways_is_read_back(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    wrong = [
        (text, now, found)
        for day in days
        for text, now in ways_to_name(day).items()
        if (found := find_moment(text, datetime(now.year, now.month, now.day, 12, tzinfo=HERE))).date != day
    ]
    assert wrong == []


HALF_HOURS = [time(hour, minute) for hour in range(7, 19) for minute in (0, 15, 30, 45)]
HOURS = ("twaalf", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")


def ways_to_tell(at: time) -> list[str]:
    """A time of the office day as people here say it: "half drie" comes after "kwart over twee"."""
    hour, following = HOURS[at.hour % 12], HOURS[(at.hour + 1) % 12]
    spoken = {0: f"om {hour} uur", 15: f"kwart over {hour}", 30: f"half {following}", 45: f"kwart voor {following}"}[at.minute]
    return [spoken, f"{at:%H:%M}", f"{at:%H.%M} uur", f"{at:%H}u{at:%M}", f"om {at:%H%M}"]


@pytest.mark.parametrize("at", HALF_HOURS, ids=str)
def test_a_time_of_the_office_day_is_read_back(at: time) -> None:
    assert {text: find_moment(text, TUESDAY).time for text in ways_to_tell(at)} == dict.fromkeys(ways_to_tell(at), at)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 12, 31), timezones=st.just(HERE)).map(  # noqa: DTZ001 (the zone is given)
    lambda naive: datetime.fromtimestamp(naive.timestamp(), HERE)  # never a time that the clock skips
)


@pytest.mark.sweep
@settings(deadline=None)
@given(now=MOMENTS, hours=st.integers(1, 99))
def test_hours_ahead_are_hours_that_pass(now: datetime, hours: int) -> None:
    found = find_moment(f"over {hours} uur", now)
    assert found.date and found.time
    then = datetime.fromtimestamp(now.timestamp() + hours * 3600, HERE)
    assert (found.date, found.time) == (then.date(), time(then.hour, then.minute))


SPOKEN = (
    "ma di wo do vr za zo vandaag morgen overmorgen volgende komende deze week weekend maand jaar begin eind midden half kwart over voor na "
    "vanaf tot tm tussen en of niet geen alleen elke om uur minuten dagen weken een anderhalve 1 2 3 10 12 14e 31 12/3 30-2 12-3-2027 9.45 "
    "14:00 1430 ochtend middag avond 's smiddags pasen kerst kerstvakantie zsm , . ? - ; werk ik kan gisteren geleden werkdag eerste "
    "laatste daarna erna de het van in op dag naar ipv als dan lukt vakantie school binnen weg uiterlijk D0 W1 T2 F3"
)
WORDS = (*WEEKDAYS, *MONTHS, *SHORT_MONTHS, *SPOKEN.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


@pytest.mark.sweep
@settings(max_examples=times(500, 10_000), deadline=None)  # the first call compiles
@given(text=TEXTS, now=MOMENTS)
def test_any_text_gives_a_moment_that_holds_together(text: str, now: datetime) -> None:
    found = find_moment(text, now)
    assert found.span is None or found.span[0] <= found.span[1]
    assert not (found.date and found.span)
    assert not (found.time and found.time_span)
    assert found.time_span != (None, None)
    assert set(found.exclude_weekdays) <= set(WEEKDAYS)
    assert found.part_of_day in (None, "ochtend", "middag", "avond")
    assert list(found.as_json()) == ["date", "time", "range", "part_of_day", "time_range", "exclude_weekdays", "date_from"]


@pytest.mark.sweep
@settings(deadline=None)
@given(text=st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=80), now=MOMENTS)
def test_what_someone_read_once_is_read_the_same_again(text: str, now: datetime) -> None:
    assert find_moment(text, now) == find_moment(text.upper(), now)
