"""`python -m bench conversations`: what messages do, whether a follow-up keeps its subject, whether a new question leaves it.

The lines were written by people who did not write the examples: `tests/understanding/ongezien/`.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bench.questions import interval
from bench.tables import table
from bench.understanding_cost import spread
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.dialogue.agreement import agreement
from bot.domain.time import ZONE
from bot.understanding.dialogue_acts import Act, Open, Situation
from bot.understanding.pipeline import prepare
from bot.understanding.reading import Listener, OpenQuestion, Reading, Spoken, prepare_listener
from bot.understanding.sentences import read_sentences
from bot.understanding.text import words

UNSEEN = Path(__file__).parents[1] / "tests" / "understanding" / "ongezien"
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=ZONE)
Line = Mapping[str, str | None]


def main() -> None:
    """Print the acts as a table, and the shares."""
    knowledge, sentences = load(SHIPPED, REQUIRED), read_sentences(SHIPPED)
    with tempfile.TemporaryDirectory() as name:
        understanding = prepare(knowledge, sentences, Path(name))
        begun = time.perf_counter()
        listener = prepare_listener(knowledge, sentences, understanding, SHIPPED, Path(name))
        learning = time.perf_counter() - begun
    acts(listener)
    print()
    shares = [yes(listener), assent(listener), *kept(listener), *left(listener)]
    print(table(("what", "share", "95 %", "goal"), shares))
    print()
    print(cost(listener, learning))


def lines(name: str) -> list[Line]:
    """The lines of one unseen set."""
    return [json.loads(line) for line in (UNSEEN / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]


def heard(listener: Listener, line: Line) -> Reading:
    """The reading of a line where it is said."""
    takes = Open(line.get("open") or Open.NOTHING)
    question = OpenQuestion(takes) if takes is not Open.NOTHING else None
    return listener.hear(line["text"] or "", Spoken((line["topic"],) if line["topic"] else (), about_us=listener.about_us), question, NOW)


def acts(listener: Listener) -> None:
    """What each act was read as, with its recall."""
    confused: dict[str, Counter[str]] = {act: Counter() for act in Act}
    for line in lines("handelingen"):
        confused[line["act"] or ""][str(heard(listener, line).act)] += 1
    seen = {act: taken for act, taken in confused.items() if taken}
    columns = sorted({other for taken in seen.values() for other in taken}, key=lambda act: (act not in seen, act))
    rows = [
        (act, taken.total(), f"{taken[act] / taken.total():.0%}", *(taken[other] or "" for other in columns)) for act, taken in seen.items()
    ]
    print(table(("meant", "n", "recall", *columns), rows))
    macro = sum(taken[act] / taken.total() for act, taken in seen.items()) / len(seen)
    print(f"\nmacro recall {macro:.1%} (goal 85 %), n = {sum(taken.total() for taken in seen.values())}")


def yes(listener: Listener) -> tuple[str, ...]:
    """How often what is no yes would record something: its words assent, and so does the act model."""
    others = [line for line in lines("handelingen") if line.get("open") == Open.YES_NO and line["act"] != Act.YES]
    return _share("false yes that records", sum(_records(listener, line) for line in others), len(others), "≤ 0.5 %")


def assent(listener: Listener) -> tuple[str, ...]:
    """How often a yes records at once; of the others the question is asked once more, or they change a wish."""
    meant = [line for line in lines("handelingen") if line.get("open") == Open.YES_NO and line["act"] == Act.YES]
    return _share("yes that records at once", sum(_records(listener, line) for line in meant), len(meant), "")


def _records(listener: Listener, line: Line) -> bool:
    meaning = listener.understanding.understand(line["text"] or "")
    yes = meaning.text if meaning.answer.bare and meaning.answer.yes else ""
    if not meaning.answer.bare and (found := agreement(line["text"] or "", listener.understanding.answers, NOW)):
        yes = " ".join(found.said)
    return bool(yes) and listener.may_assent(yes, subject=bool(line["topic"]))


def kept(listener: Listener) -> list[tuple[str, ...]]:
    """How often a follow-up stays with its subject, and with its facet."""
    asked = [(line, heard(listener, line)) for line in lines("vervolg196")]
    subject = sum(one.topic == line["topic"] for line, one in asked)
    facet = sum(one.topic == line["topic"] and one.facet == line["facet"] for line, one in asked)
    return [
        _share("subject kept, 14 topics x 14 facets", subject, len(asked), "≥ 90 %"),
        _share("… with the right facet", facet, len(asked), ""),
    ]


def left(listener: Listener) -> list[tuple[str, ...]]:
    """How often a new question leaves the old subject; also of those whose topic we have."""
    asked = [(line, heard(listener, line)) for line in lines("nieuw200")]
    gone = [(line, one.topic != line["topic"]) for line, one in asked]
    known = [is_gone for line, is_gone in gone if line["new"] in listener.understanding.topics]
    return [
        _share("new questions that leave the old subject", sum(is_gone for _, is_gone in gone), len(gone), "≥ 95 %"),
        _share("… of a topic that we have", sum(known), len(known), ""),
    ]


def cost(listener: Listener, learning: float) -> str:
    """Milliseconds that the act model adds to a message, and seconds to learn it."""
    said = [words(line["text"] or "") for line in lines("handelingen")]
    listener.acts.model.forget()
    spent = []
    for typed in said:
        begun = time.thread_time()
        listener.acts.chances(typed, Situation(Open.YES_NO, subject=True))
        spent.append((time.thread_time() - begun) * 1000)
    median, late, most = spread(spent)
    return f"act model: {median:.2f} ms a message, p99 {late:.2f} ms (goal ≤ 1 ms), most {most:.2f} ms; learned in {learning:.0f} s"


def _share(what: str, count: int, of: int, goal: str) -> tuple[str, ...]:
    return what, f"{count / of:.1%} ({count} of {of})", interval(count, of), goal


if __name__ == "__main__":
    main()
