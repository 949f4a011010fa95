"""What is said of an appointment that stands."""

from __future__ import annotations

import re

from tests.conftest import Citizen


def test_while_it_is_a_trial_a_confirmation_tells_nothing_of_what_one_does_for_a_visit(citizen: Citizen) -> None:
    """Who reads that he need not come, and then that he must name a code at the desk, does not know what to do."""
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps(citizen.labels[0])
    citizen.taps("Bevestig afspraak")
    first, *others = citizen.text.splitlines()
    assert first.startswith("Uw proefafspraak: ")
    assert others[0] == "Dit is een proefafspraak: u hoeft niet te komen."
    assert re.fullmatch(r"Uw code is \w{4}\.", others[1])
    assert others[2:] == []
