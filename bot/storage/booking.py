"""Hold, book, move and cancel: every rule checked again, inside an open write transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.content.services import Calendar, Service
from bot.domain import availability
from bot.domain.appointments import Appointment, Hold, State
from bot.domain.availability import Refusal, Slot
from bot.domain.time import elapsed, local, stamp
from bot.storage import agenda_rows as rows
from bot.storage import closures, seating
from bot.storage.seating import SlotTaken


class NotBookable(Exception):
    """The rules do not allow this moment; `refusal` says which one."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class TooManyOpen(Exception):
    """The person has as many open appointments as one may have; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NoSuchAppointment(Exception):
    """There is no appointment with this id, or it is somebody else's: the two must look the same."""


class TooLate(NoSuchAppointment):
    """The appointment has begun, or was cancelled: there is none any more that can be changed."""


def hold(db: Database, calendar: Calendar, person: str, service_id: str, slot: Slot, now: datetime, *, moving: str = "") -> Hold:
    """Keep a moment free for someone who is choosing; it replaces their earlier hold. Raises NotBookable, SlotTaken.

    With `moving`, the id of the appointment that is to have this moment, its cells count as held already. How many
    appointments one may have is checked when it is confirmed.
    """
    calendar = closures.in_force(db, calendar, now)
    seating.purge_expired(db, now)
    if moving:
        _own(db, person, moving)
    service, wanted = _check(db, calendar, person, service_id, slot, now, moving)
    kept = Hold(person, slot, local(now) + timedelta(minutes=calendar.rules.hold_minutes))
    with db.atomic():
        release(db, person)
        rows.insert_hold(db, kept)
        still = [cell for cell in wanted if cell not in seating.occupied(db, service.pool, slot.location, moving)]
        seating.occupy(db, service, calendar.locations[slot.location], still, "held_by", person)
    return kept


def release(db: Database, person: str) -> None:
    """Let go of the moment that was kept for someone."""
    db.execute("DELETE FROM holds WHERE person = ?", (person,))


def held(db: Database, person: str, now: datetime) -> Hold | None:
    """The moment that is kept for someone, None when there is none or its time is over."""
    kept = rows.hold_of(db, person)
    return kept if kept and elapsed(now, kept.until) > timedelta(0) else None


def book(
    db: Database,
    calendar: Calendar,
    person: str,
    service_id: str,
    slot: Slot,
    now: datetime,
    *,
    channel: str,
    name: str = "",
    phone: str = "",
    subject: str = "",
    contact: str = "",
    source: str = "",
    details: str = "",
    trial: bool,
) -> Appointment:
    """Make an appointment, after every rule was checked again; the person's hold becomes it.

    Confirming late succeeds when the moment is still free; confirming twice gives the appointment that was made.
    Raises NotBookable, TooManyOpen, SlotTaken; nothing has changed then but that expired holds are gone.
    """
    calendar = closures.in_force(db, calendar, now)
    seating.purge_expired(db, now)
    if again := next((one for one in rows.upcoming(db, person, now) if (one.service, one.slot) == (service_id, slot)), None):
        return again
    _check_open(db, calendar, person, now)
    service, wanted = _check(db, calendar, person, service_id, slot, now)
    made = Appointment(
        id=rows.new_id(),
        code=rows.new_code(db),
        person=person,
        service=service_id,
        pool=service.pool,
        location=slot.location,
        place=slot.place,
        wall=rows.wall_of(slot),
        minutes=slot.minutes,
        sequence=0,
        state=State.BOOKED,
        trial=trial,
        channel=channel,
        name=name,
        phone=phone,
        subject=subject,
        contact=contact,
        source=source,
        details=details,
        booked_at=stamp(now),
        changed_at=stamp(now),
    )
    with db.atomic():
        rows.insert(db, made)
        _seat(db, calendar, service, made, wanted)
        rows.note(db, made, "gemaakt", now, channel=channel)
        rows.remind(db, made, now)
    return made


