"""Charts tell what is known and nothing else: hidden is hatched, a sign is a sign, and nothing falls off the page."""

from __future__ import annotations

import warnings

from bot.reports import report_texts
from bot.reports.render import bars


def test_a_hidden_number_is_hatched_and_named_once() -> None:
    drawn = bars(["afspraak", "inloop"], [("inwoner", [12, None]), ("werkgever", [None, 7])])
    assert (drawn.count(">{}<".format(report_texts.say("hidden-bar"))), "pattern" in drawn) == (1, True)
    assert "pattern" not in bars(["afspraak", "inloop"], [("inwoner", [12, 9])])


def test_dollar_signs_and_long_names_are_read_as_they_were_written() -> None:
    name = "Programma met $\\frac$ en een naam van meer dan honderd letters, want zo heten programma's nu eenmaal in deze regio, Westerkwartier"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = bars([name], [("inwoner", [12])])
    assert "$\\frac$" in drawn
    assert 'width="100%"' in drawn


def test_an_axis_of_people_has_whole_numbers() -> None:
    drawn = bars(["afspraak"], [("inwoner", [3])])
    assert [f">{half}<" in drawn for half in ("0.5", "1.5", "2.5", "0,5")] == [False] * 4
    assert ">3<" in drawn
