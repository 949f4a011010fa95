"""What people type while an appointment is made: a subject, their name, another day; and whether a text is about it at all."""

from __future__ import annotations

import re

from bot.content.entries import Audience, Entry
from bot.dialogue.scene import Scene
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import find_shift, phone_in
from bot.understanding.text import words

BARE_MOMENT = 4  # words: 'alleen na drie uur' is a wish; a longer sentence is what it says
BARE_SUBJECT = 3  # words: 'over mijn loopbaan'
SUMMED_UP = ("bevestig", "naam")
"""The steps of a booking at which the moment is held and everything about it is shown."""
_OTHER = re.compile(r"\b(?:andere?|aander) (?:dag|tijd|tijdstip|moment|datum)\b")
_NAMED = re.compile(r"(?:ik heet|mijn naam is|mien noam is|de naam is|naam:?)\s+(?P<name>[^\W\d_][\w'-]{1,29})[.!]?$", re.IGNORECASE)
_ABOUT_US = frozenset({"open", "dicht", "gesloten", "geopend", "inloop", "bellen"})


def claims(scene: Scene) -> bool:
    """Whether a text is about the booking, whatever else it may mean: 'op vrijdag', 'kan het een uur later'."""
    text, waiting = scene.message.text, scene.state.awaited(scene.message.at)
    if find_shift(text) is not None or wants_another(text) or name_in(text):
        return True
    if waiting and waiting.step in SUMMED_UP and phone_in(text):
        return True
    said = words(text)
    if waiting and waiting.step == "dienst" and len(said) <= BARE_SUBJECT and "?" not in text and subject(scene):
        return True
    short = len(said) <= BARE_MOMENT and "?" not in text and not _ABOUT_US.intersection(said)
    return short and not find_moment(text, scene.now).is_empty()


def wants_another(text: str) -> bool:
    """'Ik wil een andere dag.'"""
    return _OTHER.search(text.casefold()) is not None


def name_in(text: str) -> str:
    """The first name of 'ik heet Fatima'; empty when a text is something else."""
    found = _NAMED.match(text.strip())
    return found["name"] if found else ""


def subject(scene: Scene) -> str:
    """The service that a short answer names: by one of its words, or by a topic that leads to it."""
    return service_in(scene, scene.message.text) or _service_of(scene, scene.knowledge.entries.get(scene.meaning.topic or ""))


def service_of_topic(scene: Scene) -> str:
    """The service of what was just spoken of, for who is talking, so that 'ik wil een afspraak' needs no second question."""
    return _service_of(scene, scene.knowledge.entries.get(scene.state.topic))


def _service_of(scene: Scene, entry: Entry | None) -> str:
    services, audience = scene.calendar.services, scene.state.audience
    named = [services[step.service] for step in (entry.steps if entry else ()) if step.service in services]
    return next((one.id for one in named if not audience or one.audience in (Audience.BOTH, audience)), "")


def service_in(scene: Scene, text: str) -> str:
    """The service that a text asks for by one of its words, for who is talking: 'een afspraak over omscholing'. Empty when none or several do."""
    said, audience = set(words(text)), scene.state.audience
    fitting = [one for one in scene.calendar.services.values() if not audience or one.audience in (Audience.BOTH, audience)]
    found = [one.id for one in fitting if said.intersection(one.words)]
    return found[0] if len(found) == 1 else ""
