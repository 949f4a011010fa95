"""How much later or earlier than a moment that both of us know: "kan het ook een half uur later"."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.understanding.dates.lexicon import in_figures
from intents.normalising import plain

_LITTLE = timedelta(minutes=30)  # "iets later": the next conversation of half an hour
_MINUTES = {"minuut": 1, "minuten": 1, "min": 1, "kwartier": 15, "kwartiertje": 15, "half uur": 30, "halfuur": 30, "half uurtje": 30,
            "halfuurtje": 30, "uur": 60, "uurtje": 60, "uren": 60, "dag": 1440, "dagje": 1440, "dagen": 1440,
            "week": 10080, "weekje": 10080, "weken": 10080}  # fmt: skip
_AMOUNTS = {"een": 1.0, "n": 1.0, "t": 1.0, "anderhalf": 1.5, "anderhalve": 1.5, "": 1.0}
_UNITS = "|".join(sorted(_MINUTES, key=len, reverse=True))
_SHIFT = re.compile(
    rf"\b(?:(?P<amount>\d{{1,2}}|anderhalf|anderhalve|een|n|t)? ?(?P<unit>{_UNITS})|(?P<little>iets|wat|ietsje|beetje|stukje)) (?P<way>later|laat|eerder|vroeger)\b"
)


def find_shift(text: str) -> timedelta | None:
    """The difference that a text asks for, negative for earlier; None when it asks for none."""
    said = " ".join(in_figures(word) or word for word in re.sub(r"[^\w\s]", " ", plain(text)).split())
    found = _SHIFT.search(said)
    if found is None:
        return None
    back = -1 if found["way"] in ("eerder", "vroeger") else 1
    if found["little"]:
        return back * _LITTLE
    amount = found["amount"] or ""
    return back * timedelta(minutes=_MINUTES[found["unit"]] * (_AMOUNTS.get(amount) or float(amount)))
