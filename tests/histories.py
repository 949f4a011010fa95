"""Made-up visits: people who ask, tap, book, ask to be called, give a name, change their mind and come back."""

from __future__ import annotations

from random import Random

from bot.domain.messages import Kind
from tests import planted
from tests.conftest import Citizen

NAME = "Wendelmoet"
SAID = (
    "ik ben me baan kwijt wat nu",
    "hebben jullie ook iets met kwarktaartbakkers in paars",
    f"ik heb schulden en ben depressief {NAME}",
    "wat is WW?",
    f"mijn bsn is {planted.BSN}",
    f"stort maar op {planted.IBAN} of met {planted.CARD}",
    f"digid wachtwoord: {planted.PASSWORD}",
    "ik wil een afspraak",
    "wanneer is mijn afspraak",
    "bel mij",
    planted.PHONE,
    f"06-{planted.PHONE[2:]} graag morgen om 11 uur",
    NAME,
    "morgen 11 uur",
    "dinsdag 10 uur",
    "ja",
    "nee",
    "medewerker",
    "stop",
    "bedankt",
    "kutbot",
    "zeg mijn afspraak af",
    "asdf qwer zxcv poiu",
    "/privacy",
    "/mijngegevens",
    "/stop",
)
WANTED = ("Bevestig afspraak", "Voornaam erbij", "Bel mij", "Antwoord hier", "Afspraak maken", "Liever bellen", "Ja, geef door")


def live(citizen: Citizen, random: Random, turns: int = 30) -> None:
    """A visit of so many turns; buttons that leave traces are pressed more often than others."""
    citizen.does(Kind.START, payload="evenement-startfest" if random.random() < 0.3 else "")
    for _ in range(turns):
        buttons = [button.label for reply in citizen.replies for button in reply.buttons if button.label != "Ja, wis alles"]
        wanted = [label for label in buttons if label in WANTED or label.split(" ")[0] in ("Maandag", "Dinsdag", "Woensdag", "Donderdag")]
        if wanted and random.random() < 0.6:
            citizen.taps(random.choice(wanted))
        elif buttons and random.random() < 0.3:
            citizen.taps(random.choice(buttons))
        elif random.random() < 0.1:
            citizen.does(Kind.CONTACT, phone=planted.PHONE)
        else:
            citizen.says(random.choice(SAID))
        if random.random() < 0.08:
            citizen.later(hours=random.choice((1, 26, 50)))
