"""The program's own colours: calm, dark, and one for each kind of phase."""

from __future__ import annotations

from textual.theme import Theme

PHASE_COLOURS = {
    "phase-ready": "#e0b354",
    "phase-hold": "#7fc98f",
    "phase-work": "#7fc98f",
    "phase-switch": "#e08fc8",
    "phase-rest": "#7fb2e5",
}
"""One colour for each kind of phase, the same in the gauge, the strip and the floor view."""

EXTRA_COLOURS = {**PHASE_COLOURS, "faint": "#7a7a7a", "chosen": "#404040"}
"""What themes that are not ours do not name."""

CALM = Theme(
    name="calm",
    primary="#7fb2e5",
    secondary="#9aa7b5",
    accent="#7fc98f",
    warning="#e0b354",
    error="#e58273",
    success="#7fc98f",
    foreground="#d7dde4",
    background="#14181d",
    surface="#1a1f26",
    panel="#222932",
    dark=True,
    variables={
        **PHASE_COLOURS,
        "border": "#303945",
        "faint": "#56616e",
        "chosen": "#2b3d50",
        "scrollbar": "#303945",
        "scrollbar-hover": "#56616e",
        "scrollbar-active": "#56616e",
        "scrollbar-background": "#14181d",
        "scrollbar-background-hover": "#14181d",
        "scrollbar-background-active": "#14181d",
        "scrollbar-corner-color": "#14181d",
    },
)
