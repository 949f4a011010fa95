"""Signal words ready to be looked for: lists, and rows of words."""

from __future__ import annotations

import re

import pytest

from bot.content.schema_signal_words import WordList, WordPattern
from bot.understanding.signal_words import choice, expression, listed, pattern, phrases


def test_a_list_is_asked_by_its_name() -> None:
    assert "maar" in listed(WordList.LINKS)


def test_what_begins_as_another_is_tried_first() -> None:
    said = phrases(WordList.MEANING)
    assert said.index("ik bedoelde") < said.index("ik bedoel")
    assert re.match(choice(WordList.MEANING), "ik bedoelde")


@pytest.mark.parametrize(
    ("line", "said", "other"),
    [
        ("geen telefoon|mobiel", ["ik heb geen mobiel"], ["geen telefoons", "begeen telefoon", "geen"]),
        ("bedoel*", ["ik bedoelde", "bedoel"], ["gebedoel"]),
        ("niet [meer] bellen", ["niet bellen", "niet meer bellen"], ["niet nooit bellen"]),
        ("bel [me|mij|maar]* niet", ["bel niet", "bel mij maar niet"], ["bel hem niet"]),
        ("heb ..2 afspraak", ["heb afspraak", "heb morgen een afspraak"], ["heb nu al een afspraak"]),
        ("heb+ik|heeft+u nog", ["heb ik nog"], ["heb nog", "ik nog"]),
        ("afspraak !nodig|maken*", ["een afspraak", "een afspraak bij u"], ["een afspraak nodig", "afspraak makend"]),
        ("^ [nee|toch]* niet bellen", ["niet bellen", "nee toch niet bellen"], ["ik wil niet bellen"]),
        ("ik heet <woord> $", ["ik heet sam"], ["ik heet sam en kom"]),
    ],
)
def test_a_row_of_words_is_found_however_it_is_filled(line: str, said: list[str], other: list[str]) -> None:
    looked_for = re.compile(expression(line))
    assert [one for one in (*said, *other) if looked_for.search(one)] == said


def test_what_is_asked_for_is_given_back() -> None:
    found = re.search(expression("^ de <plaats> [maar]* $", "eerste|tweede"), "de tweede maar")
    assert found and found["plaats"] == "tweede"


def test_a_pattern_is_all_its_lines() -> None:
    assert pattern(WordPattern.I_ASK).sub("", "ik vraag me af wie dat betaalt") == " wie dat betaalt"
