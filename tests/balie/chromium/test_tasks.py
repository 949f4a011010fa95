"""The tasks of a day at the desk, by their numbers, in every way in which people work; each ends as it began, and says what it costs."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.balie.browser import Example
from tests.balie.chromium.hand import FINGER, KEYBOARD, MOUSE, PLAIN, Hand
from tests.balie.line import code_of

pytestmark = pytest.mark.browser

FAR = {MOUSE: 40, KEYBOARD: 54, FINGER: 68, PLAIN: 82}
"""Days ahead on which each way closes a stretch: none meets another."""
ERASED = {MOUSE: "bel1", KEYBOARD: "bel2", FINGER: "vraag3", PLAIN: "vraag4"}
"""Whom each way erases, after everything else."""


def test_1_what_must_be_done_now_stands_there_without_a_click(hand: Hand) -> None:
    hand.goes_to("/")
    parts = [re.sub(r"\s+\d+$", "", one) for one in hand.page.locator("h2").all_inner_texts()]
    assert parts[:6] == ["Wacht nu", "Te laat", "Bellen en langsgaan", "Afspraken", "Heeft nog geen nieuw moment", "Niet bezorgd"]
    assert (hand.clicks, hand.is_fine()) == (0, True)


@pytest.mark.parametrize(("button", "told", "stands"), [("Is er", "is er.", "is er geweest"), ("Kwam niet", "kwam niet.", "kwam niet")])
def test_2_who_came_and_who_did_not(hand: Hand, button: str, told: str, stands: str) -> None:
    hand.goes_to("/")
    hand.button(button, hand.row("Fatima"))
    assert (hand.clicks, hand.notice, stands in hand.row("Fatima").inner_text()) == (1, f"Genoteerd: Fatima {told}", True)
    assert (hand.is_fine(), hand.takes_back()) == (True, "Het is teruggezet.")
    assert stands not in hand.row("Fatima").inner_text()


def test_3_the_step_after_a_visit(hand: Hand) -> None:
    hand.goes_to("/")
    row = hand.row("Anna")
    hand.presses(row.locator("summary"))
    hand.chooses("Volgende stap", "Doorverwijzing", row)
    hand.button("Schrijf op", row.locator("form[action$='/stap/']"))
    assert (hand.clicks, hand.notice) == (3, "De volgende stap is opgeschreven.")


def test_4_a_call_that_was_made(hand: Hand) -> None:
    hand.goes_to("/")
    hand.button("Gelukt", hand.row("Omscholen"))
    assert (hand.clicks, hand.notice) == (1, "Het staat op klaar. U vindt het onderaan, bij ‘Vandaag gedaan’.")
    assert hand.takes_back() == "Het is teruggezet."


def test_5_a_call_that_nobody_took_and_the_person_hears_when_we_try_again(hand: Hand) -> None:
    hand.goes_to("/")
    hand.button("Niet bereikt", hand.row("WW aanvragen"))
    assert (hand.clicks, hand.notice.startswith("Genoteerd: niet bereikt. Wij bellen opnieuw op ")) == (1, True)
    assert hand.takes_back() == "Het is teruggezet. Er gaat geen bericht weg."


def test_5_a_colleague_chooses_when_to_call_again(hand: Hand) -> None:
    hand.goes_to("/")
    row = hand.row("WW aanvragen")
    hand.presses(row.locator("summary"))
    moment = str(row.locator("select[name=venster] option").nth(4).text_content())
    hand.chooses("Niet bereikt, bel opnieuw", moment, row)
    hand.button("Spreek dit af", row)
    assert (hand.clicks, moment.partition(",")[0].lower() in hand.notice) == (3, True)
    assert hand.takes_back() == "Het is teruggezet. Er gaat geen bericht weg."


def test_6_work_goes_to_another_organisation_once_its_person_says_yes(hand: Hand) -> None:
    hand.goes_to("/")
    row = hand.row("diploma")
    hand.presses(row.locator("summary"))
    hand.link("Geef door aan een andere organisatie", row)
    assert (hand.reads("Pas na een ja ziet die organisatie dit."), hand.is_fine()) == (True, True)
    hand.button("Vraag of het naar UWV mag")
    assert (hand.clicks, hand.notice.startswith("Over een minuut vragen wij de persoon of dit naar UWV mag.")) == (3, True)
    assert hand.takes_back() == "Het is teruggezet. Er gaat geen bericht weg."


def test_6_work_is_taken_up_handed_over_and_put_off(hand: Hand) -> None:
    hand.goes_to("/")
    hand.button("Ik pak dit op", hand.row("diploma"))
    assert (hand.clicks, hand.notice, hand.takes_back()) == (1, "U pakt dit op.", "Het is teruggezet.")
    hand.goes_to("/")
    hand.presses(hand.row("diploma").locator("summary"))
    hand.chooses("Geef aan collega", "Roelof (voorbeeld)", hand.row("diploma"))
    hand.button("Geef door", hand.row("diploma"))
    assert (hand.clicks, hand.notice, hand.takes_back()) == (3, "Dit is nu voor Roelof (voorbeeld).", "Het is teruggezet.")
    hand.goes_to("/")
    today = date.fromisoformat(hand.page.locator("#dag").input_value())
    hand.presses(hand.row("diploma").locator("summary"))
    hand.fills("Zet weg tot", (today + timedelta(days=2)).isoformat(), hand.row("diploma"))
    hand.button("Zet weg", hand.row("diploma"), exact=True)
    assert (hand.clicks, hand.notice.startswith("Dit staat weg tot "), hand.takes_back()) == (3, True, "Het is teruggezet.")


def test_7_a_question_is_answered_after_it_was_seen(hand: Hand) -> None:
    hand.goes_to("/")
    hand.link("Beantwoord", hand.row("werkkamp"))
    hand.link("Wij zoeken het uit")
    hand.button("Bekijk")
    assert (hand.reads("Dit krijgt de persoon te lezen"), hand.is_fine()) == (True, True)
    hand.button("Verstuur")
    assert (hand.clicks, hand.notice) == (4, "Het antwoord staat klaar en gaat over een minuut weg.")
    assert hand.takes_back() == "Het is teruggezet. Er gaat geen bericht weg."


def test_8_and_9_who_this_is_and_all_that_we_hold(hand: Hand) -> None:
    hand.goes_to("/")
    hand.fills("Zoek op code, telefoonnummer of voornaam van vandaag", "mehmet", hand.page.locator("header"))
    hand.button("Zoek", exact=True)
    assert (hand.clicks, hand.page.locator("article").count(), "mehmet" in hand.page.url, hand.is_fine()) == (2, 1, False, True)
    hand.presses(hand.row("Mehmet").locator("summary"))
    hand.link("Wat wij van deze persoon bewaren")
    assert (hand.clicks, hand.reads("Wanneer het weggaat"), hand.is_fine()) == (4, True, True)


@pytest.fixture
def open_day(hand: Hand) -> str:
    """The first day after today on which a moment is free."""
    hand.goes_to("/agenda/")
    today = date.fromisoformat(hand.page.get_by_label("Dag", exact=True).input_value())
    for ahead in range(1, 8):
        told = (today + timedelta(days=ahead)).isoformat()
        hand.goes_to(f"/agenda/?dag={told}")
        if hand.page.locator("button[name=moment]").count():
            return told
    raise AssertionError("no day of this week has a free moment")


def test_10_an_appointment_is_made_moved_and_called_off_at_the_counter(hand: Hand, open_day: str) -> None:
    hand.goes_to("/")
    hand.link("Agenda")
    hand.fills("Dag", open_day)
    hand.button("Toon vrije momenten")
    assert hand.is_fine()
    hand.presses(hand.page.locator("button[name=moment]").first)
    assert (hand.clicks, hand.notice.startswith("Geboekt:")) == (4, True)
    assert hand.is_fine()
    hand.clicks = 0
    hand.presses(hand.page.locator("button[name=moment]").last)
    assert (hand.clicks, hand.notice.startswith("Verzet naar ")) == (1, True)
    hand.button("De persoon komt niet")
    assert (hand.clicks, "is afgezegd" in hand.notice) == (2, True)


def test_11_a_visitor_without_telegram_gets_a_card(hand: Hand) -> None:
    hand.goes_to("/")
    hand.link("+ Bezoeker")
    hand.chooses("Onderwerp", "Adres en route")
    hand.chooses("Doorverwijzing", "", hand.page.locator("main"))
    hand.button("Schrijf op en toon de kaart")
    assert (hand.clicks, hand.reads("Uw volgende stap: doorverwijzing"), hand.is_fine()) == (4, True, True)


def test_12_the_list_of_the_day_on_paper(hand: Hand) -> None:
    hand.page.add_init_script("window.print = () => { document.title = 'afgedrukt'; }")
    hand.goes_to("/")
    if hand.way != PLAIN:  # without JavaScript the browser's own print does it, and the page says so
        hand.button("Druk af")
        assert (hand.clicks, hand.page.title()) == (1, "afgedrukt")
    hand.page.emulate_media(media="print")
    late, calls = hand.row("Omscholen"), hand.row("WW aanvragen")
    assert (hand.page.locator("header").is_visible(), hand.row("Fatima").is_visible()) == (False, True)
    assert (late.locator("a[href^='tel:']").is_visible(), calls.locator("a[href^='tel:']").is_visible()) == (True, True)
    assert hand.page.locator("button:visible, input:visible").count() == 0


def test_28_who_is_away_says_so_and_colleagues_see_it(hand: Hand) -> None:
    hand.goes_to("/")
    hand.button("Ik ben even weg")
    assert (hand.clicks, hand.notice) == (1, "U bent even weg. Collega’s zien dat als zij werk doorgeven.")
    assert hand.is_fine()
    assert "Kim (voorbeeld), even weg" in hand.row("diploma").locator("select option").all_text_contents()
    hand.clicks = 0
    hand.button("Ik ben er weer")
    assert (hand.clicks, hand.notice) == (1, "U bent er weer.")


def test_29_figures_of_a_month_and_a_placement_entered_and_corrected(hand: Hand) -> None:
    hand.goes_to("/")
    hand.link("Cijfers")
    assert hand.clicks == 1
    quarter = hand.page.get_by_label("Kwartaal", exact=True).input_value()
    for count, told in (("4", "Bewaard: 4 bij {}."), ("3", "Bewaard: 3 bij {}. Hier stond 4.")):
        hand.goes_to("/cijfers/")
        hand.fills("Programma", f"Praktijkleren {hand.way}")
        hand.fills("Aantal", count)
        hand.button("Bewaar")
        assert (hand.clicks, hand.notice) == (3, told.format(f"Praktijkleren {hand.way}"))
    assert f"Praktijkleren {hand.way}" in hand.page.locator("main").inner_text()
    assert quarter in hand.page.locator("main").inner_text()
    hand.goes_to("/cijfers/")
    hand.fills("Aantal", "drie")
    hand.button("Bewaar")
    assert (hand.reads("Schrijf een heel getal, zonder punt of komma."), hand.is_fine()) == (True, True)


@pytest.fixture
def one_session(windows: dict[str, BrowserContext], hand: Hand) -> Iterator[None]:
    """A lock that is opened gives the session another name; all windows are of one colleague, and get it."""
    yield
    fresh = hand.page.context.cookies()
    for one in windows.values():
        one.clear_cookies()
        one.add_cookies(fresh)  # type: ignore[arg-type]


def test_31_somebody_else_at_this_machine_sees_nothing(hand: Hand, running: Example, one_session: None) -> None:
    hand.goes_to("/")
    hand.button("Scherm op slot")
    assert (hand.clicks, hand.page.locator("h1").inner_text(), hand.is_fine()) == (1, "Het scherm is op slot", True)
    hand.page.go_back()
    hand.page.wait_for_selector("h1:has-text('op slot')")
    hand.fills("Wachtwoord", running.password)
    hand.page.keyboard.press("Enter")
    hand.page.wait_for_selector("h1:has-text('Vandaag')")


def test_32_a_colleague_comes_gets_another_role_and_app_and_leaves(hand: Hand) -> None:
    hand.goes_to("/")
    hand.link("Beheer")
    hand.fills("Naam, zoals collega’s hem lezen", f"Ada {hand.way}")
    hand.fills("E-mailadres van het werk", f"ada.{hand.way}@voorbeeld.invalid")
    hand.button("Voeg toe")
    assert (hand.clicks, hand.page.locator("main svg").count(), hand.is_fine()) == (4, 1, True)
    row = hand.row(f"Ada {hand.way}")
    hand.goes_to("/beheer/")
    hand.chooses("Rol van " + f"Ada {hand.way}", "redacteur", row)
    hand.button("Geef rol", row)
    assert (hand.clicks, hand.notice) == (2, f"Ada {hand.way} is nu redacteur.")
    hand.button("Nieuw wachtwoord en nieuwe app", row)
    assert (hand.clicks, hand.page.locator("main svg").count()) == (3, 1)
    hand.goes_to("/beheer/")
    hand.button("Uit dienst", row)
    assert (hand.clicks, hand.notice) == (1, f"Ada {hand.way} is uit dienst en kan niet meer inloggen.")


def test_32_the_first_day_of_a_colleague(windows: dict[str, BrowserContext], browser: Browser, running: Example) -> None:
    hand = Hand(windows[MOUSE].new_page(), MOUSE, running.address.rstrip("/"))
    hand.goes_to("/beheer/")
    hand.fills("Naam, zoals collega’s hem lezen", "Nieuw")
    hand.fills("E-mailadres van het werk", "nieuw@voorbeeld.invalid")
    hand.button("Voeg toe")
    password, secret = hand.page.locator("main code").all_inner_texts()
    hand.page.close()
    first = Hand(browser.new_page(bypass_csp=True), MOUSE, running.address.rstrip("/"))
    first.goes_to("/")
    for label, text in (("E-mailadres", "nieuw@voorbeeld.invalid"), ("Wachtwoord", password), ("Code uit uw app", code_of(secret))):
        first.fills(label, text)
    first.button("Inloggen")
    assert (first.page.locator("h1").inner_text(), first.is_fine()) == ("Nieuw wachtwoord", True)
    for label, text in (
        ("Het wachtwoord van nu", password),
        ("Het nieuwe wachtwoord", "zomer vol fietsen"),
        ("Nog een keer het nieuwe wachtwoord", "zomer vol fietsen"),
    ):
        first.fills(label, text)
    first.page.keyboard.press("Enter")
    first.page.wait_for_selector("h1:has-text('Vandaag')")
    first.page.goto(f"{running.address}beheer/")
    assert (first.page.locator("h1").inner_text(), first.is_fine()) == ("Dit mag u niet zien", True)
    first.button("Uitloggen")
    assert first.page.locator("h1").inner_text() == "Inloggen bij de balie"
    first.page.context.close()


def test_14_and_15_a_stretch_is_closed_seen_first_and_opened_again(hand: Hand) -> None:
    hand.goes_to("/")
    today = date.fromisoformat(hand.page.locator("#dag").input_value())
    hand.link("Dicht")
    first, last = (today + timedelta(days=FAR[hand.way] + number) for number in (0, 2))
    hand.fills("Welke dag of dagen", f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}")
    if hand.way == PLAIN:
        hand.button("Bekijk wie het raakt")
    hand.page.get_by_text("Er is niemand met een afspraak of een belmoment in die tijd.").wait_for()
    assert hand.is_fine()
    hand.button("Sluit", exact=True)
    assert (hand.clicks, hand.notice) == (4 if hand.way == PLAIN else 3, "Gesloten. Er was niemand om te vragen.")
    hand.goes_to("/")
    hand.link("Dicht")
    hand.button("Toch open", hand.page.locator("article").last)
    assert (hand.clicks, hand.notice.startswith("Toch open.")) == (2, True)


def test_13_15_and_16_today_is_closed_in_three_clicks_and_who_has_no_new_moment_stands_there(hand: Hand) -> None:
    hand.goes_to("/")
    before = hand.page.locator("#verloren .aantal").inner_text()
    hand.link("Dicht")
    hand.button("Bekijk wie het raakt")
    assert (hand.reads("Dit gebeurt er als u sluit"), hand.is_fine()) == (True, True)
    hand.button("Sluit", exact=True)
    assert (hand.clicks, hand.notice.startswith("Gesloten.")) == (3, True)
    hand.goes_to("/")
    lost = hand.page.locator("#verloren .aantal").inner_text()
    assert int(lost) >= int(before) > 0
    hand.link("Dicht")
    hand.button("Toch open", hand.page.locator("article").first)
    assert (hand.clicks, hand.notice.startswith("Toch open.")) == (2, True)


def test_30_what_we_hold_is_erased_for_who_reads_the_code_in_their_chat(hand: Hand, running: Example) -> None:
    hand.goes_to(f"/persoon/{ERASED[hand.way]}/")
    hand.button("Stuur een code in de chat")
    assert hand.notice == "De code staat in de chat van deze persoon. Vraag welke cijfers er staan."
    assert hand.is_fine()
    hand.fills("Code uit de chat", code_in_the_chat(running))
    hand.button("Wis alles van deze persoon")
    assert (hand.clicks, hand.notice) == (3, "Alles van deze persoon is gewist. De persoon krijgt daar bericht van.")


def code_in_the_chat(running: Example) -> str:
    """What the person reads."""
    with closing(sqlite3.connect(running.database)) as connection:
        [(body,)] = connection.execute("SELECT body FROM outbox WHERE kind = 'antwoord' ORDER BY id DESC LIMIT 1").fetchall()
    [code] = re.findall(r"\b\d{6}\b", json.loads(body)["text"])
    return str(code)
