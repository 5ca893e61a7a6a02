"""What a person can do with plans: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.table import Command

PLANS = Command(
    "plans",
    "p",
    "p",
    "app.routine('plans')",
    "plan",
    "Plans: follow one over several weeks",
    at_once=True,
    when="list",
    name="Plans",
)
"""Opens the screen, from the list of routines."""

PLANS_COMMANDS = (
    Command(
        "plan_go",
        "enter,space",
        "enter",
        "go",
        "start",
        "Start the plan; or the next session of the one you follow",
        at_once=True,
        name="Start plan or session",
    ),
    Command(
        "plan_pause",
        "p",
        "p",
        "pause",
        "pause",
        "Pause or resume your plan; while it is paused, no day is missed",
        at_once=True,
        name="Pause or resume plan",
    ),
    Command(
        "plan_stop",
        "x",
        "x",
        "stop",
        "stop plan",
        "Stop following your plan (asks first)",
        at_once=True,
        name="Stop plan",
    ),
    Command(
        "leave_plans",
        "escape,q",
        "esc",
        "leave",
        "back",
        "Back to your routines",
        at_once=True,
    ),
    Command("plans_help", "question_mark,f1", "?", "help", "help", "Show these keys"),
    *moves(
        (
            *("plan_down", "plan_up", "plan_page_down", "plan_page_up"),
            *("plan_half_down", "plan_half_up", "plan_first", "plan_last"),
        )
    ),
    Command(
        "plans_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"
    ),
)
"""In the order of the key bar."""
