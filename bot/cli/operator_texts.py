"""What the commands for running the assistant say to the operator, in Dutch, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.health import Condition, Sign
from bot.domain.time import local

TOKEN_UNREADABLE = "Het bestand {path} uit {variable}_FILE kan niet gelezen worden. Controleer de naam en de rechten."
NOT_A_TOKEN = "Wat in {variable} staat, is geen token van Telegram. Vraag @BotFather om het token en neem het heel over."
TOKEN_REFUSED = "Telegram kent dit token niet. Vraag @BotFather om het token van nu, en zet het op de plek van het oude."
ALREADY_RUNNING = "De assistent draait al met deze database ({path} is bezet). Stop eerst de andere."
WEBHOOK_REFUSED = "Telegram neemt het webadres uit [telegram.webhook] niet aan ({why}). Controleer url: https, en een naam die bestaat."
PORT_TAKEN = "Poort {port} is bezet. Kies een andere in config.toml, of stop het programma dat hem gebruikt."
NO_DATABASE = "Er is nog geen database {path}. Start eerst 'werkbot telegram', of kies een ander bestand met --gegevens."
MISSING = (
    "De database {path} is weg, maar de sleutel {key} staat er nog. Controleer het pad bij --gegevens, en of de schijf gekoppeld is. "
    "Zet anders een reservekopie terug: werkbot herstel KOPIE --echt. Wilt u echt met niets beginnen, zet er dan --nieuw bij."
)
TOKEN_OPEN = "iedereen op deze machine kan het token in {path} lezen. Herstel dat: chmod 600 {path}"

WELL, UNWELL = "GROEN: de assistent werkt goed.", "ROOD: er is iets mis."
SIGNS = {
    Sign.DATABASE: "De database antwoordt niet binnen twee seconden. → Kijk welk programma hem vasthoudt, en of de schijf nog werkt.",
    Sign.CLOCK_BACK: "De klok van deze machine is teruggezet. → Zet de tijd gelijk (timedatectl) en controleer de herinneringen van vandaag.",
    Sign.ASLEEP: "De assistent op Telegram draait niet. → Kijk met 'systemctl status werkbot-telegram' en start hem.",
    Sign.TOKEN_REFUSED: "Telegram weigert het token. → Vraag @BotFather om het token van nu en start opnieuw.",
    Sign.SECOND_POLLER: "Een tweede programma haalt onze berichten op. → Zoek waar de assistent nog meer draait en stop die.",
    Sign.HOOK_GONE: "Telegram kent ons webadres (webhook) niet meer. → Start de assistent opnieuw, en zoek wie het weghaalde.",
    Sign.SILENT: "Er komen geen berichten van Telegram binnen. → Controleer het internet van deze machine en [telegram] proxy. "
    "Met een webhook ook nginx en het certificaat.",
    Sign.DISK: "De schijf is bijna vol. → Maak ruimte, of geef de machine meer schijf.",
    Sign.UNANSWERED: "Er wachten berichten langer dan vijf minuten. → Kijk in het logboek en start de assistent opnieuw.",
    Sign.UNSENT: "Er staan antwoorden klaar die niet weg kunnen. → Controleer het internet van deze machine.",
    Sign.NOTICES: "Berichten aan medewerkers kunnen niet weg. → Controleer de instellingen onder [mail] en de schijf van deze machine.",
    Sign.GIVEN_UP: "Berichten zijn opgegeven; die mensen kregen een verontschuldiging. → Zoek in het logboek wat er misging en meld het.",
    Sign.REFUSED: "Telegram nam een antwoord van ons niet aan. → Zoek in het logboek welk antwoord en meld het.",
    Sign.LOST: "Antwoorden kwamen een dag lang niet zeker aan en zijn opgegeven. → Controleer het internet van deze machine.",
}
FIGURES = """Wakker: {awake}
Berichten opgehaald: {polled}
Onbeantwoord: {unanswered}, het oudste van {oldest_unanswered}
Te versturen: {unsent}, het oudste van {oldest_unsent}
Laatste dag: {given_up} opgegeven, {refused} geweigerd, {uncertain} onzeker, {lost} nooit zeker aangekomen, {unreachable} niet bezorgd
Pauze: {paused}
Kennis: {version}"""
NEVER = "nooit"
OFF = "uit"
PAUSE_ON = "De pauze staat aan sinds {since}. Berichten blijven bewaard; wie in gevaar is, krijgt wel antwoord."
PAUSE_OFF = "De pauze staat uit. De assistent antwoordt."
MAIL_RED = "Werkbot: er is iets mis"
MAIL_GREEN = "Werkbot: het gaat weer goed"
MAILED = "De beheerder heeft bericht gekregen."
DATABASE_BROKEN = "De database {path} kan niet gebruikt worden ({why}). Maak ruimte op de schijf, of zet een reservekopie terug: werkbot herstel KOPIE --echt."
DATABASE_WELL = "De database {path} kan weer gebruikt worden."
NOT_NOTED = "In {path} kan niet staan dat dit gemeld is ({why}); het wordt steeds opnieuw gemeld."
MAIL_FILED = "Er is geen mailserver ingesteld; het bericht staat in {path}."
MAIL_FAILED = "Het bericht aan de beheerder kon niet weg ({why}). Controleer [mail] in config.toml."

READY, NOT_READY, DOUBTFUL = "goed", "FOUT", "let op"
CHECKS = {
    "token": "token",
    "klok": "klok",
    "schijf": "schijf",
    "database": "database",
    "kennis": "kennis",
    "instellingen": "instellingen",
}
CLOCK_BEHIND = "de klok staat op {now}, maar de database kent al {seen}. Zet de klok gelijk."
CLOCK_WRONG = "de klok staat op {now}. Zet de klok gelijk."
DISK_FULL = "er is nog {free} MB vrij op de schijf van {path}; minder dan 200 MB is te weinig. Maak ruimte."
NOT_WRITABLE = "in de map {path} kan niet geschreven worden."

BACKUP_MADE = "Reservekopie gemaakt en nagekeken: {path} ({size} kB)."
BACKUP_PRUNED = "Oude kopieën verwijderd: {count}."
BACKUP_FAILED = "De reservekopie {path} lukt niet ({why}). Er is niets half geschreven. Controleer de map en de ruimte op de schijf."
BACKUP_BROKEN = "{path} is geen gave reservekopie ({why}). Neem een andere."
BACKUP_EXISTS = "{path} bestaat al. Er is niets overschreven. Kies een map of een nieuwe naam."
BACKUP_IS_DATABASE = "{path} is de database zelf. Kies een map of een nieuwe naam."
KEY_APART = "Let op: de sleutel {path} zit niet in de kopie. Bewaar die apart; zonder sleutel zijn mensen niet te herkennen."
DRILL_DONE = (
    "Oefening gelukt. De kopie is van {made}. Latere verwijderingen, opnieuw uitgevoerd: {erased}. "
    "Komende afspraken in de kopie: {appointments}. Er is niets veranderd."
)
RESTORED = (
    "Teruggezet in {path}. De kopie is van {made}. Latere verwijderingen, opnieuw uitgevoerd: {erased}. "
    "Komende afspraken in de kopie: {appointments}. De oude database staat in {old}."
)
STOP_FIRST = "De assistent draait nog met deze database. Stop hem eerst: systemctl stop werkbot-telegram."


def when(moment: datetime | None) -> str:
    """`23-11-2026 om 9.05 uur`, for the operator."""
    return f"{local(moment):%d-%m-%Y om %H.%M.%S uur}" if moment else NEVER


def told(condition: Condition, signs: Sequence[Sign]) -> str:
    """The whole report on the assistant's health."""
    lines = [UNWELL, *(f"- {SIGNS[sign]}" for sign in signs)] if signs else [WELL]
    figures = FIGURES.format(
        awake=when(condition.awake),
        polled=when(condition.polled),
        unanswered=condition.unanswered,
        oldest_unanswered=when(condition.oldest_unanswered),
        unsent=condition.unsent,
        oldest_unsent=when(condition.oldest_unsent),
        given_up=condition.given_up,
        refused=condition.refused,
        uncertain=condition.uncertain,
        lost=condition.lost,
        unreachable=condition.unreachable,
        paused=when(condition.paused_since) if condition.paused_since else OFF,
        version=condition.version or NEVER,
    )
    return "\n".join([*lines, "", figures])
