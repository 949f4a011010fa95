"""`python -m bench.bare_root`: the manual of deploy/LEESMIJ.md, walked line by line in a bare Debian, as root, without a container engine.

debootstrap makes the root; the commands come from the page itself. What a root without systemd cannot do is done by hand and said:
`systemctl` is noted, and the service is started with the line of its own unit, against a Bot API of our own. Checked are: every step ends
well, health is green, an appointment survives backup and restore, an upgrade runs over the old database, and a rollback brings it back.
Exit status 1 at the first step that fails, 2 when this machine cannot make a root (no right to, no network).

WALK_ROOT names a bare root to begin from, made there when it is not there yet; WALK_BIND names folders of this machine that the root sees too (an index of pip: /opt/wheels:/opt/pypi).
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.telegram_api import FakeApi

HERE = Path(__file__).parents[1]
PAGE = HERE / "deploy" / "LEESMIJ.md"
UNIT = HERE / "deploy" / "systemd" / "werkbot-telegram.service"
SUITE = "bookworm"
PATIENCE = 180.0
SYSTEMCTL = '#!/bin/sh\necho "systemctl $*" >> /var/log/systemctl\n'


class Failed(Exception):
    """A step of the manual that does not work; the message names it and says what it printed."""


def mirror() -> str:
    """Where this machine gets its packages: the first address of its own list."""
    lists = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    found = [match for one in lists if one.is_file() for match in re.findall(r"^(?:URIs:|deb(?: \[.*\])?)\s+(\S+)", one.read_text(), re.M)]
    if not found:
        raise OSError("no list of packages on this machine")
    return str(found[0])


def steps(page: str, chapter: str) -> list[str]:
    """The commands of a chapter, one a line as they stand in its first block."""
    part = page.split(f"## {chapter}", 1)[1].split("\n## ", 1)[0]
    block = part.split("```sh\n", 1)[1].split("```", 1)[0]
    return [line.split("      #")[0].strip() for line in block.splitlines() if line.strip()]


@dataclass
class Root:
    """A bare Debian in a folder."""

    folder: Path
    mounted: list[Path] = field(default_factory=list)

    def make(self, kept: Path | None) -> None:
        """Fill it, from the one that was kept when there is one."""
        bare = kept or self.folder
        if not (bare / "usr").exists():
            command = ["debootstrap", "--variant=minbase", SUITE, str(bare), mirror()]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise OSError(f"debootstrap: {(done.stdout + done.stderr)[-600:]}")
        if kept:
            subprocess.run(["cp", "-a", f"{kept}/.", str(self.folder)], check=True)
        for name in ("/etc/resolv.conf", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt"):
            if Path(name).exists():
                (self.folder / name[1:]).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(name, self.folder / name[1:])
        trusted = Path("/usr/local/share/ca-certificates")  # what this machine trusts beside the rest outlives an upgrade of that list
        if trusted.is_dir():
            shutil.copytree(trusted, self.folder / str(trusted)[1:], dirs_exist_ok=True)
        for name in ("/proc", "/dev", *filter(None, os.environ.get("WALK_BIND", "").split(":"))):
            self._bind(Path(name))
        systemctl = self.folder / "usr/local/bin/systemctl"
        systemctl.write_text(SYSTEMCTL, encoding="ascii")
        systemctl.chmod(0o755)

    def _bind(self, path: Path) -> None:
        target = self.folder / str(path)[1:]
        target.mkdir(parents=True, exist_ok=True)
        if subprocess.run(["mount", "--bind", str(path), str(target)], capture_output=True, check=False).returncode == 0:
            self.mounted.append(target)
            if str(path) not in ("/proc", "/dev"):  # a folder of this machine: to look at, never to write in
                subprocess.run(["mount", "-o", "remount,bind,ro", str(target)], check=True)
        elif str(path) not in ("/proc", "/dev"):
            shutil.copytree(path, target, dirs_exist_ok=True)

    def clear(self) -> None:
        """Let go of what was bound, and take the folder away: never what is still mounted in it, for that is this machine's own."""
        for one in reversed(self.mounted):
            subprocess.run(["umount", str(one)], check=False)
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.folder)], check=False)

    def command(self, text: str) -> list[str]:
        """A command of a shell in the root."""
        clean = ["env", "-i", "HOME=/root", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
        kept = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy") or name.startswith("PIP_")]
        return ["chroot", str(self.folder), *clean, *kept, "DEBIAN_FRONTEND=noninteractive", "sh", "-c", text]

    def run(self, text: str, given: str = "", ends: int | None = 0) -> str:
        """Give a command; what it printed. Raises Failed when it does not end as it should."""
        began = time.monotonic()
        done = subprocess.run(self.command(text), input=given, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        if ends is not None and done.returncode != ends:
            raise Failed(f"{text}\nends with {done.returncode}, not {ends}:\n{said[-1500:]}")
        print(f"  {time.monotonic() - began:6.1f} s  {text[:110]}", flush=True)
        return said


def fitted(line: str, token: str) -> tuple[str, str]:
    """A line of the manual as it is given here, and what is typed into it."""
    line = line.replace("git clone … /opt/werkbot", "git clone -q /srv/werkbot.git /opt/werkbot")
    line = re.sub(r"^apt install ", "apt-get update -q && apt-get install -yq ", line)
    return line, token if "/dev/stdin" in line else ""


def unit_line(root: Root) -> list[str]:
    """The service as systemd would start it: its user, its variables, its command."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    command = next(line for line in lines if line.startswith("ExecStart=")).partition("=")[2]
    cache = "install -d -o werkbot -g werkbot -m 0700 /var/lib/werkbot /var/cache/werkbot && cd /var/lib/werkbot && umask 077"
    variables = "WERKBOT_CACHE=/var/cache/werkbot WERKBOT_TELEGRAM_TOKEN=$(cat /etc/werkbot/telegram-token)"
    return root.command(f"{cache} && {variables} exec setpriv --reuid=werkbot --regid=werkbot --init-groups -- {command}")


class Service:
    """The assistant in the root, and somebody who talks with it."""

    def __init__(self, root: Root, api: FakeApi) -> None:
        self.root, self.api = root, api
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Until it asks for updates."""
        before, ends = self.api.updates.polls, time.monotonic() + PATIENCE
        self.process = await asyncio.create_subprocess_exec(*unit_line(self.root))
        while self.api.updates.polls == before:
            if self.process.returncode is not None or time.monotonic() > ends:
                raise Failed(f"the service does not start ({self.process.returncode})")
            await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """As systemd does."""
        assert self.process is not None
        self.process.terminate()
        if await asyncio.wait_for(self.process.wait(), 60):
            raise Failed(f"the service ends with {self.process.returncode}")

    async def book(self) -> None:
        """An appointment, by the buttons."""
        user = self.api.user()
        await user.send("/start")
        for wanted in ("Afspraak maken", "Gesprek over werk", " uur", "Bevestig"):
            count = len(user.chat.sent)
            shown = user.chat.sent[-1] if count else None
            if shown is None:
                await user.chat.until(lambda: len(user.chat.sent) > 0, PATIENCE)
                shown = user.chat.sent[-1]
                count = len(user.chat.sent)
            label = next(label for label in shown.buttons if wanted in label)
            await user.press_data(shown, shown.data(label))
            if not await user.chat.until(lambda count=count: len(user.chat.sent) > count, PATIENCE):  # type: ignore[misc]
                raise Failed(f"no answer to {label}")


def appointments(root: Root) -> int:
    """How many stand in the database."""
    code = (
        "import sqlite3; print(sqlite3.connect('/var/lib/werkbot/werkbot.db').execute('SELECT count(*) FROM appointments').fetchone()[0])"
    )
    return int(root.run(f'/opt/werkbot/.venv/bin/python -c "{code}"').split()[-1])


async def walk(root: Root) -> None:
    """Every chapter that a machine can do by itself."""
    page = PAGE.read_text(encoding="utf-8")
    subprocess.run(["git", "clone", "-q", "--bare", str(HERE), str(root.folder / "srv/werkbot.git")], check=True)
    async with FakeApi() as api:
        print("1. installeren", flush=True)
        for line in steps(page, "1."):
            command, typed = fitted(line, api.token)
            root.run(f"cd /opt/werkbot 2>/dev/null; {command}", typed)  # where the page stands since the line that goes there
        root.run(f"sed -i 's#^base_url = .*#base_url = \"{api.base_url}\"#' /etc/werkbot/config.toml")
        service = Service(root, api)
        print("2. voordat u live gaat", flush=True)
        await service.start()
        await service.book()
        said = await asyncio.to_thread(root.run, "werkbot gezond --voor-start", "", None)
        print("    " + said.strip().replace("\n", "\n    "), flush=True)
        print("3. elke dag", flush=True)
        for command in ("werkbot gezond", "werkbot pauze aan", "werkbot pauze uit", "werkbot agenda"):
            await asyncio.to_thread(root.run, command, "", None if command == "werkbot agenda" else 0)
        await upgraded(root, service)


async def upgraded(root: Root, service: Service) -> None:
    """A new version, a drill, a real restore, and the way back."""
    print("4. een nieuwe versie", flush=True)
    before = appointments(root)
    root.run("install -d -o werkbot -g werkbot -m 0700 /var/lib/werkbot/kopieen")
    await asyncio.to_thread(root.run, "werkbot backup /var/lib/werkbot/kopieen")
    await service.stop()
    root.run("cd /opt/werkbot && git pull -q && make service")
    root.run("werkbot gezond --voor-start", ends=None)
    await service.start()
    await asyncio.to_thread(root.run, "werkbot gezond")
    await service.book()
    await service.stop()
    print("5. herstel", flush=True)
    copy = root.run("ls /var/lib/werkbot/kopieen/werkbot-*.db | head -n 1").split()[0]
    root.run(f"werkbot herstel {copy}")
    root.run(f"werkbot herstel {copy} --echt")
    if before < 1 or appointments(root) != before:
        raise Failed(f"{appointments(root)} appointments after the restore, {before} before")
    await service.start()
    await asyncio.to_thread(root.run, "werkbot gezond")
    await service.stop()


def main() -> int:
    """Make the root, walk, say how it went."""
    kept = os.environ.get("WALK_ROOT")
    root = Root(Path(tempfile.mkdtemp(prefix="kale-debian-")))
    try:
        root.make(Path(kept) if kept else None)
        asyncio.run(walk(root))
    except OSError as error:
        print(f"no bare root on this machine: {error}")
        return 2
    except Failed as error:
        print(f"NOT: {error}")
        return 1
    finally:
        root.clear()
    print("every step of the manual walks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
