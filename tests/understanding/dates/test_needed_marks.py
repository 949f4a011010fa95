"""A phrase is not looked for without a mark that it needs; never is one passed over that fits."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.understanding.dates.engine import Draft, Rule, applied, phrase
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.dates.needed_marks import ANY_TEXT, bit, needed

UNSEEN = Path(__file__).parents[1] / "ongezien" / "momenten.jsonl"


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("na <time>", "T"),
        ("na (<day>)", "DSW"),
        ("(?:om )?<time>(?: <part>)?", "T"),
        ("<one> of <weekday>", "W"),
        ("<time>|<part>", "TP"),
        ("(?:op <day>)? graag", ""),
        ("(?:<day> )*graag", ""),
        ("graag|<day>", ""),
        ("graag(?= <day>)", ""),
        ("graag(?! <day>)", ""),
        (r"(?P<day>D\d+) (?:van|in) de \d{1,2}", "D"),
        ("(?:<day> ){0,2}<time>", "T"),
        ("(?:<day> ){1,2}graag", "DSW"),
    ],
)
def test_it_names_the_marks_that_a_phrase_needs(pattern: str, letters: str) -> None:
    assert needed(phrase(pattern).pattern) == (sum(map(bit, letters)) or ANY_TEXT)


def test_what_is_passed_over_would_not_have_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    said = [(row["text"], datetime.fromisoformat(row["now"])) for row in rows]
    quick = [find_moment(text, now) for text, now in said]
    every = ~0

    def looked_for(rules: tuple[Rule, ...], draft: Draft) -> Draft:
        return applied(rules, Draft(draft.text, draft.now, draft.marks, every))

    monkeypatch.setattr("bot.understanding.dates.find_moment.applied", looked_for)
    assert [find_moment(text, now) for text, now in said] == quick
