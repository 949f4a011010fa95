"""The paper on security keeps up: its table is that of today, its tests exist, and a server gets no tools of developers."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bench import libraries

ROOT = Path(__file__).parents[1]
PAPER = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"
PERMISSIVE = ("MIT", "BSD", "Apache", "PSF", "Python Software Foundation", "Public Domain", "Unlicense", "ZPL", "Zope")


def test_the_table_is_what_the_command_makes() -> None:
    assert libraries.written(PAPER) == PAPER


def test_every_test_and_file_that_the_paper_names_exists() -> None:
    names = re.findall(r"`((?:tests|deploy)/[\w./-]+|pyproject\.toml)`", PAPER)
    assert len(names) > 15
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_two_libraries_ask_more_than_their_name_and_the_paper_says_so() -> None:
    rows = [line.strip("| ").split(" | ") for line in libraries.table().splitlines()[2:]]
    assert len(rows) > 20
    others = {name for name, _, licence, _ in rows if not licence.startswith(PERMISSIVE)}
    assert others == {"python-telegram-bot", "certifi"}
    assert "LGPL" in PAPER.split("<!-- end of libraries -->")[1]


def test_a_server_gets_no_tools_of_developers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tools = {canonicalize_name(Requirement(one).name) for one in project["optional-dependencies"]["dev"]}
    assert tools & set(libraries.needed(project["dependencies"])) == set()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    service = makefile.split("\n$(SERVICE):")[1].split("\n\n")[0]
    assert ("[dev]" in service, "make service" in (DEPLOY / "LEESMIJ.md").read_text(encoding="utf-8")) == (False, True)


def test_the_list_with_hashes_holds_no_address() -> None:
    lines = runpy.run_path(str(DEPLOY / "vergrendel"))["lines"]
    archive = {"url": "scheme://host/b.whl", "archive_info": {"hashes": {"sha256": "ab" * 32}}}
    made = {
        "install": [
            {"metadata": {"name": "werkbot", "version": "1"}, "download_info": {"url": "scheme:///here", "dir_info": {}}},
            {"metadata": {"name": "Bee", "version": "2.0"}, "download_info": archive},
            {"metadata": {"name": "a", "version": "1.0"}, "download_info": archive},
        ]
    }
    assert lines(made) == [f"a==1.0 --hash=sha256:{'ab' * 32}", f"Bee==2.0 --hash=sha256:{'ab' * 32}"]


def stand_in(folder: Path) -> Path:
    """A program in the place of werkbot that tells how it was called."""
    program = folder / ".venv" / "bin" / "werkbot"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$@"\necho "${WERKBOT_TELEGRAM_TOKEN:-geen token}"\nid -un\numask\npwd\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def test_the_wrapper_gives_a_command_the_options_of_the_service(tmp_path: Path) -> None:
    who = subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()
    token = tmp_path / "token"
    token.write_text("een token", encoding="utf-8")
    token.chmod(0o600)
    environment = {
        "PATH": os.environ["PATH"],
        "WERKBOT_HOME": str(stand_in(tmp_path)),
        "WERKBOT_CONFIG": "/c.toml",
        "WERKBOT_DATA": str(tmp_path / "w.db"),
        "WERKBOT_TOKEN": str(token),
        "WERKBOT_USER": who,
    }
    done = subprocess.run([DEPLOY / "werkbot", "gezond", "--voor-start"], env=environment, capture_output=True, text=True, check=True)
    options, told, user, mask, folder = done.stdout.splitlines()
    assert options == f"gezond --config /c.toml --gegevens {tmp_path / 'w.db'} --voor-start"
    assert told == ("een token" if os.geteuid() == 0 else "geen token")
    assert (user, mask, folder) == (who, "0077", str(tmp_path))


def test_the_wrapper_refuses_who_is_neither_root_nor_the_service(tmp_path: Path) -> None:
    command = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    text = (DEPLOY / "werkbot").read_text(encoding="utf-8")
    done = subprocess.run([*command, "sh", "-c", text, "werkbot", "agenda"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Geef deze opdracht als root: sudo werkbot agenda\n")
