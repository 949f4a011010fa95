"""A written question answered by a colleague: shown first, sent to who can be reached, taken back while it has not left or the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.desk import correspondence
from bot.app.desk.correspondence import TooLateToUndo
from bot.app.desk.promises import NoSuchRequest
from bot.content.model import Knowledge
from bot.dialogue.appeals import REPLY
from bot.dialogue.context import State, Waiting, from_json
from bot.domain.messages import from_body
from bot.domain.time import from_wall, stamp
from bot.storage import outbox, people, requests
from bot.storage.database import Storage
from bot.storage.requests import Request, Result

NOON = from_wall("2026-11-24T12:00")
MINUTE = timedelta(minutes=1)
ASKED = Request("v1", "anna", "c1", "antwoord", subject="scholing", question="wat kost een cursus lassen")
ANSWER = "Een cursus lassen is soms gratis. Kom langs, dan kijken wij samen."


@pytest.fixture
def waiting(storage: Storage) -> Storage:
    """Anna asked something, and can be reached."""
    with storage.transaction() as db:
        people.remember_address(db, "anna", "telegram", "17", NOON)
        requests.ask(db, ASKED, NOON)
    return storage


def sent(storage: Storage) -> list[tuple[str, str]]:
    """What stands ready for Anna: the text, and when it leaves."""
    rows = storage.db.execute("SELECT body, due_at FROM outbox WHERE person = 'anna' AND kind = 'bericht' AND state = 'due'").fetchall()
    return [(from_body(str(body)).text, str(due)) for body, due in rows]


def found(storage: Storage) -> Request:
    """The request as it stands."""
    request = requests.find(storage.db, "v1")
    assert request is not None
    return request


def open_question(storage: Storage) -> Waiting | None:
    """What Anna's next message is taken for."""
    return from_json(people.read_state(storage.db, "anna")).waiting


def test_what_the_person_would_read_is_shown_and_nothing_is_changed(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    shown = correspondence.preview(waiting, shipped_knowledge, "v1", ANSWER)
    assert (ANSWER in shown.reply.text, ASKED.question in shown.reply.text, shown.told) == (True, True, True)
    assert [button.label for button in shown.reply.buttons] == ["Afspraak maken", "Bel mij", "Ik kom langs", "Andere vraag"]
    assert (found(waiting).done_at, sent(waiting)) == ("", [])


def test_an_answer_leaves_after_the_while_in_which_it_can_be_taken_back(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    kept = correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON, after=MINUTE)
    assert (kept.told, sent(waiting)) == (True, [(kept.reply.text, stamp(NOON + MINUTE))])
    assert (found(waiting).result, found(waiting).done_at) == (Result.ANSWERED, stamp(NOON))
    asked = open_question(waiting)
    assert asked is not None
    assert (asked.dialogue, asked.data) == (REPLY, {"request": "v1"})


def test_a_question_of_ours_that_is_open_stays_open(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    ours = Waiting("afspraak", "moment", NOON.isoformat(), {})
    people.write_state(waiting.db, "anna", replace(State(), waiting=ours).to_json(), NOON)
    correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON)
    assert open_question(waiting) == ours


def test_who_cannot_be_reached_stays_on_the_list(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    people.mark_unreachable(waiting.db, "anna", NOON)
    assert not correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON).told
    assert (found(waiting).done_at, sent(waiting)) == ("", [])


def test_an_answer_that_has_not_left_never_will_when_it_is_taken_back(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON, after=MINUTE)
    undone = correspondence.undo(waiting, "v1", NOON + MINUTE / 2)
    assert (undone.unsent, undone.request.done_at, sent(waiting)) == (True, "", [])


def test_an_answer_that_left_is_not_unsent_and_the_question_is_open_again(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON)
    [row] = outbox.due(waiting.db, "telegram", NOON)
    outbox.mark(waiting.db, row.id, "sent", NOON)
    assert not correspondence.undo(waiting, "v1", NOON + MINUTE).unsent
    assert found(waiting).done_at == ""


def test_what_was_settled_yesterday_stays_settled(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON)
    with pytest.raises(TooLateToUndo):
        correspondence.undo(waiting, "v1", NOON + timedelta(hours=12))
    assert correspondence.undo(waiting, "v1", NOON + timedelta(hours=11, minutes=59)).request.done_at == ""


def test_what_is_settled_or_was_never_asked_is_not_answered(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    with pytest.raises(NoSuchRequest):
        correspondence.undo(waiting, "v1", NOON)
    correspondence.send(waiting, shipped_knowledge, "v1", ANSWER, NOON)
    for name in ("v1", "v9"):
        with pytest.raises(NoSuchRequest):
            correspondence.preview(waiting, shipped_knowledge, name, ANSWER)
