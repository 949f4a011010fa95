"""config.toml and the environment become Settings; every mistake at once, as values that the command line puts into words."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

TOKEN_VARIABLE = "WERKBOT_TELEGRAM_TOKEN"


def child_environment() -> dict[str, str]:
    """The environment of a process of our own: it finds this code wherever it stands, and leaves the other cores to who waits."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Secret:
    """A value that never shows: not in a log, not in a traceback."""

    value: str = ""

    def __repr__(self) -> str:
        return "Secret('…')" if self.value else "Secret('')"

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class UnderstandingSettings:
    """When the assistant answers, asks back or says that it does not know; set by `werkbot ijk`."""

    sure: float = 0.0
    ask: float = 0.0
    temperature: float = 0.0
    floor_right: float = 0.75
    """Least share (0-1) of the test questions beside the answers that is answered rightly at once."""
    floor_found: float = 0.92
    """Idem, after at most one question back."""
    floor_wrong: float = 0.04
    """Most of them that may be answered wrongly as if certain."""


@dataclass(frozen=True)
class WebhookSettings:
    """Where Telegram posts updates when it does not wait to be asked; TLS is the reverse proxy's."""

    url: str = ""
    listen: str = "127.0.0.1"
    port: int = 8443
    path: str = "/telegram"


@dataclass(frozen=True)
class TelegramSettings:
    """The channel Telegram. An empty base_url is Telegram's own server."""

    base_url: str = ""
    proxy: str = ""
    codes: str = ""
    """While it is a trial: only who came by one of these (`/start CODE`) can book or be called. Empty: everybody may rehearse."""
    webhook: WebhookSettings = field(default_factory=WebhookSettings)

    def is_code(self, given: str) -> bool:
        """Whether somebody was invited with this; capitals make no difference to who types it from paper."""
        return given.casefold() in {one.strip().casefold() for one in self.codes.split(",") if one.strip()}


@dataclass(frozen=True)
class RetentionSettings:
    """How long we keep what, in days: no longer than its purpose lasts (Tilburg keeps chat text 28 days)."""

    text_days: int = 28
    appointment_days: int = 30
    person_days: int = 100
    """After so many days of silence the address goes, and the person is cut from what was counted: a quarter and time to report on it."""
    backup_days: int = 28
    sample_per_week: int = 200


@dataclass(frozen=True)
class MailSettings:
    """Notices to staff: by SMTP when a host is given, else into a file beside the database."""

    host: str = ""
    port: int = 587
    user: str = ""
    sender: str = ""
    operator: str = ""
    staff: str = ""


@dataclass(frozen=True)
class FollowUpSettings:
    """The step after the step: messages we send unasked, only to who said yes."""

    on: bool = True
    most_per_14_days: int = 2


@dataclass(frozen=True)
class HealthSettings:
    """The loopback address of the health page, and how long red lasts before the operator hears of it."""

    port: int = 0
    mail_after_minutes: int = 10


@dataclass(frozen=True)
class DeskSettings:
    """The desk in a browser: on this machine alone, unless a proxy with TLS makes it public under `url`."""

    url: str = ""
    port: int = 8480
    lock_after_minutes: int = 15
    """So long nobody touches a screen before it locks itself."""


@dataclass(frozen=True)
class Settings:
    """Every setting with its default: without a config file everything runs."""

    trial: bool = True
    """While true, opening and confirmation say that this is a trial. False needs everything confirmed."""
    understanding: UnderstandingSettings = field(default_factory=UnderstandingSettings)
    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    follow_up: FollowUpSettings = field(default_factory=FollowUpSettings)
    health: HealthSettings = field(default_factory=HealthSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)


