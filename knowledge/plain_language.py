"""Whether a text is plain Dutch (B1): errors for what anyone can count or point at, warnings for scores.

Sentences of at most 15 words with a mean of 11, figures of speech, 'u', jargon and abbreviations explained: the rules of
Direct Duidelijk and Taal voor allemaal as the content brief of the Werkcentrum took them over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge import language_problems
from knowledge.entries import Word
from knowledge.language_rules import LanguageRules
from knowledge.problems import Words
from knowledge.readability import Sentence, mean_length, sentences, words
from knowledge.texts import SLOT

MAX_SENTENCE_WORDS, MEAN_SENTENCE_WORDS = 15, 11
MAX_PASSIVE_SHARE, FEW_SENTENCES = 0.34, 3  # one passive in three sentences is no habit; in fewer sentences a share says nothing
SHOUTED_LETTERS, LONG_WORD_LETTERS = 6, 24  # capitals beyond which it is no abbreviation; 'duurzaamheidscoördinator' is long
MAX_READ = 3000  # characters; a longer text is refused for its length, and must not cost the checker its time
_ABBREVIATION = re.compile(r"(?<![\w-])(?<!\d{4} )[A-Z]{2,}\d*(?![\w-])")  # but not the letters of a postcode
_EXCLAMATION = re.compile("!")
_BULLET = re.compile(r"^\s*([•·●▪*–—]|-(?= ))", re.MULTILINE)
_LONG_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|-(?=\w)){{{LONG_WORD_LETTERS - 1},}}")
_EXPLAINING = re.compile(r"(?:dat|dit) (?:is|zijn|betekent|heet|staat voor)\b|zo (?:heet|noemen)\b")


@dataclass(frozen=True)
class Fault:
    """Something about a text that is not plain; `line` counts the lines of the text from 0."""

    line: int
    words: Words
    warning: bool = False


class Gate:
    """The rules with the words of one knowledge: names that do not count, and words that the glossary explains."""

    def __init__(self, rules: LanguageRules, glossary: Iterable[Word] = ()) -> None:
        forms = [form for word in glossary for form in (word.word, *word.forms)]
        self.rules = rules
        self.names = tuple(sorted((form for form in forms if " " in form and form[:1].isupper()), key=len, reverse=True))
        self.explained = frozenset(form.casefold() for form in forms)
        self._figures, self._short, self._rather, self._jargon = rules.searches()

    def faults(self, text: str, *, name: str = "", most_words: int = 0, beside: str = "") -> list[Fault]:
        """Everything that is not plain in a text. `beside` is what the reader has just read, in which a word may be explained."""
        text = text[:MAX_READ]
        found = sentences(text, self.names)
        faults = list(self._sentences(found))
        faults += self._words(text, f"{text}\n{beside}"[: 2 * MAX_READ])
        if most_words and (count := len(words(text))) > most_words:
            faults.append(Fault(0, language_problems.long_text(name, count, most_words)))
        return faults + list(self._scores(found))

    def _sentences(self, found: Iterable[Sentence]) -> Iterator[Fault]:
        for one in found:
            if len(one.words) > MAX_SENTENCE_WORDS:
                yield Fault(one.line, language_problems.long_sentence(one.text, len(one.words), MAX_SENTENCE_WORDS))
            for word in one.words:
                if word.lower() in self.rules.informal:
                    yield Fault(one.line, language_problems.informal(word))

    def _words(self, text: str, context: str) -> Iterator[Fault]:
        lower = text.lower()
        for match in self._figures.finditer(lower):
            yield Fault(_line(text, match), language_problems.figure_of_speech(match[1]))
        for match in self._short.finditer(lower):
            yield Fault(_line(text, match), language_problems.abbreviated(match[1], self.rules.abbreviations[match[1]]))
        for match in self._rather.finditer(lower):
            yield Fault(_line(text, match), language_problems.rather(match[1], self.rules.rather[match[1]]))
        told = set()
        for match in self._jargon.finditer(lower):
            name = text[match.start()].isupper() and text[: match.start()].rstrip(" ")[-1:] not in ("", "\n", ".", "?", "!", ":")
            if match[1] not in told and not name and not self._known(match[0], match[1], context):
                told.add(match[1])
                yield Fault(_line(text, match), language_problems.jargon(match[1]))
        for match in _ABBREVIATION.finditer(text):
            if match[0] not in told and not self._named(match[0]) and not _explains(match[0], context):
                told.add(match[0])
                shouts = len(match[0]) >= SHOUTED_LETTERS
                words = language_problems.shouting(match[0]) if shouts else language_problems.unknown_abbreviation(match[0])
                yield Fault(_line(text, match), words, warning=shouts)
        yield from self._looks(text, context)

    def _looks(self, text: str, context: str) -> Iterator[Fault]:
        """What makes a text hard to look at."""
        for match in list(_EXCLAMATION.finditer(text))[:1]:
            yield Fault(_line(text, match), language_problems.exclaiming(), warning=True)
        for match in list(_BULLET.finditer(text))[:1] if "\n" in text else ():
            yield Fault(_line(text, match), language_problems.bulleted(match[1]), warning=True)
        for match in _LONG_WORD.finditer(SLOT.sub(_blank, text)):
            if not self._known(match[0].lower(), match[0].lower(), context):
                yield Fault(_line(text, match), language_problems.long_word(match[0], len(match[0])), warning=True)

    def _named(self, abbreviation: str) -> bool:
        return abbreviation in self.rules.known_abbreviations or abbreviation.casefold() in self.explained

    def _known(self, form: str, word: str, context: str) -> bool:
        return form in self.explained or word in self.explained or _explains(word, context)

    def _scores(self, found: tuple[Sentence, ...]) -> Iterator[Fault]:
        if len(found) < FEW_SENTENCES:
            return
        if (mean := mean_length(found)) > MEAN_SENTENCE_WORDS:
            yield Fault(0, language_problems.mean_too_long(mean, MEAN_SENTENCE_WORDS), warning=True)
        passive = sum(one.passive for one in found)
        if passive / len(found) > MAX_PASSIVE_SHARE:
            yield Fault(0, language_problems.passive(passive, len(found)), warning=True)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start())


def _explains(word: str, text: str) -> bool:
    """Whether a text says what a word means: brackets, 'een …' behind a comma, 'heet', or 'Dat is …' in the next sentence."""
    lower, meant = text.lower(), re.escape(word.lower())
    if re.search(
        rf"{meant}\w{{0,2}}(?: \(|, (?:een|de|het|dat|die) |: | (?:is|zijn|betekent) )|\([^()]{{0,40}}{meant}|(?:heet|heten|noemt|noemen) (?:\w+ ){{0,3}}{meant}",
        lower,
    ):
        return True
    parts = re.split(r"(?<=[.?!:])\s+|\n", lower)
    return any(word.lower() in one and _EXPLAINING.match(following) for one, following in pairwise(parts))
