"""How a sheet looks: dark on white, with as little ink as it needs."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from stretchtui.words.sheet.layout import (
    COLUMN_GAP,
    DOSE,
    FACTS,
    FIGURE_GAP,
    LINE,
    MARGINS_MM,
    NAME,
    STEP_GAP,
    TITLE,
)

if TYPE_CHECKING:
    from stretchtui.words.sheet.layout import SheetLayout

_RULES = """
:root { color-scheme: light; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body {
  color: #1d2730; background: #fff; line-height: $line;
  font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", sans-serif;
}
@media screen { body { max-width: $width; margin: 8mm auto; padding: 0 4mm; } }
h1, h2, h3, p, li, td { overflow-wrap: anywhere; }
header { padding-bottom: 0.7em; border-bottom: 0.6mm solid #1d2730; }
h1 { font-size: $title; line-height: 1.15; letter-spacing: -0.01em; }
.facts { font-size: $facts; font-weight: bold; margin-top: 0.2em; }
.about { margin-top: 0.2em; }
b { font-weight: bold; }
h2 { font-size: 1.2em; margin-top: 0.9em; break-after: avoid; }
.group .row { border-left: 0.8mm solid #1d2730; padding-left: 0.9em; }
.row { display: table; table-layout: fixed; width: 100%; break-inside: avoid; }
.row + .row, section + section { border-top: 0.2mm solid #b9c2ca; }
.row > * { display: table-cell; vertical-align: top; padding: $step_gap 0; }
.row > .figures { width: $figures; text-align: center; }
.row > .words { padding-left: $figure_gap; }
.row > .gap { width: $column_gap; }
.figures svg { display: block; margin: 0 auto; }
.figures svg + svg { margin-top: 1.5mm; }
.beside svg, .beside svg + svg { display: inline-block; margin: 0 0.7mm; }
.figures p { font-size: 0.8em; color: #55616c; margin-top: 0.3em; }
h3 { font-size: $name; line-height: 1.2; }
h3 span { color: #8a949d; }
.dose { font-size: $dose; font-weight: bold; color: #a1480a; line-height: 1.25; }
.dose span { font-weight: normal; }
.dose .details { color: #55616c; font-size: $back; }
.how { list-style: none; margin-top: 0.2em; }
li { padding-left: 1em; text-indent: -1em; }
.caution { font-style: italic; margin-top: 0.2em; }
footer { break-inside: avoid; border-top: 0.6mm solid #1d2730; padding-top: 3mm; }
.foot { display: table; table-layout: fixed; width: 100%; }
.days, .code { display: table-cell; vertical-align: top; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
caption { text-align: left; font-size: 10pt; font-weight: bold; padding-bottom: 1mm; }
th { text-align: center; font-size: 8pt; font-weight: normal; color: #55616c; height: 4.4mm; }
th:first-child { text-align: left; width: 26mm; }
td { border: 0.2mm solid #77838e; height: 5.6mm; }
td:first-child { border-width: 0 0 0.2mm 0; }
.code { width: 44mm; padding-left: 6mm; font-size: 7pt; line-height: 1.2; color: #55616c; }
.code svg { display: block; width: 38mm; height: 38mm; }
.small { font-size: 7.5pt; line-height: 1.25; color: #55616c; margin-top: 2mm; }
@media screen and (max-width: 150mm) {
  .row, .row > *, .foot, .days, .code { display: block; }
  .row > *, .row > .words, .code { width: auto; padding: 1mm 0; }
  .row > .gap { display: none; }
  .row > .figures { width: auto; text-align: left; }
  .figures svg { margin: 0; }
}
"""

_NUMBER = """\
@page { @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; } }"""


def style_of(layout: SheetLayout, *, numbered: bool) -> str:
    """The rules of a sheet.

    Args:
        layout: How large it is, and on what paper.
        numbered: Whether its pages have numbers.
    """
    paper = layout.paper
    above, beside = MARGINS_MM
    page = [
        f"@page {{ margin: {above}mm {beside}mm; }}",
        f"@page {{ size: {paper.css}; }}" if paper.css else "",
        _NUMBER if numbered else "",
        f"html {{ font-size: {layout.size_pt}pt; }}",
    ]
    figures, _ = layout.figure_mm
    rules = Template(_RULES).substitute(
        line=LINE,
        width=f"{paper.width + 8}mm",
        title=f"{TITLE}em",
        facts=f"{FACTS}em",
        name=f"{NAME}em",
        dose=f"{DOSE}em",
        back=f"{1 / DOSE:.3f}em",
        step_gap=f"{STEP_GAP}em",
        figure_gap=f"{FIGURE_GAP}em",
        column_gap=f"{COLUMN_GAP}em",
        figures=f"{figures:.2f}mm",
    )
    return "\n".join(filter(None, page)) + rules
