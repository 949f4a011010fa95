"""R6 kwaliteit: what people thought of a weekly sample, with its interval; R7 inhoud: what is too old, what stayed unanswered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from bot.content import expiry
from bot.content.model import Knowledge
from bot.domain.formatting import number, plain_day
from bot.reports import texts
from bot.reports.period import Period
from bot.reports.tables import Item, Listing, agree, counted
from bot.storage import events, statistics
from bot.storage.database import Database

Z = 1.959963984540054  # 95 %, both sides
LARGEST = 20


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), between 0 and 1; everything when nothing was seen."""
    if not total:
        return 0.0, 1.0
    share, square = right / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def quality_listing(db: Database, period: Period) -> list[Item]:
    """R6: per week and over all. A judgement is about an answer and never about a person, so nothing here is hidden."""
    found = {week: statistics.counted(db, week) for week in weeks_of(period)}
    judged = {week: of for week, of in found.items() if of}
    if not judged:
        return [Listing(texts.R6, texts.QUALITY_COLUMNS, (), texts.QUALITY, texts.NOTHING_JUDGED)]
    whole = {word: sum(of.get(word, 0) for of in judged.values()) for word in statistics.JUDGEMENTS}
    rows = (*((_told(week), _cells(of)) for week, of in judged.items()), (texts.WHOLE_PERIOD, _cells(whole)))
    few = any(sum(of.values()) < texts.LEAST_JUDGED for of in judged.values())
    return [Listing(texts.R6, texts.QUALITY_COLUMNS, rows, texts.QUALITY, texts.FEW_JUDGED.format(least=texts.LEAST_JUDGED) if few else "")]


def _told(week: str) -> str:
    """`2026, week 47`, from how samples are kept (`2026-W47`)."""
    return week.replace("-W", ", week ")


def weeks_of(period: Period) -> list[str]:
    """The weeks that a period touches."""
    days = (period.first + timedelta(days=ahead) for ahead in range((period.last - period.first).days + 1))
    return list(dict.fromkeys(statistics.week_of(day) for day in days))


def _cells(of: Mapping[str, int]) -> tuple[str, ...]:
    total, right = sum(of.values()), of.get("goed", 0)
    low, high = wilson(right, total)
    interval = f"{_percent(low)} – {_percent(high)}"
    return (number(total), *(number(of.get(word, 0)) for word in statistics.JUDGEMENTS), _percent(right / total), interval)


def _percent(share: float) -> str:
    return number((Decimal(str(share)) * 100).quantize(Decimal("0.1")))


def content_tables(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """R7: what is expired or will be soon on the last day of the period, and the questions that stayed unanswered."""
    falling = expiry.due(known, period.last)
    rows = tuple(
        (texts.EXPIRED if one.when < period.last else texts.EXPIRING, (plain_day(one.when), str(one.place), one.words[0]))
        for one in falling
    )
    missed = events.unanswered(db, period.begin, period.end)
    nearest = {_topic(known, topic): [count] for topic, count in missed[:LARGEST]}
    if others := sum(count for _, count in missed[LARGEST:]):
        nearest[texts.OTHERS] = [others]
    unanswered = counted(texts.R7_UNANSWERED, (texts.COUNT,), nearest, texts.UNANSWERED, of=texts.MISSED, down=("dichtstbij",))
    agree(texts.R7_UNANSWERED, texts.TOTAL, sum(unanswered.totals()), events.how_many(db, "unknown", period.begin, period.end))
    return [
        Listing(texts.R7, texts.CONTENT_COLUMNS, rows, texts.CONTENT, "" if rows else texts.ALL_FRESH),
        unanswered,
    ]


def _topic(known: Knowledge, topic: str) -> str:
    entry = known.entries.get(topic)
    return f"{entry.label} ({topic})" if entry else topic or texts.NO_TOPIC
