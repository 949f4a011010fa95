"""Work passed on to another organisation: its person is asked first, with what goes along; seen by its colleagues after a yes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.desk.promises import AT_ONCE, AlreadyTold
from bot.content.model import Knowledge
from bot.dialogue.actions import Action, encode
from bot.dialogue.referral import PUSH
from bot.domain import formatting
from bot.domain.appointment import Appointment
from bot.domain.messages import Button, Reply, to_body
from bot.domain.time import local, stamp
from bot.storage import appointment_rows, outbox, people, referral_rows, requests
from bot.storage.database import Database, Storage
from bot.storage.referral_rows import Partner, Referral
from bot.storage.requests import Request


class NothingToPassOn(Exception):
    """What it was about is over or gone, or nobody stands behind it any more."""


class AskedBefore(Exception):
    """This person was asked about this organisation before; a no is not asked again."""


class OutOfReach(Exception):
    """We cannot write to this person, so they cannot say yes."""


class NotYours(Exception):
    """No such thing was passed on to this organisation, or its person took it back."""


@dataclass(frozen=True)
class Question:
    """What would be asked, before it is: what goes along, what its person reads, and of whom they were asked already."""

    about: Request | Appointment
    told: str
    replies: dict[Partner, Reply]
    before: tuple[Referral, ...]
    reachable: bool


def question(storage: Storage, known: Knowledge, object_id: str, now: datetime) -> Question:
    """What its person would read per organisation; nothing is changed. Raises NothingToPassOn."""
    with storage.reading() as db:
        about = _about(db, object_id)
        told = what_goes_along(known, about, now)
        replies = {one: _asking(known, one, told, "") for one in Partner}
        before = referral_rows.by_object(db).get(object_id, ())
        return Question(about, told, replies, before, people.channel_of(db, about.person) is not None)


def ask(
    storage: Storage, known: Knowledge, object_id: str, organisation: Partner, now: datetime, *, after: timedelta = AT_ONCE
) -> Referral:
    """Ask its person, after a while in which it can be taken back. Raises NothingToPassOn, OutOfReach, AskedBefore."""
    with storage.transaction() as db:
        about = _about(db, object_id)
        channel = people.channel_of(db, about.person)
        if channel is None:
            raise OutOfReach(object_id)
        one = Referral(appointment_rows.new_id(), object_id, about.person, organisation, what_goes_along(known, about, now))
        if not referral_rows.ask(db, one, now):
            raise AskedBefore(object_id)
        reply = _asking(known, organisation, one.told, one.id)
        outbox.put(db, about.person, channel, "bericht", to_body(reply), now + after, now=now, key=_key(one.id))
        return one


def unask(storage: Storage, referral_id: str, now: datetime) -> Referral:
    """The question does not leave after all. Raises NothingToPassOn, and AlreadyTold when it has left."""
    with storage.transaction() as db:
        one = referral_rows.find(db, referral_id)
        if one is None:
            raise NothingToPassOn(referral_id)
        if not outbox.take_back(db, _key(referral_id), now):
            raise AlreadyTold(referral_id)
        referral_rows.unask(db, referral_id)
        return one


def passed_on(storage: Storage, organisation: Partner) -> Sequence[Referral]:
    """What colleagues of this organisation may see."""
    with storage.reading() as db:
        return referral_rows.shown_to(db, organisation)


def take_up(storage: Storage, organisation: Partner, referral_id: str, now: datetime, *, back: bool = False) -> None:
    """This organisation takes it up, or not after all. Raises NotYours."""
    with storage.transaction() as db:
        if not referral_rows.take_up(db, referral_id, organisation, "" if back else stamp(now)):
            raise NotYours(referral_id)


def _about(db: Database, object_id: str) -> Request | Appointment:
    request, made = requests.find(db, object_id), appointment_rows.find(db, object_id)
    if request and request.person and not request.done_at:
        return request
    if made and made.person and made.stands:
        return made
    raise NothingToPassOn(object_id)


def what_goes_along(known: Knowledge, about: Request | Appointment, now: datetime) -> str:
    """Line by line what the other organisation gets to see; what is not known is no line."""
    if isinstance(about, Appointment):
        service, entry = known.calendar.services.get(about.service), known.entries.get(about.subject)
        subject, moment = entry.label if entry else "", formatting.moment(about.begin, local(now))
        first = {"afspraak": f"{service.name if service else about.service}, {moment}", "naam": about.name}
    else:
        subject, first = about.subject, {}
    values = {**first, "onderwerp": subject, "vraag": about.question, "telefoon": about.phone}
    return "\n".join(known.phrases.say(f"doorgeven.{name}", **{name: value}) for name, value in values.items() if value)


def _asking(known: Knowledge, organisation: Partner, told: str, referral_id: str) -> Reply:
    slots = {"organisatie": known.phrases.say(f"doorgeven.aan-{organisation}"), "wat": told}
    label = known.phrases.label
    buttons = (
        Button(label("ja-geef-door"), encode(Action.REFER_YES, referral_id)),
        Button(label("nee-niet-doorgeven"), encode(Action.REFER_NO, referral_id)),
    )
    return Reply(known.phrases.say("doorgeven.vraag-om-ja", **slots), buttons)


def _key(referral_id: str) -> str:
    return f"{PUSH}:{referral_id}"
