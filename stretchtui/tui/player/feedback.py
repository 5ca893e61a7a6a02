"""The questions that a person can answer, or ignore: how much it hurts, and how it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stretchtui.words.session import GENTLY, WARNING_SIGNS

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchtui.core.routines.model import Stretch
    from stretchtui.playing.recorder import SessionRecorder
    from stretchtui.tui.dialogs.question import Question

# What asks is imported with the first question: the first screen does not wait for it.

CONTINUE, SKIP, END = "continue", "skip", "end"

PAIN_ANSWERS = {"resume": CONTINUE, "skip": SKIP, "end": END}
"""What a page answers, by what it asks for."""

_SKIPPED = "skipped"
_WORST = 10


def hurts(stretch: Stretch) -> Question:
    """What to do about a stretch that hurts; the session stands still meanwhile."""
    from stretchtui.tui.dialogs.question import Answer, Question

    lines = [stretch.name]
    if stretch.caution:
        lines += ["", stretch.caution]
    if stretch.easier:
        lines += ["", f"Easier: {stretch.easier}"]
    return Question(
        "Paused because it hurts",
        [*lines, "", GENTLY, "", WARNING_SIGNS],
        [
            Answer(END, "x,escape", "x", "end the session"),
            Answer(SKIP, "n", "n", "skip this stretch"),
            Answer(CONTINUE, "enter,space", "enter", "continue gently"),
        ],
    )


def elsewhere() -> Question:
    """Why a session ends whose link is back."""
    from stretchtui.tui.dialogs.question import Answer, Question

    return Question(
        "This session was resumed in another window.",
        ["It ends here. What you do there is saved."],
        [Answer(END, "enter,space,escape,q,x", "enter", "OK")],
    )


def discomfort(when: str) -> Question:
    """How bad it is, from 0 to 10, with one key.

    Args:
        when: The question in a few words.
    """
    from stretchtui.tui.dialogs.question import Answer, Question

    return Question(
        when,
        ["0 is none, 10 is the worst imaginable."],
        [
            *(Answer(str(each), str(each), str(each), "") for each in range(_WORST)),
            Answer(str(_WORST), "t", "t", "10"),
            Answer(_SKIPPED, "enter,escape,space", "enter", "skip"),
        ],
    )


def ask_discomfort(screen: Screen[Any], when: str, answered: Callable[[int | None], None]) -> None:
    """Ask how bad it is.

    Args:
        screen: The screen to ask over.
        when: The question in a few words.
        answered: Given a number from 0 to 10, or None if it was not said.
    """

    def given(answer: str | None) -> None:
        answered(int(answer) if answer is not None and answer.isdigit() else None)

    screen.app.push_screen(discomfort(when), given)


def ask_discomfort_after(
    screen: Screen[Any], recorder: SessionRecorder, said: Callable[[], object]
) -> None:
    """Ask how bad it is after a session, and have that kept.

    Args:
        screen: The screen to ask over.
        recorder: Has counted the session.
        said: Called when it was answered.
    """

    def answered(value: int | None) -> None:
        recorder.discomfort_after(value)
        said()

    ask_discomfort(screen, "How much discomfort now?", answered)
