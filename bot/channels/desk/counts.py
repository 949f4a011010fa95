"""Cijfers: the reports for ourselves and to share, and the placements that staff count: entered, listed, corrected."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bot.channels.desk import trace
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.workplace import here
from bot.reports.build import REPORTS, arranged, compose
from bot.reports.period import EARLIEST, PeriodEmpty, period_of, quarter_key
from bot.reports.render import lines_of
from bot.reports.tables import Heading, Item, Mismatch, Table
from bot.storage import statistics
from bot.storage.statistics import Figure

OURS, SHARED = "ons", "delen"
MOST = 9_999_999
LONGEST_PROGRAMME = 60
FIRST_QUARTER = "0000-1"


@asks(Act.SEE_FIGURES)
@require_GET
def show(http: HttpRequest) -> HttpResponse:
    """The reports of a period; to share unless real numbers are asked for, which stay here."""
    place, ours = here(), http.GET.get("voor") == OURS
    told: dict[str, Any] = {"ours": ours, "begin": http.GET.get("van", ""), "end": http.GET.get("tot", ""), "items": []}
    try:
        period = period_of(told["begin"], told["end"], place.now.date())
        with place.storage().reading() as db:
            made = compose(db, place.known, period, place.now, place.settings.retention.person_days)
        told["items"] = [_shown(item, ours) for item in arranged(made, period, REPORTS)]
    except PeriodEmpty as error:
        told["wrong"] = str(error)
    except Mismatch:
        told["mismatch"] = True
    if ours:
        trace.note(http, Act.SEE_FIGURES)
    return _page(http, told)


def _page(http: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    place = here()
    now = place.now.date()
    with place.storage().reading() as db:
        figures = [one for kind in statistics.KINDS for one in statistics.entered(db, kind, FIRST_QUARTER, quarter_key(now))]
        programmes = statistics.programmes(db)
    places = [one.name for one in place.known.municipalities]
    shown = {**told, "figures": figures, "programmes": programmes, "places": places, "quarter": quarter_key(now), "kinds": statistics.KINDS}
    return render(http, "balie/cijfers.html", shown, status=400 if told.get("refused") or told.get("wrong") else 200)


def _shown(item: Item, ours: bool) -> dict[str, Any]:
    """One heading, table or list for the template."""
    if isinstance(item, Heading):
        return {"heading": item.title, "lines": item.lines}
    heads, rows = lines_of(item)
    if ours and isinstance(item, Table):
        real = [(label, *map(str, values)) for label, values in item.rows]
        rows = [*real, (rows[-1][0], *map(str, item.totals()))] if item.adds_up else real
    return {"title": item.title, "heads": heads, "rows": rows, "definition": item.definition, "note": item.note}


@asks(Act.ENTER_FIGURES)
@require_POST
def enter(http: HttpRequest) -> HttpResponse:
    """One figure; entered again it is a correction, and what stood there is said."""
    place, told = here(), http.POST
    kind, quarter, municipality = told.get("wat", ""), told.get("kwartaal", ""), told.get("gemeente", "")
    programme = " ".join(told.get("programma", "").split())[:LONGEST_PROGRAMME]
    count = told.get("aantal", "").strip()
    wrong = {
        "wat": kind not in statistics.KINDS,
        "programma": not programme.isprintable() or not programme,
        "gemeente": municipality not in {one.name for one in place.known.municipalities},
        "kwartaal": not _is_quarter(quarter),
        "aantal": not count.isdecimal() or len(count) > len(str(MOST)),
    }
    if any(wrong.values()):
        return _page(http, {"refused": {name for name, bad in wrong.items() if bad}, "typed": told, "items": [], "ours": False})
    with transaction.atomic(), place.storage().transaction() as db:
        programme = next((one for one in statistics.programmes(db) if one.casefold() == programme.casefold()), programme)
        stood = [
            one for one in statistics.entered(db, kind, quarter, quarter) if (one.programme, one.municipality) == (programme, municipality)
        ]
        statistics.enter(db, Figure(kind, programme, municipality, quarter, int(count), by=str(http.user.name)), place.now)
        trace.note(http, Act.ENTER_FIGURES, f"{kind} {quarter}")
    say(http, "entered", count=int(count), programme=programme, before=stood[0].count if stood else None)
    return redirect("/cijfers/")


def _is_quarter(text: str) -> bool:
    """A quarter that has begun."""
    year, _, number = text.partition("-")
    whole = year.isdecimal() and len(year) == len(str(EARLIEST)) and number in ("1", "2", "3", "4")
    return whole and int(year) >= EARLIEST and text <= quarter_key(here().now.date())
