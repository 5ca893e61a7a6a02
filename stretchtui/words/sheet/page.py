"""A sheet as one page of HTML that asks for nothing: every text is escaped, every figure in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from stretchtui.core.figures.svg import svg
from stretchtui.core.text import clean
from stretchtui.words.session import GENTLY, WARNING_SIGNS
from stretchtui.words.sheet.layout import EITHER, Paper, are_beside, drawn_mm, layout_of, pages_of
from stretchtui.words.sheet.style import style_of

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.words.sheet.content import Sheet, SheetPart, SheetStep
    from stretchtui.words.sheet.layout import SheetLayout

WEEKS = 5
"""So many weeks can be ticked."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

SCAN = "To import the routine: scan, type “stretchtui import”, and paste."


class Printing(NamedTuple):
    """How a sheet is printed, besides what it says."""

    day: date
    code: str = ""
    """An ``<svg>`` of the code; nothing for a sheet without one."""
    first_weekday: int = 0
    """What weeks begin with, from 0, Monday."""
    paper: Paper = EITHER


def page_of(sheet: Sheet, printing: Printing) -> str:
    """A sheet as HTML.

    Args:
        sheet: What it says.
        printing: How it is printed.
    """
    layout = layout_of(sheet, printing.paper)
    style = style_of(layout, numbered=pages_of(sheet, layout) > 1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" ',
            f"content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n",
            '<meta name="viewport" content="width=device-width">\n',
            f"<title>{_text(sheet.name)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            _head(sheet),
            *(_part(part, layout) for part in sheet.parts),
            _foot(sheet, printing),
            "</body>\n</html>\n",
        )
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _element(name: str, text: str, kind: str = "") -> str:
    """An element of text, in the direction that is written in; nothing of an empty one."""
    if not text:
        return ""
    attributes = f' class="{kind}"' if kind else ""
    # Not all that make PDFs know "auto".
    strong = next((each for each in map(bidirectional, text) if each in _STRONG), "L")
    attributes += "" if strong == "L" else ' dir="rtl"'
    return f"<{name}{attributes}>{_text(text)}</{name}>\n"


_STRONG = ("L", "R", "AL")
"""What says in which direction a text is written: the first letter of these kinds."""


def _head(sheet: Sheet) -> str:
    return "".join(
        (
            "<header>\n",
            _element("h1", sheet.name),
            _element("p", " · ".join(sheet.facts), "facts"),
            _element("p", sheet.about, "about"),
            _element("p", sheet.caution, "about caution"),
            "</header>\n",
        )
    )


def _part(part: SheetPart, layout: SheetLayout) -> str:
    rows = [
        _row(part.steps[at : at + layout.arrangement.columns], layout)
        for at in range(0, len(part.steps), layout.arrangement.columns)
    ]
    kind = ' class="group"' if part.rounds else ""
    return f"<section{kind}>\n{_element('h2', part.rounds)}{''.join(rows)}</section>\n"


def _row(steps: Iterable[SheetStep], layout: SheetLayout) -> str:
    cells = [_step(step, layout) for step in steps]
    # A step that is alone in its row is no wider than others.
    cells += [_NO_STEP] * (layout.arrangement.columns - len(cells))
    return f'<div class="row">\n{_GAP.join(cells)}</div>\n'


_GAP = '<div class="gap"></div>\n'
_NO_STEP = '<div class="figures"></div>\n<div class="words"></div>\n'


def _step(step: SheetStep, layout: SheetLayout) -> str:
    grows = f"<span>, growing to {_text(step.grows_to)}</span>" if step.grows_to else ""
    details = (
        f' <span class="details">·\N{NO-BREAK SPACE}{_text(step.details)}</span>'
        if step.details
        else ""
    )
    return "".join(
        (
            f'{_figures(step, layout)}<div class="words">\n',
            f"<h3><span>{step.number}</span> <bdi>{_text(step.name)}</bdi></h3>\n",
            f'<p class="dose">{_text(step.dose)}{grows}{details}</p>\n',
            _how(step, layout),
            _element("p", step.warning, "caution"),
            "</div>\n",
        )
    )


def _how(step: SheetStep, layout: SheetLayout) -> str:
    if not layout.arrangement.listed:
        return _element("p", " ".join(step.how), "how")
    lines = "".join(_element("li", line) for line in step.how)
    return f'<ul class="how">\n{lines}</ul>\n' if lines else ""


def _figures(step: SheetStep, layout: SheetLayout) -> str:
    drawn = []
    room = layout.figure_mm
    sizes = drawn_mm(step.figures, room)
    for at, (figure, (width, height)) in enumerate(zip(step.figures, sizes, strict=True)):
        inside = svg(figure, step.side, prefix=f"s{step.number}-{at}").removeprefix("<svg ")
        drawn.append(
            f'<svg aria-hidden="true" width="{width:.1f}mm" height="{height:.1f}mm" {inside}'
        )
    shown = _element("p", f"{step.side} side shown") if step.both and drawn else ""
    beside = " beside" if are_beside(step.figures, room) else ""
    return f'<div class="figures{beside}">{"".join(drawn)}{shown}</div>\n'


def _foot(sheet: Sheet, printing: Printing) -> str:
    days = [WEEKDAYS[(printing.first_weekday + at) % 7] for at in range(7)]
    heads = "".join(f"<th>{day}</th>" for day in days)
    week = f"<tr>{'<td></td>' * 8}</tr>\n"
    code = (
        f'<div class="code">{printing.code}{_element("p", SCAN)}</div>\n' if printing.code else ""
    )
    level = f" at {sheet.level}" if sheet.level else ""
    printed = f"Printed on {printing.day.day} {printing.day:%B %Y}{level}."
    return "".join(
        (
            '<footer>\n<div class="foot">\n<div class="days"><table>\n',
            "<caption>Tick every day you do it</caption>\n",
            f"<tr><th>Week of</th>{heads}</tr>\n{week * WEEKS}</table></div>\n{code}</div>\n",
            _element("p", f"{GENTLY} {WARNING_SIGNS} {printed}", "small"),
            "</footer>\n",
        )
    )
