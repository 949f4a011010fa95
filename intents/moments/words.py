"""The calendar words of Dutch, with the other ways in which people here write them."""

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
PARTS = ("ochtend", "middag", "avond")

SHORT_WEEKDAYS = {
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "woe": "woensdag",
    "do": "donderdag", "vr": "vrijdag", "za": "zaterdag", "zo": "zondag",
}  # fmt: skip
SHORT_MONTHS = {
    "jan": "januari", "feb": "februari", "febr": "februari", "mrt": "maart", "mar": "maart", "apr": "april",
    "jun": "juni", "jul": "juli", "aug": "augustus", "sep": "september", "sept": "september",
    "okt": "oktober", "oct": "oktober", "nov": "november", "dec": "december",
}  # fmt: skip

# Gronings as its speakers spell it, English because newcomers mix it in, and what thumbs leave out.
_ALSO_WRITTEN = {
    "maandag": "moandag maondag monday",
    "dinsdag": "dins daansdag diensdag tuesday",
    "woensdag": "woens wonsdag weunsdag wednesday",
    "donderdag": "dunderdag dunnerdag thursday",
    "vrijdag": "vrydag friday",
    "zaterdag": "zotterdag zoaterdag saturday",
    "zondag": "zundag sunday",
    "januari": "january jannewoarie",
    "februari": "february",
    "maart": "march meert mart",
    "april": "aprl apri apil aril",
    "juni": "june",
    "juli": "july",
    "augustus": "august",
    "oktober": "october",
    "vandaag middag": "vannmiddag",
    "vandaag": "vandoag today heden",
    "morgen": "tomorrow morn morgn mrgn mrg mrgen",
    "overmorgen": "overmorn overmorgn overmrgn",
    "gisteren": "gister guster yesterday",
    "week": "wek weke weekk weeek wk weekje",
    "weken": "weekjes",
    "dag": "dagje",
    "dagen": "dagjes doagen",
    "maand": "moand maandje mnd",
    "weekend": "weekeinde weekeind",
    "werkdagen": "doordeweeks weekdagen",
    "volgende week": "volgendeweek",
    "volgende maand": "volgendemaand",
    "deze week": "dezeweek vandeweek",
    "deze weekend": "ditweekend",
    "kerst": "kerstmis kerstdagen",
    "pasen": "paas",
    "pinksteren": "pinkster",
    "ochtend": "morning ochtends ochtenden sochtends ochtenduren morgens smorgens morns smorns voormiddag veurmiddag",
    "middag": "afternoon middags smiddags smiddoags middeg middagen namiddag noamiddag middaguren",
    "avond": "evening avonds avonden savonds avonduren oavond avnd avod aond oavend oavends soavends",
    "nacht": "nachts snachts",
    "uur": "ure uurtje",
    "minuten": "min minuut minuutjes",
    "half": "haalf halv",
    "kwart": "kwrt kwat kwar ketaaier ketier kwartier",
    "een": "n",
    "volgende": "volgend volgnd vlgnde vlgd next",
    "komende": "komend kommende aankomend aankomende aankommende ankommende",
    "aanstaande": "aanstaand aanstoande aanst",
    "deze": "dit dizze",
    "elke": "elk ieder iedere",
    "begin": "beginnend",
    "midden": "halfweg halverwege medio",
    "eind": "einde",
    "na": "noa after",
    "voor": "veur vor before",
    "naar": "noar",
    "om": "at",
    "tm": "tem",
    "niet": "nait nie",
    "geen": "gain",
    "kan": "kin",
    "het": "t",
    "zsm": "asap",
}
SAME_WORD = {other: word for word, others in _ALSO_WRITTEN.items() for other in others.split()}

_ENDS = {
    "ochtend": "ochtend", "morgen": "ochtend", "vroeg": "ochtend", "voormiddag": "ochtend",
    "middag": "middag", "namiddag": "middag", "noamiddag": "middag", "avond": "avond", "nacht": "nacht",
}  # fmt: skip
_BEGINNINGS = {day: day for day in (*WEEKDAYS, "morgen", "overmorgen")} | {
    "moandag": "maandag", "zoaterdag": "zaterdag", "zundag": "zondag", "van": "vandaag", "heden": "vandaag",
}  # fmt: skip

RECURRING = {f"{day}{end}": f"elke {day}" for day in WEEKDAYS for end in ("s", "en")}
# "dinsdagmiddag", "morgenvroeg", "vanavond"
COMPOUNDS = RECURRING | {
    f"{begin}{end}": f"{day} {part}"
    for begin, day in _BEGINNINGS.items()
    for end, part in _ENDS.items()
    if begin + end != "vanvroeg"  # "van vroeg tot laat", written in haste
}
