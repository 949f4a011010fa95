"""Our own texts by key, and which keys the program says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from bot.content import problems, shapes
from bot.content.entries import UNPLACED, Lines
from bot.content.fields import Sheet, lines_of
from bot.content.text_fields import SLOT, shown
from bot.content.yaml_nodes import Field
from bot.content.yaml_nodes import Mapping as Node

# Everything the assistant says by itself: texts of `teksten.yaml` with slots like {datum}.

SHORTER = "-kort"  # ends the key of a text that says the same in fewer words, and so may leave things out
BUTTONS = "knoppen"  # the section with the words on buttons, and nothing else


class Phrases(Mapping[str, str]):
    """Texts by key (`afspraak.kies-moment`)."""

    def __init__(self, texts: Mapping[str, str], lines: Lines = UNPLACED) -> None:
        self._texts = dict(texts)
        self.lines = lines

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def label(self, name: str) -> str:
        """The words on a button of ours; empty when they are missing, and then the button falls away (bot.domain.messages.Reply)."""
        return self._texts.get(f"{BUTTONS}.{name}", "")

    def say(self, key: str, **slots: object) -> str:
        """The text of `key` with its slots filled in."""
        return filled(self._texts[key], slots)


def filled(text: str, slots: Mapping[str, object]) -> str:
    """A text with these slots filled; another, such as a fact, stays as it is."""
    return SLOT.sub(lambda found: str(slots.get(found[1], found[0])), text)


def slots_of(text: str) -> frozenset[str]:
    """The names between braces. Raises ValueError for a brace that stands alone."""
    found = list(Formatter().parse(text))
    if any(spec or conversion for _, _, spec, conversion in found):
        raise ValueError(text)
    return frozenset(name for _, name, _, _ in found if name is not None)


def read_phrases(sheet: Sheet, root: Node, required: Mapping[str, frozenset[str]], facts: Collection[str] | None = ()) -> Phrases:
    """The phrases of a file of sections with keys. `required`: each key the program says, with the slots it fills.

    `facts`: the ids that any text may name beside them; None when they are not known.
    """
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    parts: dict[str, tuple[int, ...]] = {}
    sections: dict[str, int] = {}
    for section in root:
        name, line = section.key.value, section.key.line
        if sections.setdefault(name, line) != line:
            sheet.wrong(line, problems.double_field(name, sections[name]))
        elif not isinstance(section.value, Node):
            sheet.wrong(line, problems.not_a_mapping(f"'{name}'"))
        else:
            for item in section.value:
                _read_one(sheet, f"{name}.{item.key.value}", item, texts, lines, parts)
    _check_keys(sheet, root, required, lines, sections)
    for key, allowed in required.items():
        if key in texts:
            _check_slots(sheet, key, texts[key], allowed, parts[key], facts)
    return Phrases(texts, Lines(sheet.file, root.line, lines, parts))


def _check_keys(
    sheet: Sheet, root: Node, required: Mapping[str, frozenset[str]], lines: Mapping[str, int], sections: Mapping[str, int]
) -> None:
    """A key that is missing is told at its section, one that nobody says where it stands."""
    for key in sorted(set(lines) - set(required)):
        sheet.wrong(lines[key], problems.unknown_phrase(key, sorted(set(required) - set(lines))), warning=True)
    for key in required:
        if key not in lines:
            sheet.wrong(sections.get(key.partition(".")[0], root.line), problems.missing_phrase(key))


def _check_slots(sheet: Sheet, key: str, text: str, allowed: frozenset[str], parts: tuple[int, ...], facts: Collection[str] | None) -> None:
    used = slots_of(text)
    for slot in sorted(used - allowed - set(facts)) if facts is not None else ():
        where = max(text.find(f"{{{slot}}}"), 0)
        sheet.wrong(parts[min(text.count("\n", 0, where), len(parts) - 1)], problems.unknown_slot(slot, allowed))
    for slot in sorted(allowed - used) if not key.endswith(SHORTER) else ():
        sheet.wrong(parts[0], problems.unused_slot(key, slot), warning=True)


def _read_one(sheet: Sheet, key: str, item: Field, texts: dict[str, str], lines: dict[str, int], parts: dict[str, tuple[int, ...]]) -> None:
    line = item.key.line
    if key in lines:
        sheet.wrong(line, problems.double_field(key, lines[key]))
        return
    lines[key] = line
    text = shown()(sheet, key, item.value)
    if text is None:
        return
    try:
        slots_of(text)
    except ValueError:  # told by `shown`
        return
    texts[key] = text
    parts[key] = lines_of(item.value)


# Which texts the program says, and which slots it fills in each; a text that is missing stops the start.

_SAID = """
welkom:
  voorstellen-kort voorstellen proef groet(groet) goedendag te-laat menu
  locatie(naam)
