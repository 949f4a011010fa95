"""Someone who writes in another language is welcomed in it, and leaves with a card in Dutch."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مرحبا أريد عمل", "Arabisch"),
        ("hello i am looking for a job can you help me", "Engels"),
        ("Я шукаю роботу, допоможіть будь ласка", "Oekraïens"),
    ],
)
def test_the_message_is_in_that_language_and_the_card_in_dutch(citizen: Citizen, text: str, language: str) -> None:
    citizen.says(text)
    message, card = citizen.replies
    assert "Harm Buiterplein 1" in message.text and "10.00-16.00" in message.text
    assert card.text.startswith("Laat dit zien aan de balie.\nIk zoek werk. Ik spreek") and language in card.text
    assert [button.step for button in card.buttons][:2] == ["inloop", "terugbellen"]


def test_the_language_is_kept_nowhere(citizen: Citizen) -> None:
    citizen.says("مرحبا أريد عمل")
    with citizen.reception.storage.transaction() as db:
        kept = db.execute("SELECT kind, topic, label, detail FROM events").fetchall()
    assert "ar" not in {str(value) for row in kept for value in row} and "Arabisch" not in str(kept)


def test_a_little_dutch_is_answered_in_dutch(citizen: Citizen) -> None:
    citizen.says("ik niet goed nederlands. diploma syrie elektro")
    assert "Laat dit zien" not in citizen.text
