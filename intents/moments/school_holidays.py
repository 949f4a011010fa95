"""School holidays in region Noord (Groningen, Friesland, Drenthe), as people plan around them.

Source: rijksoverheid.nl, "Overzicht schoolvakanties per schooljaar", region Noord. Schools may differ, and often take
a second week in spring; beyond the last year here, a school holiday is not understood rather than guessed.
Add a year when the ministry has published it.
"""

from datetime import date

from intents.moments.reckoning import Span

NAMES: tuple[tuple[str, str], ...] = (
    (r"(?:de )?herfstvakantie", "herfst"),
    (r"(?:de )?kerstvakantie", "kerst"),
    (r"(?:de )?(?:voorjaars|krokus)vakantie", "voorjaar"),
    (r"(?:de )?mei ?vakantie", "mei"),
    (r"(?:de )?(?:zomer|grote )vakantie", "zomer"),
)

SCHOOL_HOLIDAYS: tuple[tuple[str, date, date], ...] = (
    # 2025-2026
    ("kerst", date(2025, 12, 20), date(2026, 1, 4)),
    ("voorjaar", date(2026, 2, 21), date(2026, 3, 1)),
    ("mei", date(2026, 4, 25), date(2026, 5, 3)),
    ("zomer", date(2026, 7, 4), date(2026, 8, 16)),
    # 2026-2027; for autumn, spring and summer the page itself was not at hand: checked against regio Midden and the six-year rota
    ("herfst", date(2026, 10, 10), date(2026, 10, 18)),
    ("kerst", date(2026, 12, 19), date(2027, 1, 3)),
    ("voorjaar", date(2027, 2, 20), date(2027, 2, 28)),
    ("mei", date(2027, 4, 24), date(2027, 5, 2)),
    ("zomer", date(2027, 7, 10), date(2027, 8, 22)),
    # 2027-2028
    ("herfst", date(2027, 10, 16), date(2027, 10, 24)),
    ("kerst", date(2027, 12, 25), date(2028, 1, 9)),
    ("voorjaar", date(2028, 2, 19), date(2028, 2, 27)),
    ("mei", date(2028, 4, 29), date(2028, 5, 7)),
    ("zomer", date(2028, 7, 15), date(2028, 8, 27)),
)


def coming(name: str, today: date) -> Span | None:
    """The first school holiday of this name that is not over, or None when its year is not known yet."""
    known = ((first, last) for held, first, last in SCHOOL_HOLIDAYS if held == name)
    return next((span for span in known if span[1] >= today and (span[0] - today).days < 366), None)
