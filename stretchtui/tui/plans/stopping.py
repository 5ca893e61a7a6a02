"""What is asked before a plan is stopped."""

from __future__ import annotations

from stretchtui.tui.dialogs.question import Answer, Question

STOP, KEEP = "stop", "keep"


def stopping(name: str, why: str) -> Question:
    """Whether to stop a plan.

    Args:
        name: Its name.
        why: What there is to know.
    """
    answers = Answer(STOP, "s,enter", "s", "stop"), Answer(KEEP, "escape", "esc", "keep")
    return Question(f"Stop {name}?", [why], answers)
