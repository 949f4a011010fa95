"""Someone without a chat is counted like any contact, and nothing tells who it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.app.desk import visitors
from bot.app.desk.visitors import NoSuchChoice, Visitor
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.storage.database import Storage

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def topic_of(known: Knowledge) -> str:
    """Any topic of the content."""
    return next(iter(known.entries))


def test_what_was_chosen_is_read_into_a_visit(shipped_knowledge: Knowledge) -> None:
    topic, place = topic_of(shipped_knowledge), shipped_knowledge.municipalities[0].name
    read = visitors.read(shipped_knowledge, topic, "doorverwijzing", "Biblionet", place)
    assert read == Visitor(shipped_knowledge.entries[topic], StepKind.REFERRAL, "Biblionet", place)
    assert visitors.read(shipped_knowledge, topic, "geen", "", "").municipality == ""


@pytest.mark.parametrize(
    ("topic", "step", "municipality"), [("bestaat-niet", "geen", ""), ("", "geen", ""), (None, "taart", ""), (None, "geen", "Parijs")]
)
def test_what_is_none_of_ours_is_refused(shipped_knowledge: Knowledge, topic: str | None, step: str, municipality: str) -> None:
    chosen = topic_of(shipped_knowledge) if topic is None else topic
    with pytest.raises(NoSuchChoice):
        visitors.read(shipped_knowledge, chosen, step, "", municipality)


@pytest.mark.parametrize(
    ("step", "to", "municipality", "counted"),
    [
        (StepKind.NONE, "", "", [("contact", "", ""), ("asked", "", ""), ("answered", "", "")]),
        (
            StepKind.REFERRAL,
            "Biblionet",
            "Groningen",
            [
                ("contact", "", ""),
                ("asked", "", ""),
                ("answered", "", ""),
                ("municipality", "", "Groningen"),
                ("chosen", "doorverwijzing", ""),
            ],
        ),
    ],
)
def test_a_visit_is_counted_without_a_person(
    storage: Storage, shipped_knowledge: Knowledge, step: StepKind, to: str, municipality: str, counted: list[tuple[str, str, str]]
) -> None:
    visitor = Visitor(shipped_knowledge.entries[topic_of(shipped_knowledge)], step, to, municipality)
    contact = visitors.note(storage, shipped_knowledge, visitor, NOW)
    rows = storage.db.execute("SELECT kind, step, detail, contact, person, audience, version FROM events ORDER BY id").fetchall()
    assert [(kind, of, detail) for kind, of, detail, *_ in rows] == counted
    assert {tuple(rest) for _, _, _, *rest in rows} == {(contact, None, "inwoner", shipped_knowledge.version)}


def test_two_visits_are_two_contacts(storage: Storage, shipped_knowledge: Knowledge) -> None:
    visitor = Visitor(shipped_knowledge.entries[topic_of(shipped_knowledge)], StepKind.NONE, "", "")
    assert len({visitors.note(storage, shipped_knowledge, visitor, NOW) for _ in range(2)}) == 2