uitnodiging:
  welkom onbekend alleen verder(website)
antwoord:
  kort-inleiding-kort terug-bij-vraag bron(bron) bron-gelezen(bron,datum) niet-nagekeken
  bedrag-onbekend verlopen nu-open(tot) nu-dicht dag-open(dag,uren) dag-dicht(dag) dag-elders(plek,uren) volgende-plek(plek) dag-feestdag(dag,feestdag) dan
  dag-onzeker(dag) dagen-onzeker nu-onzeker eerder-onzeker kijk-op-website(website) volgende-zeker(dag,uren)
  dag-aanname volgende-inloop(dag,uren) woord(uitleg,woord) tweede-vraag(knop) kort-inleiding
  kort-nog-niet gekozen(stap) graag-gedaan tot-ziens terug-bij
gesprek:
  al-gezegd net-gezegd vraagt-u(over) meer-over(over) meer-hierover meer-samen rol-begrepen gehoord gehoord-weer neem-mee verder(over) verder-zo verder-samen(wie)
  over-kind over-partner over-familie over-client over-werknemer geldt-voor(wie) momenten-voor(dag) niets-voor(dag) twijfel zonder-bellen typ-hier geen-recht
  hulp-erbij(knop) gevoel gevoel-weer vraag-mee vraag-zelf verkeerd-begrepen weet-niet-over(knop,over) weet-niet-zeker niet-geregeld vergeten onthouden(wat)
twijfel:
  bedoelt-u wie-vraagt weet-niet weet-niet-weer iets-anders knop-verlopen
  antwoord-onbekend scheldwoord
stap:
  inloop-nu-kort(tot,adres) inloop-straks-kort(dag,uren,adres) inloop-nu(adres,tot)
  inloop-straks(adres,dag,uren) inloop-onbekend(adres,website) genoteerd
medewerker:
  nu-open-kort(tot,adres) nu-dicht-kort(dag,uren,adres) nummer-kort bellen-genoteerd-kort(dag,uren)
  nu-open(adres,tot) nu-dicht(adres,dag,uren) nu-onzeker(adres,dag,uren,website) niet-dan-onzeker nummer geen-nummer ander-nummer wanneer niet-dan zonder-telefoon
  bellen-genoteerd(dag,uren) typ-vraag vraag-genoteerd(dag) zin-doorgeven(zin) zin-door
  zin-niet-door
  bellen-samenvatting(dag,nummer,uren)
  graag-bellen
afspraak:
  wens-onthouden(wens) zelfde-moment kies-kort(dienst,minuten,plek) plek-balie-kort(naam,adres)
  samenvatting-kort(moment,dienst,plek,tot) samenvatting-telefoon-kort(moment,dienst,nummer,tot)
  bevestigd-kort(moment,dienst,plek) proefafspraak-kort(moment,dienst,plek) bevestigd-telefoon-kort(moment,dienst,nummer)
  verzet-kort(moment,dienst,plek) code-kort(code) proef-kort afgezegd-kort(moment) welke
  kies(dienst,minuten,plek) plek-balie(adres,naam) plek-telefoon geen-vrij
  geen-vrij-wens geweigerd-voorbij(wens) geweigerd-te-kort-dag(uren,wens)
  geweigerd-te-ver-vooruit(dag,wens) geen-vrij-onzeker(website) geweigerd-onzeker(dag,website) geweigerd-dicht(wens) geweigerd-buiten-openingstijd(wens)
  geweigerd-past-niet(wens) geweigerd-niet-op-raster(tijd) geweigerd-al-een-afspraak
  geweigerd-niet-hier geweigerd-geen-locatie bestaat-niet(wens) net-bezet niet-vrij(wens)
  samenvatting(dienst,moment,plek,tot) samenvatting-telefoon(dienst,moment,nummer,tot) nummer
  nummer-bewaard(moment,nummer) nummer-erbij(nummer) voornaam bevestigd(dienst,moment,plek) bevestigd-telefoon(dienst,moment,nummer) proefafspraak(dienst,moment,plek) code(code) code-proef(code)
  wat-gebeurt denkvragen herinnering-komt geen-herinnering proef
  te-veel(aantal) geen-afspraken geen-te-zien uw-afspraken regel(code,dienst,moment,plek) welke-verzetten
  welke-afzeggen verzetten(moment) verzet(dienst,moment,plek)
  verzet-samenvatting(moment,oud,plek,tot) oude-weg als-niet-kan(moment) zeker-afzeggen(moment) afgezegd(moment)
  blijft-staan(moment) niet-gevonden gestopt dan-niet te-ver herinnering(code,moment,plek)
  herinnering-laat(code,moment,plek) agenda-titel agenda-telefoon agenda-uitleg(code) agenda-uitleg-telefoon(code) agenda-veranderen
  herinnering-telefoon(nummer,minuten) herinnering-balie(minuten) sluiting(moment) gesprek-neutraal
  graag-vastleggen
  graag-verzetten
  graag-afzeggen
  uren-vol(dagen,uren)
  dagen-vol(dagen)
  niet-online
  tot-dan(moment)
