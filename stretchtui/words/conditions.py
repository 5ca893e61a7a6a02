"""Who should leave a stretch out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Condition

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch

CONDITION_WORDS = {
    Condition.DISC: "with a slipped disc",
    Condition.OSTEOPOROSIS: "with osteoporosis",
    Condition.PREGNANCY: "when pregnant",
    Condition.HIP_REPLACEMENT: "with a hip replacement",
    Condition.KNEE_REPLACEMENT: "with a knee replacement",
    Condition.HIGH_BLOOD_PRESSURE: "with high blood pressure",
    Condition.HEART: "with a heart condition",
}
"""When to avoid a stretch, by the words of the files."""


CONDITION_NAMES = {
    Condition.DISC: "Slipped disc",
    Condition.OSTEOPOROSIS: "Osteoporosis",
    Condition.PREGNANCY: "Pregnancy",
    Condition.HIP_REPLACEMENT: "Hip replacement",
    Condition.KNEE_REPLACEMENT: "Knee replacement",
    Condition.HIGH_BLOOD_PRESSURE: "High blood pressure",
    Condition.HEART: "Heart condition",
}
"""What conditions are called."""


def avoided(stretch: Stretch) -> str:
    """``with a slipped disc, when pregnant``: behind ``avoid``; nothing for most stretches."""
    return ", ".join(CONDITION_WORDS[each] for each in dict.fromkeys(stretch.avoid))
