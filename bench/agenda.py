"""How fast the agenda is: `python -m bench.agenda`. Free moments over 26 weeks, and bookings per second of 1 and 4 writers.

Both are measured on an empty past and with 100,000 past appointments behind them: the cost must not grow with what is over.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from bot.content.entries import Audience
from bot.content.services import HOLIDAYS, Calendar, Hours, Location, PlaceKind, Rules, Service
from bot.domain.appointment import Booking
from bot.domain.availability import Slot, bookable_days, cells, every_free_slot
from bot.domain.time import at
from bot.storage import appointments, capacity
from bot.storage.capacity import Sought
from bot.storage.database import Storage

NOW = at(date(2026, 11, 23), clock(9))
WEEKS, SEATS = 26, 3
LOCATIONS = (1, 10, 100)
WRITERS = (1, 4)
BOOKINGS = 400  # in all, by all writers together
ALONE = 100  # bookings of which the processor time is taken
PAST = 100_000
TALK = Service("talk", "Gesprek", Audience.BOTH, 30, tuple(PlaceKind), "advisers")
WEEK = {weekday: (Hours(clock(10), clock(16)),) for weekday in range(4)}


def calendar(locations: int, seats: int = SEATS) -> Calendar:
    """So many desks, open from Monday to Thursday."""
    names = [f"desk{number}" for number in range(locations)]
    places = {name: Location(name, name, "", WEEK, {"advisers": seats}, holidays=dict.fromkeys(HOLIDAYS, ())) for name in names}
    return Calendar(Rules(horizon_days=7 * WEEKS), {"talk": TALK}, places)


def fresh(file: Path, known: Calendar, past: int) -> Storage:
    """A file with the roster, every second moment of the coming weeks booked on two seats, and so many appointments gone by."""
    storage = Storage(file)
    with storage.transaction() as db:
        capacity.sync_roster(db, known)
    ahead = [slot for slot in every_free_slot(known, TALK, PlaceKind.DESK, {}, NOW, bookable_days(known, NOW)) if slot.begin.minute == 0]
    insert(storage, [(slot, seat) for slot in ahead for seat in (1, 2)], "f")
    insert(storage, list(gone_by(known, past)), "g")
    storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return storage


def gone_by(known: Calendar, count: int) -> Iterator[tuple[Slot, int]]:
    """Full days, back in time."""
    day, made = NOW.date(), 0
    while made < count:
        day -= timedelta(days=1)
        for place in known.locations:
            for half_hour in range(12):
                for seat in range(1, SEATS + 1):
                    made += 1
                    if made <= count:
                        yield Slot(place, PlaceKind.DESK, at(day, clock(10 + half_hour // 2, half_hour % 2 * 30)), 30), seat


def insert(storage: Storage, taken: list[tuple[Slot, int]], prefix: str) -> None:
    """Appointments written straight into the tables: what is measured comes after."""
    with storage.transaction() as db:
        db.conn.executemany(
            """INSERT INTO appointments (id, code, person, service, pool, location, place, begin, ends, minutes, state, trial, channel, booked_at, changed_at)
               VALUES (?, 'BENC', ?, 'talk', 'advisers', ?, 'balie', ?, ?, 30, 'afgesproken', 1, 'bench', '', '')""",
            (
                (f"{prefix}{number}", f"{prefix}{number}", slot.location, f"{slot.begin:%Y-%m-%dT%H:%M}", f"{slot.end:%Y-%m-%dT%H:%M}")
                for number, (slot, _) in enumerate(taken)
            ),
        )
        db.conn.executemany(
            "INSERT INTO cells (pool, location, cell, seat, appointment) VALUES ('advisers', ?, ?, ?, ?)",
            ((slot.location, cell, seat, f"{prefix}{number}") for number, (slot, seat) in enumerate(taken) for cell in cells(slot, 0)),
        )


def milliseconds(storage: Storage, known: Calendar, limit: int, repeats: int) -> float:
    """The median processor time of one search, in milliseconds: what other programs do on this machine does not count."""
    times = []
    for number in range(repeats):
        begun = time.process_time()
        with storage.transaction() as db:
            capacity.free(db, known, Sought(f"someone{number}", "talk", PlaceKind.DESK), NOW, None, limit)
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def write(file: str, name: str, count: int, gate: multiprocessing.synchronize.Barrier) -> None:
    """One writer, in the transactions in which a dialogue does so."""
    known = calendar(1, seats=1000)
    storage = Storage(file)
    gate.wait()
    for number in range(count):
        book(storage, known, f"{name}-{number}")
    storage.close()


def book(storage: Storage, known: Calendar, person: str) -> None:
    """Look for a moment, hold it, and book it."""
    with storage.transaction() as db:
        (slot, *_) = capacity.free(db, known, Sought(person, "talk", PlaceKind.DESK), NOW, None, 4)
        appointments.hold(db, known, person, "talk", slot, NOW)
    with storage.transaction() as db:
        appointments.book(db, known, Booking(person, "talk", slot, "bench", trial=True), NOW)


def booking_milliseconds(folder: Path, past: int) -> float:
    """The median processor time of one booking, in milliseconds: unlike bookings per second it hardly hears a busy machine."""
    storage, known, times = fresh(folder / f"one-{past}.db", calendar(1), past), calendar(1, seats=1000), []
    with storage.transaction() as db:
        capacity.sync_roster(db, known)
    for number in range(ALONE):
        begun = time.process_time()
        book(storage, known, f"alone-{number}")
        times.append(time.process_time() - begun)
    storage.close()
    return statistics.median(times) * 1000


def bookings_per_second(folder: Path, writers: int, past: int) -> float:
    """Bookings per second of so many processes on one file, every commit on the disk (synchronous=FULL)."""
    file = folder / f"{writers}-{past}.db"
    storage = fresh(file, calendar(1), past)
    with storage.transaction() as db:
        capacity.sync_roster(db, calendar(1, seats=1000))
    storage.close()
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(writers + 1)
    crowd = [context.Process(target=write, args=(str(file), str(number), BOOKINGS // writers, gate)) for number in range(writers)]
    for one in crowd:
        one.start()
    gate.wait()
    begun = time.perf_counter()
    for one in crowd:
        one.join()
    return BOOKINGS / (time.perf_counter() - begun)


def main() -> int:
    """Print the table."""
    print(
        f"{WEEKS} weken, {SEATS} stoelen, elk heel uur twee stoelen bezet; Python {sys.version.split()[0]}, {datetime.now(NOW.tzinfo):%Y-%m-%d}\n"
    )
    print(f"{'':34}{'leeg verleden':>16}{f'{PAST} voorbij':>18}")
    with tempfile.TemporaryDirectory() as name:
        for count in LOCATIONS:
            known = calendar(count)
            opened = [fresh(Path(name, f"free-{count}-{past}.db"), known, past) for past in (0, PAST)]
            for label, limit, repeats in (("eerste vier momenten", 4, 30), ("alle momenten", 10**9, 3)):
                found = [milliseconds(storage, known, limit, repeats) for storage in opened]
                print(
                    f"{f'{label}, {count} locatie(s)':34}"
                    + "".join(f"{value:>{width}.1f} ms" for value, width in zip(found, (13, 15), strict=True))
                )
            for storage in opened:
                storage.close()
        found = [booking_milliseconds(Path(name), past) for past in (0, PAST)]
        print(
            f"{'een boeking, processortijd':34}" + "".join(f"{value:>{width}.1f} ms" for value, width in zip(found, (13, 15), strict=True))
        )
        for writers in WRITERS:
            found = [bookings_per_second(Path(name), writers, past) for past in (0, PAST)]
            print(
                f"{f'boekingen, {writers} schrijver(s)':34}"
                + "".join(f"{value:>{width}.0f} /s" for value, width in zip(found, (13, 15), strict=True))
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
