"""Trouble on demand: refusals, time-outs, lost connections, latency."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Fits = Callable[[dict[str, Any]], bool]


@dataclass(frozen=True)
class Fault:
    """What happens to one request. Code 0 is no answer at all: `hang` until the caller gives up, else a cut connection."""

    code: int
    description: str = ""
    retry_after: int = 0
    hang: bool = False
    half: bool = False
    """With code 0: an answer that breaks off in the middle."""
    delivered: bool = False
    """Whether the request is carried out all the same."""
    fits: Fits = lambda params: True
    methods: tuple[str, ...] = ("send", "edit")
    """Of a fault by chance: what the names of the methods that it hits begin with."""


@dataclass
class Faults:
    """The faults that wait for their request, and those that come by chance."""

    planned: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    chance: list[tuple[float, Fault]] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(1))

    def take(self, method: str, params: dict[str, Any]) -> Fault | None:
        """The fault that hits this request."""
        for fault in self.planned[method]:
            if fault.fits(params):
                self.planned[method].remove(fault)
                return fault
        for likely, fault in self.chance:
            if method.startswith(fault.methods) and self.dice.random() < likely:
                return fault
        return None
