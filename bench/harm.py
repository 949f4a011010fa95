"""What a mistake does: WRONG where it costs money, rights or care, and what is let in without saying that it is about us."""

from __future__ import annotations

from collections.abc import Mapping

from bench.questions import Bench, interval
from bench.tables import table
from bot.content.entries import Entry
from bot.understanding.evaluation import Question, verdict
from bot.understanding.pipeline import BACKGROUND

HARMFUL = frozenset({"geld", "recht", "zorg"})
"""The risks of entries whose answer must not go to who asked something else."""
OUR_NAME = "Werkcentrum"
SAID_FIRST: Mapping[str, str] = {
    "afspraak-maken": "afspraak.welke",
    "afspraak-bekijken": "afspraak.geen-afspraken",
    "afspraak-verzetten": "afspraak.geen-afspraken",
    "afspraak-afzeggen": "afspraak.geen-afspraken",
    "medewerker-spreken": "medewerker.nu-dicht",
}
"""What who has no appointment with us hears, of what is done rather than told."""


def report(bench: Bench) -> None:
    """WRONG by risk, and let in by whether the answer names us and by risk."""
    risky = [one for one in bench.ours if _risk(bench, one.topic) in HARMFUL]
    wrong = sum(_verdict(bench, one) == "wrong" for one in risky)
    answered = sum(_risk(bench, _topic(bench, one)) in HARMFUL for one in bench.ours if _verdict(bench, one) == "wrong")
    strangers = [one for one in bench.questions if bench.understanding.reported(one.topic) == BACKGROUND]
    let_in = [_topic(bench, one) for one in strangers if _verdict(bench, one) == "let_in"]
    unnamed = [topic for topic in let_in if not names_us(bench, topic)]
    harmful = [topic for topic in unnamed if _risk(bench, topic) in HARMFUL]
    rows = [
        ("asked about money, rights or care, answered WRONG", interval(wrong, len(risky))),
        ("ours, answered WRONG with money, rights or care", interval(answered, len(bench.ours))),
        ("not ours and let in", interval(len(let_in), len(strangers))),
        ("… and the answer does not name us", interval(len(unnamed), len(strangers))),
        ("… and it is about money, rights or care", interval(len(harmful), len(strangers))),
    ]
    print(table(("harm", "share (95 % interval)"), rows))


def names_us(bench: Bench, topic: str) -> bool:
    """Whether the answer says whose it is, so that who meant another sees it at once."""
    entry = bench.knowledge.entries.get(topic)
    return OUR_NAME in (entry.answer if entry else bench.knowledge.phrases.get(SAID_FIRST.get(topic, ""), ""))


def _verdict(bench: Bench, question: Question) -> str:
    return verdict(bench.understanding, question, bench.understanding.understand(question.text))


def _topic(bench: Bench, question: Question) -> str:
    return bench.understanding.understand(question.text).topic or ""


def _risk(bench: Bench, topic: str) -> str:
    entry = bench.knowledge.entries.get(topic)
    return entry.risk if isinstance(entry, Entry) else ""
