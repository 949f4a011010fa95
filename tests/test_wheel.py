"""What is installed from the wheel, without extras, is all that the assistant needs."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.__main__ import COMMANDS
from tests.models import model_cache

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "intents", "bot")
EVERY_MODULE = """
import importlib, pkgutil
import bot
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if not module.name.endswith("__main__") and not module.name.startswith("bot.channels.desk."):
        importlib.import_module(module.name)
print("all of them")
"""


EVERY_HELP = """
from bot.__main__ import COMMANDS, main
for name in COMMANDS:
    print("==", name, main([name, "--help"]))
"""


def needed(requirements: Iterable[str]) -> set[str]:
    """The names of everything that these requirements bring along, as pip reads them: no extra that nobody asked for."""
    found: set[str] = set()
    waiting = [Requirement(one) for one in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        applies = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
        if not applies or name in found:
            continue
        found.add(name)
        for one in map(Requirement, importlib.metadata.distribution(name).requires or ()):
            of_extra = any(one.marker and one.marker.evaluate({"extra": extra}) for extra in wanted.extras)
            if of_extra:
                one.marker = None
            waiting.append(one)
    return found


def lay_out(name: str, site: Path) -> None:
    """Put one distribution, as it is installed here, into another site-packages."""
    distribution = importlib.metadata.distribution(name)
    for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
        if not (site / top).exists():
            (site / top).symlink_to(str(distribution.locate_file(top)))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing that an earlier build left lying comes along."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source], check=True)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what it requires, and nothing else; where its programs are."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    programs = home / "bin"
    where = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    )
    for name in needed(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]):
        lay_out(name, Path(where.stdout.strip()))
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(pip, check=True)
    return programs


def run(programs: Path, folder: Path, *command: str, typed: str = "") -> tuple[int, str, str]:
    """What a program of that environment does in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WERKBOT"))}
    environment["WERKBOT_CACHE"] = str(folder / "cache")
    done = subprocess.run(
        [programs / command[0], *command[1:]], cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_every_module_but_the_desk_finds_what_it_imports(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "python", "-c", EVERY_MODULE) == (0, "all of them\n", "")


def test_without_its_extra_the_desk_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "werkbot", "balie") == (
        1,
        "",
        "De balie is niet geïnstalleerd (django ontbreekt). Installeer haar met: pip install 'werkbot[balie]'.\n",
    )


def test_every_command_has_help(installed: Path, tmp_path: Path) -> None:
    """One after another in one process: a start of each would take half a minute."""
    status, printed, told = run(installed, tmp_path, "python", "-c", EVERY_HELP)
    begun = [piece.split()[:3] for piece in re.split(r"^== .*\n", printed, flags=re.MULTILINE)[:-1]]
    ended = re.findall(r"^== (\S+) (\S+)$", printed, re.MULTILINE)
    assert (status, told, ended) == (0, "", [(name, "0") for name in COMMANDS])
    assert begun == [["Gebruik:", "werkbot", name] for name in COMMANDS]


def test_its_program_starts_and_tells_the_commands(installed: Path, tmp_path: Path) -> None:
    status, printed, _ = run(installed, tmp_path, "werkbot", "--help")
    assert (status, [name for name in COMMANDS if name not in printed.split()]) == (0, [])


@pytest.mark.usefixtures("snapshot")  # what was learned from these sentences with this code serves here too
def test_it_answers(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(model_cache("shipped"), tmp_path / "cache", ignore=shutil.ignore_patterns("*.pickle", "lock"))
    line = json.dumps({"chat": "a", "text": "moi"})
    status, printed, _ = run(installed, tmp_path, "werkbot", "chat", "--json", typed=f"{line}\n")
    assert (status, json.loads(printed)["topic"]) == (0, "groet")


def test_everything_beside_the_code_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        carried = {name for name in opened.namelist() if name.startswith(PACKAGES) and not name.endswith(".py")}
    beside = {
        str(path.relative_to(ROOT))
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert carried == beside