wens:
  u-zocht(wens) kon-ook(wens) welke-dag(dag,weekdag)
  deze-week
  volgende-week
  van-tot(van,tot) alleen(dagen)
  vanaf(dag)
  om(tijd)
  na(tijd)
  voor(tijd)
  tussen(van,tot)
  niet(dagen)
  ochtend
  middag
  avond
vervolg:
  niet-bellen uw-stappen geen-stappen afspraak(moment,dienst,plek) wij-bellen(dag,uren)
  wij-antwoorden zelf(dag,wat) langskomen(moment) gedaan(stap) goed-gedaan wanneer
  herinnering-komt(dag) vraag-komt(dag) genoeg-berichten geen-berichten bericht-herinnering
  bericht-gelukt bericht-gemist fijn niet-gelukt
belofte:
  te-laat(moment,nieuw) weer-te-laat(moment) niet-bereikt(nieuw) niet-te-bereiken opgegeven als-niet-gebeld(belofte) niet-gebeld geen-beloofd antwoord-komt(dag) collega welk-nummer
  bellen-verzet(moment,nieuw) bellen-vervalt(moment) toch-open(moment)
  afgezegd-door-ons(moment) verzet-door-ons(nieuw,oud) bericht(moment,tekst)
  nummer-gewijzigd(nummer) later-doorgegeven(moment) was-er-wel reactie-doorgegeven antwoord(vraag,antwoord)
  antwoord-zonder-vraag(antwoord) notitie-niet-gebeld notitie-later(zin) notitie-vertraagd notitie-was-er-wel
doorgeven:
  vraag-om-ja(organisatie,wat) onderwerp(onderwerp) vraag(vraag) telefoon(telefoon) naam(naam) afspraak(afspraak)
  aan-gemeente aan-uwv aan-sbb aan-vakbond ja(organisatie) nee terug(organisatie) stap(organisatie)
algemeen:
  alleen-tekst-kort gestopt alleen-tekst groep gewijzigd nummer-gewist fout zekerheid(tekst)
  pauze
  kies-of-ja
crisis:
  zelfdoding geweld-thuis dwang-thuis acuut-gevaar dreiging hulp-113 hulp-112 hulp-veilig-thuis blijf
  ontkend ontkend-geweld-thuis nummers-zelfdoding nummers-geweld-thuis nummers-dwang-thuis
  uitbuiting nummers-uitbuiting zacht-uitbuiting nummers-acuut-gevaar zacht-zelfdoding zacht-geweld-thuis zacht-dwang-thuis zacht-acuut-gevaar
  vraag over-werk bij-wie niemand-leest veilig-bellen veilig-bellen-medewerker
formeel:
  bezwaar aanvraag ingebrekestelling klacht avg ziekmelding wijziging
rechten:
  verantwoordelijk(naam) verantwoordelijk-onbekend(adres) telegram
  termijnen(tekst,afspraak,adres,kopie) gegevens gegevens-adres gegevens-uitnodiging gegevens-afspraak(moment)
  gegevens-naam(naam) gegevens-verzoek(dag) gegevens-telefoon(nummer) gegevens-gesprek
  gegevens-telling(aantal) gegevens-bestand zeker zeker-afspraak(moment) zeker-afspraken(aantal)
  zeker-verzoek gewist gewist-afspraken gewist-telegram gewist-kopie(dagen) niet-gewist gestopt
  bericht-weg code-balie(code)
