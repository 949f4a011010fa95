"""What is said to staff about their content, out of berichten.yaml: texts by their code, and figures put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.app.content_trial import Shortfall
from bot.content.catalogue import Catalogue
from bot.content.entries import FACETS, Entry
from bot.content.expiry import Due
from bot.content.facet_checks import filled
from bot.content.model import OwnerQuestion
from bot.content.problems import Place
from bot.understanding.evaluation import Pair, Proof, Tried

catalogue = Catalogue("bot.app", "berichten.yaml")
say = catalogue.say


def percent(share: float) -> str:
    """`89,7 %`."""
    return f"{share * 100:.1f} %".replace(".", ",")


def readability(now: float, before: float | None) -> str:
    """How readable the answers are, and how they were: one figure says little, its course says more."""
    earlier = say("readability-before", before=f"{before:.0f}") if before is not None else ""
    return say("readability", now=f"{now:.0f}", before=earlier)


def proof_line(proof: Proof) -> str:
    """How all test questions went, in one line."""
    if not proof.tried:
        return say("no-test-questions")
    return say("proof", count=len(proof.tried), right=percent(proof.right), found=percent(proof.found), wrong=percent(proof.wrong))


def shortfall(one: Shortfall) -> str:
    """A floor that is not held."""
    return "\n".join((say(f"shares.{one.name}", share=percent(one.share), floor=percent(one.floor)), say("shares-remedy")))


def tried(one: Tried) -> str:
    """What became of a test question, and what it is most like elsewhere."""
    if _elsewhere(one):
        return say("tried-elsewhere", sentence=one.sentence, topic=one.topic, became=_became(one), nearest=one.nearest, found=one.found)
    return say("tried", sentence=one.sentence, topic=one.topic, became=_became(one))


def _became(one: Tried) -> str:
    return say(f"became.{one.outcome.value}")


def worse(one: Tried) -> str:
    """A test question that went better before, with both texts."""
    if not _elsewhere(one):
        return say("tried", sentence=one.sentence, topic=one.topic, became=_became(one))
    return say("tried-worse", sentence=one.sentence, topic=one.topic, became=_became(one), nearest=one.nearest, found=one.found)


def _elsewhere(one: Tried) -> bool:
    return bool(one.nearest) and one.found != one.topic


def pair(one: Pair) -> str:
    """Two examples that hardly differ."""
    return say("pair", sentence=one.sentence, topic=one.topic, other_sentence=one.other_sentence, other_topic=one.other_topic)


def due_list(listed: Sequence[Due], days: int) -> str:
    """What must be looked at, per owner, the earliest first."""
    if not listed:
        return say("nothing-due", days=days)
    lines = []
    for owner in sorted({one.owner for one in listed}):
        lines.append(say("due-heading", owner=owner))
        for one in listed:
            if one.owner == owner:
                what, remedy = one.words
                lines.append(say("due-line", when=one.when.isoformat(), place=one.place, what=what, remedy=remedy))
    return "\n".join(lines)


def day_of(value: str) -> date:
    """The day that was typed. Raises ValueError."""
    if len(value) != len("2026-11-21"):
        raise ValueError(value)
    return date.fromisoformat(value)


def move(differs: bool, joins: bool, added: int) -> str:
    """What is said of a file that stands in the new place too; nothing of one that does not."""
    if differs:
        return say("move-differs")
    if not joins:
        return ""
    return say("move-joins", count=added) if added else say("move-same")


def facets(entries: Iterable[Entry]) -> Iterator[str]:
    """A heading, and per entry that has facets how many are told; nothing when none has."""
    told = [(entry, *filled(entry)) for entry in entries if entry.facets]
    if told:
        yield say("facets-heading")
    for entry, answered, seen, unknown in told:
        yield say("facets-line", topic=entry.id, told=answered, all=len(FACETS), seen=seen, unknown=unknown)


def to_confirm(listed: Sequence[tuple[Entry, str, Place]], asked: Sequence[OwnerQuestion], entries: Mapping[str, Entry]) -> str:
    """What the owner must tell us: each question with what is said until then, and the facets of which nobody knows the answer."""
    lines = [say("to-confirm-heading")] if asked else []
    for number, one in enumerate(asked, 1):
        lines.append(say("to-confirm-question", number=number, question=one.question, place=one.lines.of("vraag")))
        lines += [say("to-confirm-said", part=part, text=" ".join(_said(part, entries).split())) for part in one.parts]
    lines += ["", say("to-confirm-facets")] if asked and listed else []
    lines += [say("to-confirm-line", place=place, facet=facet, question=entry.question) for entry, facet, place in listed]
    return "\n".join(lines) or say("nothing-to-confirm")


def _said(part: str, entries: Mapping[str, Entry]) -> str:
    """What the assistant says now, as it stands in the file; of a facet that nobody knows that it says so."""
    name, _, facet = part.partition("#")
    return (entries[name].facets[facet].answer or say("to-confirm-honest")) if facet else entries[name].answer
