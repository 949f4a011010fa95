"""Appointments: made, moved, cancelled, closed for; the table refuses what may not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.content.services import Calendar, Closure, Service
from bot.domain import availability
from bot.domain.appointment import Appointment, Booking, Hold, Move, Outcome, State
from bot.domain.availability import Refusal, Slot
from bot.domain.opening_hours import with_closure
from bot.domain.time import elapsed, local, stamp
from bot.storage import appointment_rows, capacity, closures
from bot.storage.capacity import SeatQuery, SlotTaken

# Hold, book, move and cancel: every rule checked again, inside an open write transaction.


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
    capacity.purge_expired(db, now)
    if moving:
        _own(db, person, moving)
    service, wanted = _check(db, calendar, person, service_id, slot, now, moving)
    kept = Hold(person, slot, local(now) + timedelta(minutes=calendar.rules.hold_minutes))
    with db.atomic():
        release(db, person)
        appointment_rows.insert_hold(db, kept)
        still = [cell for cell in wanted if cell not in capacity.occupied(db, service.pool, slot.location, moving)]
        capacity.occupy(db, service, calendar.locations[slot.location], still, "held_by", person)
    return kept


def release(db: Database, person: str) -> None:
    """Let go of the moment that was kept for someone."""
    db.execute("DELETE FROM holds WHERE person = ?", (person,))


def held(db: Database, person: str, now: datetime) -> Hold | None:
    """The moment that is kept for someone, None when there is none or its time is over."""
    kept = appointment_rows.hold_of(db, person)
    return kept if kept and elapsed(now, kept.until) > timedelta(0) else None


def book(db: Database, calendar: Calendar, wanted: Booking, now: datetime) -> Appointment:
    """Make an appointment, after every rule was checked again; the person's hold becomes it.

    Confirming late succeeds when the moment is still free; confirming twice gives the appointment that was made.
    Raises NotBookable, TooManyOpen, SlotTaken; nothing has changed then but that expired holds are gone.
    """
    calendar = closures.in_force(db, calendar, now)
    capacity.purge_expired(db, now)
    person, slot = wanted.person, wanted.slot
    standing = appointment_rows.upcoming(db, person, now)
    if again := next((one for one in standing if (one.service, one.slot) == (wanted.service, slot)), None):
        return again
    _check_open(db, calendar, person, now)
    service, cells = _check(db, calendar, person, wanted.service, slot, now)
    made = Appointment(
        id=appointment_rows.new_id(),
        code=appointment_rows.new_code(db),
        person=person,
        service=wanted.service,
        pool=service.pool,
        location=slot.location,
        place=slot.place,
        wall=appointment_rows.wall_of(slot),
        minutes=slot.minutes,
        sequence=0,
        state=State.BOOKED,
        trial=wanted.trial,
        channel=wanted.channel,
        name=wanted.name,
        phone=wanted.phone,
        subject=wanted.subject,
        contact=wanted.contact,
        source=wanted.source,
        details=wanted.details,
        booked_at=stamp(now),
        changed_at=stamp(now),
    )
    with db.atomic():
        appointment_rows.insert(db, made)
        _seat(db, calendar, service, made, cells)
        appointment_rows.note(db, made, "gemaakt", now, channel=made.channel)
        appointment_rows.remind(db, made, now)
    return made


def move(db: Database, calendar: Calendar, asked: Move, now: datetime) -> Appointment:
    """Give an appointment another moment: the old one is given up only with the new one taken, at the maximum too.

    One that we gave up because we closed may be moved as well. Raises NoSuchAppointment, TooLate, NotBookable, SlotTaken.
    """
    calendar = closures.in_force(db, calendar, now)
    capacity.purge_expired(db, now)
    return _moved(db, calendar, _own(db, asked.person, asked.appointment), asked, now)


def _moved(db: Database, calendar: Calendar, old: Appointment, asked: Move, now: datetime) -> Appointment:
    slot = asked.slot
    if old.stands and old.slot == slot:
        return old
    if old.state is State.CANCELLED or (old.stands and elapsed(now, old.begin) <= timedelta(0)):
        raise TooLate(old.id)
    service, wanted = _check(db, calendar, old.person, old.service, slot, now, old.id)
    new = replace(
        old,
        pool=service.pool,
        location=slot.location,
        place=slot.place,
        wall=appointment_rows.wall_of(slot),
        minutes=slot.minutes,
        sequence=old.sequence + 1,
        state=State.BOOKED,
        phone=asked.phone or old.phone,
        channel=asked.channel,
        changed_at=stamp(now),
    )
    with db.atomic():
        appointment_rows.forget_cells(db, old.id)
        appointment_rows.update(db, new)
        _seat(db, calendar, service, new, wanted)
        appointment_rows.note(db, new, "verzet", now, channel=asked.channel, detail=old.wall)
        appointment_rows.remind(db, new, now)
    return new


def reseat(db: Database, calendar: Calendar, asked: Move, now: datetime) -> Appointment:
    """The same by staff, whoever's it is, also nobody's. Raises NoSuchAppointment, TooLate, NotBookable, SlotTaken."""
    found = appointment_rows.find(db, asked.appointment)
    if found is None:
        raise NoSuchAppointment(asked.appointment)
    return _moved(db, closures.in_force(db, calendar, now), found, asked, now)


def cancel(db: Database, person: str, appointment_id: str, now: datetime, *, channel: str = "") -> Appointment:
    """Call an appointment off; doing it twice changes nothing more. Raises NoSuchAppointment, TooLate."""
    old = _own(db, person, appointment_id)
    if old.state is State.CANCELLED:
        return old
    if old.stands and elapsed(now, old.begin) <= timedelta(0):
        raise TooLate(appointment_id)
    return give_up(db, old, State.CANCELLED, now, channel)


def _own(db: Database, person: str, appointment_id: str) -> Appointment:
    found = appointment_rows.find(db, appointment_id)
    if found is None or not person or found.person != person:
        raise NoSuchAppointment(appointment_id)
    return found


def _check_open(db: Database, calendar: Calendar, person: str, now: datetime) -> None:
    count = len(appointment_rows.upcoming(db, person, now))
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
    if any(availability.overlap(slot, one.slot) for one in appointment_rows.upcoming(db, person, now) if one.id != moving):
        raise NotBookable(Refusal.OVERLAPS)
    location = calendar.locations[slot.location]
    wanted = availability.cells(slot, service.buffer_minutes)
    day = local(slot.begin).date()
    taken = capacity.taken_seats(db, SeatQuery(service.pool, (location,), day, day + timedelta(days=1), person, moving), now)
    if not availability.has_room(location, service.pool, wanted, taken):
        raise SlotTaken(f"{slot.location} {wanted[0]}")
    return service, wanted


def _seat(db: Database, calendar: Calendar, service: Service, one: Appointment, wanted: Sequence[str]) -> None:
    """The hold makes room for the appointment, in the savepoint in which it sits down: nobody can come in between."""
    release(db, one.person)
    capacity.occupy(db, service, calendar.locations[one.location], wanted, "appointment", one.id)


def give_up(db: Database, old: Appointment, state: State, now: datetime, channel: str) -> Appointment:
    """Take an appointment out of the agenda: its seats are free again, its reminder goes."""
    new = replace(old, state=state, sequence=old.sequence + 1, changed_at=stamp(now))
    appointment_rows.forget_cells(db, old.id)
    appointment_rows.update(db, new)
    appointment_rows.note(db, new, state.value, now, channel=channel)
    appointment_rows.forget_reminder(db, new.id, now)
    return new


# Closing with appointments: who is affected, and giving up what can no longer be kept.


def close(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Close a location, a pool or a seat, and give up what no longer fits; returns who must be told, the first first."""
    lost = affected_by(db, calendar, location_id, closure, now)
    closures.keep(db, location_id, closure, now)
    return _given_up(db, lost, now)


