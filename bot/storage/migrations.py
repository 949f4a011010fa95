"""The steps from an empty file to the tables of today, in the order in which they shipped."""

from __future__ import annotations

from sqlite_utils.migrations import Migrations

from bot.storage.tables.appointments import m006_appointments, m009_prepared
from bot.storage.tables.conversations import m001_people, m002_queues, m003_ledger, m004_requests, m005_misunderstood
from bot.storage.tables.reports import m011_reports
from bot.storage.tables.running import m007_running, m008_privacy, m010_content, m012_watching

migrations = Migrations("werkbot")
for step in (
    m001_people,
    m002_queues,
    m003_ledger,
    m004_requests,
    m005_misunderstood,
    m006_appointments,
    m007_running,
    m008_privacy,
    m009_prepared,
    m010_content,
    m011_reports,
    m012_watching,
):
    migrations()(step)
