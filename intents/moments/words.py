"""The calendar words of Dutch, with the other ways in which people here write them."""

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
PARTS = ("ochtend", "middag", "avond")

SHORT_WEEKDAYS = {
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "woe": "woensdag", "do": "donderdag", "don": "donderdag",
    "vr": "vrijdag", "vrij": "vrijdag", "za": "zaterdag", "zat": "zaterdag", "zo": "zondag", "zon": "zondag",
}  # fmt: skip
SHORT_MONTHS = {
    "jan": "januari", "feb": "februari", "febr": "februari", "mrt": "maart", "mar": "maart", "apr": "april",
    "jun": "juni", "jul": "juli", "aug": "augustus", "sep": "september", "sept": "september",
    "okt": "oktober", "oct": "oktober", "nov": "november", "dec": "december",
}  # fmt: skip

# Gronings as spelt by its speakers; English because newcomers mix it in.
_OTHER_WEEKDAYS = {
    "moandag": "maandag", "maondag": "maandag", "monday": "maandag", "daansdag": "dinsdag", "diensdag": "dinsdag",
    "tuesday": "dinsdag", "wonsdag": "woensdag", "weunsdag": "woensdag", "wednesday": "woensdag",
    "dunderdag": "donderdag", "dunnerdag": "donderdag", "thursday": "donderdag", "vrydag": "vrijdag",
    "friday": "vrijdag", "zotterdag": "zaterdag", "zoaterdag": "zaterdag", "saturday": "zaterdag",
    "zundag": "zondag", "sunday": "zondag",
}  # fmt: skip
_OTHER_MONTHS = {
    "january": "januari", "february": "februari", "march": "maart", "june": "juni", "july": "juli",
    "august": "augustus", "october": "oktober", "jannewoarie": "januari", "meert": "maart", "junie": "juni", "julie": "juli",
}  # fmt: skip
_OTHER_DAYS = {
    "vandoag": "vandaag", "today": "vandaag", "tomorrow": "morgen", "morn": "morgen", "morgn": "morgen",
    "overmorn": "overmorgen", "overmorgn": "overmorgen", "gister": "gisteren", "guster": "gisteren", "yesterday": "gisteren",
    "volgendeweek": "volgende week", "volgendemaand": "volgende maand", "dezeweek": "deze week", "ditweekend": "deze weekend",
    "vandeweek": "deze week", "weekeinde": "weekend", "weekeind": "weekend", "wek": "week", "weke": "week", "wk": "week",
    "weekje": "week", "weekjes": "weken", "dagje": "dag", "dagjes": "dagen", "maandje": "maand", "moand": "maand",
    "doagen": "dagen", "uurtje": "uur", "doordeweeks": "werkdagen", "weekdagen": "werkdagen", "mnd": "maand",
    "kerstmis": "kerst", "kerstdagen": "kerst", "paas": "pasen", "pinkster": "pinksteren",
}  # fmt: skip
_OTHER_PARTS = {
    "morning": "ochtend", "ochtends": "ochtend", "sochtends": "ochtend", "morgens": "ochtend", "smorgens": "ochtend",
    "smorns": "ochtend", "morns": "ochtend", "voormiddag": "ochtend", "veurmiddag": "ochtend", "afternoon": "middag",
    "smiddags": "middag", "middags": "middag", "smiddoags": "middag", "middeg": "middag",
    "namiddag": "middag", "noamiddag": "middag", "evening": "avond", "avonds": "avond", "savonds": "avond",
    "oavond": "avond", "oavend": "avond", "soavends": "avond", "nachts": "nacht", "snachts": "nacht",
}  # fmt: skip
_OTHER_SMALL_WORDS = {
    "n": "een", "noa": "na", "veur": "voor", "noar": "naar", "haalf": "half", "halv": "half",
    "ketaaier": "kwart", "ketier": "kwart", "kwartier": "kwart", "ure": "uur", "volgend": "volgende", "volgnd": "volgende",
    "vlgnde": "volgende", "vlgd": "volgende", "next": "volgende", "komend": "komende", "kommende": "komende",
    "aankomend": "komende", "aankomende": "komende", "aankommende": "komende", "ankommende": "komende", "aanstaand": "aanstaande",
    "aanstoande": "aanstaande", "aanst": "aanstaande", "dizze": "deze", "dit": "deze", "einde": "eind", "beginnend": "begin",
    "halfweg": "midden", "halverwege": "midden", "medio": "midden", "asap": "zsm", "at": "om", "nait": "niet", "nie": "niet",
    "gain": "geen", "tem": "tm", "t": "het", "before": "voor", "after": "na", "min": "minuten", "minuut": "minuten",
    "minuutjes": "minuten", "iedere": "elke", "ieder": "elke", "elk": "elke",
}  # fmt: skip

_PART_OF_WORD = {
    "ochtend": "ochtend", "morgen": "ochtend", "vroeg": "ochtend", "voormiddag": "ochtend",
    "middag": "middag", "namiddag": "middag", "noamiddag": "middag", "avond": "avond", "nacht": "nacht",
}  # fmt: skip


def _compounds() -> dict[str, str]:
    """"dinsdagmiddag", "morgenvroeg", "vanavond" and "woensdags", taken apart."""
    days = (*WEEKDAYS, "morgen", "overmorgen", "moandag", "zoaterdag", "zundag")
    written = {f"{day}{tail}": f"{day} {part}" for day in days for tail, part in _PART_OF_WORD.items()}
    written |= {f"van{tail}": f"vandaag {part}" for tail, part in _PART_OF_WORD.items() if tail != "vroeg"}
    written |= {f"{day}{tail}": f"elke {day}" for day in WEEKDAYS for tail in ("s", "en")}
    return {word: " ".join(SAME_WORD.get(piece, piece) for piece in said.split()) for word, said in written.items()}


SAME_WORD = _OTHER_WEEKDAYS | _OTHER_MONTHS | _OTHER_DAYS | _OTHER_PARTS | _OTHER_SMALL_WORDS
COMPOUNDS = _compounds()
