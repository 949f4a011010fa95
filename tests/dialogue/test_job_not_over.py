"""Who still has a job is not told to ask for WW: that can cost the job, the benefit, or both."""

from __future__ import annotations

import pytest

from bot.app.assistant import Snapshot
from bot.understanding.pipeline import Decision
from tests.conftest import Citizen

NOT_YET = ("Teken niets meteen", "Teken nog niet", "Zeg nog niets op")
"""How each of the answers says what not to do."""

ILL = (
    "mag mijn baas mij ontslaan als ik ziek ben",
    "kan ik ontslagen worden terwijl ik in de ziektewet zit",
    "mijn werkgever wil mij ontslaan omdat ik al een half jaar ziek ben, mag dat",
    "word ik ontslagen als ik me ziek meld",
    "ik heb kanker en ben bang dat mijn baas mij ontslaat",
    "mogen ze me eruit gooien als ik overspannen thuis zit",
    "Is mijn werkgever bevoegd mij tijdens ziekte te ontslaan?",
    "ik lig in het ziekenhuis en nu dreigt mijn chef met ontslag",
    "kan mijn vrouw haar baan verliezen als ze lang ziek is",
    "ik ben ziek, baas zegt ontslag. mag dat",
    "as k zaik bin, mag de boas mie der den oet smieten",
    "hoe zit het met ontslag tijdens ziekte",
    "me baas wil me ontslaan want ik ben te vaak siek",
    "ik heb een burn-out, mag de zaak mij zomaar wegdoen",
    "mijn broer heeft zijn rug gebroken en zijn werkgever wil hem nu kwijt, mag dat",
    "bescherming tegen ontslag bij ziekte",
    "ik zit met rugklachten thuis en moet op gesprek komen over mijn ontslag",
    "mijn baas zegt: ziek is weg",
    "ben al acht maanden ziek, kunnen ze mij er nu uitzetten",
    "ziek gemeld en nu krijg ik een mail dat ze van me af willen",
    "ik ben niet beter en mijn werkgever heeft een ontslagvoorstel gestuurd",
)

PRESSED = (
    "mijn baas wil dat ik vandaag nog een papier onderteken",
    "krijg ik nog ww als ik dat papier van mijn baas teken",
    "ze zetten mij voor het blok, tekenen of vertrekken",
    "vrijdag moet ik mijn handtekening zetten onder mijn vertrek",
    "personeelszaken legde een vertrekcontract voor me neer",
    "ik word gedwongen in te stemmen met mijn ontslag",
    "mijn leidinggevende zegt dat ik akkoord moet geven op de mail over mijn vertrek",
    "is het verstandig om een beëindigingsovereenkomst te tekenen",
    "ik krijg drie maandsalarissen mee als ik instem met vertrek, doen of niet",
    "ik heb vanmorgen getekend dat ik wegga en nu heb ik spijt",
    "Dient men een beëindigingsvoorstel terstond te aanvaarden?",
    "chef geeft brief, ik moet tekenen, ik snap brief niet",
    "de boas wil dat k doadelk taiken dat k vot goa",
    "mijn dochter moet van haar chef een vertrekbrief tekenen, moet zij dat doen",
    "ik moet tekenen dat ik zelf weg wil maar dat is niet zo",
    "ze willen met wederzijds goedvinden uit elkaar, en dan?",
    "mot ik teekene dat ik weg gaat",
    "wat gebeurt er met mijn uitkering als ik instem met ontslag",
    "als ik niet teken word ik ontslagen zeggen ze",
    "hoe lang mag ik nadenken over de vaststellingsovereenkomst",
    "ze willen dat ik met een afkoopsom vertrek",
)

