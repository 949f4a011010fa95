"""A knowledge folder that fits on one screen, with how people say it beside it, for tests that change content: three questions, the shipped texts and agenda."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bot.content.folder import DOES, FOLLOWS_UP, SHIPPED, SHIPPED_INTENTS

QUESTIONS = """# Het Werkcentrum zelf.
onderwerp: Het Werkcentrum zelf
eigenaar: redactie Werkcentrum
bron_gelezen_op: 2026-11-21

vragen:

    # Weggelaten: de opening in 2025.
  - id: openingstijden
    vraag: Wanneer is het Werkcentrum open?
    knop: Openingstijden
    anders_gezegd:
      - hoe laat zijn jullie open
      - openingstijden
      - zijn jullie op vrijdag ook open
      - tot hoe laat kan ik terecht
      - hou loat binnen joe open
    testvragen:
      - hoe laat gaan jullie open
    antwoord: |
      Het Werkcentrum is open op {openingstijden}.
      U hoeft geen afspraak te maken.
      Kijk voor de zekerheid op {website}.
    kort: Open op {openingstijden}. U hoeft geen afspraak te maken.
    vervolgstappen:
      - soort: inloop
        knop: Ik kom langs
      - soort: afspraak
        dienst: werkgesprek
        knop: Gesprek over werk
    verwant:
      - adres-route
    bron:
      - https://www.oogtv.nl

  - id: adres-route
    vraag: Waar is het Werkcentrum?
    knop: Adres en route
    anders_gezegd:
      - wat is het adres
      - waar zit het werkcentrum
      - hoe kom ik bij jullie met de bus
      - waar kan ik mijn auto parkeren
      - woar mout ik wezen
    antwoord: |
      Het Werkcentrum zit op {adres}.
    vervolgstappen:
      - soort: inloop
    bron: brief arbeidsmarktregio 2025

  - id: kosten
    vraag: Wat kost hulp van het Werkcentrum?
    knop: Kosten
    gevoelig: nee
    anders_gezegd:
      - wat kost het
      - is het gratis
      - moet ik betalen
      - hoeveel geld vragen jullie
      - kost een gesprek iets
    antwoord: |
      Hulp van het Werkcentrum is gratis.
    vervolgstappen:
      - soort: inloop
    bron: eigen beleid
"""

AMOUNTS = """bedragen:
  - id: reiskosten
    wat: Vergoeding voor reizen
    eenheid: euro
    waarden:
      - waarde: 10
        geldig_vanaf: 2025-01-01
        geldig_tot: 2025-12-31
      - waarde: 12.50
        geldig_vanaf: 2026-01-01
        geldig_tot: 2026-12-31
    bron: eigen beleid
"""

EXAMPLES = """zijn jullie zaterdag open
# een opmerking
open met kerst
"""


def small_folder(parent: Path) -> Path:
    """Write the knowledge folder and `intents` beside it, and return the path of the first."""
    root = parent / "knowledge"
    for name, text in {
        "knowledge/vragen/werkcentrum.yaml": QUESTIONS,
        "knowledge/bedragen.yaml": AMOUNTS,
        "intents/voorbeelden/openingstijden.txt": EXAMPLES,
        "intents/voorbeelden/geen.txt": "wat voor weer wordt het\nik wil een pizza bestellen\nhoe maak ik pannenkoeken\n",
        "knowledge/mededeling.yaml": "# Een mededeling voor vandaag.\n",
    }.items():
        path = parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("teksten.yaml", "afspraken.yaml", "feiten.yaml"):
        shutil.copyfile(SHIPPED / name, root / name)
    words = (SHIPPED / "woordenlijst.yaml").read_text(encoding="utf-8")
    (root / "woordenlijst.yaml").write_text(re.sub(r"(?m)^ +hoort_bij: .*\n", "", words), encoding="utf-8")
    return root


def few_acts(root: Path, sentences: int = 15) -> None:
    """Beside a folder only the first ways to say what one does in a conversation: all that we ship take ten seconds to learn."""
    for path in (*SHIPPED_INTENTS.glob(f"{DOES}/*.txt"), *SHIPPED_INTENTS.glob(f"{FOLLOWS_UP}/*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        kept = root.parent / "intents" / path.parent.name / path.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("\n".join(lines[:sentences]) + "\n", encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    """Replace a piece of text that stands once in a file, its line ends untouched."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_bytes(text.replace(old, new).encode("utf-8"))
