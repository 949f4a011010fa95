"""What the commands for the content say to staff, in Dutch, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.app.content_trial import Shortfall
from bot.content.entries import FACETS, Entry
from bot.content.expiry import Due
from bot.content.facet_checks import filled
from bot.content.problems import Place
from bot.understanding.evaluation import Outcome, Pair, Proof, Tried

NOT_A_DAY = "'{value}' is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21."
LEARNING = "De assistent leert de zinnen en probeert de testvragen. Dat duurt een paar seconden."
QUICK = "Zonder testvragen (--snel): hoe de assistent de zinnen begrijpt, is niet bekeken."
SHARES = {
    "right": "Van de testvragen gaat {share} meteen goed; de ondergrens is {floor}.",
    "found": "Van de testvragen komt {share} goed na hooguit één vraag terug; de ondergrens is {floor}.",
    "wrong": "Van de testvragen krijgt {share} een verkeerd antwoord; hooguit {floor} mag.",
}
SHARES_REMEDY = (
    "    → Kijk met 'werkbot controleer --alles' welke testvragen misgaan. Haal de laatste verandering terug met 'werkbot terug'."
)
WORSE_HEADING = "SLECHTER DAN DE VORIGE KEER"
KEPT_REMEDY = "Is dit zo bedoeld? Dan onthoudt 'werkbot controleer --bewaar' deze uitkomst."
ALL_HEADING = "TESTVRAGEN DIE NIET METEEN GOED GAAN"
READABILITY = "Leesbaarheid van de antwoorden: {now} (Flesch-Douma; hoger leest makkelijker).{before}"
READABILITY_BEFORE = " De vorige keer: {before}."
FACETS_HEADING = "VERVOLGVRAGEN PER ONDERWERP"
FACETS_LINE = "{topic}: {told} van {all} verteld, {seen} bij een ander onderwerp, {unknown} onbekend"
TO_CONFIRM_LINE = "{place}: {facet} van '{question}'"
NOTHING_TO_CONFIRM = "Niets. Er staat nergens 'onbekend' bij een facet."
NOTHING_DUE = "Niets. Er hoeft de komende {days} dagen niets te worden nagekeken."
DUE_HEADING = "{owner}:"
DUE_LINE = "  {when}  {place}: {what}\n              → {remedy}"
WRITTEN = "De lijst staat in {path}."
POSTED = "De lijst is klaargezet voor de post."

TAKEN_BACK = "De inhoud is terug op versie {version} van {when}. Een assistent die draait, neemt haar over binnen 15 seconden."
NOTHING_BEFORE = "Er is geen eerdere versie bewaard. Versies worden bewaard zodra de assistent met nieuwe inhoud heeft gedraaid."
NO_SUCH_VERSION = "Versie '{version}' is niet bewaard. Kies uit de lijst van 'werkbot terug --lijst'."
IN_THE_WAY = "'{path}' kan niet gelezen of vervangen worden ({why}). Haal het weg of vraag de beheerder om te kijken. Geef dan nog eens 'werkbot terug'."
VERSION_LINE = "{when}  {version}{mark}"
VERSION_NOW, VERSION_WITHDRAWN = "  (nu)", "  (teruggenomen)"
KEPT_FIRST = "Wat er nu stond, is bewaard als versie {version}."

REFUSED = """De nieuwe inhoud van de assistent is niet overgenomen. De assistent werkt door met de vorige versie.

{problems}

Verbeter de fouten en bewaar het bestand. 'werkbot terug' zet de vorige versie terug in de map."""
WORSE = """De nieuwe inhoud is overgenomen, maar deze testvragen gaan nu slechter:

{problems}

'werkbot terug' zet de vorige versie terug."""
WAITING = """De nieuwe uren raken {count} afspraken en belmomenten. Daarom heeft nog niemand bericht gekregen.

