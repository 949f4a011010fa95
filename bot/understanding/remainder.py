"""What a message says beside a no, thanks or "dat bedoel ik niet": that part is read by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList
from bot.understanding.answer_words import Answer, AnswerWords
from bot.understanding.clauses import LEAST_WORDS, Border, parts_at
from bot.understanding.pipeline import points_back
from bot.understanding.signal_words import listed, phrases
from bot.understanding.text import words

LONGEST_OPENING = 6
"""Words of one piece of an opening: "nee dank u wel hoor"."""


@dataclass(frozen=True)
class Parts:
    """The opening of a message, and what it says after that; `rest` is empty when it says nothing else."""

    opening: Answer
    rest: str
    refused: str = ""
    """What was named as not meant: "geen tolk" in "nee geen tolk, mijn dochter"."""
    corrects: bool = False
    """Whether a clause of it says that we understood it wrong, or what is meant instead."""

    @property
    def thanks(self) -> bool:
        """Whether it thanks, or assents, before it says something else."""
        return bool(self.opening.said & {Said.THANKS}) and not self.opening.no

    @property
    def no(self) -> bool:
        """Whether it opens with a no."""
        return self.opening.no or self.corrects


def parts(text: str, answers: AnswerWords, is_correction: Callable[[str], bool]) -> Parts:
    """The message in its opening and its rest. `is_correction` tells of a clause whether it only says that we were wrong."""
    said: set[Said] = set()
    kept: list[str] = []
    refused, corrects = "", False
    for clause, mark in ((part.said, part.end) for part in parts_at(text, Border.SIGN)):
        left, answered = (_opened(clause, answers), True) if not kept else (clause, False)
        if answered and left != clause:
            said |= answers.read(clause[: len(clause) - len(left)]).said if left else answers.read(clause).said
        meant = _without_meaning(left)
        corrects = corrects or meant != left
        if not words(meant) or (answers.read(meant).bare and not mark.startswith("?")):
            said |= answers.read(meant).said if not kept else set()
        elif is_correction(meant):
            corrects = True
        elif not kept and said & {Said.NO} and _names_not_meant(meant) and not refused:
            refused = meant
        else:
            kept.append(f"{meant}{mark}")
    rest = " ".join(kept).strip()
    return Parts(Answer(frozenset(said)), rest if len(words(rest)) >= LEAST_WORDS else "", refused, corrects)


def _opened(clause: str, answers: AnswerWords) -> str:
    """The clause without the words of assent, refusal or thanks that it opens with."""
    typed = clause.split()
    while typed:
        lengths = range(min(LONGEST_OPENING, len(typed)), 0, -1)
        length = next((one for one in lengths if _is_opening(typed[:one], answers)), 0)
        if not length:
            break
        typed = typed[length:]
    return " ".join(typed[1:] if len(typed) < len(clause.split()) and typed and typed[0].lower() in listed(WordList.ONLY_JOINS) else typed)


def _is_opening(piece: Sequence[str], answers: AnswerWords) -> bool:
    """Whether these words only answer; "dat" after "nee" begins what is said next ("nee dat is voor werkgevers")."""
    return not points_back(piece[-1]) and answers.read(" ".join(piece)).bare


def _names_not_meant(clause: str) -> bool:
    return not listed(WordList.NOT_THIS).isdisjoint(words(clause)[:1])


def _without_meaning(clause: str) -> str:
    """The clause without "ik bedoel" before it or "bedoel ik" behind it."""
    plain = clause.lower()
    for said in phrases(WordList.MEANING):
        if plain == said or plain.startswith(f"{said} "):
            return clause[len(said) :].strip()
        if plain.endswith(f" {said}"):
            return clause[: -len(said)].strip()
    return clause
