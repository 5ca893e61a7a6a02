"""How a session felt, in words."""

from stretchtui.core.sessions.record import Feeling

FEELINGS: dict[Feeling, str] = {
    Feeling.TOO_MUCH: "too much",
    Feeling.RIGHT: "just right",
    Feeling.MORE: "could do more",
}
"""The answers to how a session was, from the hardest on."""
