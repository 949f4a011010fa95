"""The guided path for employers: what they look for, branch, municipality, hours per week, and then a prepared conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.content.entries import Audience, Entry, StepKind
from bot.content.model import Branch, Employers, WeekHours, Wish
from bot.dialogue import booking, municipality
from bot.dialogue.context import Outcome, Scene, Waiting, outcome, prefixed
from bot.domain import formatting
from bot.domain.messages import Button
from bot.privacy.masking import mask_rest
from bot.storage.events import Event
from bot.understanding import entities
from bot.understanding.text import words

EMPLOYER = "werkgever"
WISH, BRANCH, PLACE, HOURS = "zoekt", "branche", "gemeente", "uren"
STEPS = (WISH, BRANCH, PLACE, HOURS)
COMPANY = "bedrijf"
LONGEST_NAME, MOST_WORDS = 60, 6  # of a company: what is longer is a question
_FIELDS = {"z": WISH, "b": BRANCH, "g": PLACE, "u": HOURS}
_LETTERS = {name: letter for letter, name in _FIELDS.items()}
SKIPPED = municipality.ASKED
VISIT_TOPICS = frozenset({"werkgever-advies"})
"""Where people ask whether an adviser comes to them."""


def entry_point(scene: Scene, entry: Entry | None = None) -> list[Button]:
    """[Gesprek voorbereiden] on what is for employers; nothing where the folder knows no choices, and nothing after a crisis."""
    audience = entry.audience if entry and entry.audience is not Audience.BOTH else scene.state.audience
    if audience != Audience.EMPLOYER or not scene.knowledge.employers.wishes or scene.state.crisis:
        return []
    visit = [scene.button("bezoek", "bezoek", StepKind.CALL_BACK)] if entry and entry.id in VISIT_TOPICS else []
    return [scene.button("gesprek-voorbereiden", "wg:begin", StepKind.APPOINTMENT), *visit]


def pressed(scene: Scene, argument: str) -> Outcome | None:
    """A button of the path: `begin`, or `<token>:<letter>:<value>`. None when it belongs to an earlier path."""
    if argument == "begin":
        return _begin(scene)
    token, letter, value = (*argument.split(":", 2), "", "")[:3]
    waiting = scene.state.awaited(scene.message.at)
    if waiting is None or waiting.dialogue != EMPLOYER or waiting.data.get("token") != token:
        return None
    if letter == "verder":
        return _next(scene, waiting)
    if letter == "naam":
        return _ask_company(scene, waiting)
    name = _FIELDS.get(letter, "")
    return _next(scene, waiting.having(**{name: value})) if value in _allowed(scene, name) else None


def _begin(scene: Scene) -> Outcome | None:
    """The path from its beginning; what the person said already is not asked again."""
    known = scene.knowledge.employers
    if not known.wishes:
        return None
    scene = replace(scene, state=replace(scene.state, audience=Audience.EMPLOYER.value))
    waiting = scene.waiting(EMPLOYER, WISH, token=str(scene.state.turn), topic=scene.state.topic)
    return prefixed(_next(scene, waiting.having(**dict(_said(scene, known)))), scene.say("werkgever.begin"))


def _said(scene: Scene, known: Employers) -> Iterator[tuple[str, str]]:
    """What the topic and the own question tell already; where someone lives says nothing about where the work is."""
    question = scene.state.question
    if wish := known.wish_of(scene.state.topic):
        yield WISH, wish.id
    if branch := _branch_in(known, question):
        yield BRANCH, branch.id
    if place := municipality.within(scene.knowledge, question):
        yield PLACE, place
    if (hours := entities.hours_per_week(question)) is not None:
        yield HOURS, str(hours)


def _branch_in(known: Employers, question: str) -> Branch | None:
    """The branch of a sentence, when its words name exactly one."""
    said = set(words(question))
    found = [one for one in known.branches if said.intersection(one.words)]
    return found[0] if len(found) == 1 else None


def _allowed(scene: Scene, name: str) -> frozenset[str]:
    """The values that a button may give a field."""
    known = scene.knowledge.employers
    values: dict[str, tuple[str, ...]] = {
        WISH: tuple(one.id for one in known.wishes),
        BRANCH: (SKIPPED, *(one.id for one in known.branches)),
        PLACE: (SKIPPED, *(one.name for one in scene.knowledge.municipalities)),
        HOURS: (SKIPPED, *(one.id for one in known.hours)),
    }
    return frozenset(values.get(name, ()))


def _next(scene: Scene, waiting: Waiting) -> Outcome:
    """The first thing we do not know is asked; when we know all, the moments for the conversation are shown."""
    step = next((name for name in STEPS if name not in waiting.data and _choices(scene, waiting, name)), "")
    waiting = waiting.having(step or HOURS, details=details(scene, waiting))
    return _ask(scene, waiting) if step else _conversation(scene, waiting)


def _ask(scene: Scene, waiting: Waiting, key: str = "") -> Outcome:
    """One question with its choices, and always [Bel mij]."""
    buttons = _choices(scene, waiting, waiting.step)
    if waiting.step == HOURS and COMPANY not in waiting.data:
        buttons.append(Button(scene.knowledge.phrases.label("bedrijfsnaam"), f"wg:{waiting.data['token']}:naam"))
    if waiting.step != WISH:
        buttons.append(_choice(waiting, waiting.step, SKIPPED, scene.knowledge.phrases.label("overslaan")))
    state = replace(scene.state, waiting=waiting)
    text = scene.say(f"werkgever.{key or waiting.step}")
    visit = [scene.button("bezoek", "bezoek", StepKind.CALL_BACK)] if waiting.step == HOURS else []
    ways_out = [scene.call, *visit, scene.button("stop", "stop")]
    numbered = waiting.step != HOURS  # there a bare number is an answer
    return outcome(scene, text, [*buttons, *ways_out], state=state, topic=waiting.data.get("topic", ""), numbered=numbered)


def _ask_company(scene: Scene, waiting: Waiting) -> Outcome:
    """The name of the company: only for who wants to give it."""
    past = Button(scene.knowledge.phrases.label("overslaan"), f"wg:{waiting.data['token']}:verder")
    state = replace(scene.state, waiting=waiting.having(COMPANY))
    return outcome(scene, scene.say("werkgever.bedrijfsnaam"), [past, scene.call, scene.button("stop", "stop")], state=state)


def _choices(scene: Scene, waiting: Waiting, name: str) -> list[Button]:
    known = scene.knowledge.employers
    if name == PLACE:
        return [_choice(waiting, PLACE, one.name, one.name) for one in scene.knowledge.municipalities]
    listed: Mapping[str, Sequence[Wish | Branch | WeekHours]] = {WISH: known.wishes, BRANCH: known.branches, HOURS: known.hours}
    return [_choice(waiting, name, one.id, one.label) for one in listed[name]]


def _choice(waiting: Waiting, name: str, value: str, label: str) -> Button:
    return Button(label, f"wg:{waiting.data['token']}:{_LETTERS[name]}:{value}")


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """What was typed as an answer to our question; None when it is something else."""
    text, known = scene.message.text, scene.knowledge.employers
    if waiting.step == PLACE and (place := municipality.answer(scene.knowledge, text)):
        return _next(scene, waiting.having(gemeente=place))
    if waiting.step == BRANCH and (found := _branch_in(known, text)) and len(words(text)) <= MOST_WORDS:
        return _next(scene, waiting.having(branche=found.id))
    if waiting.step == COMPANY:
        return _named(scene, waiting)
    return _typed_hours(scene, waiting) if waiting.step == HOURS else None


def _named(scene: Scene, waiting: Waiting) -> Outcome | None:
    """The name as it was typed, without numbers that we do not keep; a question is no name."""
    name = mask_rest(" ".join(scene.message.text.split())).text
    if not name or len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS or name.endswith("?"):
        return None
    return _next(scene, waiting.having(bedrijf=name))


def _typed_hours(scene: Scene, waiting: Waiting) -> Outcome | None:
    text = scene.message.text
    if len(words(text)) > MOST_WORDS:
        return None
    hours = entities.hours_per_week(text)
    if hours is None and (bare := entities.number(text, "u", "uur", "uren")) is not None:
        hours = entities.hours_per_week(f"{bare} uur")
        if hours is None:
            return _ask(scene, waiting, "geen-uren")
    return _next(scene, waiting.having(uren=str(hours))) if hours is not None else None


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question once more."""
    return _next(scene, waiting)


