"""Which address shows which page. An address holds ids that mean nothing to who sees it, never a name or a number."""

from __future__ import annotations

from django.urls import path

from bot.channels.desk import (
    acts,
    bookings,
    colleagues,
    counts,
    day,
    entrance,
    letters,
    partners,
    persons,
    shut_days,
    trouble,
    visitor_card,
)

urlpatterns = [
    path("", day.show),
    path("zoek/", day.look_for),
    path("verzoek/<slug:number>/terug/", acts.undo_request),
    path("verzoek/<slug:number>/<slug:act>/", acts.with_request),
    path("bezoek/<slug:number>/terug/", acts.undo_visit),
    path("bezoek/<slug:number>/<slug:act>/", acts.with_visit),
    path("vraag/<slug:number>/", letters.answer),
    path("doorgeven/<slug:number>/", partners.pass_on),
    path("doorgeven/<slug:number>/terug/", partners.undo_asked),
    path("doorgegeven/", partners.listed),
    path("doorgegeven/<slug:number>/<slug:act>/", partners.take_up),
    path("agenda/", bookings.listed),
    path("agenda/boek/", bookings.book),
    path("agenda/<slug:number>/", bookings.one),
    path("agenda/<slug:number>/<slug:act>/", bookings.change),
    path("persoon/<slug:number>/", persons.show),
    path("persoon/<slug:number>/wis/", persons.erase),
    path("persoon/<slug:number>/code/", persons.send_code),
    path("persoon/<slug:number>/wis-met-code/", persons.erase_proven),
    path("dicht/", shut_days.listed),
    path("dicht/sluit/", shut_days.close),
    path("dicht/<int:number>/open/", shut_days.reopen),
    path("beheer/", colleagues.listed),
    path("beheer/erbij/", colleagues.add),
    path("beheer/<int:number>/nieuw/", colleagues.renew),
    path("beheer/<int:number>/uit-dienst/", colleagues.leave),
    path("beheer/<int:number>/rol/", colleagues.give_role),
    path("bezoeker/", visitor_card.visitor),
    path("bezoeker/kaart/", visitor_card.card),
    path("cijfers/", counts.show),
    path("cijfers/invoer/", counts.enter),
    path("inloggen/", entrance.sign_in),
    path("uitloggen/", entrance.sign_out),
    path("uitloggen/overal/", entrance.sign_out_everywhere),
    path("aanwezig/", entrance.presence),
    path("slot/", entrance.unlock),
    path("slot/dicht/", entrance.lock),
    path("wachtwoord/", entrance.change_password),
    path("account/", entrance.account),
]

handler400 = trouble.not_understood
handler404 = trouble.not_found
handler403 = trouble.not_found
handler500 = trouble.failed

# Every page asks for something: one that forgot it would be found out at its first visit, and is found out here at the start.
FORGOTTEN = [str(route.pattern) for route in urlpatterns if not hasattr(route.callback, "act")]
if FORGOTTEN:
    raise RuntimeError(f"these pages ask for no act: {', '.join(FORGOTTEN)}; mark each with guard.asks or guard.for_everyone")
