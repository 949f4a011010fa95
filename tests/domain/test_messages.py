"""Message in, Reply out: a reply stands in its row whole, also in a row of another version, and a button without words is none."""

from __future__ import annotations

import json

import pytest

from bot.domain.messages import Attachment, Button, Reply, from_body, to_body

WHOLE = Reply(
    "Uw afspraak is op maandag.\nTot dan! ✓",
    (Button("Afzeggen", "v1:afzeg", "geen"), Button("Deel mijn nummer", "v1:nummer", asks_contact=True)),
    Attachment("afspraak.ics", "ics:abc123"),
    numbered=True,
    confirms="abc123",
    written="2026-11-24T09:30:00.000Z",
)


@pytest.mark.parametrize("reply", [Reply("Moi"), Reply("Kies", (Button("Ja", "v1:ja"),)), WHOLE])
def test_a_reply_comes_out_of_its_row_as_it_went_in(reply: Reply) -> None:
    assert from_body(to_body(reply)) == reply


def test_a_row_is_one_line_and_keeps_its_letters() -> None:
    body = to_body(WHOLE)
    assert (body.count("\n"), "✓" in body, "\\u" in body) == (0, True, False)


def test_a_row_of_another_version_is_read_without_what_nobody_knows() -> None:
    body = json.dumps({**json.loads(to_body(WHOLE)), "replaces": "17", "mood": None})
    assert from_body(body) == WHOLE


def test_a_row_of_an_earlier_version_gets_what_came_since() -> None:
    body = json.dumps({"text": "Moi", "buttons": [], "file": None})
    assert from_body(body) == Reply("Moi")


def test_a_button_without_words_falls_away_and_the_answer_stays() -> None:
    assert Reply("Kies", (Button("", "v1:weg"), Button("Ja", "v1:ja"))) == Reply("Kies", (Button("Ja", "v1:ja"),))
