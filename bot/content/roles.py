"""Which entry, service, fact and amount plays which part (`instellingen.yaml`), so that no id of ours stands in code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content import fields, problems, text_fields
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.folder import SHIPPED
from bot.content.problems import Place, Problem
from bot.content.shapes import of_form
from bot.content.yaml_nodes import Mapping as Node
from bot.content.yaml_nodes import Node as AnyNode
from bot.content.yaml_nodes import Text

OWN_FILE = SHIPPED / "instellingen.yaml"
"""Read where a folder has none: as of before the parts were told. What it names and the folder lacks plays no part then."""


@dataclass(frozen=True)
class Named:
    """An id in the file: what it should be ("de vraag"), and where it stands."""

    what: str
    id: str
    place: Place


@dataclass(frozen=True)
class CostAmounts:
    """The amounts with which an employer's costs are reckoned; empty where the content has none."""

    holiday: str = ""
    cap: str = ""
    charges: str = ""
    credit_hour: str = ""
    credit_year: str = ""
    wages: Mapping[int, str] = field(default_factory=dict)
    """The minimum wage per age in years; the highest age holds for who is older."""


@dataclass(frozen=True)
class Roles:
    """Ids by the part they play; empty is a part that nobody plays, and then what belongs to it is not done."""

    name: str = ""
    """How the centre is called in the middle of a sentence."""
    menu: str = ""
    hours: tuple[str, ...] = ()
    walk_in: str = ""
    contact: tuple[str, ...] = ()
    short: str = ""
    """From then on messages are short: who reads with difficulty reads no second paragraph."""
    language: str = ""
    privacy: str = ""
    complaint: str = ""
    exploitation: str = ""
    """What is told to who is held, or beaten, by the one he works for."""
    employer: str = ""
    about_us: tuple[str, ...] = ()
    """What the centre itself costs, where it is, for whom: after another subject the same words are about that subject."""
    visit: tuple[str, ...] = ()
    """What is asked of any visit: with an appointment in mind the same words are about that appointment."""
    costs: tuple[str, ...] = ()
    credit_topic: str = ""
    """The topic of the tax credit (loonkostenvoordeel): it depends on the hours alone."""
    neutral_service: str = ""
    """What an appointment about a sensitive topic is called: a name that tells nothing, since agendas are seen by many."""
    cost_service: str = ""
    address: str = ""
    website: str = ""
    amounts: CostAmounts = field(default_factory=CostAmounts)
    signals: Mapping[str, str] = field(default_factory=dict)
    """Per topic the name under which the region counts it as a signal."""
    named: tuple[Named, ...] = field(default=(), compare=False, repr=False)
    """Every id that the file names, with its place."""

    @property
    def cost_topic(self) -> str:
        """The topic of a calculation: the first of those at which one can be made."""
        return next(iter(self.costs), "")


_TOPIC = FieldRule(fields.text)
_TOPICS = FieldRule(fields.texts)
_ROLES_FORM = {
    "menu": _TOPIC,
    "openingstijden": _TOPICS,
    "inloop": _TOPIC,
    "contact": _TOPICS,
    "kort": _TOPIC,
    "taal": _TOPIC,
    "privacy": FieldRule(fields.text, "privacy", required=True),
    "klacht": _TOPIC,
    "uitbuiting": _TOPIC,
    "werkgever": _TOPIC,
    "over-ons": _TOPICS,
    "bezoek": _TOPICS,
    "kosten": _TOPICS,
    "som-van-uren": _TOPIC,
}
_SERVICES_FORM = {"neutraal": _TOPIC, "kosten": _TOPIC}
_FACTS_FORM = {"adres": FieldRule(fields.text, "adres", required=True), "website": FieldRule(fields.text, "website", required=True)}
_SIGNAL_FORM = {
    "naam": FieldRule(fields.text, "vervoer", required=True),
    "vragen": FieldRule(fields.texts, "[vervoer]", required=True),
}


def _wages(sheet: Sheet, name: str, node: AnyNode) -> dict[int, str] | None:
    if not isinstance(node, Node):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "21"))
        return None
    ages = {item.key: fields.whole(0, 120)(sheet, name, item.key) for item in node}
    read = {ages[item.key]: fields.text(sheet, name, item.value) for item in node}
    return {age: amount for age, amount in read.items() if age is not None and amount}