RESIGNING = (
    "krijg ik ww als ik zelf ontslag neem",
    "ik overweeg zelf ontslag te nemen",
    "ik denk erover om mijn baan op te zeggen",
    "kan ik een uitkering krijgen als ik zelf stop met mijn werk",
    "ik wil weg bij mijn baas, zal ik ontslag nemen",
    "wat gebeurt er met mijn ww als ik mijn contract zelf opzeg",
    "ik trek mijn werk niet meer en wil ontslag nemen",
    "hoe neem ik ontslag",
    "ik wil eerst opzeggen en daarna pas ander werk zoeken, is dat slim",
    "Heeft men recht op een WW-uitkering na eigen opzegging?",
    "ik wil stoppen met werken bij deze baas, ik ben er klaar mee",
    "ik ben het zo zat op mijn werk, ik neem ontslag",
    "als k zulf opzeg, krieg k den nog geld",
    "mijn man wil zijn baan opzeggen, krijgt hij dan ww",
    "zelf ontslag nemen en dan een uitkering, kan dat",
    "ik wil ontslag neme krijg ik dan nog uitkeering",
    "ik stop met mijn baan, ik krijg geld van uwv?",
    "ik zit te twijfelen of ik mijn baan moet opzeggen",
    "verlies ik mijn recht op ww bij eigen ontslag",
    "mijn collega's pesten me, ik wil ontslag nemen",
    "wat is slim, zelf opzeggen of wachten tot ze mij ontslaan",
    "ik ga mijn ontslagbrief schrijven, waar moet ik op letten",
)


ASKED_BACK = {"Mijn baan is in gevaar", "Ik moet iets tekenen", "Ziek en ontslag", "Zelf ontslag nemen"}
TOPICS = {"baan-in-gevaar", "moet-tekenen", "ziek-en-ontslag", "zelf-ontslag-nemen"}


@pytest.mark.parametrize("sentence", [*ILL, *PRESSED, *RESIGNING])
def test_who_is_ill_pressed_or_thinks_of_resigning_is_told_to_do_nothing_yet(citizen: Citizen, sentence: str) -> None:
    citizen.says(sentence)
    assert "WW aan" not in citizen.text
    assert any(advice in citizen.text for advice in NOT_YET) or ASKED_BACK & set(citizen.labels)


@pytest.mark.parametrize("sentences", [ILL, PRESSED, RESIGNING], ids=["ill", "pressed", "resigning"])
def test_nine_in_ten_of_them_are_told_so_at_once(snapshot: Snapshot, sentences: tuple[str, ...]) -> None:
    read = [snapshot.understanding.understand(sentence) for sentence in sentences]
    at_once = [one for one in read if one.decision is Decision.ANSWER and one.topic in TOPICS]
    assert len(at_once) >= 0.9 * len(sentences)


@pytest.mark.parametrize(
    ("sentence", "told", "first"),
    [
        (
            "mag mijn baas mij ontslaan als ik ziek ben",
            ("Teken nog niets", "de eerste twee jaar meestal niet ontslaan.", "Vraag gratis advies bij het Juridisch Loket."),
            ["Gratis advies", "Gesprek over mijn baan"],
        ),
        (
            "mijn baas wil dat ik vandaag nog een papier onderteken",
            ("u hoeft niet te tekenen.", "Vraag om meer tijd", "vóór de dag dat u moet tekenen", "binnen 14 dagen terugdraaien"),
            ["Laat het lezen", "Ik kom vóór die dag"],
        ),
        (
            "ik denk erover om mijn baan op te zeggen",
            ("Zeg nog niets op.", "Dan kan UWV uw WW weigeren of lager maken.", "UWV beslist.", "Dan gaat uw veiligheid voor."),
            ["Eerst gratis advies", "Gesprek over ander werk"],
        ),
    ],
)
def test_the_advice_names_what_not_to_do_who_helps_and_the_first_step(
    citizen: Citizen, sentence: str, told: tuple[str, ...], first: list[str]
) -> None:
    citizen.says(sentence)
    assert [part for part in told if part not in citizen.text.replace("\n", " ")] == []
    assert citizen.labels[:2] == first


def test_ww_is_asked_for_only_when_the_work_ends_and_its_deadline_stays(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    told = citizen.text.split("\n\n")[1].replace("\n", " ")
    assert told.startswith("Wat naar. Vraag WW aan bij UWV, uiterlijk 1 week na uw eerste dag zonder werk.")
    assert "Bent u ziek? Vraag eerst UWV om advies." in told
