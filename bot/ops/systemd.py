"""Telling systemd that we are ready, and that we are not stuck; without systemd nothing happens."""

from __future__ import annotations

import os
import socket


def tell(state: str) -> None:
    """`READY=1`, `WATCHDOG=1` or `STOPPING=1` (sd_notify): a datagram to the socket that systemd named."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # in the abstract name space
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as link:
        try:
            link.connect(address)
            link.sendall(state.encode())
        except OSError:
            return  # systemd is the one that must notice