def affected_by(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Who would be affected by a closure that is not made yet; those affected without it are not among them."""
    already = {one.id for one in affected(db, calendar, now)}
    return [one for one in affected(db, with_closure(calendar, location_id, closure), now) if one.id not in already]


def give_up_affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """Give up everything that the present calendar no longer allows: only when staff say so, for it may be a slip of the pen."""
    return _given_up(db, affected(db, calendar, now), now)


def _given_up(db: Database, lost: list[Appointment], now: datetime) -> list[Appointment]:
    """Made void, so that no reminder leads to a closed door; their people may still move them."""
    return [give_up(db, one, State.VOID, now, "") for one in lost]


def affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """The future appointments that the present calendar no longer allows, in order of time.

    Where seats were lost, those booked first keep theirs. A finer point, such as another grid, disturbs no appointment.
    """
    calendar = closures.in_force(db, calendar, now)
    used: Counter[tuple[str, str, str]] = Counter()
    lost = []
    for one in appointment_rows.future(db, now):
        wanted = [(one.pool, one.location, cell) for cell in appointment_rows.cells_of(db, one.id)]
        if _stands(calendar, one, used, wanted):
            used.update(wanted)
        else:
            lost.append(one)
    return sorted(lost, key=lambda one: (one.wall, one.id))


def _stands(calendar: Calendar, one: Appointment, used: Counter[tuple[str, str, str]], wanted: list[tuple[str, str, str]]) -> bool:
    location = calendar.locations.get(one.location)
    if location is None or not availability.is_open_for(location, one.slot):
        return False
    return all(used[key] < availability.capacity(location, one.pool, key[2]) for key in wanted)


# The agenda: everything that can be asked of it and done to it. Every function works inside an open transaction.


def agenda(db: Database, begin: datetime, end: datetime) -> list[Appointment]:
    """For staff: the appointments that stand and begin from `begin` up to `end`, in order of time."""
    return appointment_rows.between(db, begin, end)


def reminder_state_of(db: Database, appointment: Appointment) -> str:
    """Where its reminder is (a state of the outbox), empty when there is none; `dead` is not delivered."""
    return appointment_rows.reminder_state(db, appointment.id)


TAKEN_BACK = "teruggenomen"
"""In the history of an appointment: what was noted of its outcome no longer holds."""


def outcome_before(db: Database, appointment_id: str) -> Outcome | None:
    """What was noted before the last that was noted; None when nothing ever was."""
    told = appointment_rows.outcomes_of(db, appointment_id)
    if not told:
        return None
    before = told[-2] if len(told) > 1 else TAKEN_BACK
    return Outcome.OPEN if before == TAKEN_BACK else Outcome(before)


def set_outcome(db: Database, appointment_id: str, outcome: Outcome, now: datetime, *, channel: str = "balie") -> Appointment:
    """Note what became of an appointment, from its day on. Raises NoSuchAppointment, and ValueError on an earlier day."""
    old = appointment_rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    if local(now).date() < old.begin.date():
        raise ValueError(f"appointment {appointment_id} is on {old.wall}: no outcome before that day")
    new = replace(old, outcome=outcome, changed_at=stamp(now))
    appointment_rows.update(db, new)
    appointment_rows.note(db, new, "uitkomst", now, channel=channel, detail=outcome.value or TAKEN_BACK)
    return new


def add_question(db: Database, appointment_id: str, question: str, now: datetime) -> None:
    """The person's own sentence, after their yes. Raises NoSuchAppointment."""
    old = appointment_rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    appointment_rows.update(db, replace(old, question=question, changed_at=stamp(now)))


def remark(db: Database, appointment_id: str, note: str, now: datetime) -> None:
    """A note for staff beside an appointment; said twice it stands there once. Raises NoSuchAppointment."""
    old = appointment_rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    if note not in old.details:
        appointment_rows.update(db, replace(old, details=f"{old.details} · {note}" if old.details else note, changed_at=stamp(now)))


def renumber(db: Database, appointment_id: str, phone: str, now: datetime) -> None:
    """Another number to call for an appointment. Raises NoSuchAppointment."""
    old = appointment_rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    appointment_rows.update(db, replace(old, phone=phone, changed_at=stamp(now)))