Klopt de verandering? Bekijk met 'werkbot sluit --gevolg' wie het zijn, en stuur iedereen een nieuw moment met 'werkbot sluit --gevolg --echt'.
Klopt zij niet? 'werkbot terug' zet de vorige versie terug."""
LEARNING_FAILED = "Het leren van de zinnen is mislukt. Vraag de beheerder om in het logboek te kijken."

NEW_CONTENT = "Een assistent die draait, neemt dit over binnen 15 seconden."

NOT_UNDERSTOOD = "{id}  {count} keer  '{sentence}'  (dichtst bij: {best})"
ALSO_SAID = "             ook: '{sentence}'"
NO_BEST = "niets"
NOTHING_MISSED = "Niets. De assistent begreep alle vragen van de laatste vier weken."
CHOOSE = "Typ een nummer om een zin bij een onderwerp te zetten, 'weg NUMMER' om hem weg te gooien, of niets om te stoppen: "
CHOOSE_TOPIC = "Bij welk onderwerp hoort '{sentence}'? Typ het id ('geen' als het niet van ons is): "
TICK = "Staat er geen naam in en niets over gezondheid? Typ ja: "
KEEP = "Zo laten? Typ ja: "
NO_TICK = "Zonder vinkje gebeurt er niets: kijk of er geen naam en niets over gezondheid in de zin staat, en geef --akkoord."
NO_SUCH_SENTENCE = "Zin {id} staat niet in de lijst. Kijk met 'werkbot onbegrepen'."
NO_SUCH_TOPIC = "Het onderwerp '{topic}' bestaat niet.{meant}"
MEANT = " Bedoelt u '{topic}'?"
PERSONAL = "In de zin staat een {kind}. Zo'n zin mag nooit in een bestand."
NOT_EDITABLE = "De zin kan niet worden ingevoegd: {why}. Zet hem er zelf bij in {path}."
CONTENT_BROKEN = "Eerst moeten de fouten uit de inhoud. Kijk met 'werkbot controleer'."
LESSON_BROKEN = "Met deze zin erbij is de inhoud niet meer goed:"
WOULD_WRITE = "'{sentence}' komt bij '{topic}' in {path}."
MOVES = "Dit gaat van '{folder}' naar de map 'intents' ernaast:"
MOVE_LINE = "  {source} → {target}{what}"
MOVE_SAME = " (staat daar al, precies zo)"
MOVE_JOINS = " (bestaat al; {count} zinnen komen erbij)"
MOVE_JOINS_ONE = " (bestaat al; 1 zin komt erbij)"
MOVE_DIFFERS = " (staat daar al en is anders)"
MOVE_CHOOSE = "Er is niets verhuisd. Kies bij elk bestand dat anders is welke blijft, haal de andere weg en typ opnieuw 'werkbot verhuis'."
MOVE_DRY = "Er is nog niets veranderd. Klopt het? Typ dan 'werkbot verhuis --echt'."
MOVED = "Verhuisd. Kijk nu met 'werkbot controleer' of alles klopt."
NOTHING_MOVES = "Er is niets te verhuizen: in '{folder}' staat niets dat in de map 'intents' hoort."
COPIED = "Daarvoor komt de meegeleverde map 'intents' eerst naast uw map met kennis te staan. Van dan af geldt die."
LESSON_WORSE = "Deze testvragen gaan daardoor slechter:"
LESSON_BETTER = "Deze testvragen gaan daardoor beter:"
LESSON_SAME = "De andere testvragen gaan even goed."
LESSON_REFUSED = "Er is niets veranderd. Wilt u de zin er toch bij? Geef --toch."
LESSON_KEPT = "Bewaard. {count} zinnen zijn nu begrepen en van de lijst."
LESSON_KEPT_ONE = "Bewaard. De zin is van de lijst."
LESSON_DROPPED = "Er is niets veranderd."
THROWN_AWAY = "{count} zinnen zijn weggegooid."

PAGE_TITLE = "Vragen en antwoorden van {name}"
PAGE_INTRO = "Voor de balie en de bibliotheek. Gemaakt op {day}. Gebruik geen oudere lijst: antwoorden veranderen."
PAGE_STEPS = "Wat iemand nu kan doen"
NOT_WRITTEN = "{path} kan niet worden geschreven ({why}). Kies een andere naam of map."
STEP_NAMES = {
    "afspraak": "Afspraak maken",
    "terugbellen": "Laat u bellen",
    "inloop": "Kom langs",
    "doorverwijzing": "Ga naar",
    "aanmelding": "Meld u aan",
    "zelf": "Doe dit zelf",
    "noodhulp": "Bel",
}
PAGE_FOR = {"inwoner": "voor inwoners", "werkgever": "voor werkgevers", "beide": "voor iedereen"}


def percent(share: float) -> str:
    """`89,7 %`."""
    return f"{share * 100:.1f} %".replace(".", ",")


def readability(now: float, before: float | None) -> str:
    """How readable the answers are, and how they were: one figure says little, its course says more."""
    earlier = READABILITY_BEFORE.format(before=f"{before:.0f}") if before is not None else ""
    return READABILITY.format(now=f"{now:.0f}", before=earlier)


def proof_line(proof: Proof) -> str:
    """How all test questions went, in one line."""
    if not proof.tried:
        return "Er zijn nog geen testvragen."
    parts = (f"{percent(proof.right)} meteen goed", f"{percent(proof.found)} na één vraag terug", f"{percent(proof.wrong)} fout")
    return f"{len(proof.tried)} testvragen: {', '.join(parts)}."


def shortfall(one: Shortfall) -> str:
    """A floor that is not held."""
    return SHARES[one.name].format(share=percent(one.share), floor=percent(one.floor)) + f"\n{SHARES_REMEDY}"


_BECAME = {
    Outcome.RIGHT: "gaat goed",
    Outcome.ASKED: "vraagt de assistent terug",
    Outcome.MISSED: "begrijpt de assistent niet",
    Outcome.WRONG: "krijgt een verkeerd antwoord",
}


def tried(one: Tried) -> str:
    """What became of a test question, and what it is most like elsewhere."""
    line = f"'{one.sentence}' ({one.topic}): {_BECAME[one.outcome]}."
    return f"{line}\n    Het meest lijkt zij op '{one.nearest}' ({one.found})." if _elsewhere(one) else line


def worse(one: Tried) -> str:
    """A test question that went better before, with both texts."""
    line = f"'{one.sentence}' ({one.topic}): {_BECAME[one.outcome]}."
    if not _elsewhere(one):
        return line
    return f"{line}\n    → Deze twee vragen lijken te veel op elkaar: '{one.sentence}' ({one.topic}) en '{one.nearest}' ({one.found})."


def _elsewhere(one: Tried) -> bool:
    return bool(one.nearest) and one.found != one.topic


def pair(one: Pair) -> str:
    """Two examples that hardly differ."""
    return (
        f"deze twee vragen lijken te veel op elkaar: '{one.sentence}' ({one.topic}) en '{one.other_sentence}' ({one.other_topic}).\n"
        "    → Haal een van beide weg, of verander haar zo dat het verschil duidelijk is."
    )


def due_list(listed: Sequence[Due], days: int) -> str:
    """What must be looked at, per owner, the earliest first."""
    if not listed:
        return NOTHING_DUE.format(days=days)
    lines = []
    for owner in sorted({one.owner for one in listed}):
        lines.append(DUE_HEADING.format(owner=owner))
        for one in listed:
            if one.owner == owner:
                what, remedy = one.words
                lines.append(DUE_LINE.format(when=one.when.isoformat(), place=one.place, what=what, remedy=remedy))
    return "\n".join(lines)


def day_of(value: str) -> date:
    """The day that was typed. Raises ValueError."""
    if len(value) != len("2026-11-21"):
        raise ValueError(value)
    return date.fromisoformat(value)


def move(differs: bool, joins: bool, added: int) -> str:
    """What is said of a file that stands in the new place too; nothing of one that does not."""
    if differs:
        return MOVE_DIFFERS
    if not joins:
        return ""
    return MOVE_SAME if not added else MOVE_JOINS_ONE if added == 1 else MOVE_JOINS.format(count=added)


def facets(entries: Iterable[Entry]) -> Iterator[str]:
    """A heading, and per entry that has facets how many are told; nothing when none has."""
    told = [(entry, *filled(entry)) for entry in entries if entry.facets]
    if told:
        yield FACETS_HEADING
    for entry, answered, seen, unknown in told:
        yield FACETS_LINE.format(topic=entry.id, told=answered, all=len(FACETS), seen=seen, unknown=unknown)


def to_confirm(listed: Sequence[tuple[Entry, str, Place]]) -> str:
    """What the owner must tell us, a line each."""
    lines = [TO_CONFIRM_LINE.format(place=place, facet=facet, question=entry.question) for entry, facet, place in listed]
    return "\n".join(lines) or NOTHING_TO_CONFIRM
