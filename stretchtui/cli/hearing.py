"""``cues``, ``doctor`` and ``ssh``."""

from __future__ import annotations

import argparse
import os

from stretchtui.cli.words import Commands, Refused, command, complain, cue_option, printing
from stretchtui.store import paths
from stretchtui.store.settings import read_settings


def add(commands: Commands) -> None:
    """Add the commands; ``ssh`` is listed here, and taken up before its words are parsed."""
    cues = command(commands, "cues", _cues, "play every cue, and say what played it")
    cue_option(cues, suppress=True)
    command(commands, "doctor", _doctor, "say what was found here, and how to hear more")
    commands.add_parser(
        "ssh",
        help="run it on another machine, and hear it on this one",
        usage="stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]",
    )


def ssh(words: list[str]) -> int:
    """Carry ``stretchtui ssh`` out.

    Args:
        words: What stands behind it.

    Returns:
        The exit status.

    Raises:
        Refused: The words are not what ssh takes.
    """
    from stretchtui.cues import relay_near
    from stretchtui.cues.relay_ssh import WordsError
    from stretchtui.cues.sounds import sound_folders
    from stretchtui.cues.speakers import Speakers
    from stretchtui.cues.voice import make_voice

    folders = paths.folders(None)
    settings = read_settings(folders)
    try:
        voice = make_voice(settings.voice, folders)
        speakers = Speakers(sound_folders(folders), settings.cues.volume, voice=voice)
        return relay_near.main(words, speakers, voice=voice)
    except WordsError as error:
        raise Refused(str(error)) from None


def _cues(options: argparse.Namespace) -> int:
    from stretchtui.cues.choose import Wish, choose
    from stretchtui.cues.demonstration import demonstrate
    from stretchtui.cues.sounds import load_all, sound_folders

    folders = paths.folders(options.home)
    settings = read_settings(folders)
    sounds = sound_folders(folders)
    for fault in load_all(sounds)[1]:
        complain(fault)
    wish = Wish(options.cues or settings.cues.sink)
    demonstrate(
        lambda outlet: choose(wish, outlet, sounds, os.environ, volume=settings.cues.volume)
    )
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from stretchtui.cues.doctor import findings
    from stretchtui.cues.sounds import folder_fault, load_all, sound_folders

    printing()
    folders = paths.folders(options.home)
    sounds = sound_folders(folders)
    missing = folder_fault(folders.sounds)
    faults = [*([missing] if missing else ()), *load_all(sounds)[1]]
    faults += read_settings(folders).faults
    for what, found in findings(os.environ, folders, sounds, faults):
        print(f"{what:<16} {found}")
    return 0
