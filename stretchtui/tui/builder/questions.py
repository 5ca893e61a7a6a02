"""What the builder asks before something could be lost."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from stretchtui.core.duration import clock
from stretchtui.core.routines.model import Group, Step
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.words.record import ago
from stretchtui.words.session import plural
from stretchtui.words.step import dose_words, entry_words, step_lengths

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.store.drafts import Left
    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs

SAVE, DROP, STAY = "save", "drop", "stay"
COPY, MINE, THEIRS = "copy", "mine", "theirs"
GO_ON, LATER = "go-on", "later"
DELETE, KEEP = "delete", "keep"
AGAIN = "again"

_IN_ROUNDS = "- "
"""Stands before the steps of a group."""

MOST_DIFFERENCES = 8
"""So many lines of what differs are shown."""


def leaving(name: str) -> Question:
    """Whether to save what was changed."""
    return Question(
        "Save your changes?",
        [f"{name} has unsaved changes."],
        [
            Answer(SAVE, "s,enter,ctrl+s", "s", "save"),
            Answer(DROP, "d", "d", "discard"),
            Answer(STAY, "escape", "esc", "keep editing"),
        ],
    )


def losing_comments(file: str) -> Question:
    """Whether to save though comments would go."""
    return Question(
        "Comments will be lost",
        [
            f"{file} was edited by hand, and its layout can't be kept with this change.",
            f"A backup is kept as {file}.bak.",
        ],
        [
            Answer(SAVE, "s,enter,ctrl+s", "s", "save"),
            Answer(COPY, "k", "k", "save as a new routine"),
            Answer(STAY, "escape", "esc", "cancel"),
        ],
    )


def faulty(why: str) -> Question:
    """What to do where the file has a fault by now."""
    return Question(
        "The file has an error",
        [f"{why}.", "It was changed while you were editing."],
        [
            Answer(COPY, "k,enter", "k", "save as a new routine"),
            Answer(STAY, "escape", "esc", "cancel"),
        ],
    )


def faults(lines: list[str]) -> Question:
    """Whether to go back to the text editor: the file has faults."""
    count = len(lines)
    return Question(
        f"The file has {count} {plural('error', count)}",
        [*lines, "", "Until it is fixed, the routine stays here as it was."],
        [
            Answer(AGAIN, "e,E,enter", "e", "edit again"),
            Answer(STAY, "escape", "esc", "later"),
        ],
    )


def conflict(
    mine: Routine, theirs: Routine | None, stretches: Mapping[str, Stretch], look: Look
) -> Question:
    """What to do where another program has saved, or deleted, the same routine.

    Args:
        mine: What was to be saved.
        theirs: What is there; None if it was deleted.
        stretches: All that the steps may ask for.
        look: How the program looks.
    """
    stay = Answer(STAY, "escape", "esc", "cancel")
    if theirs is None:
        return Question(
            "Deleted by another program",
            [f"{mine.name} no longer exists."],
            [
                Answer(COPY, "k", "k", "keep mine as a new routine"),
                Answer(THEIRS, "t", "t", "discard mine"),
                stay,
            ],
        )
    lines = [
        _summary("yours", mine, stretches, look),
        _summary("theirs", theirs, stretches, look),
        "",
        *differences(mine, theirs, stretches, look.glyphs),
    ]
    return Question(
        "Changed by another program",
        lines,
        [
            Answer(MINE, "m", "m", "keep mine"),
            Answer(COPY, "k", "k", "keep mine as a copy"),
            Answer(THEIRS, "t", "t", "use theirs"),
            stay,
        ],
    )


def left_over(draft: Left, now: float, saved: bool = False) -> Question:
    """Whether to go on with a draft that was left.

    Args:
        draft: The draft.
        now: The time, in seconds since 1970.
        saved: Whether the routine as it was saved is opened otherwise.
    """
    later = "open the saved version" if saved else "ask again later"
    count = len(draft.routine.single_steps)
    return Question(
        "Restore unsaved changes?",
        [f"{draft.routine.name}: {count} {plural('step', count)}, {ago(now - draft.changed)}"],
        [
            Answer(GO_ON, "enter,space,y,g", "enter", "restore"),
            Answer(DROP, "d", "d", "discard"),
            Answer(LATER, "l,escape", "l", later),
        ],
    )


def deleting(name: str, shipped: bool) -> Question:
    """Whether to delete a routine.

    Args:
        name: Its name.
        shipped: Whether a shipped one comes back in its place.
    """
    return _deleting(name, shipped, "Press u to undo (until you quit).")


def deleting_stretch(name: str, built_in: bool) -> Question:
    """Whether to delete a stretch.

    Args:
        name: Its name.
        built_in: Whether a built-in one comes back in its place.
    """
    undo = "You can undo this until you leave the list of your stretches."
    return _deleting(name, built_in, undo)


def _deleting(name: str, built_in: bool, undo: str) -> Question:
    back = ["The built-in version takes its place again."] if built_in else []
    return Question(
        f"Delete {name}?",
        [*back, undo],
        [Answer(DELETE, "d,enter,y", "d", "delete"), Answer(KEEP, "escape,n", "esc", "cancel")],
    )


def differences(
    mine: Routine, theirs: Routine, stretches: Mapping[str, Stretch], glyphs: Glyphs
) -> list[str]:
    """The lines in which two routines differ."""
    ours, others = (_lines(each, stretches, glyphs) for each in (mine, theirs))
    found: list[str] = []
    matcher = SequenceMatcher(None, ours, others, autojunk=False)
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        if kind != "equal":
            found += [f"yours   {line}" for line in ours[first:last]]
            found += [f"theirs  {line}" for line in others[other_first:other_last]]
    if len(found) > MOST_DIFFERENCES:
        more = len(found) - MOST_DIFFERENCES + 1
        found = [*found[: MOST_DIFFERENCES - 1], f"and {more} more"]
    return found


def _lines(routine: Routine, stretches: Mapping[str, Stretch], glyphs: Glyphs) -> list[str]:
    facts = {
        "name": routine.name,
        "about": routine.about,
        "tags": ", ".join(routine.tags),
        "caution": routine.caution,
        "get ready": None if routine.get_ready is None else f"{routine.get_ready} s",
        "order": "random" if routine.shuffle else None,
    }
    lines = [f"{label}: {value}" for label, value in facts.items() if value]
    for entry in routine.steps:
        lines.append(_line(entry, stretches, glyphs))
        if isinstance(entry, Group):
            lines += [f"{_IN_ROUNDS}{_line(step, stretches, glyphs)}" for step in entry.steps]
    return lines


def _line(entry: Step | Group, stretches: Mapping[str, Stretch], glyphs: Glyphs) -> str:
    words = entry_words(entry, stretches, glyphs)
    waits = ", waits" if isinstance(entry, Step) and entry.wait else ""
    return f"{words.name}: {dose_words(words, glyphs)}{waits}"


def _summary(whose: str, routine: Routine, stretches: Mapping[str, Stretch], look: Look) -> str:
    count = len(routine.single_steps)
    total = sum(step_lengths(routine, stretches, look.pace))
    facts = (routine.name, f"{count} {plural('step', count)}", clock(total))
    return f"{whose:<8}{f' {look.glyphs.dot} '.join(facts)}"
