"""Values as a page of HTML; the only module that knows Jinja2.

A template is a file in the `templates` of the room whose page it is. Whatever is filled in is text unless it says that it is markup,
so that an answer, a name or a title with `<script>` in it is read and never run.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

WEB = ("https://", "http://")
"""How an address begins that may become a link: no `javascript:`, no `data:`."""


def filled(room: str, name: str, **values: object) -> str:
    """The page `name` of a room (`bot.reports`) with its values. Raises UndefinedError when the template names one that is not there."""
    return _environment(room).get_template(name).render(**values)


Drawing = Markup
"""What goes on a page as it is."""


def drawing(svg: str) -> Drawing:
    """A drawing that we made ourselves, which goes on a page as it is."""
    return Markup(svg)  # every text in it was escaped by what drew it


@cache
def _environment(room: str) -> Environment:
    """The templates of a room; a block leaves no empty line behind."""
    folder = files(room) / "templates"
    made = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.tests["web"] = lambda address: str(address).startswith(WEB)
    return made
