"""At what pace a routine would be played here, and what a voice would say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from stretchtui.cli.words import Refused

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.setting_kinds import GuideName
    from stretchtui.core.settings import Settings
    from stretchtui.store.paths import Folders


def pace_of(settings: Settings, folders: Folders, guide: GuideName | None = None) -> Pace:
    """The time between holds, and who leads through them.

    Args:
        settings: What the person has set.
        folders: The person's folders.
        guide: What a voice is to say, whether or not anything can speak here; if not given, as it
            is set, where something can.
    """
    wanted = guide or settings.voice.guide
    if wanted == "off" or (guide is None and not _speaks(settings)):
        return settings.pace
    from msgspec.structs import replace

    from stretchtui.core.routines.guidance import Guidance
    from stretchtui.cues.voice import make_voice
    from stretchtui.playing.pacing import familiar_to

    hurting, familiar = _stretches(folders, settings)
    known = familiar_to(wanted, familiar)
    guidance = Guidance(known, settings.voice.counting, hurting)
    # With --guide the voice that would speak, whatever is set.
    if voice := make_voice(replace(settings.voice, guide=wanted), folders):
        guidance = replace(guidance, any_script=voice.any_script, length_of=voice.length)
    return replace(settings.pace, guidance=guidance)


def _stretches(folders: Folders, settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """The stretches that hurt, and those that are familiar; none if the journal cannot be read."""
    from stretchtui.cli.journal import read
    from stretchtui.core.sessions.days import Today
    from stretchtui.playing.clock import moment

    latest = Today(moment(), settings.days).latest
    nothing = frozenset[str](), frozenset[str]()
    try:
        return read(folders, lambda journal: journal.stretches(latest), nothing)
    except Refused:
        # Who wants to know what is in it is told.
        return nothing


def _speaks(settings: Settings) -> bool:
    """Whether a session played here would have a voice."""
    from stretchtui.cues.choose import Wish, meant
    from stretchtui.cues.voice import find_voice

    voice, (wish, _) = settings.voice, meant(Wish(settings.cues.sink), os.environ)
    has_sound = wish in (Wish.SPEAKERS, Wish.BROWSER)
    return has_sound and find_voice(voice.engine, voice.piper, voice.rate) is not None