knoppen:
  al-gebeld bel-mij-niet mijn-gegevens wis-alles wie-verantwoordelijk rol-telegram hoe-lang ja-wis
  nee-wis-niet medewerker menu privacy bel-mij antwoord-hier deel-nummer kom-langs afspraak bevestig
  bevestig-verzetten ander-moment voornaam overslaan liever-bellen liever-langskomen te-ver later
  stop iets-anders inwoner werkgever eigen-werk verzetten afzeggen
  ja-afzeggen nee-laat-staan nieuw-moment eigen-gemeente hulp-112 hulp-113 hulp-veilig-thuis
  hulp-nu niet-goed mijn-werk
  ja-geef-door nee-niet-doorgeven toch-niet-doorgeven mijn-afspraak mijn-stap gesprek-voorbereiden
  gesprek-kosten bedrijfsnaam bezoek reken opnieuw-rekenen minimumloon ga-verder waar-vandaan
  herinner-mij vraag-na-afloop morgen over-drie-dagen over-een-week ja-gelukt nee-nog-niet geen-berichten
  ja-bel-mij
werkgever:
  begin zoekt branche gemeente uren geen-uren bedrijfsnaam uren-per-week(uren) overzicht(overzicht)
  bezoek bezoek-genoteerd(dag,uren)
  bezoek-samenvatting(dag,nummer,uren)
kosten:
  uren loon leeftijd loonwaarde kan-niet jaar(jaar) jaar-en-ouder(jaar) te-laag(minimum)
  te-laag-laatst(minimum,tot) per-uur-loon(bedrag) situatie(leeftijd,loon,loonwaarde,uren) kop
  rij-loon(bedrag) rij-subsidie(bedrag) rij-lkv(bedrag) rij-over(bedrag) deel(deel) per-uur(bedrag)
  onbekend laatst(bedrag,loon,tot) lkv(meest) lkv-onbekend lasten vergoeding(bedrag) geldt-tot(tot) geen-besluit
  bron(bron,waarde,wat) bron-van(bron,van,waarde,wat) bron-van-tot(bron,tot,van,waarde,wat)
  lkv-som(jaar,maand,uren)
  rij-loonwaarde(deel,loonwaarde)
  rij-bedrag(bedrag)
  loonwaarde-onbekend rekenen-met(leeftijd,uren)
gemeente:
  werk-en-inkomen waar niet-herkend eigen onbekend(gemeente) hoort-erbij(gemeente)
evenement:
  voorbij(naam) volgende(naam,dag) geen-datum(website)
telegram:
  gekozen(keuze) toetsen-weg beschrijving korte-beschrijving opdracht-start opdracht-afspraak
  opdracht-mijnafspraak opdracht-medewerker opdracht-privacy opdracht-help opdracht-stop
talen:
  cijfers(dagen,uren,plek,zoek) weer(zin) weer-zin kaart(zin,code)
  over-plek(plek,zoek) over-open(dagen,uren) over-kosten over-afspraak(dagen,plek,uren) over-bellen(dagen,plek,uren)
  over-meenemen over-bedankt
"""
"""Per section of teksten.yaml its keys, with the slots that each may use: `groet(groet)`."""


def _required() -> Iterator[tuple[str, frozenset[str]]]:
    section = ""
    for word in _SAID.split():
        if word.endswith(":"):
            section = word[:-1]
            continue
        found = re.fullmatch(r"([a-z0-9-]+)(?:\(([a-z,-]+)\))?", word)
        if found is None:
            raise AssertionError(f"not a key with its slots: {word}")
        yield f"{section}.{found[1]}", frozenset((found[2] or "").split(",")) - {""}


REQUIRED: dict[str, frozenset[str]] = dict(_required())
"""Per key the slots that its text may use."""


def _shape() -> shapes.Shape:
    """A section per part of the dialogue with its keys; a text may stand there that nobody says any more, which is told, not refused."""
    sections: dict[str, dict[str, shapes.Shape]] = {}
    for key, slots in REQUIRED.items():
        section, _, name = key.partition(".")
        example = {"examples": [" ".join(f"{{{slot}}}" for slot in sorted(slots))]} if slots else {}
        sections.setdefault(section, {})[name] = {**shapes.TEXT, **example}
    told = {name: {"type": "object", "properties": keys, "required": list(keys)} for name, keys in sections.items()}
    return {"type": "object", "properties": told, "required": list(told)}


shapes.shaped(_shape())(read_phrases)
