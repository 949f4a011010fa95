"""A contact in which something sensitive was said is counted, and nothing joins it to a person any more (issue H.1)."""

from __future__ import annotations

from sqlite_utils import Database


def keep_apart(db: Database, contact: str) -> None:
    """Cut every thread between a contact and a person: in what was counted, and at appointments and requests made in it."""
    db.execute("UPDATE events SET person = NULL WHERE contact = ? AND person IS NOT NULL", (contact,))
    db.execute("UPDATE events SET detail = '' WHERE contact = ? AND detail IN (SELECT id FROM appointments)", (contact,))
    db.execute("UPDATE appointments SET contact = '' WHERE contact = ?", (contact,))
    db.execute("UPDATE requests SET contact = '' WHERE contact = ?", (contact,))