def back(scene: Scene, waiting: Waiting) -> Outcome | None:
    """'Terug': the answer before this question is forgotten and asked again. None at the first question."""
    here = STEPS.index(waiting.step) if waiting.step in STEPS else len(STEPS)
    before = [name for name in STEPS[:here] if name in waiting.data]
    if not before:
        return None
    return _next(scene, replace(waiting, data={name: value for name, value in waiting.data.items() if name != before[-1]}))


def details(scene: Scene, waiting: Waiting) -> str:
    """What staff get to know, in the words of the buttons; no names of people and nothing about anyone's health."""
    return " · ".join(_told(scene, waiting))


def _told(scene: Scene, waiting: Waiting) -> Iterator[str]:
    known, data = scene.knowledge.employers, waiting.data
    yield from (one.label for one in known.wishes if one.id == data.get(WISH))
    yield from (one.label for one in known.branches if one.id == data.get(BRANCH))
    if (place := data.get(PLACE, SKIPPED)) != SKIPPED:
        yield place
    if (hours := data.get(HOURS, SKIPPED)) != SKIPPED:
        label = next((one.label for one in known.hours if one.id == hours), "")
        yield label or scene.say("werkgever.uren-per-week", uren=formatting.number(Decimal(hours)))
    if company := data.get(COMPANY):
        yield company


