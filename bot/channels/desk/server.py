"""The desk as a process: its accounts, its files, and a server on this machine that a proxy may stand before."""

from __future__ import annotations

import base64
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from waitress import create_server

from bot.channels.desk import trace
from bot.channels.desk.models import Colleague
from bot.channels.desk.rights import Organisation, Role
from bot.channels.desk.workplace import here
from bot.content.folder import version_of
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.content.problems import KnowledgeInvalid

LOOPBACK = "127.0.0.1"
THREADS = 8
PASSWORD_BYTES = 12
LOOKS_EVERY = 30.0
"""Seconds between two looks at the folder of content."""
STEP = 30
"""Seconds that a one-time code counts."""


@dataclass(frozen=True)
class Key:
    """What a new colleague gets: a password to change, and the key for the app with the codes."""

    email: str
    password: str
    secret: str
    """As the app wants it typed."""
    address: str
    """As the app reads it from a QR code."""

    @property
    def code(self) -> str:
        """The code of this moment; only the example tells it."""
        return f"{TOTP(base64.b32decode(self.secret), STEP).token():06d}"


def account(
    email: str,
    name: str,
    role: Role,
    organisation: Organisation = Organisation.HOME,
    *,
    password: str = "",
    must_change: bool = True,
) -> Key:
    """A colleague with a new app; one who was there gets both anew and is signed out everywhere."""
    password = password or secrets.token_urlsafe(PASSWORD_BYTES)
    who, _ = Colleague.objects.get_or_create(email=email.lower(), defaults={"name": name})
    who.name, who.role, who.organisation = name or who.name, role, organisation
    who.is_active, who.must_change, who.epoch = True, must_change, who.epoch + 1
    who.set_password(password)
    who.save()
    return Key(who.email, password, *new_app(who))


def new_app(who: Colleague) -> tuple[str, str]:
    """Another app for the codes; the one before counts no more. The key as typed, and as the app reads it."""
    TOTPDevice.objects.filter(user=who).delete()
    device = TOTPDevice.objects.create(user=who, name="app", confirmed=True)
    secret = base64.b32encode(device.bin_key).decode()
    told = urlencode({"secret": secret, "issuer": "Werkcentrum balie", "digits": device.digits, "period": device.step})
    return secret, f"otpauth://totp/{who.email}?{told}"


def serve(root: Path, ready: Callable[[str], None]) -> None:
    """Answer until the process is ended, with the content of a folder as it is by then. Behind a proxy on this machine what it says of the visitor is believed, else not."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a command ends when nobody reads it; a browser that goes away ends nothing
    settings = here().settings.desk
    behind = {"trusted_proxy": LOOPBACK, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if settings.url else {}
    server = create_server(
        get_wsgi_application(), host=LOOPBACK, port=settings.port, threads=THREADS, ident="", clear_untrusted_proxy_headers=True, **behind
    )
    threading.Thread(target=_keep_up, args=(root,), daemon=True).start()
    ready(settings.url or f"http://{LOOPBACK}:{server.effective_port}/")
    server.run()


def _keep_up(root: Path) -> None:
    """Every half minute: content that changed and has no mistakes is taken over; what may not be kept longer goes."""
    while True:
        trace.forget(here().now)
        connection.close()
        time.sleep(LOOKS_EVERY)
        renew(root)


def renew(root: Path) -> bool:
    """Take over content that changed; what has mistakes is left where it is. True when there is something new."""
    place = here()
    if version_of(root) == place.known.version:
        return False
    try:
        place.known = load(root, REQUIRED)
    except (KnowledgeInvalid, OSError):
        return False
    return True


def show_codes(key: Key, line: Callable[[str], str]) -> None:
    """The code of each moment, over the one before it on a terminal: for the example alone."""

    def show() -> None:
        while True:
            sys.stdout.write(f"\r{line(key.code)}")
            sys.stdout.flush()
            time.sleep(STEP / 6)

    threading.Thread(target=show, daemon=True).start()
