"""Fourteen situations in three ways of writing: the human sentence first, what not to do yet, the date and who helps; WW only when work ended."""

from __future__ import annotations

import re

import pytest

from bot.app.assistant import Snapshot
from tests.conftest import Citizen

SITUATIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ill and pressed to sign": (
        (
            "ik ben overspannen en zit thuis en nu wil mijn baas dat ik een papier teken waarin staat dat ik wegga",
            "k bin zaik en de boas wil dat k taiken dat k vot goa",
            "ben al maanden ziek thuis en nu moet ik van mijn baas tekenen dat ik wegga",
        ),
        ("Dat is zwaar", "Teken nog niets", "14 dagen", "Juridisch Loket"),
    ),
    "asked to sign before a day": (
        (
            "ik moet voor vrijdag een vaststellingsovereenkomst tekenen",
            "baas geeft papier, zegt morgen tekenen anders weg",
            "ze willen dat ik maandag mijn handtekening zet onder een beëindiging, wat nu",
        ),
        ("Dat is spannend", "Teken nog niet", "vóór de dag dat u moet tekenen", "Juridisch Loket"),
    ),
    "thinks of resigning": (
        (
            "ik zit erover te denken om mijn baan op te zeggen",
            "k wil der bie mien boas mit stoppen, zel k ontslag nemen",
            "ik denk erover om ontslag te nemen, ik ben er klaar mee",
        ),
        ("Dat is geen makkelijke keuze", "Zeg nog niets op", "UWV beslist", "Juridisch Loket"),
    ),
    "just dismissed": (
        (
            "ik ben gisteren ontslagen, wat moet ik nu doen",
            "mijn baas stuurde me vanmorgen weg, ik hoef niet meer te komen",
            "werk klaar, chef zegt maandag niet komen, nu ik geen geld",
        ),
        ("Wat naar", "uiterlijk 1 week na uw eerste dag zonder werk", "UWV beslist"),
    ),
    "dismissed on the spot": (
        (
            "ik ben op staande voet ontslagen",
            "baas zegt jij stelen, nu meteen weg, niet waar",
            "ik werd vandaag op staande voet de deur uit gezet omdat ik te laat was",
        ),
        ("Dat is schrikken", "Teken niets", "2 maanden", "Juridisch Loket"),
    ),
    "employer bankrupt": (
        (
            "mijn werkgever is failliet verklaard",
            "de zaak is failliet en we krijgen geen loon meer",
            "boas is bankroet, krieg k mien geld nog",
        ),
        ("Dat is zwaar", "neem geen ontslag", "binnen 1 week na uw betaaldag", "UWV kan uw loon overnemen"),
    ),
    "wage not paid": (
        (
            "mijn baas betaalt mijn loon niet",
            "ik krieg mien geld nait van de boas, al twei moand",
            "mijn salaris is te laat en te laag, wat kan ik doen",
        ),
        ("Wat vervelend", "Zeg niets op", "juridischloket.nl"),
    ),
    "hours cut": (
        (
            "mijn uren zijn gehalveerd, mag dat",
            "ze bellen mij niet meer op, ik ben oproepkracht",
            "ik heb 0-uren en krijg ineens geen diensten meer",
        ),
        ("Wat vervelend", "Teken niets", "binnen 1 week nadat uw uren stopten"),
    ),
    "contract ends while ill": (
        (
            "mijn contract stopt terwijl ik ziek ben",
            "ik ben ziek en over twee weken is mijn contract afgelopen",
            "zaik en t contract lopt of, wat nou",
        ),
        ("Dat is zwaar", "Meld u niet beter", "op uw laatste werkdag", "UWV beslist"),
    ),
    "summoned by a letter": (
        (
            "ik heb een brief dat ik morgen om 11 uur bij jullie moet komen",
            "de gemeente stuurt mij naar jullie, moet ik dat doen",
            "brief zegt ik moet komen werkcentrum, ik begrijp niet",
        ),
        ("U bent welkom", "telt", "Blijf niet zomaar weg", "wie in de brief staat"),
    ),
    "long at home": (
        (
            "wie wil mij nou nog, ik zit al tien jaar thuis",
            "k zit al joaren thoes, mie willen ze nait meer",
            "ik schaam me dat ik zo lang geen werk heb gehad",
        ),
        ("Dat is een lange tijd", "Eén gesprek is al een stap"),
    ),
    "pregnant and treated worse": (
        (
            "mijn contract wordt niet verlengd omdat ik zwanger ben",
            "ik zwanger, baas zegt weg",
            "ik ben in verwachting en krijg nu minder uren van mijn werkgever",
        ),
        ("Wat naar", "Teken niets", "2 maanden", "Juridisch Loket"),
    ),
    "harassed at work": (
        (
            "ik word gepest op mijn werk",
            "mijn chef zit steeds aan mij te friemelen",
            "de baas raakt me aan en ik wil dat niet",
        ),
        ("Wat vervelend", "Dit mag niet", "Neem niet meteen ontslag", "vertrouwenspersoon"),
    ),
    "exploited": (
        (
            "mijn baas houdt mijn paspoort en ik werk 12 uur per dag",
            "baas pakken paspoort van mij, ik mag niet weg",
            "ik werk zes dagen voor een kamer en wat eten en mag niet stoppen",
        ),
        ("Dit mag niet", "Praat er niet over met uw baas", "FairWork", "112"),
    ),
}
WORK_MAY_END = {"just dismissed", "dismissed on the spot", "employer bankrupt", "hours cut"}
"""Only these tell of WW, and then always with the week in which it must be asked for."""


@pytest.mark.parametrize(("situation", "typed"), [(name, typed) for name, (typings, _) in SITUATIONS.items() for typed in typings])
def test_a_situation_is_answered_in_the_order_that_counts(citizen: Citizen, situation: str, typed: str) -> None:
    citizen.says(typed)
    told = SITUATIONS[situation][1]
    assert [words for words in told if words not in citizen.text] == []
    assert citizen.text.index(told[0]) < min(citizen.text.index(words) for words in told[1:] if words != "112")
    if situation not in WORK_MAY_END:
        assert "Vraag WW aan" not in citizen.text
    elif "Vraag WW aan" in citizen.text or "Vraag ook WW aan" in citizen.text:
        assert "1 week" in citizen.text


def test_no_answer_says_to_ask_for_ww_without_the_week_in_which_and_the_end_of_work(snapshot: Snapshot) -> None:
    texts = [
        text
        for entry in snapshot.knowledge.entries.values()
        for text in (entry.answer, entry.short, *(one.answer for one in entry.variants))
    ]
    asking = [
        sentence for text in texts for sentence in " ".join(text.split()).split(". ") if re.search(r"[Vv]raag (ook )?WW aan", sentence)
    ]
    assert asking
    assert [sentence for sentence in asking if "1 week na uw eerste dag zonder werk" not in sentence] == []