@dataclass(frozen=True)
class Remedy:
    """What to do about a mistake: a text of the command line by its code (`config-remedies`), with what fills it in."""

    code: str
    names: tuple[str, ...] = ()
    least: float = 0
    most: float = 0


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with a config file: a text of the command line by its code (`config`), and where it is."""

    code: str
    remedy: Remedy
    line: int = 0
    key: str = ""
    value: str = ""
    """What was written, or why the file cannot be read."""


@dataclass(frozen=True)
class Range:
    """From where to where a number makes sense."""

    least: float
    most: float

    def holds(self, value: Any) -> bool:
        """Whether a value lies in it."""
        return bool(self.least <= value <= self.most)

    @property
    def remedy(self) -> Remedy:
        """What to write instead."""
        return Remedy("range", least=self.least, most=self.most)


@dataclass(frozen=True)
class Shape:
    """What a text looks like when it is not empty, and what to write instead (its code)."""

    pattern: str
    instead: str

    @property
    def remedy(self) -> Remedy:
        """What to write instead."""
        return Remedy(self.instead)

    def holds(self, value: Any) -> bool:
        """Whether a text has it."""
        return value == "" or re.fullmatch(self.pattern, value) is not None


_SHARE, _PORT = Range(0, 1), Range(1, 65535)
_ADDRESSES = Shape(r"[^@\s,]+@[^@\s,]+(, *[^@\s,]+@[^@\s,]+)*", "mail-address")
_CODE = r"(?!evenement-|locatie-)[A-Za-z0-9_-]{6,64}"
"""What Telegram takes in a link, too long to be guessed by hand, and no link of an event or a location."""
LIMITS: Mapping[str, Range | Shape] = {
    "understanding.sure": _SHARE,
    "understanding.ask": _SHARE,
    "understanding.temperature": Range(0, 10),
    "understanding.floor_right": _SHARE,
    "understanding.floor_found": _SHARE,
    "understanding.floor_wrong": _SHARE,
    "telegram.base_url": Shape(r"https?://[^\s/]+(/\S*)?/bot", "bot-api"),
    "telegram.proxy": Shape(r"https?://[^\s/]+/?", "proxy"),
    "telegram.codes": Shape(rf"{_CODE}(, *{_CODE})*", "codes"),
    "telegram.webhook.url": Shape(r"https://[^\s/]+/\S*", "webhook"),
    "telegram.webhook.listen": Shape(r"127(\.\d{1,3}){3}|::1|localhost", "loopback"),
    "telegram.webhook.port": _PORT,
    "telegram.webhook.path": Shape(r"/\S*", "path"),
    "retention.text_days": Range(1, 28),
    "retention.appointment_days": Range(1, 365),
    "retention.person_days": Range(1, 400),
    "retention.backup_days": Range(1, 90),
    "retention.sample_per_week": Range(0, 10_000),
    "mail.host": Shape(r"[^\s:/]+", "server"),
    "mail.port": _PORT,
    "mail.sender": _ADDRESSES,
    "mail.operator": _ADDRESSES,
    "mail.staff": _ADDRESSES,
    "follow_up.most_per_14_days": Range(0, 14),
    "health.port": Range(0, 65535),
    "health.mail_after_minutes": Range(1, 1440),
    "desk.url": Shape(r"https://[^\s/]+/", "desk"),
    "desk.port": Range(0, 65535),
    "desk.lock_after_minutes": Range(1, 120),
}
"""What a setting may be: outside of it nobody knows what happens. `text_days` ends where the privacy notice does."""


class ConfigInvalid(Exception):
    """The config file has mistakes, all of them told here; `bot.cli.texts` puts them into Dutch."""

    def __init__(self, path: Path, *mistakes: Mistake) -> None:
        super().__init__(path, *mistakes)
        self.path, self.mistakes = path, mistakes


def read_settings(path: Path | None) -> Settings:
    """The settings of a file, the defaults without one. Raises ConfigInvalid."""
    if path is None:
        return Settings()
    try:
        source = path.read_text(encoding="utf-8")
        document = tomllib.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigInvalid(path, Mistake("unreadable", Remedy("name"), value=str(error))) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigInvalid(path, Mistake("not-toml", Remedy("compare"), value=str(error))) from error
    found: list[Mistake] = []
    settings: Settings = _filled(Settings(), document, "", _Source(source, found))
    if found:
        raise ConfigInvalid(path, *found)
    return settings


@dataclass(frozen=True)
class _Source:
    text: str
    mistakes: list[Mistake]

    def unknown(self, section: str, key: str, remedy: Remedy) -> None:
        self.mistakes.append(Mistake("unknown", remedy, self.line(section, key), key))

    def wrong(self, section: str, key: str, value: object, remedy: Remedy) -> None:
        self.mistakes.append(Mistake("wrong", remedy, self.line(section, key), key, str(value)))

    def line(self, section: str, key: str) -> int:
        """The line of a key: tomllib does not tell, so look for it below its section's heading."""
        here = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            if heading := re.match(r"\s*\[([^\]]+)\]", line):
                here = heading[1].strip()
                if f"{section}.{key}".lstrip(".") == here:
                    return number
            if here == section and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return 1


def _filled(default: Any, table: Mapping[str, Any], section: str, source: _Source) -> Any:
    known = {one.name: one for one in fields(default)}
    hints = get_type_hints(type(default))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            meant = tuple(get_close_matches(key, known, n=1))
            source.unknown(section, key, Remedy("meant", meant) if meant else Remedy("choose", tuple(known)))
        elif is_dataclass(hints[key]) and isinstance(value, Mapping):
            values[key] = _filled(getattr(default, key), value, f"{section}.{key}".lstrip("."), source)
        else:
            values[key] = _value(hints[key], key, value, section, source)
    return replace(default, **{key: value for key, value in values.items() if value is not None})


_KINDS = {bool: "true-or-false", int: "whole-number", float: "number", str: "text"}


def _value(kind: type, key: str, value: Any, section: str, source: _Source) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is kind:
        limit = LIMITS.get(f"{section}.{key}")
        if limit is None or limit.holds(value):
            return value
        source.wrong(section, key, value, limit.remedy)
        return None
    source.wrong(section, key, value, Remedy(_KINDS.get(kind, "section")))
    return None


def secret(variable: str, environment: Mapping[str, str] | None = None) -> Secret:
    """A secret from the environment, or from the file that <variable>_FILE names."""
    environment = os.environ if environment is None else environment
    if value := environment.get(variable, "").strip():
        return Secret(value)
    if path := secret_file(variable, environment):
        return Secret(path.read_text(encoding="utf-8").strip())
    return Secret()


def secret_file(variable: str, environment: Mapping[str, str] | None = None) -> Path | None:
    """The file that holds a secret, None when it does not come from one."""
    environment = os.environ if environment is None else environment
    name = "" if environment.get(variable, "").strip() else environment.get(f"{variable}_FILE", "")
    return Path(name) if name else None
