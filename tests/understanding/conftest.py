"""A small centre with a handful of topics: enough to learn from within a second."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.entries import Audience, Entry, Synonym
from bot.content.model import Knowledge
from bot.content.phrases import Phrases
from bot.understanding.pipeline import Understanding, prepare
from bot.understanding.sentences import Sentences, read_sentences
from tests.models import learned_once, model_cache

SAID = {
    "openingstijden": "hoe laat zijn jullie open|openingstijden|ben je zaterdag open|tot hoe laat kan ik komen|wanneer gaan jullie dicht|zijn jullie vrijdag open",
    "adres-route": "waar zitten jullie|wat is het adres|hoe kom ik met de bus bij jullie|in welke straat is het|waar kan ik parkeren|ik kan het gebouw niet vinden",
    "kosten": "wat kost het|is het gratis|moet ik betalen|hoe duur is dat|krijg ik een rekening|kost een gesprek geld",
    "scholing": "ik wil een cursus|ik wil een opleiding doen|kan ik omscholen|wie betaalt mijn opleiding|ik zoek een cursus|cursus lassen",
    "werk-zoeken": "ik zoek werk|ik zoek een baan|hebben jullie vacatures|werk in de bouw|ik wil een baan als chauffeur|heb je werk voor mij",
    "personeel": "wij zoeken personeel|ik zoek een kok voor mijn bedrijf|wie kan mij aan mensen helpen|ik heb een vacature in mijn zaak|waar vind ik een lasser",
    "ontslag": "ik ben ontslagen|mijn contract stopt|ik ben mijn baan kwijt|ik sta op straat|mijn baas is failliet|geen werk meer",
    "reorganisatie": "er komt een reorganisatie op mijn werk|mijn baas wil van mij af|moet ik dit papier tekenen|mijn functie vervalt",
    "brief-lezen": "ik snap deze brief niet|help met een brief van de overheid|hoe werkt digid|wachtwoord van digid kwijt",
}
NOT_OURS = (
    "mijn paspoort is verlopen|wat kost een rijbewijs|waar is de apotheek|wordt het mooi weer|vertel een mop|ik wil een pizza|"
    "hoe laat gaat de trein|mijn kat is ziek|wie is de koning|wat is drie keer vier|mijn huur is te hoog|je bent dom|ik zoek een huis|de bus rijdt niet"
)


def small_knowledge() -> Knowledge:
    """Nine topics; the work topics are for inhabitants, `personeel` for employers, two belong to others."""
    audiences = {"werk-zoeken": Audience.INHABITANT, "personeel": Audience.EMPLOYER}
    belongs = {"reorganisatie": "ontslag", "brief-lezen": "geen"}
    related = {"scholing": ("kosten",), "openingstijden": ("adres-route",)}
    entries = {}
    for topic, said in SAID.items():
        examples = tuple(said.split("|"))
        entries[topic] = Entry(
            topic,
            examples[0] + "?",
            "",
            (),
            (),
            examples=examples,
            audience=audiences.get(topic, Audience.BOTH),
            belongs_to=belongs.get(topic, ""),
            related=related.get(topic, ()),
        )
    synonyms = (
        Synonym("waar", ("woar",)),
        Synonym("werk", ("waark", "wark")),
        Synonym("ik", ("k",)),
        Synonym("ontslagen", ("eruit gevlogen",)),
    )
    return Knowledge(entries, Phrases({}), synonyms=synonyms, examples={"geen": tuple(NOT_OURS.split("|"))})


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The small centre's content."""
    return small_knowledge()


@pytest.fixture(scope="session")
def sentences() -> Sentences:
    """Our own acts and commands."""
    return read_sentences()


@pytest.fixture(scope="session")
def cache() -> Path:
    """A folder for models that all tests here share."""
    return model_cache("small-centre")


@pytest.fixture(scope="session")
def understanding(knowledge: Knowledge, sentences: Sentences, cache: Path) -> Understanding:
    """What was learned from the small centre."""
    with learned_once(cache):
        return prepare(knowledge, sentences, cache)
