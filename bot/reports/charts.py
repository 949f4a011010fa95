"""Bars for who looks rather than reads; the only module that knows matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib as plots
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

COLOURS = ("#01689b", "#e17000", "#8a8a8a", "#39870c")  # differ in lightness too, for who does not see colours


def bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A horizontal stacked bar per label, as SVG without a network and without a clock in it."""
    figure = Figure(figsize=(9, 0.6 + 0.34 * max(len(labels), 1)))
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    left = [0] * len(labels)
    positions = list(range(len(labels)))[::-1]
    for number, (name, values) in enumerate(series):
        axes.barh(positions, list(values), left=left, label=name, color=COLOURS[number % len(COLOURS)])
        left = [begin + value for begin, value in zip(left, values, strict=True)]
    axes.set_yticks(positions, labels=list(labels))
    axes.spines[["top", "right"]].set_visible(False)
    if len(series) > 1:
        axes.legend(frameon=False, fontsize="small")
    figure.tight_layout()
    out = io.StringIO()
    with plots.rc_context({"svg.hashsalt": "werkbot", "svg.fonttype": "none"}):  # the same figures give the same bytes
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()[out.getvalue().index("<svg") :]
