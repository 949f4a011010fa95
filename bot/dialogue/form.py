"""A form: what we must know before we can do something, field by field.

Any field is heard at any step, what was told is never asked again, and 'terug' takes back the last thing that was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.content.schema_answers import Said
from bot.dialogue.context import TurnContext, TurnResult, Waiting


@dataclass(frozen=True)
class Heard:
    """A form with all that one message told, and what is said about it."""

    waiting: Waiting
    told: frozenset[str] = frozenset()
    """The keys of what was told."""
    above: tuple[str, ...] = ()
    """What is said of it above the next question."""

    def having(self, **values: str) -> Heard:
        """With these values told as well."""
        return replace(self, waiting=self.waiting.having(**values), told=self.told | values.keys())

    def saying(self, text: str) -> Heard:
        """With a sentence about it."""
        return replace(self, above=(*self.above, text))


Ask = Callable[[TurnContext, Waiting], TurnResult]
Try = Callable[[TurnContext, Waiting], TurnResult | None]


def _nothing_known(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know it is not helped on by this field."""
    del context, waiting
    return None


def _claims_nothing(context: TurnContext) -> bool:
    del context
    return False


@dataclass(frozen=True)
class Field:
    """One thing that a form must know: how it is asked, how a message tells it, and how it is said again."""

    id: str
    """The step at which it is asked, as a stored conversation names it; also the key of its value, unless `key` says otherwise."""
    ask: Ask
    read: Callable[[TurnContext, Heard], Heard]
    """What the message tells of it, whatever was asked; `heard.waiting.step` is what was asked."""
    say: Callable[[TurnContext, str], str] = lambda context, value: value
    needed: Callable[[TurnContext, Waiting], bool] = lambda context, waiting: True
    """Whether it is asked at all, given what is known; a value that is there is never asked again."""
    unknown: Try = _nothing_known
    """What comes of 'weet ik niet' to it."""
    key: str = ""
    beside: tuple[str, ...] = ()
    """Keys of what is kept with its value, and forgotten with it."""

    @property
    def value(self) -> str:
        """The key of its value."""
        return self.key or self.id

    def is_missing(self, context: TurnContext, waiting: Waiting) -> bool:
        """Whether it must still be asked."""
        return not self.is_told(waiting) and self.needed(context, waiting)

    def is_told(self, waiting: Waiting) -> bool:
        """Whether we have its value."""
        return bool(waiting.data.get(self.value))


@dataclass(frozen=True)
class Form:
    """A form as data: its fields in the order in which they are asked, and what is done when all is known."""

    id: str
    fields: tuple[Field, ...]
    complete: Ask
    """All is known: it is shown once more, or done."""
    unread: Try = _nothing_known
    """A message that tells none of the fields and is still about this form: a number that cannot be one."""
    before: Try = _nothing_known
    """What goes before the fields: a way out of the form, an answer to its summary."""
    onward: Callable[[TurnContext, Heard], TurnResult] | None = None
    """How it goes on with what was told; without it the next thing is asked."""
    stepped_back: Try | None = None
    """What 'terug' comes to; without it the last thing that was told is taken back."""
    first: bool = False
    """Whether it sees a message before its topic counts: its answers are bare names and numbers, and nothing else."""
    claims: Callable[[TurnContext], bool] = _claims_nothing
    """Whether a message is about this form, whatever else it may mean: 'kan het een uur later' about the moment that lies there."""
    insists: bool = True
    """Whether it asks again by itself after a question in between; else it waits behind [Ga verder]."""

    def heard(self, context: TurnContext, waiting: Waiting) -> Heard:
        """All that the message tells, of any field."""
        found = Heard(waiting)
        for field in self.fields:
            found = field.read(context, found)
        return found

    def next(self, context: TurnContext, waiting: Waiting) -> TurnResult:
        """The first thing that we do not know is asked; when we know all, the form is complete."""
        missing = next((field for field in self.fields if field.is_missing(context, waiting)), None)
        return missing.ask(context, waiting.having(missing.id)) if missing else self.complete(context, waiting)

    def answered(self, context: TurnContext, waiting: Waiting) -> TurnResult | None:
        """What the message comes to; None when it is something else."""
        if done := self.before(context, waiting):
            return done
        found = self.heard(context, waiting)
        if found.told:
            return self.onward(context, found) if self.onward else self.next(context, found.waiting)
        asked = self.field(waiting.step)
        if asked and Said.DONT_KNOW in context.meaning.answer.said and (done := asked.unknown(context, waiting)):
            return done
        return self.unread(context, waiting)

    def field(self, step: str) -> Field | None:
        """The field that is asked at a step; None at a summary."""
        return next((field for field in self.fields if field.id == step), None)

    def repeat(self, context: TurnContext, waiting: Waiting) -> TurnResult:
        """The open question once more; one that nobody has to answer is not insisted on."""
        asked = self.field(waiting.step)
        return asked.ask(context, waiting) if asked and asked.is_missing(context, waiting) else self.next(context, waiting)

    def back(self, context: TurnContext, waiting: Waiting) -> TurnResult | None:
        """'Terug': the value before this question is forgotten and asked again. None at the first question."""
        if self.stepped_back:
            return self.stepped_back(context, waiting)
        order = [field.id for field in self.fields]
        here = order.index(waiting.step) if waiting.step in order else len(order)
        before = [field for field in self.fields[:here] if field.is_told(waiting)]
        return self.next(context, without(waiting, before[-1].value, *before[-1].beside)) if before else None


def without(waiting: Waiting, *keys: str) -> Waiting:
    """A form with these values forgotten."""
    return replace(waiting, data={name: value for name, value in waiting.data.items() if name not in keys})
