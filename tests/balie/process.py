"""The desk in a process of its own, to be killed: `python -m tests.balie.process DATABASE`; on the content that the chat of tests has.

Its clock is a minute and a second behind, so that an answer which waits a minute to be taken back is due in the chat at once.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.desk import project
from bot.channels.desk.workplace import Workplace
from bot.config import DeskSettings, Settings
from tests.channels.telegram.small import small_knowledge

EMAIL, ELSEWHERE, PASSWORD = "kim@voorbeeld.invalid", "ada@voorbeeld.invalid", "een lang genoeg wachtwoord"
"""A colleague of our own, and one of the municipality."""
BEHIND = timedelta(seconds=61)


def serve(database: str) -> None:
    """Until it is killed; the first time with two colleagues, whose keys for the codes are told."""
    place = Workplace(Path(database), small_knowledge(), Settings(desk=DeskSettings(port=0)), lambda: datetime.now(UTC) - BEHIND)
    project.start(place)
    from bot.channels.desk import server  # noqa: PLC0415 - Django must be set up first
    from bot.channels.desk.models import Colleague  # noqa: PLC0415
    from bot.channels.desk.rights import Organisation, Role  # noqa: PLC0415

    if not Colleague.objects.exists():
        for email, name, organisation in ((EMAIL, "Kim", Organisation.HOME), (ELSEWHERE, "Ada", Organisation.MUNICIPALITY)):
            _tell(server.account(email, name, Role.STAFF, organisation, password=PASSWORD, must_change=False).secret)
    server.serve(Path(database).parent / "geen-inhoud", _tell)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
