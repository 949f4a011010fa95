"""A written question answered: standard replies to begin with, shown as its person will read it, and sent after a minute."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bot.app.desk import correspondence, promises
from bot.channels.desk import trace
from bot.channels.desk.acts import SEEN, UNDO
from bot.channels.desk.filters import mark
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.workplace import here
from bot.content.schema_replies import LONGEST, StandardReply
from bot.privacy.masking import mask as mask_text
from bot.storage import requests
from bot.storage.requests import Request

NOTHING, TOO_LONG, PERSONAL, CHANGED = "nothing", "too-long", "personal", "changed"


@asks(Act.ANSWER)
@require_http_methods(["GET", "POST"])
def answer(http: HttpRequest, number: str) -> HttpResponse:
    """Written, looked at, sent; what was typed stays until it is sent."""
    one = _open(number)
    if one is None:
        say(http, "row-gone", who=trace.who_last(number))
        return redirect("/")
    if http.method == "GET":
        return _page(http, one, _begun(http, here().known.replies))
    text = http.POST.get("tekst", "").replace("\r\n", "\n").strip()
    wrong = _wrong(text) or (CHANGED if mark(one) != http.POST.get(SEEN) else "")
    if wrong or http.POST.get("doe") != "verstuur":
        return _page(http, one, text, wrong, looks=not wrong and http.POST.get("doe") == "bekijk")
    return _sent(http, one, text)


def _open(number: str) -> Request | None:
    with here().storage().reading() as db:
        one = requests.find(db, number)
    return one if one and not one.done_at else None


def _begun(http: HttpRequest, replies: tuple[StandardReply, ...]) -> str:
    """The standard reply that was chosen, to be read and changed."""
    chosen = http.GET.get("begin", "")
    return replies[int(chosen)].text if chosen.isdecimal() and int(chosen) < len(replies) else ""


def _wrong(text: str) -> str:
    if not text:
        return NOTHING
    if len(text) > LONGEST:
        return TOO_LONG
    return PERSONAL if mask_text(text).text != text else ""


def _page(http: HttpRequest, one: Request, text: str, wrong: str = "", *, looks: bool = False) -> HttpResponse:
    shown = correspondence.preview(here().storage(), here().known, one.id, text) if looks else None
    told = {
        "one": one,
        "text": text,
        "wrong": wrong,
        "shown": shown,
        "replies": here().known.replies,
        "most": LONGEST,
        "seconds": UNDO.seconds,
    }
    return render(http, "balie/vraag.html", told, status=400 if wrong else 200)


def _sent(http: HttpRequest, one: Request, text: str) -> HttpResponse:
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            done = correspondence.send(place.storage(), place.known, one.id, text, place.now, after=UNDO)
            trace.note(http, Act.ANSWER, one.id, before={"what": "answer"} if done.told else None)
    except promises.NoSuchRequest:
        say(http, "row-gone", who=trace.who_last(one.id))
        return redirect("/")
    if done.told:
        say(http, "answered", undo=f"/verzoek/{one.id}/terug/")
    else:
        say(http, "cannot-write", phone=one.phone)
    return redirect(f"/#r-{one.id}")
