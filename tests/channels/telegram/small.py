"""A small knowledge to talk about, so that these tests do not change with the content that we ship."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.app.assistant import Snapshot
from bot.content.entries import Act, Entry, Fact, Step, StepKind
from bot.content.folder import SHIPPED
from bot.content.model import Knowledge
from bot.content.phrases import Phrases
from bot.content.roles import Roles
from bot.understanding.pipeline import prepare
from bot.understanding.sentences import ACT_IDS, COMMAND_IDS, Sentences
from tests.domain import calendars

WALK_IN = Step(StepKind.WALK_IN, "Ik kom langs")
EXAMPLES = {
    "openingstijden": ("hoe laat gaan jullie open", "wanneer zijn jullie open", "zijn jullie vandaag open", "tot hoe laat kan ik komen"),
    "adres-route": ("waar zitten jullie", "wat is het adres", "hoe kom ik bij jullie", "waar moet ik heen"),
    "kosten": ("kost dit geld", "is het gratis", "wat kost een gesprek", "moet ik betalen"),
    "ontslag-werkloos": ("ik ben mijn baan kwijt", "ik ben ontslagen", "mijn contract stopt", "ik word werkloos"),
    "privacy": ("wat bewaren jullie", "wie leest dit", "wat doen jullie met mijn gegevens", "is dit prive"),
    "wat-kun-je": ("wat kun je", "waar help je mee", "wat kan ik vragen", "menu"),
    "geen": ("wat eten we vanavond", "wie wint het voetbal", "een recept voor soep", "het weer morgen", "mijn kat is ziek"),
}
ANSWERS = {
    "openingstijden": "Wij zijn open van maandag tot en met donderdag.",
    "adres-route": "Wij zitten aan Plein 1 in Groningen.",
    "kosten": "Alles is gratis.",
    "ontslag-werkloos": "Vraag op tijd een uitkering aan bij UWV.",
    "privacy": "Wij bewaren zo weinig als kan.",
    "wat-kun-je": "U kunt vragen stellen over werk.",
}
SAID = {
    "groet": ("hallo", "goedemorgen", "moi", "hoi"),
    "bedankt": ("bedankt", "dank u wel", "fijn dank je"),
    "afscheid": ("doei", "tot ziens", "fijne dag"),
    "afspraak-maken": (
        "ik wil een afspraak maken",
        "kan ik langskomen voor een gesprek",
        "afspraak plannen graag",
        "ik wil een gesprek inplannen",
    ),
    "afspraak-verzetten": ("ik wil mijn afspraak verzetten", "kan het een andere dag", "afspraak verplaatsen"),
    "afspraak-afzeggen": ("ik wil mijn afspraak afzeggen", "ik kan niet komen", "afspraak annuleren"),
    "afspraak-bekijken": ("wanneer is mijn afspraak", "hoe laat moet ik er zijn", "mijn afspraak bekijken"),
    "medewerker-spreken": ("ik wil een mens spreken", "kan ik iemand spreken", "verbind mij door"),
}
COMMANDS = {
    "stop": ("stop", "stoppen"),
    "medewerker": ("medewerker",),
    "ja": ("ja", "ja graag"),
    "nee": ("nee",),
    "menu": ("menu",),
    "terug": ("terug",),
}

FIXED = {
    "welkom.voorstellen": "U praat met een computerprogramma.",
    "welkom.groet": "{groet}. Waar kunnen wij u mee helpen?",
    "welkom.te-laat": "Sorry voor het wachten.",
    "twijfel.knop-verlopen": "Deze keuze is niet meer geldig.",
    "medewerker.nummer": "Op welk nummer mogen wij u bellen?",
    "medewerker.ander-nummer": "Dit is niet uw eigen nummer.",
    "medewerker.wanneer": "Wanneer mogen wij u bellen?",
    "afspraak.welke": "Waar wilt u over praten?",
    "afspraak.kies": "{dienst}. {plek} Kies een moment.",
    "afspraak.samenvatting": "Uw keuze: {moment}. {dienst}. {plek} Klopt het?",
    "afspraak.proefafspraak": "Uw afspraak staat vast: {moment}. {dienst}. {plek}",
    "afspraak.bevestigd": "Uw afspraak staat vast: {moment}. {dienst}. {plek}",
    "afspraak.gestopt": "Wij stoppen hiermee.",
    "afspraak.herinnering": "Herinnering: {moment}. {plek} {code}",
    "afspraak.herinnering-laat": "Deze herinnering komt later: {moment}. {plek} {code}",
    "algemeen.alleen-tekst": "Wij lezen alleen geschreven tekst.",
    "algemeen.groep": "Wij praten alleen met één persoon tegelijk.",
    "algemeen.gewijzigd": "Wij lezen alleen nieuwe berichten.",
    "algemeen.nummer-gewist": "Wij mogen dit nummer niet bewaren.",
    "algemeen.fout": "Er ging iets mis bij ons.",
    "algemeen.zekerheid": "Voor de zekerheid: {tekst}",
    "algemeen.pauze": "Wij kunnen nu even niet antwoorden.",
    "knoppen.afspraak": "Afspraak maken",
    "knoppen.bevestig": "Bevestig afspraak",
    "knoppen.later": "Later",
    "knoppen.kom-langs": "Ik kom langs",
    "knoppen.bel-mij": "Bel mij",
    "knoppen.deel-nummer": "Deel mijn nummer",
    "telegram.toetsen-weg": "Dank u wel.",
    "telegram.gekozen": "Uw keuze: {keuze}",
}
"""The texts that these tests look for; all others are the shipped ones."""


def small_knowledge() -> Knowledge:
    """Six questions, the texts that we ship, and one desk."""
    texts = yaml.load((SHIPPED / "teksten.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    shipped_texts = {f"{section}.{key}": str(text).strip() for section, keys in texts.items() for key, text in keys.items()}
    phrases = Phrases({**shipped_texts, **FIXED})
    entries = {
        name: Entry(name, f"{EXAMPLES[name][0]}?", answer, ("eigen beleid",), (WALK_IN,), EXAMPLES[name], answer, name.capitalize())
        for name, answer in ANSWERS.items()
    }
    facts = {
        name: Fact(name, value, "eigen beleid")
        for name, value in {"adres": "Plein 1 in Groningen", "website": "werkcentrum.invalid", "telefoon": "onbekend"}.items()
    }
    talks = (calendars.service(), calendars.service(id="employer", name="Gesprek voor werkgevers", pool="employers", minutes=45))
    return Knowledge(
        entries,
        phrases,
        calendars.calendar(calendars.location(seats={"advisers": 40, "employers": 1}), services=talks),
        facts=facts,
        examples={"geen": EXAMPLES["geen"]},
        version="klein",
        roles=Roles(address="adres", website="website", walk_in="inloop", privacy="privacy", menu="wat-kun-je"),
    )


def small_snapshot(cache: Path) -> Snapshot:
    """The small knowledge with a model that learned it."""
    known = small_knowledge()
    acts = {name: Act(name, name, SAID[name], label=name.capitalize()) for name in ACT_IDS}
    sentences = Sentences(acts, {name: COMMANDS.get(name, (f"opdracht {name}",)) for name in COMMAND_IDS})
    return Snapshot(known, prepare(known, sentences, cache))
