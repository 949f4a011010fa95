"""What typing, saving and pasting did to a file, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, catalogue, cut, told


def invisible_sign(name: str, line: str, lines: int) -> Words:
    return told("invisible-signs" if lines > 1 else "invisible-sign", line=cut(line), name=name, count=lines - 1)


def hard_space(lines: int) -> Words:
    return told("hard-spaces" if lines > 1 else "hard-space", count=lines - 1)


def hard_space_in_front() -> Words:
    return told("hard-space-in-front")


def tab_in_front() -> Words:
    return told("tab-in-front")


def tab_on_empty_line() -> Words:
    return told("tab-on-empty-line")


def tab_inside() -> Words:
    return told("tab-inside")


def html(found: str) -> Words:
    return told("html", found=cut(found))


def bullet(sign: str) -> Words:
    return told("bullet", sign=sign)


def numbered_line(number: str) -> Words:
    return told("numbered-line", number=number)


def dash_in_example() -> Words:
    return told("dash-in-example")


def dash_without_space() -> Words:
    return told("dash-without-space")


def colon_without_space(name: str) -> Words:
    return told("colon-without-space", name=name)


def missing_colon(name: str) -> Words:
    return told("missing-colon", name=name)


def colon_in_text(line: str, key: str) -> Words:
    return told("colon-in-text" if key else "colon-in-list", line=cut(line), key=key)


def item_with_colon(key: str) -> Words:
    return told("item-with-colon", key=key)


def curly_quotes(sign: str, name: str, colon: bool) -> Words:
    where = catalogue.say("curly-quotes-of" if name else "curly-quotes-here", name=name)
    return told("curly-quotes-needed" if colon else "curly-quotes", where=where, sign=sign)


def open_quote(sign: str) -> Words:
    return told("open-quote", sign=sign)


def text_after_quote(line: str) -> Words:
    return told("text-after-quote", line=cut(line))


def bad_escape() -> Words:
    return told("bad-escape")


def special_start(sign: str) -> Words:
    return told("special-start", sign=sign)


def brace_start(line: str) -> Words:
    return told("brace-start", line=cut(line))


def text_after_bar(sign: str) -> Words:
    return told("text-after-bar", sign=sign)


def swallowed(text: str) -> Words:
    return told("swallowed", text=cut(text))


def hash_start(field: str) -> Words:
    return told("hash-start", field=field)


def not_indented(key: str) -> Words:
    return told("not-indented", key=key)


def remark_in_text() -> Words:
    return told("remark-in-text")


def list_without_name() -> Words:
    return told("list-without-name")


def less_indented() -> Words:
    return told("less-indented")


def too_far_right(line: str, found: int, above: int) -> Words:
    return told("too-far-right", line=cut(line), count=found, above=above)


def not_below(line: str, found: int, expected: Iterable[int]) -> Words:
    known = catalogue.say("or").join(str(one) for one in sorted(set(expected)))
    return told("not-below" if known else "not-below-anything", line=cut(line), count=found, known=known)


def missing_dash(line: str) -> Words:
    return told("missing-dash", line=cut(line))


def missing_head(line: str) -> Words:
    return told("missing-head", line=cut(line))


def runs_on(first: str) -> Words:
    return told("runs-on", first=cut(first))


def document_mark() -> Words:
    return told("document-mark")


def nested_too_deeply() -> Words:
    return told("nested-too-deeply")


def unclosed_bracket() -> Words:
    return told("unclosed-bracket")


def unreadable(line: str) -> Words:
    return told("unreadable", line=cut(line))
