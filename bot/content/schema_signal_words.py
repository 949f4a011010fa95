"""From `signaalwoorden.yaml` to the small words that tell what a sentence does; the only module that knows its Dutch field names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.content import language_problems, problems, shapes
from bot.content.fields import FieldRule, Sheet, fill, texts
from bot.content.folder import SHIPPED_INTENTS, SIGNAL_WORDS
from bot.content.problems import Problem
from bot.content.yaml_nodes import Mapping as Fields
from bot.content.yaml_nodes import Node, Sequence, Text

OWN_FILE = SHIPPED_INTENTS / SIGNAL_WORDS
_WORDS = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""Words as they are compared: small letters without accents, signs or apostrophes."""
_CHOICE = r"[a-z0-9+]+\*?(?:\|[a-z0-9+]+\*?)*"
_STEP = rf"(?:<[a-z]+>|\.\.[1-9]|{_CHOICE}|\[{_CHOICE}\]\*?)"
_PATTERN = re.compile(rf"(?:\^ )?{_STEP}(?: {_STEP})*(?: !{_CHOICE})?(?: \$)?")
"""`^` and `$` are the beginning and end of a message; between them steps: `een|twee`, `[nou]`, `[nou|ja]*`, `..3`, `<woord>`, and last what may not follow: `!niet`."""


class WordList(StrEnum):
    """Words that are looked for as they stand."""

    LINKS = "schakels"
    """Tie a part of a message to the part before."""
    JOINING = "aanloop"
    """May stand before a question."""
    ONLY_JOINS = "voegwoorden"
    CLAUSE_STARTS = "nieuw-deel"
    """Before these a part of a sentence begins that says something else."""
    ADDING = "en-ook"
    """Between two questions in one message."""
    QUESTION_WORDS = "vraagwoorden"
    QUESTION_VERBS = "vraagwerkwoorden"
    ASKED_OF = "van-wie-gevraagd"
    """After a verb, these make it a question: "mag ik", "is dat"."""
    SUPPOSING = "stel-dat"
    KNOWING = "weten"
    WONDERS = "vraag-mij-af"
    WANTING = "willen"
    TELLING = "ik-vertel"
    MEANING = "ik-bedoel"
    """May open or close what is meant instead."""
    NOT_THIS = "niet-dit"
    """Begins what is named as not meant."""
    BUT = "maar-toch"
    """Turns thanks into a wish."""
    DANGLING = "over-wie"
    """Speaks of somebody whom only the line before names."""
    APPOINTMENT_ABOUT = "afspraak-waarover"
    """After "geen afspraak" these tell which one is not wanted."""
    NOT = "niet"
    WANTING_NOT = "niet-willen"
    """With a "not" these refuse; without, it tells something."""
    INSTEAD_OR_WISH = "maar-wel"
    """Behind these stands what is wanted instead."""
    INSTEAD = "in-plaats"
    """After "niet X" these tell what is so instead, whatever the verb."""
    STILL = "nog-meer"
    """After "niet" these change what is refused: "geen afspraak meer" cancels, "niet alleen" adds."""
    LIKING = "geen-zin"
    """After "geen" what is refused comes behind these: "geen zin in een cursus"."""
    WE = "wij"
    BEFORE_NO = "voor-niet"
    TURNING = "draait-om"
    """Turn a meaning around: "doe maar" is not nearly "doe maar niet"."""
    POINTING = "wijst-terug"
    GOES_ON = "gaat-door"
    NOBODY = "niemand"
    """Who fears that something will not come."""
    CAN_COME = "kan-komen"
    COMING = "er-zijn"
    """Beside a day these tell whether somebody comes, and choose no moment."""
    SOMETHING = "iets-vrij"
    ABOUT_OUR_DOORS = "open-of-dicht"
    """Beside a day these ask about us, and choose no moment."""
    ABOUT = "over"
    OR_ELSE = "of-anders"
    CHOOSING = "of-toch-iets-anders"
    """Opens what is chosen instead of what we asked a yes to."""
    WHAT_WAS_ASKED = "wat-wij-vroegen"
    """Points to what we asked: "ja dat"."""
    AND = "en"
    FROM = "vanaf"
    NOW = "nu"
    WEEK = "week"
    A_LITTLE = "een-beetje"
    LATER = "later"
    EARLIER = "eerder"
    BEFORE_CHOICE = "voor-een-keuze"
    ABOUT_BEFORE = "voor-een-getal"
    ABOUT_AFTER = "na-een-getal"
    BEFORE_CLOCK = "voor-een-tijd"
    """After these a number of hours is a time of day."""
    JOB_OF = "baan-van"
    """After these a number of hours is how long someone works."""
    MY_NAME_IS = "ik-heet"
    DIALECT_HELLO = "streekgroet"
    BEFORE_PLACE = "voor-een-plaats"
    OF_MYSELF = "van-mijzelf"
    SPEAKS_OF_HIMSELF = "ook-zelf"
    """Who asks for another with one of these asks for himself too."""
    SELF = "ikzelf"
    OTHERS = "anderen"
    OF_WHOM = "van-wie"
    MINE = "van-mij"
    GONE = "er-niet-meer"
    """Who is named is no longer there to come along."""
    BEING = "zijn"
    HAVING = "hebben"
    FIRST_PERSON = "ben-of-heb"
    SMALL = "opvulling"
    """May stand within a pattern without changing what it says."""
    ONLY_THOUGHT = "bedacht"
    """What comes after these is thought of, not told."""
    TRAIT_DENIED = "niet-zo-zijn"
    TRAIT_LINKS = "vertelt-verder"
    DAYS_AND_MONTHS = "dagen-en-maanden"
    OF_DATES = "bij-een-datum"
    LENGTHS_OF_TIME = "tijdsduur"