_AMOUNTS_FORM = {
    "vakantiegeld": _TOPIC,
    "subsidie_hoogste": _TOPIC,
    "subsidie_lasten": _TOPIC,
    "voordeel_uur": _TOPIC,
    "voordeel_jaar": _TOPIC,
    "minimumloon": FieldRule(_wages),
}
_PARTS = {
    "rollen": (_ROLES_FORM, "de vraag"),
    "diensten": (_SERVICES_FORM, "de dienst"),
    "feiten": (_FACTS_FORM, "het feit"),
    "bedragen": (_AMOUNTS_FORM, "het bedrag"),
}


class _Part:
    """One part of the file: its values, and every id in it."""

    def __init__(self, sheet: Sheet, node: AnyNode, name: str) -> None:
        form, what = _PARTS[name]
        self._filled = fill(sheet, node, form, f"'{name}'")
        self.named = tuple(one for field_node in self._filled.nodes.values() for one in _named(sheet, what, field_node))

    def one(self, name: str) -> str:
        return self._filled.get(name, "")

    def several(self, name: str) -> tuple[str, ...]:
        none: tuple[str, ...] = ()
        return self._filled.get(name, none)

    def wages(self) -> Mapping[int, str]:
        none: dict[int, str] = {}
        return self._filled.get("minimumloon", none)


@dataclass(frozen=True)
class _Signal:
    """A name under which some topics are counted."""

    name: str
    topics: tuple[str, ...]
    named: tuple[Named, ...]


def _named(sheet: Sheet, what: str, node: AnyNode) -> Iterator[Named]:
    if isinstance(node, Text):
        yield Named(what, node.value.strip(), sheet.place(node.line))
        return
    for item in [one.value for one in node] if isinstance(node, Node) else node.items:
        yield from _named(sheet, what, item)


def _part(sheet: Sheet, name: str, node: AnyNode) -> _Part:
    return _Part(sheet, node, name)


def _signal(sheet: Sheet, node: AnyNode) -> _Signal:
    filled = fill(sheet, node, _SIGNAL_FORM, "een signaal")
    topics = filled.nodes.get("vragen")
    none: tuple[str, ...] = ()
    return _Signal(filled.get("naam", ""), filled.get("vragen", none), tuple(_named(sheet, "de vraag", topics)) if topics else ())


_FORM = {
    "naam": FieldRule(text_fields.shown(60, slots=False)),
    **{name: FieldRule(_part) for name in _PARTS},
    "rollen": FieldRule(_part, "de vraag voor 'privacy'", required=True),
    "feiten": FieldRule(_part, "de feiten voor 'adres' en 'website'", required=True),
    "signalen": FieldRule(fields.listed(_signal)),
}


@of_form(_FORM)
def read_roles(sheet: Sheet, root: Node) -> Roles:
    """The parts of `instellingen.yaml`."""
    filled = fill(sheet, root, _FORM, "dit bestand")
    parts = {name: filled.get(name, _Part(Sheet(sheet.file), Node((), 1), name)) for name in _PARTS}
    topics, services, facts, amounts = parts.values()
    none: tuple[_Signal, ...] = ()
    signals = filled.get("signalen", none)
    return Roles(
        name=filled.get("naam", ""),
        menu=topics.one("menu"),
        hours=topics.several("openingstijden"),
        walk_in=topics.one("inloop"),
        contact=topics.several("contact"),
        short=topics.one("kort"),
        language=topics.one("taal"),
        privacy=topics.one("privacy"),
        complaint=topics.one("klacht"),
        exploitation=topics.one("uitbuiting"),
        employer=topics.one("werkgever"),
        about_us=topics.several("over-ons"),
        visit=topics.several("bezoek"),
        costs=topics.several("kosten"),
        credit_topic=topics.one("som-van-uren"),
        neutral_service=services.one("neutraal"),
        cost_service=services.one("kosten"),
        address=facts.one("adres"),
        website=facts.one("website"),
        amounts=_cost_amounts(amounts),
        signals={topic: one.name for one in signals for topic in one.topics},
        named=(*(named for part in parts.values() for named in part.named), *(named for one in signals for named in one.named)),
    )


def _cost_amounts(part: _Part) -> CostAmounts:
    return CostAmounts(
        holiday=part.one("vakantiegeld"),
        cap=part.one("subsidie_hoogste"),
        charges=part.one("subsidie_lasten"),
        credit_hour=part.one("voordeel_uur"),
        credit_year=part.one("voordeel_jaar"),
        wages=part.wages(),
    )


def unknown_parts(roles: Roles, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """A problem for every id that does not exist. `known`: per kind ("de vraag") the ids that do; another kind is not looked at."""
    for one in roles.named:
        if one.what in known and one.id not in known[one.what]:
            yield Problem(one.place, *problems.unknown_id(one.id, one.what, known[one.what]))
