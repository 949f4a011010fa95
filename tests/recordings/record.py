"""`python -m tests.recordings.record`: record all conversations anew, after each one that changes was looked at.

With `--new` the conversations themselves are drawn anew: somebody opens with each topic, then presses and types on.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.app.assistant import Snapshot
from tests.models import learned_once, model_cache
from tests.recordings.player import CONVERSATIONS, RECORDED, Line, Player, conversations, frozen, play, same_chance

TURNS = 8
PER_OPENING = 3
TYPED = (
    "ik wil een afspraak",
    "maak maar een afspraak voor woensdag kwart voor 2",
    "liever niet voor twaalf uur",
    "doe maar dinsdag om 10 uur",
    "kan het ook een uurtje later",
    "volgende week donderdagmiddag",
    "0612345678",
    "06 12 34 56 78",
    "zeg mijn afspraak af",
    "kan ik mijn afspraak verzetten",
    "wanneer is mijn afspraak",
    "bel mij morgen na elf uur",
    "bel me",
    "laat maar",
    "stop",
    "ja",
    "nee",
    "is goed",
    "bedankt",
    "doei",
    "1",
    "2",
    "wat kost dat",
    "waar is het",
    "hoe lang duurt dat",
    "wat is WW",
    "ik snap het niet",
    "kan niet goed lezen",
    "ik woon in Pekela",
    "zijn jullie zaterdag open",
    "wat kost een afspraakbaan van 24 uur met loonwaarde 60",
    "24 uur",
    "60 procent",
    "wij zoeken personeel voor de bakkerij",
    "wie krijgt de no-riskpolis",
    "ik wil een mens spreken",
    "mag mijn moeder mee",
    "ik ben 58",
    "/start",
    "opnieuw",
    "/mijngegevens",
    "wat weet je van mij",
    "asdf",
    "moi",
    "ik zoek werk",
    "ben jij een robot",
)
"""What people type half-way: wishes, numbers, details, other questions."""


def openings(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Each topic by its first example, and each act by one sentence of the list above."""
    for entry in snapshot.knowledge.entries.values():
        if entry.examples:
            yield entry.id, entry.examples[0]
    for number, text in enumerate(TYPED):
        yield f"getypt-{number:02}", text


def drawn(snapshot: Snapshot) -> Iterator[Line]:
    """New conversations: half pressed, half typed, some after a while."""
    chance = random.Random(2026)
    for name, opening in openings(snapshot):
        for number in range(PER_OPENING):
            with same_chance():
                player, lines = Player(snapshot), [{"text": opening}]
                answer = player.say(lines[0])
                for _ in range(TURNS - 1):
                    line = next_line(chance, answer)
                    lines.append(line)
                    answer = player.say(line)
                player.close()
            yield {"id": f"{name}-{number + 1}", "lines": lines}


def next_line(chance: random.Random, answer: Line) -> dict[str, object]:
    """A button of the last message, the first one most often, or something typed; now and then after a while."""
    labels = [label for message in answer["messages"] for label in message["buttons"]]
    line: dict[str, object] = {"text": chance.choice(TYPED)}
    if labels and chance.random() < 0.6:
        line = {"button": labels[0] if chance.random() < 0.5 else chance.choice(labels)}
    if chance.random() < 0.07:
        line["minutes"] = chance.choice((3, 12, 40, 300, 1500))
    return line


def write(path: Path, lines: Iterator[Line]) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Record."""
    with learned_once(model_cache("frozen")) as cache:
        snapshot = frozen(cache)
    if "--new" in sys.argv:
        write(CONVERSATIONS, drawn(snapshot))
    write(RECORDED, ({"id": one["id"], "answers": play(snapshot, one["lines"])} for one in conversations()))


if __name__ == "__main__":
    main()
