"""A browser of one line, for who has no need of pixels: a connection with cookies that signs in by the door and reads pages."""

from __future__ import annotations

import base64
import hmac
import http.client
import re
import struct
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.balie.page import Page

PATIENCE = 30.0
"""Seconds that an answer may take on a machine that does much else."""


def code_of(secret: str) -> str:
    """The code that an app with this key shows now (RFC 6238)."""
    counted = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    begin = counted[-1] & 15
    return f"{(struct.unpack('>I', counted[begin : begin + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


@dataclass
class Line:
    """One colleague's browser; made again with its cookies it is the same browser."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        """One request; its status and body."""
        self.connection = self.connection or http.client.HTTPConnection(str(urlsplit(self.address).netloc), timeout=PATIENCE)
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if fields:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields else None, told)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.strip().partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body

    def page(self, path: str) -> Page:
        """The page at an address. It must be there."""
        status, body = self.ask("GET", path)
        assert status == 200, (path, status)
        return Page(body)

    def send(self, seen: str, path: str, **fields: str) -> int:
        """A form of a page that was seen, sent; the status of the answer."""
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', seen)
        status, _ = self.ask("POST", path, {"csrfmiddlewaretoken": token, **fields})
        return status

    def sign_in(self, email: str, password: str, code: str) -> None:
        """By the door."""
        status = self.send(self.ask("GET", "/inloggen/")[1], "/inloggen/", email=email, password=password, code=code)
        assert status == 302, status

    def elsewhere(self, address: str) -> Line:
        """The same browser at a desk that was started again."""
        self.close()
        return Line(address, dict(self.cookies))

    def close(self) -> None:
        """Away; asking again connects again."""
        if self.connection:
            self.connection.close()
