"""How the assistant presents itself in Telegram: the menu of commands and the two descriptions, set only when they changed."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from bot.content.phrases import Phrases

COMMANDS = ("start", "afspraak", "mijnafspraak", "medewerker", "privacy", "help", "stop")
"""In the order of the menu. `privacy` makes Telegram's own "Privacy Policy" call us."""


async def introduce(bot: Bot, phrases: Phrases) -> list[str]:
    """What had to be set, for the log; Telegram limits how often one may. Raises TelegramError."""
    done = []
    scope = BotCommandScopeAllPrivateChats()
    commands = tuple(BotCommand(name, phrases[f"telegram.opdracht-{name}"]) for name in COMMANDS)
    if await bot.get_my_commands(scope) != commands:
        await bot.set_my_commands(commands, scope)
        done.append("commands")
    if (await bot.get_my_description()).description != phrases["telegram.beschrijving"]:
        await bot.set_my_description(phrases["telegram.beschrijving"])
        done.append("description")
    if (await bot.get_my_short_description()).short_description != phrases["telegram.korte-beschrijving"]:
        await bot.set_my_short_description(phrases["telegram.korte-beschrijving"])
        done.append("short description")
    return done
