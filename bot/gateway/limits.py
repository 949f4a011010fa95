"""The numbers of our patience, each with its reason.

Those of a channel itself (what it takes in one message, what it gives in one batch) stand where that channel is spoken to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LATE_AFTER = timedelta(minutes=15)
"""From then on an answer begins with an apology, and a press is not obeyed blindly."""


@dataclass(frozen=True)
class Limits:
    """What may be set: tests are in a hurry. Times in seconds."""

    poll: float = 10.0  # Telegram's getUpdates waits so long when there is nothing
    poll_slack: float = 5.0  # and its answer may take so much longer: a connection that died in silence costs everyone 15 s, no more
    connect_timeout: float = 10.0
    read_timeout: float = 15.0  # 5 s is short of what Telegram sometimes takes
    chats_at_once: int = 16
    requests_at_once: int = 32
    kept_in_memory: int = 2000  # what was taken in and not handled; above it the channel keeps it for us
    kept_per_chat: int = 100  # of these, of one chat; what it did more waits on our disk, so that its flood fills no one else's place
    flood_count: int = 20  # messages of one chat ...
    flood_window: float = 10.0  # ... in so many seconds
    flood_quiet: float = 3.0  # a chat that floods is answered when it was quiet so long, or
    flood_most: float = 10.0  # when it has waited so long
    double_tap: float = 2.0  # the same press again within it is no second choice
    unasked_per_second: float = 20.0  # Telegram allows about 30 messages a second for what nobody waits for
    sweep: float = 1.0  # how often we look for what is due, and for what was left lying
    first_pause: float = 1.0  # before a request is tried again; doubles up to
    longest_pause: float = 60.0
    copy_after: float = 30.0
    """Before a confirmation of which nobody knows is followed by "Voor de zekerheid": by then short trouble is over."""
    heartbeat: float = 10.0
    hook_look: float = 60.0  # behind a webhook of Telegram: how often we ask what waits for us
    stop: float = 20.0  # for what is on its way when we stop