def move(
    db: Database, calendar: Calendar, person: str, appointment_id: str, slot: Slot, now: datetime, *, channel: str, phone: str = ""
) -> Appointment:
    """Give an appointment another moment: the old one is given up only with the new one taken, at the maximum too.

    One that we gave up because we closed may be moved as well. Raises NoSuchAppointment, TooLate, NotBookable, SlotTaken.
    """
    calendar = closures.in_force(db, calendar, now)
    seating.purge_expired(db, now)
    old = _own(db, person, appointment_id)
    if old.stands and old.slot == slot:
        return old
    if old.state is State.CANCELLED or (old.stands and elapsed(now, old.begin) <= timedelta(0)):
        raise TooLate(appointment_id)
    service, wanted = _check(db, calendar, person, old.service, slot, now, appointment_id)
    new = replace(
        old,
        pool=service.pool,
        location=slot.location,
        place=slot.place,
        wall=rows.wall_of(slot),
        minutes=slot.minutes,
        sequence=old.sequence + 1,
        state=State.BOOKED,
        phone=phone or old.phone,
        channel=channel,
        changed_at=stamp(now),
    )
    with db.atomic():
        rows.forget_cells(db, appointment_id)
        rows.update(db, new)
        _seat(db, calendar, service, new, wanted)
        rows.note(db, new, "verzet", now, channel=channel, detail=old.wall)
        rows.remind(db, new, now)
    return new


def cancel(db: Database, person: str, appointment_id: str, now: datetime, *, channel: str = "") -> Appointment:
    """Call an appointment off; doing it twice changes nothing more. Raises NoSuchAppointment, TooLate."""
    old = _own(db, person, appointment_id)
    if old.state is State.CANCELLED:
        return old
    if old.stands and elapsed(now, old.begin) <= timedelta(0):
        raise TooLate(appointment_id)
    return give_up(db, old, State.CANCELLED, now, channel)


def _own(db: Database, person: str, appointment_id: str) -> Appointment:
    found = rows.find(db, appointment_id)
    if found is None or not person or found.person != person:
        raise NoSuchAppointment(appointment_id)
    return found


def _check_open(db: Database, calendar: Calendar, person: str, now: datetime) -> None:
    count = len(rows.upcoming(db, person, now))
    if count >= calendar.rules.open_per_person:
        raise TooManyOpen(count)


def _check(
    db: Database, calendar: Calendar, person: str, service_id: str, slot: Slot, now: datetime, moving: str = ""
) -> tuple[Service, tuple[str, ...]]:
    """The service and the cells that are wanted, when every rule allows them and every cell has a seat left."""
    service = calendar.services.get(service_id)
    if service is None:
        raise NotBookable(Refusal.NOT_HERE)
    if why := availability.refusal(calendar, service, slot, now):
        raise NotBookable(why)
    if any(availability.overlap(slot, one.slot) for one in rows.upcoming(db, person, now) if one.id != moving):
        raise NotBookable(Refusal.OVERLAPS)
    location = calendar.locations[slot.location]
    wanted = availability.cells(slot, service.buffer_minutes)
    day = local(slot.begin).date()
    taken = seating.taken(db, service.pool, [location], day, day + timedelta(days=1), person, now, moving=moving)
    if not availability.has_room(location, service.pool, wanted, taken):
        raise SlotTaken(f"{slot.location} {wanted[0]}")
    return service, wanted


def _seat(db: Database, calendar: Calendar, service: Service, one: Appointment, wanted: Sequence[str]) -> None:
    """The hold makes room for the appointment, in the savepoint in which it sits down: nobody can come in between."""
    release(db, one.person)
    seating.occupy(db, service, calendar.locations[one.location], wanted, "appointment", one.id)


def give_up(db: Database, old: Appointment, state: State, now: datetime, channel: str) -> Appointment:
    """Take an appointment out of the agenda: its seats are free again, its reminder goes."""
    new = replace(old, state=state, sequence=old.sequence + 1, changed_at=stamp(now))
    rows.forget_cells(db, old.id)
    rows.update(db, new)
    rows.note(db, new, state.value, now, channel=channel)
    rows.forget_reminder(db, new.id, now)
    return new