def _conversation(scene: Scene, waiting: Waiting) -> Outcome:
    """The service that fits and its first moments, by telephone unless they choose otherwise."""
    wish = _wish(scene, waiting)
    state = replace(scene.state, waiting=None, topic=waiting.data.get("topic", ""))
    # What was typed here answered our question and is no wish for a moment: "24 uur" is no time of day.
    asking = replace(scene, state=state, message=replace(scene.message, text=""))
    result = booking.begin(asking, wish.service if wish else "", details=waiting.data["details"])
    told = scene.say("werkgever.overzicht", overzicht=waiting.data["details"])
    return replace(prefixed(result, told), events=(*result.events, *counted(scene, waiting)))


def counted(scene: Scene, waiting: Waiting | None) -> tuple[Event, ...]:
    """What the ledger keeps of a prepared question: what for, the branch, the municipality (reports R1 and R5)."""
    if waiting is None or waiting.dialogue != EMPLOYER or (wish := _wish(scene, waiting)) is None:
        return ()
    branch, place = waiting.data.get(BRANCH, SKIPPED), waiting.data.get(PLACE, SKIPPED)
    prepared = Event("prepared", waiting.data.get("topic", ""), label=wish.id, detail="" if branch == SKIPPED else branch)
    return (prepared,) if place == SKIPPED else (prepared, Event("municipality", detail=place))


def taken_along(scene: Scene, result: Outcome) -> Outcome:
    """The outcome of leaving the path for a call or a visit, with what was prepared counted."""
    return replace(result, events=(*result.events, *counted(scene, scene.state.awaited(scene.message.at))))


def _wish(scene: Scene, waiting: Waiting) -> Wish | None:
    return next((one for one in scene.knowledge.employers.wishes if one.id == waiting.data.get(WISH)), None)
