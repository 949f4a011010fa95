"""Bars for who looks rather than reads; the only module that knows matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib as plots
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

COLOURS = (
    "#01689b",
    "#e17000",
    "#8a8a8a",
    "#39870c",
    "#a90061",
    "#673327",
    "#42145f",
    "#ffb612",
)  # differ in lightness too, for who does not see colours


def bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]], *, stacked: bool = True) -> str:
    """Horizontal bars per label, as SVG without a network and without a clock in it; parts of a whole are stacked, others stand apart."""
    thick = 0.8 if stacked else 0.8 / max(len(series), 1)
    figure = Figure(figsize=(9, 0.6 + 0.34 * max(len(labels), 1) * (1 if stacked else len(series) * 0.6)))
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    left = [0] * len(labels)
    positions = list(range(len(labels)))[::-1]
    for number, (name, values) in enumerate(series):
        places = positions if stacked else [place + 0.4 - thick * (number + 0.5) for place in positions]
        axes.barh(places, list(values), height=thick, left=left, label=name, color=COLOURS[number % len(COLOURS)])
        left = [begin + value for begin, value in zip(left, values, strict=True)] if stacked else left
    axes.set_yticks(positions, labels=list(labels))
    axes.spines[["top", "right"]].set_visible(False)
    if len(series) > 1:
        axes.legend(frameon=False, fontsize="small")
    figure.tight_layout()
    out = io.StringIO()
    with plots.rc_context({"svg.hashsalt": "werkbot", "svg.fonttype": "none"}):  # the same figures give the same bytes
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()[out.getvalue().index("<svg") :]
