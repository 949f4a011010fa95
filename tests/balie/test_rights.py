"""Who may what: every pair of role, organisation and act by the table, and every page by the act that it asks for."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from bot.channels.desk import rights
from bot.channels.desk.rights import MAY, Act, Organisation, Role, may
from bot.channels.desk.workplace import Workplace
from tests.balie.conftest import PASSWORD, Staff, colleague
from tests.balie.page import Page

PEOPLE = {
    *(Act.SEE_DAY, Act.SEARCH, Act.NOTE_OUTCOME, Act.HANDLE_CALL, Act.ANSWER, Act.BOOK),
    *(Act.OVERRULE, Act.PASS_ON, Act.SEE_PERSON, Act.ERASE_PROVEN, Act.VISITOR),
}
FOR_ALL = {Act.SELF, Act.SEE_CLOSURES}
PASSED = {Act.SEE_PASSED, Act.TAKE_PASSED}
TABLE = {
    "medewerker": PEOPLE | FOR_ALL | {Act.CLOSE, Act.SEE_FIGURES},
    "redacteur": FOR_ALL | {Act.CLOSE, Act.SEE_FIGURES, Act.ENTER_FIGURES},
    "beheerder": set(Act) - PASSED,
}
ELSEWHERE = {"medewerker": FOR_ALL | PASSED, "redacteur": FOR_ALL, "beheerder": FOR_ALL | PASSED}
"""As people agreed on it; the code must say the same."""
VALUES = {"number": "vraag1", "act": "klaar"}


def test_the_table_holds_for_every_pair() -> None:
    pairs = list(product(Role, Organisation, Act))
    assert len(pairs) == len(Role) * len(Organisation) * len(Act)
    wrong = [
        (role, organisation, act)
        for role, organisation, act in pairs
        if may(role, organisation, act) != (act in (TABLE if organisation is Organisation.HOME else ELSEWHERE)[role])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("role", "organisation"), [("baas", "werkcentrum"), ("", ""), ("beheerder", "onbekend"), ("MEDEWERKER", "werkcentrum")]
)
def test_a_role_or_organisation_that_is_not_known_may_nothing(role: str, organisation: str) -> None:
    assert [act for act in Act if may(role, organisation, act)] == []


def test_every_act_belongs_to_somebody() -> None:
    assert set(Act) == set().union(*MAY.values(), *rights.ELSEWHERE.values())


def pages() -> list[tuple[str, Any]]:
    """Every page with an address that fits its route."""
    from bot.channels.desk.routes import urlpatterns  # noqa: PLC0415 - Django must be set up first

    found = []
    for route in urlpatterns:
        address = re.sub(r"<(\w+):(\w+)>", lambda one: "1" if one[1] == "int" else VALUES[one[2]], str(route.pattern))
        found.append((f"/{address}", route.callback))
    return found


@pytest.mark.parametrize(("role", "organisation"), list(product(["medewerker", "redacteur", "beheerder"], ["werkcentrum", "uwv"])))
def test_every_page_is_shut_for_who_may_not_and_for_nobody_else(desk: Workplace, role: str, organisation: str) -> None:
    staff = colleague(role, organisation)
    staff.sign_in()
    checked = [(address, view.act) for address, view in pages() if view.act is not None and not address.startswith("/uitloggen/")]
    assert len(checked) > 25
    shut = {address for address, _ in checked if staff.get(address).status_code == 403}
    posted = {
        address for address, _ in checked if address not in ("/slot/", "/slot/dicht/") and staff.client.post(address).status_code == 403
    }
    expected = {address for address, act in checked if not may(role, organisation, act)}
    assert (shut, posted) == (expected, expected)


def test_every_page_is_shut_for_who_is_not_signed_in(desk: Workplace) -> None:
    staff = colleague()
    closed = [(address, staff.get(address).status_code) for address, view in pages() if view.act is not None]
    assert [address for address, status in closed if status != 302] == []


def test_a_colleague_is_added_comes_in_and_leaves(desk: Workplace) -> None:
    from bot.channels.desk.models import Colleague, Deed  # noqa: PLC0415 - Django must be set up first

    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    assert '<option value="redacteur">redacteur</option>' in ada.get("/beheer/").content.decode()
    shown = ada.post("/beheer/erbij/", name="Roelof", email="Roelof@voorbeeld.invalid", role="medewerker", organisation="werkcentrum")
    told = re.findall(r"<code>([^<]+)</code>", shown.content.decode())
    assert (len(told), "<svg" in shown.content.decode()) == (2, True)
    number = Colleague.objects.get(name="Roelof").pk
    new = Staff("roelof@voorbeeld.invalid", type("Key", (), {"code": _code(told[1])})(), told[0])
    assert (new.sign_in().status_code, new.get("/")["Location"]) == (302, "/wachtwoord/")
    assert Page(ada.post(f"/beheer/{number}/uit-dienst/").content.decode()).notices == ["Roelof is uit dienst en kan niet meer inloggen."]
    assert new.get("/")["Location"].startswith("/inloggen/")
    assert [(deed.act, deed.object) for deed in Deed.objects.all()] == [("colleagues", f"collega {number}")] * 2


def _code(secret: str) -> str:
    from bot.channels.desk.server import Key  # noqa: PLC0415 - Django must be set up first

    return Key("", "", secret, "").code


@pytest.mark.parametrize(
    ("fields", "mistakes"),
    [
        ({"name": "", "email": "geen adres"}, ["Vul een naam in.", "Schrijf een e-mailadres, bijvoorbeeld naam@organisatie.nl."]),
        ({"email": "ADA.beheerder.werkcentrum@voorbeeld.invalid"}, ["Deze collega staat er al."]),
        ({"email": "a@b.invalid\nBcc: c@d.invalid"}, ["Schrijf een e-mailadres, bijvoorbeeld naam@organisatie.nl."]),
    ],
)
def test_a_colleague_who_cannot_be_added_is_told_beside_the_field(desk: Workplace, fields: dict[str, str], mistakes: list[str]) -> None:
    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    refused = ada.client.post(
        "/beheer/erbij/", {"name": "X", "email": "x@y.invalid", "role": "medewerker", "organisation": "werkcentrum", **fields}
    )
    assert (refused.status_code, Page(refused.content.decode()).mistakes) == (400, mistakes)


def test_a_beheerder_keeps_their_own_role_and_place(desk: Workplace) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    number = Colleague.objects.get().pk
    for act, fields in (("uit-dienst", {}), ("rol", {"role": "medewerker"})):
        assert Page(ada.post(f"/beheer/{number}/{act}/", **fields).content.decode()).notices == [
            "Dat kan niet bij uzelf. Vraag een andere beheerder."
        ]
    assert (Colleague.objects.get().role, Colleague.objects.get().is_active) == ("beheerder", True)


def test_another_role_counts_from_the_next_page_on(desk: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    number = Colleague.objects.get(email=kim.email).pk
    ada.post(f"/beheer/{number}/rol/", role="redacteur")
    assert kim.get("/").status_code == 403
    ada.post(f"/beheer/{number}/rol/", role="directeur")
    assert Colleague.objects.get(pk=number).role == "redacteur"


def test_a_new_app_makes_the_old_one_worthless(desk: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    ada.post(f"/beheer/{Colleague.objects.get(email=kim.email).pk}/nieuw/")
    assert (kim.get("/").status_code, kim.sign_in(password=PASSWORD).status_code) == (302, 400)


def test_figures_are_hidden_to_share_and_real_for_ourselves(desk: Workplace, kim: Staff) -> None:
    from bot.app.desk import visitors  # noqa: PLC0415 - beside what it is for

    desk.clock.now = desk.now.replace(day=20)  # type: ignore[attr-defined]
    topic = next(one for one in desk.known.entries.values() if one.label)
    chosen = visitors.read(desk.known, topic.id, "inloop", "", "")
    for _ in range(3):
        visitors.note(desk.storage(), desk.known, chosen, desk.now)
    desk.clock.now = desk.now.replace(day=23)  # type: ignore[attr-defined]
    kim.sign_in()
    shared, ours = (kim.get(f"/cijfers/?voor={what}").content.decode() for what in ("delen", "ons"))
    told = [re.findall(r"R1 Contactmomenten</h3>.*?</table>", page, re.DOTALL)[0] for page in (shared, ours)]
    assert (["<td>3</td>" in one for one in told], "blijven binnen de balie" in ours) == ([False, True], True)
    assert kim.get("/cijfers/?van=gisteren").status_code == 400


def test_placements_are_entered_corrected_and_listed(desk: Workplace) -> None:
    editor = colleague("redacteur")
    editor.sign_in()
    place = desk.known.municipalities[0].name
    told = {"wat": "plaatsing", "programma": "Afeer", "gemeente": place, "kwartaal": "2026-4"}
    assert Page(editor.post("/cijfers/invoer/", **told, aantal="12").content.decode()).notices == ["Bewaard: 12 bij Afeer."]
    assert Page(editor.post("/cijfers/invoer/", **told, aantal="5").content.decode()).notices == ["Bewaard: 5 bij Afeer. Hier stond 12."]
    wrong = {"wat": "iets", "programma": " ", "gemeente": "Elders", "kwartaal": "2027-1", "aantal": "1,5"}
    assert len(Page(editor.client.post("/cijfers/invoer/", wrong).content.decode()).mistakes) == 5


def test_a_visitor_without_a_chat_is_counted_and_takes_a_card_home(desk: Workplace, kim: Staff) -> None:
    topic = next(one for one in desk.known.entries.values() if one.label)
    done = kim.post("/bezoeker/", onderwerp=topic.id, stap="doorverwijzing", bij="Biblionet", gemeente=desk.known.municipalities[0].name)
    assert ("Uw volgende stap: doorverwijzing, bij Biblionet" in done.content.decode(), topic.question[:5] in done.content.decode()) == (
        True,
        True,
    )
    rows = desk.storage().db.execute("SELECT kind, step, coalesce(person, '') FROM events ORDER BY id").fetchall()
    assert rows == [
        ("contact", "", ""),
        ("asked", "", ""),
        ("answered", "", ""),
        ("municipality", "", ""),
        ("chosen", "doorverwijzing", ""),
    ]
    assert kim.client.post("/bezoeker/", {"onderwerp": "anders", "stap": "zelf"}).status_code == 400
    assert kim.get("/bezoeker/kaart/?onderwerp=<script>").status_code == 404
