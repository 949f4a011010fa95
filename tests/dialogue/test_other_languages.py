"""Someone who writes in another language is welcomed in it, and leaves with a card in Dutch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import Citizen


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مرحبا أريد عمل", "Arabisch"),
        ("hello i am looking for a job can you help me", "Engels"),
        ("Я шукаю роботу, допоможіть будь ласка", "Oekraïens"),
        ("Guten Tag, ich suche Arbeit in Groningen", "Duits"),
        ("hola busco trabajo", "Spaans"),
        ("bonjour je cherche du travail", "Frans"),
        ("buna ziua caut de lucru", "Roemeens"),
    ],
)
def test_the_message_is_in_that_language_and_the_card_in_dutch(citizen: Citizen, text: str, language: str) -> None:
    citizen.says(text)
    message, card = citizen.replies
    assert "Harm Buiterplein 1" in message.text and "10.00-16.00" in message.text
    assert message.text.split("\n")[-4:] == [
        "Harm Buiterplein 1 in Groningen",
        "ma di wo do 10.00-16.00",
        "€ 0",
        "https://www.google.com/maps/search/?api=1&query=Harm+Buiterplein+1+in+Groningen",
    ]
    assert card.text.startswith(f"Laat dit zien aan de balie.\nIk spreek {language}. Wilt u mij helpen?")
    assert [button.step for button in card.buttons][:2] == ["inloop", "terugbellen"]


def test_a_script_that_we_do_not_know_gets_the_figures_too(citizen: Citizen) -> None:
    citizen.says("你好，我在找工作")
    message, card = citizen.replies
    assert "ma di wo do 10.00-16.00" in message.text
    assert "Ik spreek nog weinig Nederlands. Wilt u mij helpen?" in card.text


def test_the_greeting_comes_once_in_a_contact(citizen: Citizen) -> None:
    citizen.says("hello i am looking for a job can you help me")
    citizen.says("can you speak english with me")
    assert "Harm Buiterplein" not in citizen.text and "I can only answer in Dutch." in citizen.text


def test_a_second_message_gets_the_fixed_text_that_its_words_ask_for(citizen: Citizen) -> None:
    snapshot = citizen.reception.snapshot
    listed = tuple(replace(one, checked=one.code == "en") for one in snapshot.knowledge.languages)
    citizen.reception.snapshot = replace(snapshot, knowledge=replace(snapshot.knowledge, languages=listed))
    citizen.says("hello i am looking for a job can you help me")
    citizen.says("how much does it cost")
    assert citizen.text == "A talk with us is free. You pay nothing."
    citizen.says("thanks")
    assert citizen.text == "You are welcome. Show the card at the desk."


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("hello i am looking for a job can you help me", "what is the address please", "Harm Buiterplein 1 in Groningen"),
        ("hola busco trabajo", "cuanto cuesta hablar con ustedes", "€ 0\nEen gesprek met ons is gratis.\n\nSolo respondo en neerlandés."),
        ("dzień dobry szukam pracy", "gdzie jest wasz adres", "Odpowiadam tylko po niderlandzku."),
        ("Я шукаю роботу, допоможіть будь ласка", "спасибі", "Graag gedaan.\n\nБудь ласка."),
        ("merhaba iş arıyorum", "randevu lazım mı", "Komen mag zonder afspraak.\nma di wo do 10.00-16.00"),
        ("Guten Tag, ich suche Arbeit in Groningen", "was muss ich mitbringen", "U hoeft niets mee te nemen."),
        ("bonjour je cherche du travail", "merci beaucoup", "Je vous en prie."),
    ],
)
def test_what_nobody_has_read_is_told_in_figures_beside_the_dutch(citizen: Citizen, first: str, second: str, told: str) -> None:
    citizen.says(first)
    citizen.says(second)
    assert told in citizen.text
    assert [button.step for button in citizen.replies[-1].buttons] == ["inloop", "terugbellen", ""]


def test_a_sentence_in_dutch_is_answered_in_dutch_also_after_another_language(citizen: Citizen) -> None:
    citizen.says("hello i am looking for a job can you help me")
    citizen.says("hoe laat zijn jullie open op donderdag")
    assert "Wij zijn open:" not in citizen.text


def test_a_message_that_was_read_by_who_speaks_it_is_said_with_the_days_of_the_calendar(citizen: Citizen) -> None:
    snapshot = citizen.reception.snapshot
    listed = tuple(replace(one, checked=one.code == "en") for one in snapshot.knowledge.languages)
    citizen.reception.snapshot = replace(snapshot, knowledge=replace(snapshot.knowledge, languages=listed))
    citizen.says("hello i am looking for a job can you help me")
    assert "We are open Monday Tuesday Wednesday Thursday, 10.00-16.00." in citizen.replies[0].text


def test_the_language_is_kept_nowhere(citizen: Citizen) -> None:
    citizen.says("مرحبا أريد عمل")
    with citizen.reception.storage.transaction() as db:
        kept = db.execute("SELECT kind, topic, label, detail FROM events").fetchall()
    assert "ar" not in {str(value) for row in kept for value in row} and "Arabisch" not in str(kept)


def test_a_little_dutch_is_answered_in_dutch(citizen: Citizen) -> None:
    citizen.says("ik niet goed nederlands. diploma syrie elektro")
    assert "Laat dit zien" not in citizen.text


@pytest.mark.parametrize(
    ("first", "called", "words"),
    [
        ("Hello, I am from Ukraine, I look for work. Do you speak English?", "Please call me", "wednesday in the morning is good for me"),
        ("Guten Tag, ich suche Arbeit und spreche nicht niederländisch", "Bitte rufen Sie mich an", "am Mittwoch Vormittag bitte"),
        ("Dzień dobry, szukam pracy w Groningen", "Proszę o telefon", "w środę rano"),
    ],
)
def test_when_we_may_call_is_heard_in_the_own_language(citizen: Citizen, first: str, called: str, words: str) -> None:
    citizen.says(first)
    citizen.taps(called)
    citizen.says("0600000000")
    citizen.says(words)
    assert citizen.text.endswith("Wij bellen u op woensdag 25 november van 10.00 tot 12.00 uur, op nummer 0600000000. Klopt het?")


def test_a_moment_that_is_refused_in_another_language_is_not_guessed(citizen: Citizen) -> None:
    citizen.says("Hello, I am from Ukraine, I look for work. Do you speak English?")
    citizen.taps("Please call me")
    citizen.says("0600000000")
    citizen.says("tuesday morning I can not")
    assert "dinsdag 24 november van 10.00" not in citizen.text
