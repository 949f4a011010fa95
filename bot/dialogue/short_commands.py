"""Short commands that work in every state: 'stop', 'terug', 'ja', '/afspraak'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import booking, calling, greeting, handover, managing, my_step, open_questions, rights
from bot.dialogue.pressing import VERBS, pressed, stop
from bot.dialogue.scene import Outcome, Scene
from bot.dialogue.topics import by_topic

Handler = Callable[[Scene, str], Outcome | None]

COMMANDS: dict[str, Handler] = {
    "stop": VERBS["stop"],
    "terug": lambda scene, _: open_questions.back(scene),
    "medewerker": VERBS["mens"],
    "menu": VERBS["menu"],
    "snap-niet": VERBS["kort"],
    "liever-bellen": lambda scene, _: _in_booking(scene, "telefoon") or calling.call_me(scene),
    "te-ver-weg": lambda scene, _: _in_booking(scene, "ver") or handover.too_far(scene),
    "iets-anders": VERBS["anders"],
    "mijn-stap": lambda scene, _: my_step.show(scene) if my_step.has_any(scene) or "stap" in scene.message.text else None,
    "mijn-gegevens": VERBS["gegevens"],
    "verwijder": VERBS["wis"],
    "niet-bellen": lambda scene, _: calling.not_called(scene),
    "verder": VERBS["door"],
    "laat-staan": lambda scene, _: _left_standing(scene),
    "opnieuw": lambda scene, _: greeting.start(scene),
    "ja": lambda scene, _: _yes(scene),
    "nee": lambda scene, _: _no(scene),
}
"""Short commands that work in every state (intents/zinnen.yaml, opdrachten)."""

_ASKED: dict[str, Handler] = {
    "/start": lambda scene, _: greeting.start(scene),
    "/stop": lambda scene, _: rights.silence(scene, stop(scene)),
    "/mijnstap": lambda scene, _: my_step.show(scene),
    "/mijngegevens": VERBS["gegevens"],
    "/verwijder": VERBS["wis"],
}
_SLASH = {
    "/afspraak": "afspraak-maken",
    "/mijnafspraak": "afspraak-bekijken",
    "/medewerker": "medewerker-spreken",
    "/privacy": "privacy",
    "/help": "wat-kun-je",
}


def command(scene: Scene) -> Outcome | None:
    text = scene.message.text.strip().lower()
    if text.startswith("/"):
        return _slash(scene, text.split("@")[0].split()[0])
    handler = COMMANDS.get(scene.meaning.command)
    return handler(scene, "") if handler else None


def _slash(scene: Scene, name: str) -> Outcome | None:
    if name in _ASKED:
        return _ASKED[name](scene, "")
    return by_topic(scene, _SLASH[name]) if name in _SLASH else None


def _in_booking(scene: Scene, what: str) -> Outcome | None:
    waiting = scene.state.awaited(scene.message.at)
    if waiting and waiting.dialogue == booking.BOOKING and waiting.data.get("dienst"):
        return booking.pressed(scene, f"{waiting.data['token']}:{what}")
    return None


def _left_standing(scene: Scene) -> Outcome | None:
    """'Laat toch maar staan' while an appointment is being moved."""
    waiting = scene.state.awaited(scene.message.at)
    moving = waiting.data.get("moving", "") if waiting else ""
    return managing.kept(replace(scene, state=replace(scene.state, waiting=None)), moving) if moving else None


def _yes(scene: Scene) -> Outcome | None:
    """'Ja' is the main path: the first button that stands open, when a question of ours is open or one option stands."""
    offered = scene.state.offered
    if not offered or offered[0].action.split(":")[0] not in ("bk", "azj", "s", "b", "t", "zinj", "wisj", "kom"):
        return None
    waiting = open_questions.open_one(scene)
    if waiting and (":moment:" in offered[0].action or ":dienst:" in offered[0].action):
        return open_questions.repeat(scene, waiting)  # 'ja' to a list of moments or subjects chooses none of them
    return pressed(replace(scene, message=replace(scene.message, action=offered[0].action)))


def _no(scene: Scene) -> Outcome | None:
    """'Nee' to a summary is another moment, to a cancellation leaving it, to options something else."""
    for button in scene.state.offered:
        if button.action.startswith(("azn:", "zinn:", "wisn")) or button.action.endswith(":ander") or button.action == "anders":
            return pressed(replace(scene, message=replace(scene.message, action=button.action)))
    return None
