"""Plain language: the rules of B1, and a measure of readability."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.content import fields, language_problems
from bot.content.entries import Word
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.problems import Words
from bot.content.shapes import of_form
from bot.content.text_fields import SLOT
from bot.content.yaml_nodes import Mapping as Fields
from bot.content.yaml_nodes import Node

# How a text reads, in numbers: its sentences, their words and syllables, passive forms, the score of Flesch-Douma.

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')\]]*\s+")
_TOKEN = re.compile(
    r"\{[\w-]+\}|https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu)\b|\d+(?:[.,:]\d+)*|[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*"
)
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûAEIOUY]+|[äëïöü]")
_BECOMING = frozenset({"word", "wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(r"(?:ge\w{2,}|\w+ge\w{2,}|(?:be|ver|ont|her|er)\w{2,})(?:d|t|en)")


@dataclass(frozen=True)
class Sentence:
    """One sentence, the line of the text (from 0) it stands on, and its words without the names that do not count."""

    text: str
    line: int
    words: tuple[str, ...]

    @property
    def passive(self) -> bool:
        """Whether something is done here and not said by whom: a form of worden with a past participle."""
        lower = [word.lower() for word in self.words]
        return bool(_BECOMING.intersection(lower)) and any(_PARTICIPLE.fullmatch(word) for word in lower)


def sentences(text: str, names: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text; a line end ends one too. `names` (of laws and programmes, more words each) count as no words."""
    found = []
    for number, line in enumerate(text.split("\n")):
        for part in _SENTENCE_END.split(line.strip()):
            if counted := tuple(_TOKEN.findall(_without(part, names))):
                found.append(Sentence(part, number, counted))
    return tuple(found)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        if name in text:
            text = text.replace(name, " ")
    return text


def words(text: str) -> tuple[str, ...]:
    """The words of a text: a slot, an address and a number are one word each."""
    return tuple(_TOKEN.findall(text))


def mean_length(found: Collection[Sentence]) -> float:
    """Words per sentence."""
    return sum(len(one.words) for one in found) / len(found) if found else 0.0


def flesch_douma(found: Collection[Sentence]) -> float:
    """206.84 - 0.93 x words per sentence - 77 x syllables per word: 70 and more reads easily (Douma, 1960)."""
    counted = [word for one in found for word in one.words if word[:1].isalpha()]
    if not counted:
        return 100.0
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in counted)
    return 206.84 - 0.93 * mean_length(found) - 77 * syllables / len(counted)


def score(texts: Iterable[str]) -> float:
    """The mean score of Flesch-Douma over texts; it tells nothing about one text, but its course tells about the whole."""
    scores = [flesch_douma(sentences(text)) for text in texts]
    return sum(scores) / len(scores) if scores else 100.0


# From `taalregels.yaml` to the rules of plain language that need a word: how we address people, figures of speech, jargon.

OWN_FILE = Path(__file__).parents[2] / "knowledge" / "taalregels.yaml"


@dataclass(frozen=True)
class LanguageRules:
    """The words that plain language avoids, in lower case, with what to write in their place."""

    informal: frozenset[str] = frozenset()
    figures: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    known_abbreviations: frozenset[str] = frozenset()
    rather: Mapping[str, str] = field(default_factory=dict)
    jargon: tuple[str, ...] = ()

    def searches(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """What finds figures of speech, abbreviations with points, officialese and jargon in a text in lower case."""
        return _any_of(self.figures), _any_of(self.abbreviations), _any_of(self.rather), _any_of(self.jargon, "(?:s|en|n|’s|'s)?")


def _any_of(words: Iterable[str], ending: str = "") -> re.Pattern[str]:
    """Whole words only; the longest first."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w.-])({listed or '(?!)'}){ending}(?![\w-])")


def _pairs(first: str, second: str, example: str) -> FieldRule:
    form = {first: FieldRule(fields.text, example, required=True), second: FieldRule(fields.text, "…", required=True)}

    @of_form(form)
    def read(sheet: Sheet, node: Node) -> tuple[str, str] | None:
        filled = fill(sheet, node, form, f"'{first}'")
        left, right = filled.get(first, ""), filled.get(second, "")
        return (left.lower(), right) if left and right else None

    return FieldRule(fields.listed(read))


_FORM = {
    "aanspreken": FieldRule(fields.texts),
    "beeldspraak": FieldRule(fields.texts),
    "afkortingen": _pairs("kort", "voluit", "bijv."),
    "bekende_afkortingen": FieldRule(fields.texts),
    "liever": _pairs("woord", "liever", "indien"),
    "vaktaal": FieldRule(fields.texts),
}


@of_form(_FORM)
def read_language_rules(sheet: Sheet, root: Fields) -> LanguageRules:
    """The rules of a file."""
    filled = fill(sheet, root, _FORM, "dit bestand")

    def lower(name: str) -> tuple[str, ...]:
        words: tuple[str, ...] = filled.get(name, ())
        return tuple(word.lower() for word in words)

    return LanguageRules(
        frozenset(lower("aanspreken")),
        lower("beeldspraak"),
        dict(filled.get("afkortingen", ())),
        frozenset(filled.get("bekende_afkortingen", ())),
        dict(filled.get("liever", ())),
        lower("vaktaal"),
    )


# Whether a text is plain Dutch (B1): errors for what anyone can count or point at, warnings for scores.
#
# Sentences of at most 15 words with a mean of 11, figures of speech, 'u', jargon and abbreviations explained: the rules of
# Direct Duidelijk and Taal voor allemaal as the content brief of the Werkcentrum took them over.

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
