"""``cues``, ``doctor`` and ``ssh``."""

from __future__ import annotations

import argparse
import os

from stretchtui.cli.options import cue_option, json_option
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused
from stretchtui.store import paths


def add(commands: Commands) -> None:
    """Add the commands; ``ssh`` is listed here, and taken up before its words are parsed."""
    cues = command(commands, "cues", _cues)
    cues.add_argument("--quiz", action="store_true", help="play five cues and ask which they are")
    cue_option(cues, suppress=True)
    doctor = command(commands, "doctor", _doctor)
    json_option(doctor)
    command(
        commands,
        "ssh",
        usage="stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]",
    )


def _cues(options: argparse.Namespace) -> int:
    from stretchtui.cli import teaching

    return teaching.cues(options)


def _doctor(options: argparse.Namespace) -> int:
    from stretchtui.cli import doctor

    return doctor.doctor(options)


def ssh(words: list[str], home: str | None = None) -> int:
    """Carry ``stretchtui ssh`` out.

    Args:
        words: What stands behind it.
        home: Where the settings and sounds of this machine are; None for where they usually are.

    Returns:
        The exit status.

    Raises:
        Refused: The words are not what ssh takes.
    """
    from stretchtui.cues import relay_near
    from stretchtui.cues.choose import is_remote, plays_here
    from stretchtui.cues.relay_ssh import WordsError
    from stretchtui.cues.sounds import sound_folders
    from stretchtui.cues.speakers import Speakers
    from stretchtui.cues.voice import make_voice
    from stretchtui.store.settings import read_settings
    from stretchtui.words.hearing import BELL_INSTEAD

    folders = paths.folders(home)
    settings = read_settings(folders)
    unheard = None
    if not plays_here(os.environ):
        # Who came here over SSH too hears the bell of a terminal that is farther on.
        unheard = "" if is_remote(os.environ) else BELL_INSTEAD
    try:
        voice = make_voice(settings.voice, folders)
        speakers = Speakers(sound_folders(folders), settings.cues.volume, voice=voice)
        return relay_near.main(words, speakers, voice=voice, unheard=unheard)
    except WordsError as error:
        raise Refused(str(error)) from None
