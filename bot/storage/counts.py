"""Counting events: in SQL, in one pass, so that a year of the region is a matter of seconds."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from bot.next_steps import RANK, Contact

_RANKED = " ".join(f"WHEN '{step}' THEN {rank}" for step, rank in RANK.items())


def contacts(db: Database, begin: str, end: str) -> Iterator[Contact]:
    """The contacts that began between two stamps (end not included), in the order of their ids.

    The audience is the last one known in the contact, the topic the first that was asked about.
    """
    rows = db.execute(
        f"""SELECT began.contact, began.at, coalesce(max(events.person), ''), max(events.audience),
                   coalesce(min(CASE WHEN events.kind = 'asked' AND events.topic <> '' THEN printf('%012d', events.id) || events.topic END), ''),
                   max(CASE WHEN events.kind = 'chosen' THEN CASE events.step {_RANKED} ELSE 0 END ELSE 0 END)
            FROM events AS began JOIN events ON events.contact = began.contact
            WHERE began.kind = 'contact' AND began.at >= ? AND began.at < ?
            GROUP BY began.contact""",
        (begin, end),
    )
    for contact, at, person, audience, topic, rank in rows:
        yield Contact(contact, at, person, audience, topic[12:], rank)


def number_of_contacts(db: Database, begin: str, end: str) -> int:
    """The same contacts counted another way, to hold totals against."""
    return int(db.execute("SELECT count(*) FROM events WHERE kind = 'contact' AND at >= ? AND at < ?", (begin, end)).fetchone()[0])


def persons_before(db: Database, begin: str) -> set[str]:
    """Everyone who had a contact before a stamp: who is not among them is new."""
    rows = db.execute("SELECT DISTINCT person FROM events WHERE kind = 'contact' AND at < ? AND person IS NOT NULL", (begin,))
    return {str(row[0]) for row in rows}


def steps(db: Database, begin: str, end: str) -> list[tuple[str, str, str, int]]:
    """Per kind (offered, chosen, happened), step and topic in how many contacts it occurred."""
    rows = db.execute(
        """SELECT kind, step, topic, count(DISTINCT contact) FROM events
           WHERE kind IN ('offered', 'chosen', 'happened') AND step <> '' AND at >= ? AND at < ? GROUP BY kind, step, topic""",
        (begin, end),
    )
    return [(str(kind), str(step), str(topic), int(count)) for kind, step, topic, count in rows]


def signals(db: Database, begin: str, end: str) -> list[tuple[str, int]]:
    """What people said that the region must know: too far, transport, language; and what stayed unanswered."""
    rows = db.execute(
        """SELECT CASE kind WHEN 'signal' THEN label ELSE 'niet begrepen' END AS what, count(*) FROM events
           WHERE kind IN ('signal', 'unknown') AND at >= ? AND at < ? GROUP BY what ORDER BY what""",
        (begin, end),
    )
    return [(str(what), int(count)) for what, count in rows]