class WordPattern(StrEnum):
    """Rows of words, each line one way to say it."""

    I_ASK = "ik-vraag"
    """Before what somebody asks, who wants no appointment."""
    CORRECTING = "verbetert"
    NOT_ABOUT = "niet-over"
    NO_CALL = "niet-bellen"
    CALLING = "bellen"
    CALL_ME = "bel-mij"
    NO_TELEPHONE = "geen-telefoon"
    ANY_CALL = "over-bellen"
    HAS_APPOINTMENT = "heeft-afspraak"
    HAS_NONE = "heeft-geen-afspraak"
    ANOTHER_MOMENT = "ander-moment"
    DAY_REFUSED = "dag-kan-niet"
    REPLACES = "nieuwe-wens"
    DATED = "welke-week"
    ABOUT_DAY = "over-de-dag"
    ABOUT_TIME = "over-de-tijd"
    THE_NEXT = "de-volgende"
    THE_ONE_BEFORE = "de-vorige"
    FROM_ITSELF = "telt-vanaf-hier"
    """"De week daarna" is counted from a day in the same phrase, not from what was spoken of before."""
    NTH = "de-hoeveelste"
    I_LIVE = "ik-woon"
    BEFORE_HOME = "voor-mijn-plaats"
    KIND_OF_PLACE = "soort-plaats"
    WHAT_IS = "wat-is"


class WordTable(StrEnum):
    """Words by what they stand for."""

    MINUTES = "minuten"
    AMOUNTS = "keer"
    ORDER = "rangorde"
    CHOICES = "keuzes"
    DIGITS = "cijfers"
    TENS = "tientallen"
    PARTS = "delen"
    PERSONS = "personen"
    """Whom it is about, by the word for him or her."""


@dataclass(frozen=True)
class SignalWords:
    """All of the file: per list or pattern its lines, per table the value of each word."""

    lines: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, str]]


@shapes.shaped(shapes.TEXTS)
def _words(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    return _checked(sheet, name, node, _WORDS)


@shapes.shaped(shapes.TEXTS)
def _patterns(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    return _checked(sheet, name, node, _PATTERN)


@shapes.shaped(shapes.groups_of(shapes.TEXTS))
def _values(sheet: Sheet, name: str, node: Node) -> dict[str, str] | None:
    """Per value its words, turned around: per word its value."""
    if not isinstance(node, Fields):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'"))
        return None
    return {word: item.key.value for item in node for word in _words(sheet, item.key.value, item.value) or ()}


def _checked(sheet: Sheet, name: str, node: Node, form: re.Pattern[str]) -> tuple[str, ...] | None:
    """A list of which every line has this form, and stands there once."""
    seen: set[str] = set()
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Text) or not (line := item.value.strip()):
            continue
        if not form.fullmatch(line):
            sheet.wrong(item.line, language_problems.no_signal(line) if form is _WORDS else language_problems.no_pattern(line))
        elif line in seen:
            sheet.wrong(item.line, language_problems.signal_twice(line, name), warning=True)
        seen.add(line)
    return texts(sheet, name, node)


_FORM = {
    **{one.value: FieldRule(_words, "[…]", required=True) for one in WordList},
    **{one.value: FieldRule(_patterns, "[…]", required=True) for one in WordPattern},
    **{one.value: FieldRule(_values, "…", required=True) for one in WordTable},
}


@shapes.of_form(_FORM)
def examine_signal_words(path: Path = OWN_FILE) -> tuple[SignalWords | None, tuple[Problem, ...]]:
    """The words of a file (None when it has errors) and every problem in it."""
    sheet = Sheet(f"{path.parent.name}/{path.name}")
    root = sheet.root(path)
    if root is None:
        return None, tuple(sheet.problems)
    filled = fill(sheet, root, _FORM, "dit bestand")
    found = tuple(sorted(sheet.problems))
    if any(not problem.warning for problem in found):
        return None, found
    return SignalWords(
        {name: filled.get(name, ()) for name in _FORM if name not in set(WordTable)}, {one: filled.get(one, {}) for one in WordTable}
    ), found
