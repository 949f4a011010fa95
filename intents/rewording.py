"""Dialect, slang and shorthand turned into our own words, by the list that staff keep in `synoniemen.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.content.entries import Synonym
from intents.correcting import Repair
from intents.normalising import words


class Rewording:
    """The words people use and what each means; ready to go through a message."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        pairs = [(tuple(words(said)), tuple(words(synonym.meaning))) for synonym in synonyms for said in synonym.words]
        self._meaning = {said: meaning for said, meaning in pairs if said and said != meaning}
        self._reach: dict[str, int] = {}
        for said in self._meaning:
            self._reach[said[0]] = max(len(said), self._reach.get(said[0], 0))

    def reword(self, typed: Sequence[str]) -> tuple[list[str], tuple[Repair, ...]]:
        """The words with each of the people's words replaced, longest first, and what was replaced."""
        reworded: list[str] = []
        repairs = []
        at = 0
        while at < len(typed):
            said = self._longest_at(typed, at)
            if said:
                reworded += self._meaning[said]
                repairs.append(Repair(" ".join(said), self._meaning[said]))
                at += len(said)
            else:
                reworded.append(typed[at])
                at += 1
        return reworded, tuple(repairs)

    def _longest_at(self, typed: Sequence[str], at: int) -> tuple[str, ...]:
        for length in range(min(self._reach.get(typed[at], 0), len(typed) - at), 0, -1):
            said = tuple(typed[at : at + length])
            if said in self._meaning:
                return said
        return ()
