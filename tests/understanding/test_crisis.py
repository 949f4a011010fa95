"""Safety first: a cry for help is heard however it is written, and ordinary talk is not taken for one."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from bot.understanding.risk import Danger, crisis_signals, danger_in, find_crisis
from tests.understanding.sets import lines, share


def test_at_least_96_in_100_cries_are_heard_and_98_in_100_at_least_suspected() -> None:
    assert share("crisis", find_crisis) >= 0.96
    assert share("crisis", danger_in) >= 0.98


def test_at_most_1_in_120_lines_of_ordinary_talk_alarms() -> None:
    assert share("gewoon", find_crisis) <= 1 / 120
    assert share("niet-formeel", find_crisis) <= 0.01


def test_what_is_heard_gets_the_help_lines_of_its_own_kind() -> None:
    heard = [(row["kind"], find_crisis(row["text"])) for row in lines("crisis") if find_crisis(row["text"])]
    assert sum(kind == found for kind, found in heard) / len(heard) >= 0.97


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ik zie het leven niet meer zitten", "zelfdoding"),
        ("me man slaat me ik wil werk en weg hier", "geweld-thuis"),
        ("mijn collega ligt bewusteloos op de grond", "acuut-gevaar"),
        ("ik kom jullie allemaal kapot schieten", "dreiging"),
    ],
)
def test_each_kind_by_name(text: str, kind: str) -> None:
    assert find_crisis(text) == kind


@pytest.mark.parametrize(
    "text", ["ik kom langs", "de laatste", "tot mijn spijt ben ik verhinderd", "mijn man zoekt werk", "ik ga weg bij mijn baas"]
)
def test_short_ordinary_talk_does_not_alarm(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "hij is werkloos",
        "hij is autistisch",
        "hij is 58",
        "hij is lasser",
        "hij is doof",
        "hij is blind",
        "hij is syrisch",
        "hij heeft een beperking",
        "hij heeft geen diploma",
        "hij heeft adhd",
        "hij heeft schulden",
        "hij heeft een strafblad",
        "zij is zwanger",
        "hij heeft rugklachten",
        "hij heeft autisme",
        "mijn man zit thuis",
        "hij drinkt",
        "ik zit op een dood spoor",
        "ik trek het niet meer",
    ],
)
def test_what_someone_is_or_has_and_being_worn_out_are_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hij is bewusteloos", "acuut-gevaar"),
        ("ze heeft pillen geslikt", "acuut-gevaar"),
        ("hij drinkt en slaat mij", "geweld-thuis"),
        ("waar doe ik het nog voor niemand zou me missen", "zelfdoding"),
        ("ik ben iedereen tot last", "zelfdoding"),
        ("no quiero vivir", "zelfdoding"),
        ("je veux mourir", "zelfdoding"),
        ("мій чоловік б'є мене", "geweld-thuis"),
    ],
)
def test_danger_to_another_quiet_despair_and_other_languages_are_heard(text: str, kind: str) -> None:
    assert find_crisis(text) == kind


def patterns_in(text: str) -> list[str]:
    return [found.kind for found in crisis_signals().patterns.find(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("er is een schietpartij op het noorderpoort mbo", "acuut-gevaar"),
        ("schietpartij school noorderpoort", "acuut-gevaar"),
        ("op school heeft iemand een overdosis genomen", "acuut-gevaar"),
        ("er is een gaslek op mijn stage", "acuut-gevaar"),
        ("ik ga zelfmoord plegen op mijn opleiding", "zelfdoding"),
        ("bel een ambulance, er ligt iemand op mijn werk", "acuut-gevaar"),
        ("op het mbo word ik gestalkt door een jongen", "geweld-thuis"),
    ],
)
def test_the_place_where_it_happens_does_not_bar_a_cry_for_help(text: str, kind: str) -> None:
    assert kind in patterns_in(text)
    assert find_crisis(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "ik volg een cursus over het voorkomen van zelfmoord",
        "ik schrijf voor school een scriptie over zelfmoord",
        "ik wil weten of je als kapper, krijgt je baas dan nog subsidie",
        "als ik elektricien word krijg je dan een diploma",
        "hoe lang wacht je op een gesprek",
        "waar kom je halen wat je nodig hebt",
        "doen jullie ook iets aan schulden",
        "als je dood bent krijgt je partner dan pensioen",
        "ik krijg u nog niet te pakken aan de telefoon",
        "ik schaam me dood, ik wil niet dat de buren het weten",
        "hij werkt zich dood, hij wil minder uren",
    ],
)
def test_learning_about_it_and_everybodys_je_fire_no_pattern(text: str) -> None:
    assert patterns_in(text) == []
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    "text",
    ["ik krijg je nog wel", "ik pak die klantmanager nog wel", "ik wacht je buiten op", "ik kom jullie halen", "wij komen jullie halen"],
)
def test_a_threat_by_who_speaks_still_fires_its_pattern(text: str) -> None:
    assert patterns_in(text) == ["dreiging"]
    assert find_crisis(text) == "dreiging"


@pytest.mark.parametrize(
    "text",
    [
        "I want to make an appointment",
        "I want to make money",
        "I want to quit",
        "I need money to live",
        "I want to go home",
        "I want to live",
        "I would like to make money quickly",
        "ich will leben und arbeiten",
        "chcę wrócić do domu na święta",
        "хочу додому",
        "ben eve gitmek istiyorum",
        "اريد العودة الى البيت",
    ],
)
def test_what_someone_wants_in_another_language_is_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want to end it all", "zelfdoding"),
        ("i want to kill myself", "zelfdoding"),
        ("my husband beats me", "geweld-thuis"),
        ("ich bringe mich heute um", "zelfdoding"),
        ("chcę ze sobą skończyć", "zelfdoding"),
        ("не хочу більше жити", "zelfdoding"),
        ("لا اريد ان اعيش", "zelfdoding"),
        ("artık yaşamak istemiyorum", "zelfdoding"),
    ],
)
def test_a_word_of_danger_in_another_language_is_heard(text: str, kind: str) -> None:
    assert find_crisis(text) == kind


@pytest.mark.parametrize(
    "text",
    ["ik schaam me dood, ik wil niet dat de buren het weten", "ik wil er niet meer heen", "ik durf er niet meer heen, naar die baas"],
)
def test_shame_and_a_job_one_will_not_return_to_are_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


def test_a_story_must_sound_more_like_a_crisis_than_a_short_message() -> None:
    story = "een maand geleden heb ik bij de balie een gesprek gepland, en nu ben ik het briefje kwijt waar de dag en de tijd op stonden"
    assert find_crisis(story) is None
    assert find_crisis(f"{story} want hij wil niet meer leven") == "zelfdoding"


def test_no_words_on_a_button_of_ours_alarm(shipped_knowledge: Knowledge) -> None:
    labels = [text for key, text in shipped_knowledge.phrases.items() if key.startswith("knoppen.") and "hulp" not in key]
    labels += [label for entry in shipped_knowledge.entries.values() for label in (entry.label, *(step.label for step in entry.steps))]
    assert (len(labels) > 300, [label for label in labels if label and find_crisis(label)]) == (True, [])


def test_a_message_of_any_size_takes_bounded_work() -> None:
    assert find_crisis("werk " * 50_000) is None


@pytest.mark.parametrize(
    "text",
    [
        "Nee ik bedoel hoe laat jullie open zijn",
        "ik word overal afgewezen en ik heb er geen zin meer in",
        "ik heb een auto",
        "ik ga eten",
        "wie wil er nou nog een oude vent met een kapotte rug",
        "het mes staat mij op de keel met die rekeningen",
        "ik wil niet dood, ik wil gewoon een baan",
        "mijn man slaat mij niet hoor",
        "er is niks meer te eten in huis",
        "I want to make an appointment",
    ],
)
def test_corrections_things_of_every_day_sayings_and_what_is_not_so_are_not_even_suspected(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "mijn man verbiedt mij te werken en houdt mijn bankpas",
        "ik mag van mijn man de deur niet uit",
        "mijn ouders willen dat ik met mijn neef trouw en ik wil niet",
        "mijn vriend controleert elke dag mijn telefoon en ik mag niemand zien",
    ],
)
def test_coercion_at_home_is_heard_without_the_word_violence(text: str) -> None:
    danger = danger_in(text)
    assert danger is not None
    assert danger.kind in ("dwang-thuis", "geweld-thuis")


@pytest.mark.parametrize(
    "text",
    [
        "ik heb nergens meer zin in wat heeft het voor zin",
        "Ik zie het niet meer zitten",
        "ik weet niet meer hoe het verder moet, ik ben kapot vanbinnen",
        "alles is zwart, ik heb geen hoop meer",
    ],
)
def test_despair_that_names_neither_life_nor_death_is_suspected_and_never_certain(text: str) -> None:
    assert danger_in(text) == Danger("zelfdoding", certain=False)


@pytest.mark.parametrize(
    "text",
    [
        "ze dwingen ons door te werken en slaan ons",
        "de ploegbaas slaat ons en wij mogen niet weg",
        "mijn baas sluit ons na het werk op in de schuur",
    ],
)
def test_violence_and_force_by_who_lets_someone_work_is_told_from_violence_at_home(text: str) -> None:
    danger = danger_in(text)
    assert danger is not None
    assert danger.kind == "uitbuiting"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I can't do this anymore, I have no hope left", "zelfdoding"),
        ("ich kann nicht mehr, ich habe keine Hoffnung", "zelfdoding"),
        ("mój mąż zabrał mi wszystko i nie mogę wyjść", "dwang-thuis"),
    ],
)
def test_in_another_language_what_sounds_like_danger_is_suspected_without_a_word_of_danger(text: str, kind: str) -> None:
    assert danger_in(text) == Danger(kind, certain=False)


@pytest.mark.parametrize(
    "text",
    [
        "mijn baas stuurde me net weg, ik hoef niet meer te komen zegt ie",
        "kan ik met iemand praten voor donderdag",
        "zet mij maar op de 22e om kwart voor elf",
        "mijn zus ligt in het ziekenhuis en haar chef wil haar ontslaan",
        "er is niks meer te eten in huis",
        "mijn man slaat mij niet, hij is juist rustig",
        "ik wil helemaal niet dood, ik wil een baan",
    ],
)
def test_work_that_ends_an_appointment_and_what_is_denied_are_no_danger(text: str) -> None:
    assert danger_in(text) is None
