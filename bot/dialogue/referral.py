"""What we ask before something goes to another organisation, and the person's yes, no and 'not after all'. Silence passes nothing on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.actions import Action
from bot.dialogue.context import TurnContext, TurnResult, reply_with
from bot.domain.messages import Button
from bot.storage import appointment_rows, referral_rows, requests
from bot.storage.referral_rows import Consent, Referral

PUSH = "doorgeven"
"""The message that asks it, as it is known in the outbox and in the conversation that waits for its answer."""


def agreed(context: TurnContext, referral_id: str) -> TurnResult | None:
    """'Ja, geef door'. None when it is not theirs, or what it is about is over."""
    one = _mine(context, referral_id)
    if one is None or not _stands(context, one):
        return None
    referral_rows.answer(context.db, one.id, Consent.YES, context.now)
    return _told(context, "doorgeven.ja", [one], [context.button("toch-niet-doorgeven", Action.REFER_BACK, one.id)])


def refused(context: TurnContext, referral_id: str) -> TurnResult | None:
    """'Nee, niet doorgeven'. None when it is not theirs."""
    one = _mine(context, referral_id)
    if one is None:
        return None
    if one.consent is Consent.YES:
        return taken_back(context, referral_id)
    referral_rows.answer(context.db, one.id, Consent.NO, context.now)
    return _told(context, "doorgeven.nee", [one])


def taken_back(context: TurnContext, referral_id: str) -> TurnResult | None:
    """'Toch niet doorgeven': from now on nobody else sees it. None when it is not theirs."""
    one = _mine(context, referral_id)
    return _back(context, [one]) if one else None


def heard(context: TurnContext) -> TurnResult | None:
    """The same in own words: for all that waits for an answer or got a yes."""
    mine = referral_rows.of_person(context.db, context.person)
    return _back(context, mine) if mine else None


def organisation(context: TurnContext, one: Referral) -> str:
    """The other organisation, in the middle of a sentence."""
    return context.say(f"doorgeven.aan-{one.organisation}")


def _mine(context: TurnContext, referral_id: str) -> Referral | None:
    one = referral_rows.find(context.db, referral_id)
    return one if one and one.person == context.person else None


def _stands(context: TurnContext, one: Referral) -> bool:
    request, made = requests.find(context.db, one.object), appointment_rows.find(context.db, one.object)
    return bool((request and not request.done_at) or (made and made.stands))


def _back(context: TurnContext, mine: list[Referral]) -> TurnResult:
    for one in mine:
        referral_rows.answer(context.db, one.id, Consent.TAKEN_BACK, context.now)
    seen = [one for one in mine if one.consent is Consent.YES]
    return _told(context, "doorgeven.terug" if seen else "doorgeven.nee", seen or mine)


def _told(context: TurnContext, key: str, about: list[Referral], buttons: Sequence[Button] = ()) -> TurnResult:
    slots = {"organisatie": organisation(context, about[0])} if key != "doorgeven.nee" else {}
    ways = [*buttons, context.button("mijn-stap", Action.MY_STEPS), context.human]
    return reply_with(context, context.say(key, **slots), ways, topic="mijn-stap")
