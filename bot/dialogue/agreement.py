"""A clear yes to what we read back, with something beside it: "ja dat klopt. weet mijn werkgever dit?" records, and what stands beside it is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList
from bot.dialogue import aside, assent, forms
from bot.dialogue.actions import Action
from bot.dialogue.buttons import press
from bot.dialogue.context import TurnContext, TurnResult
from bot.domain.wish_phrase import phrase_of
from bot.understanding.answer_words import Answer, AnswerWords
from bot.understanding.clauses import asks, clauses, without_links
from bot.understanding.entities import find_shift, phone_in, wants_another
from bot.understanding.signal_words import choice, listed
from bot.understanding.text import words

ANSWERED = (Action.CONFIRM, Action.CALL_YES)
"""What a yes among other words may record; what erases, cancels or shares needs a message that says nothing else."""
FEWEST_WORDS = 2
"""Of a yes that stands in one sentence with something else: "ja, wat kost dat" begins with a word, not with a yes."""
FEWEST_ASKED = 4
"""Words of a question that follows a yes without any sign between them."""
LONGEST_YES = 6
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_YES = frozenset({Said.YES, Said.GOOD, Said.THANKS})
_AGAINST = frozenset(
    {Said.NO, Said.NEVER_MIND, Said.LEAVE_IT, Said.CANCEL_IT, Said.DONT_KNOW, Said.ANY, Said.SAME_TIME, Said.MOVE, Said.BUSY}
    | {Said.TOO_EARLY, Said.TOO_LATE, Said.NO_APPOINTMENT, Said.RESERVE, Said.IN_CASE, Said.DESK, Said.PHONE, Said.VISIT, Said.ONLINE}
)
"""What makes that the words beside a yes restrict it, or wish something else."""


@dataclass(frozen=True)
class Agreement:
    """A yes and what stands beside it."""

    said: tuple[str, ...]
    """The parts that say yes."""
    beside: tuple[str, ...]

    @property
    def asked(self) -> str:
        """The first question beside it; empty when none is asked."""
        return next((part for part in self.beside if "?" in part or asks(words(part))), "")


def agreement(text: str, answers: AnswerWords, now: datetime) -> Agreement | None:
    """The clear yes of a message that says more; None when there is none that is clear."""
    said, beside, whole, turned = [], [], False, False
    for sentence in (one.strip() for one in _SENTENCE.findall(text)):
        if whole := _assents(answers.read(sentence)):
            said.append(sentence)
            continue
        for part in _parts(sentence, answers):
            if answers.read(part).bare and not answers.read(part).no and not part.endswith("?"):
                said.append(part)
            else:
                turned = turned or bool(listed(WordList.INSTEAD).intersection(words(part)[:1]))
                beside.append(part)
    if (turned and not whole) or not _is_clear(said, beside, answers):
        return None
    yes = tuple(part for part in said if _assents(answers.read(part)))
    return Agreement(yes, tuple(beside)) if not _restricts(beside, answers, now) else None


def _assents(answer: Answer) -> bool:
    return answer.bare and answer.yes


def _parts(sentence: str, answers: AnswerWords) -> Iterator[str]:
    """The clauses of a sentence; a yes that opens it, or that "en" ties to thanks, is one by itself."""
    found = clauses(sentence) or [sentence]
    typed = found[0].split()
    lengths = range(min(LONGEST_YES, len(typed) - FEWEST_ASKED), FEWEST_WORDS - 1, -1)
    opening = next((one for one in lengths if _opens(typed[:one], typed[one:], answers)), 0) if len(found) == 1 else 0
    if opening:
        found = [" ".join(typed[:opening]), " ".join(typed[opening:])]
    for part in found:
        tied = re.split(rf"\s+{choice(WordList.AND)}\s+", part)
        yield from tied if all(answers.read(one).bare for one in tied) else [part]


def _opens(opening: list[str], rest: list[str], answers: AnswerWords) -> bool:
    read = answers.read(" ".join(opening))
    return (
        _assents(read)
        and Said.YES in read.said
        and not listed(WordList.WHAT_WAS_ASKED).intersection(words(opening[-1]))
        and asks(words(" ".join(rest)))
    )


def _is_clear(said: list[str], beside: list[str], answers: AnswerWords) -> bool:
    """Whether somebody says yes in so many words: in two of them, or in a sentence of its own when something is asked beside it."""
    only_asks = all("?" in part or asks(words(part)) for part in beside)
    yes = [(part, answers.read(part)) for part in said if _assents(answers.read(part))]
    alone = (part[-1] in ".!" and Said.YES in read.said for part, read in yes)
    return bool(yes) and (not beside or any(_in_so_many_words(part, answers) for part, _ in yes) or (only_asks and any(alone)))


def _in_so_many_words(part: str, answers: AnswerWords) -> bool:
    return len(set(answers.telling(part, _YES))) >= FEWEST_WORDS


def _restricts(beside: list[str], answers: AnswerWords, now: datetime) -> bool:
    """Whether something beside the yes is a condition, a doubt, another moment or number, or a choice."""
    asked = False
    for part in beside:
        against = answers.read(part).said & _AGAINST
        if asked and words(part)[0] in listed(
            WordList.WHAT_WAS_ASKED
        ):  # "weet mijn werkgever dit? dat wil ik niet" is about what was asked
            against -= {Said.NO, Said.RESERVE}
        if against or listed(WordList.CHOOSING).intersection(words(part)[:1]) or _says_when(part, now) or phone_in(part):
            return True
        asked = part.endswith("?")
    return False


def _says_when(part: str, now: datetime) -> bool:
    return not phrase_of(part, now).is_empty() or find_shift(part) is not None or wants_another(part)


def heard(context: TurnContext) -> TurnResult | None:
    """What was read back is recorded, with the answer to what was asked beside the yes; None for any other message."""
    asked = assent.asked_now(context)
    if context.listener is None or asked is None or asked.action not in ANSWERED or not forms.open_one(context):
        return None
    found = agreement(context.message.text, context.listener.understanding.answers, context.now)
    if found is None or not _may_be(context, found):
        return None
    return aside.recorded(context, lambda one: press(one, asked.yes), without_links(found.asked) if found.asked else "")


def _may_be(context: TurnContext, found: Agreement) -> bool:
    """Whether the yes by itself can be one, and names no other day than the one that was read back."""
    assert context.listener is not None
    yes = context.listener.may_assent(" ".join(found.said), subject=bool(context.memory.focus))
    return yes and assent.names_no_other_day(context)
