"""Stretches of a text that must go, and the text without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.masking.figures import Group, Plain


@dataclass(frozen=True)
class Span:
    """A stretch of the plain text and the kind of what stands there."""

    begin: int
    end: int
    kind: str


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one; the first gives the kind."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.begin, -one.end)):
        if result and span.begin < result[-1].end:
            last = result[-1]
            result[-1] = Span(last.begin, max(last.end, span.end), last.kind)
        else:
            result.append(span)
    return result


def outside(figures: Sequence[Group], spans: Iterable[Span]) -> list[Group]:
    """The groups of figures that touch none of the spans."""
    taken = merged(spans)
    begins = [span.begin for span in taken]
    return [group for group in figures if not _touches(group, taken, begins)]


def _touches(group: Group, taken: Sequence[Span], begins: Sequence[int]) -> bool:
    before = bisect_right(begins, group.end - 1) - 1
    return before >= 0 and taken[before].end > group.begin


def without(text: str, plain: Plain, spans: Sequence[Span]) -> str:
    """The text with each span replaced by its kind between brackets; spans are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for span in spans:
        begin, end = plain.span(span.begin, span.end)
        parts += [text[done : max(begin, done)], f"[{span.kind}]"]
        done = max(end, done)
    return "".join([*parts, text[done:]])
