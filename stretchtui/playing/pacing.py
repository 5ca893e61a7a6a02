"""The time between holds, as it is set, and as a voice needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.setting_kinds import GuideName
    from stretchtui.core.settings import Settings
    from stretchtui.playing.audio import Audio
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.watched import Watched

FASTEST = 2.0
"""A session at a higher speed than this is a preview, and not kept."""


class Pacing:
    """Tells at what pace a session would be played now.

    Args:
        settings: What the person has set.
        journal: Knows which stretches are familiar, and which hurt.
        audio: Knows whether anything can speak.
        speed: How many times faster than life sessions run.
    """

    def __init__(
        self, settings: Watched[Settings], journal: JournalView, audio: Audio, speed: float
    ) -> None:
        self._settings = settings
        self._journal = journal
        self._audio = audio
        self._speed = speed

    @property
    def pace(self) -> Pace:
        """The time between holds, and who leads through them."""
        settings = self._settings.value
        guide, known = settings.voice.guide, self._journal.known.value
        if guide == "off" or not self._audio.speaks:
            return settings.pace
        guidance = Guidance(
            familiar_to(guide, known.familiar),
            settings.voice.counting,
            known.hurting,
            self._audio.any_script,
            self._audio.length,
            self._speed,
        )
        return replace(settings.pace, guidance=guidance)

    def depends_on_journal(self, entry: Entry) -> bool:
        """Whether what the journal says makes a difference to a session."""
        tells_how = self._settings.value.voice.guide in ("auto", "full") and self._audio.speaks
        return tells_how or self._journal.grows(entry)


def familiar_to(guide: GuideName, familiar: frozenset[str]) -> frozenset[str] | None:
    """The stretches that are only named; None for all.

    Args:
        guide: What the voice is to say; not ``off``.
        familiar: The stretches that were held in enough sessions.
    """
    return {"names": None, "full": frozenset[str]()}.get(guide, familiar)
