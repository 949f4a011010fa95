"""An appointment as a file for someone's own calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.app.exports import calendar_file, own_calendar
from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.domain.appointment import Appointment, State
from tests.domain.calendars import location

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLE = "Afspraak Werkcentrum"
MADE = Appointment(
    "U6z4wxXH9ABL", "K7RW", "p", "talk", "advisers", "desk", PlaceKind.DESK, "2026-11-24T10:00", 30, 0, State.BOOKED,
    trial=True, channel="terminal", name="Sanne", phone="06", subject="ontslag-werkloos",
)  # fmt: skip

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Werkcentrum//werkbot//NL
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Afspraak Werkcentrum
DTSTART;TZID=Europe/Amsterdam:20261124T100000
DTEND;TZID=Europe/Amsterdam:20261124T103000
DTSTAMP:20261121T120000Z
UID:U6z4wxXH9ABL@werkbot.invalid
SEQUENCE:0
CLASS:PRIVATE
LOCATION:Balie\\, Plein 1 in Groningen
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Afspraak Werkcentrum
TRIGGER:-P1D
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def lines(content: bytes) -> dict[str, str]:
    """The properties of the event, by name."""
    event = content.decode().split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0]
    return dict(line.split(":", 1) for line in event.splitlines())


def test_the_file_reads_as_rfc_5545_asks() -> None:
    content = calendar_file(MADE, location(), TITLE, NOW)
    assert content.decode() == GOLDEN.replace("\n", "\r\n")
    assert content.count(b"\r\n") == content.count(b"\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_another_program_reads_back_the_same_moment() -> None:
    event = next(iter(Calendar.from_ical(calendar_file(MADE, location(), TITLE, NOW)).walk("VEVENT")))
    assert event.decoded("dtstart") == MADE.begin
    assert event.decoded("dtend") == MADE.begin + timedelta(minutes=30)


def test_after_a_move_the_uid_stays_and_the_sequence_rises() -> None:
    moved = replace(MADE, wall="2026-12-01T14:30", sequence=1)
    before, after = lines(calendar_file(MADE, location(), TITLE, NOW)), lines(calendar_file(moved, location(), TITLE, NOW))
    assert (before["UID"], before["SEQUENCE"]) == ("U6z4wxXH9ABL@werkbot.invalid", "0")
    assert (after["UID"], after["SEQUENCE"]) == ("U6z4wxXH9ABL@werkbot.invalid", "1")
    assert after["DTSTART;TZID=Europe/Amsterdam"] == "20261201T143000"


def test_a_cancelled_appointment_is_cancelled_with_the_same_uid_and_a_higher_sequence() -> None:
    content = calendar_file(replace(MADE, state=State.CANCELLED, sequence=2), location(), TITLE, NOW, cancelled=True)
    found = lines(content)
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == ("U6z4wxXH9ABL@werkbot.invalid", "2", "CANCELLED")
    assert b"METHOD:CANCEL\r\n" in content


def test_the_file_holds_no_name_number_or_subject() -> None:
    told = (MADE.code, MADE.service, "Sanne", "0600000000", "ontslag-werkloos", "c17", "eigen woorden")
    made = replace(MADE, name=told[2], phone=told[3], subject=told[4], contact=told[5], details=told[6])
    content = calendar_file(made, location(), TITLE, NOW).decode().replace("\r\n ", "")
    assert (TITLE in content, [word for word in told if word in content]) == (True, [])


def test_an_appointment_by_telephone_has_no_address_unless_one_is_told() -> None:
    by_phone = replace(MADE, place=PlaceKind.PHONE)
    assert "LOCATION" not in lines(calendar_file(by_phone, location(), TITLE, NOW))
    assert lines(calendar_file(by_phone, location(), TITLE, NOW, where="Telefoon"))["LOCATION"] == "Telefoon"


def test_the_file_that_a_person_gets_says_who_calls_or_where_the_code_and_how_to_change_it(shipped_knowledge: Knowledge) -> None:
    made = replace(MADE, service="werkgesprek", location="groningen")
    at_desk, by_phone = (
        next(iter(Calendar.from_ical(own_calendar(shipped_knowledge, one, NOW) or b"").walk("VEVENT")))
        for one in (made, replace(made, place=PlaceKind.PHONE))
    )
    assert str(at_desk["DESCRIPTION"]).startswith("Uw code is K7RW. Noem die code aan de balie.")
    assert str(at_desk["DESCRIPTION"]).endswith("Verzetten of afzeggen kan in de chat met het Werkcentrum.")
    assert (str(by_phone["LOCATION"]), "Het Werkcentrum belt u." in by_phone["DESCRIPTION"]) == ("Telefoon", True)
    assert [str(one["TRIGGER"].dt) for one in at_desk.walk("VALARM")] == ["-1 day, 0:00:00"]


def test_one_that_was_called_off_takes_itself_out_of_the_calendar(shipped_knowledge: Knowledge) -> None:
    content = own_calendar(shipped_knowledge, replace(MADE, location="groningen", state=State.VOID, sequence=1), NOW) or b""
    assert (b"METHOD:CANCEL" in content, b"VALARM" in content) == (True, False)


def test_signs_of_the_format_in_an_address_are_escaped_and_long_lines_folded() -> None:
    place = location(name="Bieb; de Nieuwe", address="Straat 1,\nAchterom " + "é" * 80)
    content = calendar_file(MADE, place, TITLE, NOW)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    event = next(iter(Calendar.from_ical(content).walk("VEVENT")))
    assert str(event["LOCATION"]) == "Bieb; de Nieuwe, Straat 1,\nAchterom " + "é" * 80


@pytest.mark.parametrize("wall", ["2026-03-29T10:00", "2026-07-07T10:00", "2026-10-25T10:00", "2027-03-28T04:00", "2028-10-29T03:00"])
def test_the_zone_in_the_file_gives_the_moment_that_the_zone_database_gives(wall: str) -> None:
    day = datetime.fromisoformat(wall)
    content = calendar_file(replace(MADE, wall=wall), location(), TITLE, NOW).decode()
    summer, winter = (_last_sunday(day.year, month) for month in (3, 10))
    # The rules as they stand in the file: turns at 2.00 and 3.00, local time before the turn.
    assert ("DTSTART:19960331T020000" in content, "DTSTART:19961027T030000" in content) == (True, True)
    ahead = 2 if summer.replace(hour=2) <= day < winter.replace(hour=3) else 1
    assert datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Amsterdam")).utcoffset() == timedelta(hours=ahead)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime.fromisoformat(f"{year}-{month:02d}-31")
    return last - timedelta(days=(last.weekday() + 1) % 7)
