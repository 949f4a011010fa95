"""A message while it is being understood, and the rules that put a mark wherever they recognise something."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.content.clock import MONTHS
from bot.understanding.dates.lexicon import SHORT_MONTHS
from bot.understanding.dates.needed_marks import ANY_TEXT, bit, needed
from bot.understanding.dates.tokens import Clock, Days, From, Hours, Mark, Part, Until, letter

Found = Sequence[str | Mark] | None


@dataclass(frozen=True)
class Draft:
    """The text with its marks ("D0 na T1") and what each mark stands for."""

    text: str
    now: datetime
    marks: tuple[Mark, ...] = ()
    made: int = ANY_TEXT
    """The letters of the marks ever made, as bits."""

    @property
    def today(self) -> date:
        return self.now.date()

    def days(self, name: str) -> Days:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Days)
        return found

    def clock(self, name: str) -> Clock:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Clock)
        return found

    def part(self, name: str) -> Part:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Part)
        return found

    def bound(self, name: str) -> Hours | From | Until:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Hours | From | Until)
        return found

    def remaining(self) -> list[Mark]:
        """The marks still standing in the text, in the order in which they were said."""
        return [self.marks[int(name[1:])] for name in re.findall(r"[DWSTPHFUX]\d+", self.text)]


@dataclass(frozen=True)
class Rule:
    """A phrase, and what it means; reading gives the words and marks to put in its place, or None to leave it."""

    phrase: re.Pattern[str]
    reading: Callable[[re.Match[str], Draft], Found]
    needs: int = field(init=False)
    """One of these marks must have been made, as bits; it spares most searches."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", needed(self.phrase.pattern))


def dropped(match: re.Match[str], draft: Draft) -> Found:
    """What was said is taken back: "dinsdag, nee woensdag"."""
    return ("",)


def unrelated(match: re.Match[str], draft: Draft) -> Found:
    """What was said is about something else; what stands on either side of it does not belong together."""
    return (";",)


def kept(match: re.Match[str], draft: Draft) -> Found:
    """Only the first group counts."""
    return (match[1],)


# After a bare figure only these may follow: "om 3 graag" is a time, "om 3 redenen" is not.
_AFTER_A_FIGURE = (
    "afspraak|alleen|als|alstublieft|alvast|aub|bedankt|begin|ben|bent|bij|daarna|dan|dank|dat|de|dus|een|eerst|eind|en|"
    "ergens|erna|even|eventueel|gaat|geen|goed|graag|groet|groeten|half|heb|hebben|heeft|het|hier|hoe|hoeft|hoor|iets|ik|"
    "in|is|je|jij|jullie|kan|kom|komen|komt|kon|kunnen|kunt|kwart|liefst|liever|lijkt|lukt|maar|mag|met|mijn|misschien|"
    "langs|langskomen|terecht|bellen|praten|moet|moeten|mvg|na|omstreeks|tegen|naar|niet|nog|of|ofzo|ok|oke|om|omdat|ongeveer|ook|op|over|pas|past|prima|rond|samen|svp|te|tm|"
    "tot|tussen|u|uiterlijk|uur|van|vanaf|voor|wanneer|want|wat|we|wel|wij|wil|wordt|zal|zeker|zijn|zo|zou|zullen"
)
_BLOCKS = {
    "<day>": r"[DSW]\d+",
    "<one>": r"[DW]\d+",
    "<span>": r"S\d+",
    "<weekday>": r"W\d+",
    "<time>": r"T\d+",
    "<part>": r"P\d+",
    "<hours>": r"H\d+",
    "<from>": r"F\d+",
    "<until>": r"U\d+",
    "<hour>": r"(?:\d{1,2}|een)",
    "<month>": "(?:" + "|".join((*MONTHS, *SHORT_MONTHS)) + ")",
    "<end>": r"(?= *(?:$|[-,;?]|[DSWTPHFUX]\d|(?:" + _AFTER_A_FIGURE + r")\b))",
}


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern with blocks such as <day> and <time>, matched on whole words."""
    filled = re.sub(r"(?<!\?P)<\w+>", lambda block: _BLOCKS[block[0]], pattern)  # (?P<day>…) is a group of that name
    return re.compile(rf"(?<![\w.:/-])(?:{filled})(?:(?<!\w)|(?![\w/]|[.:-]\d))")


def _put(draft: Draft, start: int, end: int, found: Sequence[str | Mark]) -> Draft:
    words: list[str] = []
    marks, made = list(draft.marks), draft.made
    for piece in found:
        if not isinstance(piece, str):
            marks.append(piece)
            made |= bit(letter(piece))
            piece = f"{letter(piece)}{len(marks) - 1}"
        words.append(piece)
    said = re.sub(" +", " ", " ".join(words)).lstrip()
    before, after = draft.text[:start], draft.text[end:] if said else draft.text[end:].lstrip()
    return replace(draft, text=before + said + after, marks=tuple(marks), made=made)


def applied(rules: Sequence[Rule], draft: Draft) -> Draft:
    """The draft after each rule in turn has read every place that it fits."""
    for rule in rules:
        if not rule.needs & draft.made:
            continue
        match = rule.phrase.search(draft.text)
        while match:
            found = rule.reading(match, draft)
            position = match.start() + 1  # what is put here may begin the next match: "ma, di of wo"
            if found is not None:
                draft = _put(draft, match.start(), match.end(), found)
                position -= not any(found)  # nothing was put here, so the next word is
            match = rule.phrase.search(draft.text, position)
    return draft
