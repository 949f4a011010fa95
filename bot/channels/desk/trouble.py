"""When something is not there or goes wrong: one clear page, which says what is kept and what to do."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response

from bot.channels.desk.guard import View, for_everyone
from bot.channels.desk.workplace import CoreGone
from bot.storage.database import StorageTrouble, StorageUnusable

log = logging.getLogger(__name__)


class Trouble:
    """Catches what a page cannot do because the database of the assistant is locked, full or gone."""

    def __init__(self, following: View) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only what goes wrong is of interest here."""
        return self.following(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page instead of a stack of lines; every transaction was rolled back by then."""
        if not isinstance(error, CoreGone | StorageTrouble | StorageUnusable):
            return None
        log.warning("the database of the assistant: %s", type(error).__name__)
        return render(request, "balie/geen-gegevens.html", status=503)


@for_everyone
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: sent from elsewhere, or older than the session."""
    response = render(request, "balie/formulier-oud.html", status=403)
    log_response("form refused: %s", reason, response=response, request=request, logger=log)
    return response


@for_everyone
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here, or nothing for this colleague: the two look the same."""
    return render(request, "balie/niet-gevonden.html", status=404)


@for_everyone
def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; told without a word of what was on the page."""
    return render(request, "balie/fout.html", status=500)
