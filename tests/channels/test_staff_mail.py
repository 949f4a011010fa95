"""Notices by SMTP, or into a file; a password never travels in the clear."""

from __future__ import annotations

import email
import socketserver
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from email.policy import default
from pathlib import Path

import pytest

from bot.channels.staff_mail import MailFailed, send
from bot.config import MailSettings, Secret

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OPERATOR = "beheer@example.nl"


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a server on loopback needs."""

    def handle(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            command = line.decode().split()[0].upper()
            if command == "DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                server.received.append(email.message_from_bytes(b"".join(lines), policy=default))
            if command == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(server.answers.get(command, b"250 fine\r\n"))


class Server(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it gets."""

    daemon_threads = True
    received: list[Message]
    answers: dict[str, bytes]


@contextmanager
def mail_server(**answers: bytes) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Conversation) as server:
        server.received, server.answers = [], answers
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def settings_for(server: Server, **more: str) -> MailSettings:
    return MailSettings("127.0.0.1", server.server_address[1], sender="werkbot@example.nl", operator=OPERATOR, **more)


def test_a_notice_reaches_the_operator(tmp_path: Path) -> None:
    with mail_server() as server:
        filed = send(settings_for(server), Secret(), OPERATOR, "Er is iets mis", "ROOD: één ding.", beside=tmp_path / "db", now=NOW)
    (message,) = server.received
    assert filed is None
    assert (message["To"], message["From"], message["Subject"]) == (OPERATOR, "werkbot@example.nl", "Er is iets mis")
    assert message.get_content().strip() == "ROOD: één ding."  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_without_a_mail_server_notices_are_collected_in_a_private_file(tmp_path: Path) -> None:
    for number in range(2):
        path = send(MailSettings(), Secret(), "", f"bericht {number}", "tekst", beside=tmp_path / "werkbot.db", now=NOW)
    assert path == tmp_path / "werkbot.db.post"
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("Subject")] == [
        "Subject: bericht 0",
        "Subject: bericht 1",
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_password_is_not_sent_to_a_server_without_encryption(tmp_path: Path) -> None:
    with mail_server() as server, pytest.raises(MailFailed, match="SMTPNotSupportedError"):
        send(settings_for(server, user="werkbot"), Secret("geheim"), OPERATOR, "x", "y", beside=tmp_path / "db", now=NOW)
    assert server.received == []


def test_a_server_that_refuses_is_a_failure_that_tells_nothing_of_the_text(tmp_path: Path) -> None:
    with mail_server(MAIL=b"550 no\r\n") as server, pytest.raises(MailFailed) as failure:
        send(settings_for(server), Secret(), OPERATOR, "x", "geheime tekst", beside=tmp_path / "db", now=NOW)
    assert str(failure.value) == "SMTPSenderRefused"


def test_a_server_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with mail_server() as server:
        gone = settings_for(server)
    with pytest.raises(MailFailed):
        send(gone, Secret(), OPERATOR, "x", "y", beside=tmp_path / "db", now=NOW)


def test_a_subject_cannot_smuggle_in_another_header(tmp_path: Path) -> None:
    with mail_server() as server, pytest.raises(ValueError):
        send(settings_for(server), Secret(), OPERATOR, "x\nBcc: boef@example.nl", "y", beside=tmp_path / "db", now=NOW)
