"""What people asked in vain, as work for staff: the same question once, with how often it was asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.storage import misunderstood
from bot.storage.database import Database
from bot.understanding.evaluation import groups


@dataclass(frozen=True)
class Missed:
    """Sentences that ask the same. `id` is that of the sentence that speaks for them."""

    id: int
    sentence: str
    others: tuple[str, ...]
    best: str
    """The topic that most of them came near, empty when none."""
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.ids)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence of the group."""
        return (self.sentence, *self.others)


def missed(db: Database) -> tuple[Missed, ...]:
    """The groups, what was asked most first."""
    rows = misunderstood.listed(db)
    found = []
    for numbers in groups([row.text for row in rows]):
        members = [rows[number] for number in numbers]
        best = Counter(row.best for row in members if row.best).most_common(1)
        others = tuple(dict.fromkeys(row.text for row in members[1:] if row.text != members[0].text))
        found.append(Missed(members[0].id, members[0].text, others, best[0][0] if best else "", tuple(row.id for row in members)))
    return tuple(found)
