"""The machine-readable modes: one JSON object per line in and out."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any

import pytest

from bot.app.assistant import Reception
from bot.channels import jsonl
from bot.domain.time import ZONE
from bot.understanding.reading import Listener

NOW = "2026-11-22T21:40:00+01:00"


def serve(answer: Any, *given: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    jsonl.serve([line if isinstance(line, str) else json.dumps(line) for line in given], out, answer)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def talk(reception: Reception) -> Any:
    return jsonl.Talk(reception, b"key", lambda: datetime(2026, 11, 22, 21, 40, tzinfo=ZONE)).answer


def test_a_bad_line_gives_an_error_and_the_next_goes_on(reception: Reception) -> None:
    first, second, third = serve(talk(reception), "geen json", {"text": "moi"}, {"chat": "a", "text": "moi"})
    assert first["error"].startswith("geen JSON")
    assert second == {"error": "'chat' ontbreekt"}
    assert third["topic"] == "groet"


@pytest.mark.parametrize("typed", ["²", "nummer ²", "①", "٣", "9" * 4000])
def test_a_sign_that_looks_like_a_number_after_a_numbered_question_stops_nothing(reception: Reception, typed: str) -> None:
    asked, answered, again = serve(
        talk(reception), {"chat": "a", "text": "ik wil een afspraak"}, {"chat": "a", "text": typed}, {"chat": "a", "text": "moi"}
    )
    assert ["error" in line for line in (asked, answered, again)] == [False, False, False]


def test_whatever_a_line_brings_about_the_next_is_answered(reception: Reception, caplog: pytest.LogCaptureFixture) -> None:
    answer = talk(reception)

    def trips(line: jsonl.Line) -> jsonl.Line:
        if line["text"] == "breek":
            raise KeyError("knoppen.kom-langs")
        return answer(line)

    first, second = serve(trips, {"chat": "a", "text": "breek"}, {"chat": "a", "text": "moi"})
    assert first == {"error": "mislukt: KeyError"}
    assert second["topic"] == "groet"
    assert caplog.messages == ["a line could not be answered"]


@pytest.mark.parametrize("now", ["9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+12:00"])
def test_a_moment_at_the_end_of_time_is_an_error_and_not_the_moment_of_what_follows(reception: Reception, now: str) -> None:
    first, second = serve(talk(reception), {"chat": "a", "text": "moi", "now": now}, {"chat": "a", "text": "moi", "now": NOW})
    assert first["error"].startswith("'now' is geen moment")
    assert second["topic"] == "groet"


def test_chat_answers_with_messages_topic_step_and_what_was_offered(reception: Reception) -> None:
    [answer] = serve(talk(reception), {"chat": "a", "text": "ik ben me baan kwijt wat nu", "now": NOW})
    assert sorted(answer) == ["chat", "facet", "messages", "next_step", "offered", "topic"]
    assert (answer["chat"], answer["topic"], answer["next_step"]) == ("a", "ontslag-werkloos", None)
    assert answer["messages"][0]["buttons"][:2] == ["WW aanvragen", "Gesprek over werk"]
    assert answer["offered"][0] == {"type": "doorverwijzing", "label": "WW aanvragen"}


def test_a_whole_booking_by_lines_records_the_step_and_carries_the_file(reception: Reception) -> None:
    *_, last = serve(
        talk(reception),
        {"chat": "a", "text": "ik ben me baan kwijt wat nu", "now": NOW},
        {"chat": "a", "button": "Gesprek over werk", "now": NOW},
        {"chat": "a", "text": "dinsdag 10 uur", "now": NOW},
        {"chat": "a", "button": "Bevestig afspraak", "now": NOW},
    )
    assert last["next_step"] == {"type": "afspraak", "label": "Gesprek over werk, dinsdag 24 november om 10.00 uur"}
    assert last["messages"][0]["file"] == "afspraak.ics"


def test_chat_keys_are_separate_persons(reception: Reception) -> None:
    answers = serve(
        talk(reception),
        {"chat": "a", "text": "ik wil een afspraak", "now": NOW},
        {"chat": "b", "text": "dinsdag 10 uur", "now": NOW},
    )
    assert answers[1]["next_step"] is None
    assert "Uw keuze" not in answers[1]["messages"][0]["text"]


def test_a_line_with_only_chat_and_now_delivers_what_is_due(reception: Reception) -> None:
    *_, quiet, due = serve(
        talk(reception),
        {"chat": "a", "text": "ik wil een afspraak", "now": NOW},
        {"chat": "a", "text": "gesprek over werk", "now": NOW},
        {"chat": "a", "text": "donderdag 10 uur", "now": NOW},
        {"chat": "a", "text": "ja", "now": NOW},
        {"chat": "a", "now": "2026-11-25T09:59:00+01:00"},
        {"chat": "a", "now": "2026-11-25T10:00:00+01:00"},
    )
    assert quiet["messages"] == []
    assert [message["text"].startswith("Herinnering:") for message in due["messages"]] == [True]


def test_either_all_lines_carry_now_or_none_and_time_never_runs_back(reception: Reception) -> None:
    answers = serve(
        talk(reception),
        {"chat": "a", "text": "moi", "now": NOW},
        {"chat": "a", "text": "moi"},
        {"chat": "a", "text": "moi", "now": "2026-11-22T21:39:00+01:00"},
        {"chat": "a", "text": "moi", "now": "2026-11-22T21:41:00"},
        {"chat": "a", "text": "moi", "now": "gisteren"},
    )
    assert ["error" in answer for answer in answers] == [False, True, True, True, True]


def recognise(listener: Listener, *lines: dict[str, str | None]) -> list[dict[str, Any]]:
    return serve(jsonl.recognised(listener, lambda: datetime.fromisoformat(NOW)), *lines)


def test_recognising_reports_contract_topics_only(shipped_listener: Listener) -> None:
    answers = recognise(
        shipped_listener,
        {"text": "openingstijden"},
        {"text": "moet ik een beëindigingsovereenkomst van mijn baas tekenen"},
        {"text": "qqqq zzzz"},
        {"tekst": "verkeerd"},
    )
    assert (answers[0]["decision"], answers[0]["topic"]) == ("antwoord", "openingstijden")
    assert answers[1]["candidates"][0]["topic"] == "ontslag-werkloos"
    assert (answers[2]["decision"], answers[2]["topic"]) == ("geen", None)
    assert answers[3] == {"error": "'text' ontbreekt"}


def test_recognising_tells_what_a_message_does_where_it_is_said(shipped_listener: Listener) -> None:
    answers = recognise(
        shipped_listener,
        {"text": "hoe lang duurt dat", "topic": "bbl-praktijkleren"},
        {"text": "ja graag", "open": "ja-nee"},
        {"text": "openingstijden", "topic": None, "open": None},
        {"text": "ik wil niet meer leven"},
    )
    assert [(one["act"], one["facet"], one["topic"]) for one in answers] == [
        ("vervolg", "duur", "bbl-praktijkleren"),
        ("ja", None, None),
        ("vraag", None, "openingstijden"),
        (None, None, "crisis"),
    ]


def test_without_topic_and_open_the_decision_is_that_of_the_sentence_alone(shipped_listener: Listener) -> None:
    for said in ("hoe lang duurt dat", "ja graag", "ik ben ontslagen en zoek een opleiding"):
        [answer] = recognise(shipped_listener, {"text": said})
        meaning = shipped_listener.understanding.understand(said)
        assert (answer["decision"], answer["score"]) == (meaning.decision.value, round(meaning.score, 4))


def test_a_second_question_in_the_same_message_is_told(shipped_listener: Listener) -> None:
    answers = recognise(shipped_listener, {"text": "wat is startfest en wat is talentperron"}, {"text": "openingstijden"})
    assert [(one["topic"], one["second"]) for one in answers] == [("startfest", "talentperron"), ("openingstijden", None)]


def test_a_topic_or_open_that_does_not_exist_is_named(shipped_listener: Listener) -> None:
    answers = recognise(shipped_listener, {"text": "ja", "topic": "bestaat-niet"}, {"text": "ja", "open": "misschien"})
    assert answers == [
        {"error": "'topic' is geen onderwerp: 'bestaat-niet'"},
        {"error": "'open' is 'misschien'; kies uit: ja-nee, waarde, keuze, vrij, geen"},
    ]


def test_a_moment_has_every_field_of_the_contract() -> None:
    [answer] = serve(jsonl.dated, {"now": "2026-11-24T09:30:00+01:00", "text": "donderdagochtend"})
    assert answer == {
        "text": "donderdagochtend",
        "date": "2026-11-26",
        "time": None,
        "range": None,
        "part_of_day": "ochtend",
        "time_range": None,
        "exclude_weekdays": None,
        "date_from": None,
    }
