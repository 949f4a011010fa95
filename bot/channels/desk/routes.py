"""Which address shows which page. An address holds ids that mean nothing to who sees it, never a name or a number."""

from __future__ import annotations

from django.urls import path

from bot.channels.desk import day, entrance, trouble

urlpatterns = [
    path("", day.show),
    path("zoek/", day.look_for),
    path("inloggen/", entrance.sign_in),
    path("uitloggen/", entrance.sign_out),
    path("uitloggen/overal/", entrance.sign_out_everywhere),
    path("slot/", entrance.unlock),
    path("slot/dicht/", entrance.lock),
    path("wachtwoord/", entrance.change_password),
    path("account/", entrance.account),
]

handler400 = handler404 = trouble.not_found
handler403 = trouble.not_found
handler500 = trouble.failed

# Every page asks for something: one that forgot it would be found out at its first visit, and is found out here at the start.
FORGOTTEN = [str(route.pattern) for route in urlpatterns if not hasattr(route.callback, "act")]
if FORGOTTEN:
    raise RuntimeError(f"these pages ask for no act: {', '.join(FORGOTTEN)}; mark each with guard.asks or guard.for_everyone")
