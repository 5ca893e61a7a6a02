"""Moments of a session, in the words of the page's protocol."""

from __future__ import annotations

from typing import Any

from tests.cues.browser.program import Message, clock

LONG = "Supported half-kneeling hip flexor stretch with a cushion under the back knee, 2"
"""A name of 80 characters, as long as any may be."""

STEPS = ["Knee to chest", "Half-kneeling hip flexor", "Bridge", "Resting breath", LONG]

PHASES = [
    ["ready", 0, 10, 0, "left", 1, 3, 0, False],
    ["hold", 10, 30, 0, "left", 1, 3, 0, False],
    ["switch", 40, 5, 0, "right", 1, 3, 0, False],
    ["hold", 45, 30, 0, "right", 1, 3, 0, False],
    ["rest", 75, 15, 1, "none", 1, 1, 0, False],
    ["hold", 90, 90, 1, "right", 1, 1, 0, False],
    ["ready", 180, 8, 2, "none", 1, 1, 0, False],
    ["work", 188, 60, 2, "none", 1, 1, 5, False],
    ["ready", 248, 8, 3, "none", 1, 1, 0, False],
    ["hold", 256, 60, 3, "none", 1, 1, 10, True],
    ["ready", 316, 12, 4, "left", 2, 3, 0, False],
    ["hold", 328, 45, 4, "left", 2, 3, 0, False],
]
NEXT = [
    "hold 30 s, left side (1 of 3)",
    "right side",
    "hold 30 s, right side (1 of 3)",
    "Half-kneeling hip flexor, right side",
    "hold 90 s, right side",
    "Bridge",
    "12 reps",
    "Resting breath",
    "6 breaths",
    f"{LONG}, left side (2 of 3)",
    "hold 45 s, left side (2 of 3)",
    "the end",
]


ADAPTED = "For you: 12 left out, 3 swapped, 2 eased"
"""What is left out of it."""


def session(number: int = 1, **changes: Any) -> Message:
    """A session with every kind of phase."""
    return {
        "type": "session",
        "id": number,
        "routine": "Five for the lower back",
        "total": 373,
        "steps": STEPS,
        "phases": PHASES,
        "next": NEXT,
        "adapted": "",
        **changes,
    }


NONE = {
    "type": "session", "id": 0, "routine": "", "total": 0, "steps": [], "phases": [], "next": [],
    "adapted": "",
}  # fmt: skip
"""Nothing is played."""


def moment(index: int, into: float = 0.0, **changes: Any) -> Message:
    """A moment of that session: so many seconds into a phase."""
    return {
        "type": "moment",
        "session": 1,
        "state": "running",
        "index": index,
        "anchor": PHASES[index][1] + into,  # type: ignore[operator]
        "at": clock(),
        "speed": 1.0,
        "note": "",
        "hurts": False,
        "schedule": [],
        **changes,
    }


def figure(step: int = 2) -> Message:
    """A figure that moves: an arm that goes from one side to the other, above the floor."""
    frames = [
        [
            _part("prop", [10.0, 38.0, 2.0, 90.0, 38.0, 2.0]),
            _part("near", [50.0, 30.0, 5.0, 20.0 + 60 * there, 10.0, 4.0]),
        ]
        for there in (0.0, 0.5, 1.0, 0.5)
    ]
    box = [0.0, 0.0, 100.0, 42.0]
    drawing = {
        "box": box, "flip": "x", "side": "right", "moves": True, "floor": 41.0,
        "frames": frames, "rest": 0,
    }  # fmt: skip
    return {"type": "figure", "session": 1, "step": step, "figure": drawing}


def _part(role: str, stroke: list[float]) -> Message:
    return {
        "role": role, "gap": True, "strokes": [stroke], "fill": [], "joined": None, "felt": None,
    }  # fmt: skip


def scenes() -> dict[str, list[Message]]:
    """Everything that the page can show of a session, as of now."""
    figures = [figure(step) for step in range(len(STEPS))]

    def at(index: int, into: float, **changes: Any) -> list[Message]:
        return [session(), *figures, moment(index, into, **changes)]

    held = {"state": "paused"}
    return {
        "get ready": at(0, 3.2),
        "left out": [session(adapted=ADAPTED), *figures, moment(0, 3.2)],
        "lead": at(1, 0, at=clock() + 20),
        "hold": at(1, 4.1),
        "minutes": at(5, 3.3),
        "repetitions": at(7, 46.0),
        "breaths": at(9, 13.0),
        "switch": at(2, 1.0),
        "rest": at(4, 3.0),
        "paused": at(1, 12.0, note="no connection for 12 s", **held),
        "waiting": at(9, 60.0, state="waiting"),
        "hurts": at(3, 10.0, hurts=True, **held),
        "long name": at(11, 2.0),
        "all long": [
            session(routine=LONG, steps=[LONG] * 5, next=[f"{LONG}, right"] * len(PHASES)),
            *figures,
            moment(9, 12.0, note="no connection for 12 s", **held),
        ],
        "no figure": [session(), moment(3, 10.0)],
        "sound off": [*at(7, 5.0), {"type": "muted", "muted": True}],
        "done": at(11, 45.0, state="finished"),
        "stopped": at(11, 5.0, state="stopped"),
        "idle": [NONE],
        "closed": [NONE, {"type": "bye"}],
    }
