"""The files for running it: units that systemd takes, a proxy that fits the settings, a manual whose commands exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.__main__ import COMMANDS, OPTIONS
from bot.cli.command_line import read
from bot.cli.telegram import SECONDS
from bot.config import Settings, WebhookSettings
from bot.gateway.limits import Limits

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
WERKBOT = "/opt/werkbot/.venv/bin/werkbot"


def values(unit: Path, key: str) -> list[str]:
    """What a unit says for a key, each time that it does."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


SECOND = (
    (r"^Description=(.*)", r"Description=\1: %i"),
    (r"/etc/werkbot/", "/etc/werkbot/%i/"),
    (r"/var/(lib|cache)/werkbot\b", r"/var/\1/werkbot-%i"),
    (r"^(User|Group|StateDirectory|CacheDirectory)=werkbot\b", r"\1=werkbot-%i"),
    (r"(?<==werkbot-%i) werkbot/", " werkbot-%i/"),
)
"""What a unit of a second Werkcentrum has of its own; all else is as ours."""


@pytest.mark.parametrize("unit", [unit for unit in UNITS if "@" not in unit.name], ids=lambda unit: unit.name)
def test_a_second_werkcentrum_runs_beside_ours_by_the_same_units_with_its_own_user_folder_and_token(unit: Path) -> None:
    expected = unit.read_text(encoding="utf-8")
    for ours, theirs in SECOND:
        expected = re.sub(ours, theirs, expected, flags=re.MULTILINE)
    second = unit.with_name(unit.name.replace("-telegram.", "@.") if "-telegram." in unit.name else unit.name.replace(".", "@."))
    assert second.read_text(encoding="utf-8") == expected


def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    """The program of the units is replaced by one that exists on this machine."""
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is missing: install the package systemd, as .ci/run does"
    for unit in UNITS:
        text = (
            unit.read_text(encoding="utf-8").replace(WERKBOT, sys.executable).replace("file:/opt/werkbot/deploy/LEESMIJ.md", "man:bash(1)")
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run([program, "verify", "--man=no", *map(str, tmp_path.iterdir())], capture_output=True, text=True, check=False)
    assert UNITS
    said = [line for line in (done.stdout + done.stderr).splitlines() if any(unit.name in line for unit in UNITS)]
    assert said == []


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_every_command_of_a_unit_can_be_given(unit: Path) -> None:
    assert values(unit, "ExecStart")
    for line in values(unit, "ExecStart") + values(unit, "ExecStartPre"):
        program, *arguments = line.split()
        assert program == WERKBOT
        assert {one for one in arguments if one.startswith(("/etc", "/var"))} == {one for one in arguments if "/" in one}
        assert read(OPTIONS, arguments)


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.name)
def test_every_timer_has_its_service(unit: Path) -> None:
    assert unit.with_suffix(".service") in UNITS


def test_the_watchdog_waits_longer_than_we_are_silent_and_a_stop_longer_than_we_need() -> None:
    unit = DEPLOY / "systemd" / "werkbot-telegram.service"
    assert int(values(unit, "WatchdogSec")[0]) >= 3 * SECONDS
    assert int(values(unit, "TimeoutStopSec")[0]) > 2 * Limits().stop


def test_a_command_for_a_second_werkcentrum_uses_its_own_settings_and_data(tmp_path: Path) -> None:
    """The program is replaced by one that prints what it is given."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    program = tmp_path / ".venv/bin/werkbot"
    program.write_text('#!/bin/sh\necho "$WERKBOT_CACHE $*"\n', encoding="ascii")
    program.chmod(0o755)
    for name in ("werkbot", "werkbot-noord"):
        (tmp_path / name).mkdir()
    text = (DEPLOY / "werkbot").read_text(encoding="utf-8").replace("/var/lib/", f"{tmp_path}/")
    wrapper = tmp_path / "wrapper"
    wrapper.write_text(text.replace("user=${WERKBOT_USER:-$name}", "user=$(id -un)"), encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "WERKBOT_HOME": str(tmp_path)}

    def given(*words: str) -> str:
        done = subprocess.run(["sh", str(wrapper), *words], capture_output=True, text=True, env=environment, check=False)
        return done.stdout.strip() or done.stderr.strip()

    assert given("gezond") == f"/var/cache/werkbot gezond --config /etc/werkbot/config.toml --gegevens {tmp_path}/werkbot/werkbot.db"
    theirs = f"gezond --config /etc/werkbot/noord/config.toml --gegevens {tmp_path}/werkbot-noord/werkbot.db"
    assert given("@noord", "gezond") == f"/var/cache/werkbot-noord {theirs}"
    assert given("@../weg", "gezond") == "'@../weg' is geen naam van een Werkcentrum: kleine letters, cijfers en streepjes"


def test_no_unit_holds_a_secret() -> None:
    assert UNITS
    for unit in UNITS:
        assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}|PASSWORD=", unit.read_text(encoding="utf-8"))


def test_the_proxy_passes_on_to_where_the_webhook_listens() -> None:
    hook, text = WebhookSettings(), (DEPLOY / "nginx" / "werkbot.conf").read_text(encoding="utf-8")
    assert f"location = {hook.path} {{" in text
    assert f"proxy_pass http://{hook.listen}:{hook.port};" in text


def test_the_proxy_of_the_desk_passes_on_to_where_it_listens_and_believes_no_visitor() -> None:
    text = (DEPLOY / "nginx" / "balie-proxy.conf").read_text(encoding="utf-8")
    assert f"proxy_pass http://127.0.0.1:{Settings().desk.port};" in text
    assert re.findall(r"proxy_set_header (X-Forwarded-\w+) (.*);", text) == [
        ("X-Forwarded-For", "$remote_addr"),
        ("X-Forwarded-Proto", "$scheme"),
    ]


def test_every_command_and_setting_that_the_manual_names_exists() -> None:
    text = (DEPLOY / "LEESMIJ.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`?werkbot ([a-z]+)\b(?!\.)", text.replace("-g werkbot", ""))) <= set(COMMANDS)
    settings = Settings()
    settings_named = re.findall(r"\[(\w+)\] (\w+)", text)
    assert settings_named
    for section, key in settings_named:
        assert hasattr(getattr(settings, section), key), f"[{section}] {key}"


def test_every_file_that_the_manual_names_exists() -> None:
    root = DEPLOY.parent
    names = re.findall(r"`((?:deploy|knowledge)/[\w./-]+)`", (DEPLOY / "LEESMIJ.md").read_text(encoding="utf-8"))
    assert names
    assert [name for name in names if not (root / name).exists()] == []


def test_what_runs_before_a_commit_is_what_make_check_runs() -> None:
    hooks = yaml.safe_load((DEPLOY.parent / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = [hook["entry"].split() for repo in hooks for hook in repo["hooks"]]
    assert [repo["repo"] for repo in hooks] == ["local"]  # nothing is fetched
    check = (DEPLOY.parent / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
    assert [" ".join(entry[:2]) for entry in entries if " ".join(entry[:2]) not in check] == []
    assert read(OPTIONS, entries[-1][1:])
