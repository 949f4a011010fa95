"""Dates and times as people type them (intents.dates)."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from intents.dates import Moment, find_moment

HERE = ZoneInfo("Europe/Amsterdam")
CASES = Path(__file__).with_name("momenten.yaml")


def clock(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment else ""


def said(moment: Moment) -> str:
    """The moment in the notation of momenten.yaml."""
    words = [
        moment.date.isoformat() if moment.date else "",
        clock(moment.time),
        "..".join(day.isoformat() for day in moment.span) if moment.span else "",
        moment.part_of_day or "",
        "-".join(clock(bound) for bound in moment.time_span) if moment.time_span else "",
        *(f"niet:{weekday}" for weekday in moment.exclude_weekdays),
        f"vanaf:{moment.date_from}" if moment.date_from else "",
        "zsm" if moment.asap else "",
        f"onmogelijk:{moment.impossible}" if moment.impossible else "",
        *(f"of:{day}" for day in moment.alternatives),
    ]
    return " ".join(word for word in words if word) or "leeg"


def cases() -> list[tuple[str, str, str]]:
    blocks = yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (text only: 12:30 stays 12:30)
    return [(block["nu"], sentence, meant) for block in blocks for sentence, meant in block["zinnen"].items()]


@pytest.mark.parametrize(("now", "sentence", "meant"), cases())
def test_it_understands(now: str, sentence: str, meant: str) -> None:
    assert said(find_moment(sentence, datetime.fromisoformat(now).replace(tzinfo=HERE))) == meant
