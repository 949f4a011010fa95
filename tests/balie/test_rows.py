"""A row is drawn once for all who see the same, and each reads in it what is theirs."""

from __future__ import annotations

import re
import threading

import pytest

from bot.channels.desk import example
from bot.channels.desk.workplace import Workplace
from bot.storage import requests
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.balie.test_glances import look


@pytest.fixture
def filled(desk: Workplace, clock: Clock) -> Workplace:
    """The example, as `make balie` shows it."""
    example.fill(desk.storage(), desk.known, clock.now)
    return desk


def test_rows_that_are_drawn_for_all_have_the_token_of_each_and_what_is_theirs(filled: Workplace, kim: Staff) -> None:
    from bot.channels.desk import rows  # noqa: PLC0415 - Django must be set up first

    roelof = colleague(name="Roelof")
    roelof.sign_in()
    with filled.storage().transaction() as db:
        requests.take(db, "bel1", "Kim")
    shown = [one.get("/").content.decode() for one in (kim, roelof, kim)]
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', source.partition('id="werk"')[2])) for source in shown]
    assert ([len(one) for one in tokens], tokens[0] == tokens[1], rows.TOKEN in "".join(shown)) == ([1, 1, 1], False, False)
    assert [source.count(">Ik pak dit op<") for source in shown] == [3, 4, 3]


def test_when_one_row_changes_that_one_is_drawn_anew_for_all_and_the_others_are_not(
    desk: Workplace, kim: Staff, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.channels.desk import rows  # noqa: PLC0415 - Django must be set up first

    drawn: list[str] = []
    draw = rows.render_to_string
    monkeypatch.setattr(rows, "render_to_string", lambda name, *told: drawn.append(name) or draw(name, *told))
    roelof = colleague(name="Roelof")
    roelof.sign_in()
    with desk.storage().transaction() as db:
        for number in range(5):
            requests.ask(db, Request(f"q{number}", "p", f"c{number}", "antwoord", question=f"Kan {number}?"), desk.now)
    assert [look(one, "/?gezien=anders")[0] for one in (kim, roelof)] == [200, 200]
    assert drawn == ["balie/verzoek.html"] * 5
    with desk.storage().transaction() as db:
        requests.take(db, "q3", "Ada")
    assert [look(one, "/?gezien=anders")[0] for one in (kim, roelof, kim)] == [200, 200, 200]
    assert drawn == ["balie/verzoek.html"] * 6
    clock.later(minutes=2)
    assert "2 minuten geleden" in kim.get("/").content.decode()


def test_who_look_at_once_wait_for_one_that_is_made(project_started: None) -> None:
    from bot.channels.desk import rows  # noqa: PLC0415 - Django must be set up first

    kept: dict[tuple[object, ...], str] = {}
    made: list[int] = []
    together = threading.Barrier(8)

    def make() -> str:
        made.append(1)
        return "de lijst"

    def look() -> None:
        together.wait()
        rows.once(kept, ("vandaag",), 2, make)

    lookers = [threading.Thread(target=look) for _ in range(8)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    assert (made, kept) == ([1], {("vandaag",): "de lijst"})
