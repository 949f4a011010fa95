"""What someone takes back while typing, and dates that belong to another story."""

from intents.moments.rules import Rule, dropped, kept, phrase, unrelated

_TIMES = "(?: (?:om |in de )*(?:<time>|<part>))*"
_THE = "(?:(?:de|het|die|op|in|om) )*"
_SORRY = "nee|sorry|pardon|ik bedoel|bedoel|correctie|wacht"

RULES = (
    # "mijn afspraak van dinsdag verzetten naar vrijdag"
    Rule(phrase(rf"(?:van |op |voor )*<day>{_TIMES}(?: ,)? (?:\w+ ){{0,5}}naar (?={_THE}(?:<day>|<time>|<part>))"), dropped),
    Rule(phrase(r"(?:van )?<time> naar (?=(?:om )?<time>)"), dropped),
    # "dinsdag, nee woensdag"
    Rule(
        phrase(
            rf"<day>{_TIMES}(?: ,)? (?:oh |o |of |eh |euh |uh )*(?:{_SORRY})(?: (?:,|nee|wacht|toch|liever|maar|doe|dan|ik))* (?=<day>)"
        ),
        dropped,
    ),
    Rule(phrase(r"liever (?:op )?(<day>) dan (?:op )?<day>"), kept),
    Rule(phrase(rf"ipv {_THE}<day>{_TIMES}"), dropped),
    Rule(phrase(r"(?:sinds|geboren|geboortedatum|jarig|geb)(?: [a-z]+){0,2}(?: (?:<day>|<time>|<part>))+"), unrelated),
    Rule(phrase(r"(?:<day> )+(?:ben |is )?(?:ik |hij |zij )?(?:geboren|jarig)"), unrelated),
    Rule(
        phrase(
            r"(?:contract|dienstverband|proeftijd|ww)(?: \w+){0,2} (?:eindigt|stopt|loopt|verloopt|tot|per|af)(?: \w+){0,2} <day>(?: af)?"
        ),
        unrelated,
    ),
)
