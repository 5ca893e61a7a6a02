"""``cues``: the sounds are taught, one by one, or asked."""

from __future__ import annotations

import asyncio
import os
import sys
from random import Random
from typing import TYPE_CHECKING

from stretchtui.cli.asking import ask_terminal
from stretchtui.cli.quiz import Lines, ask
from stretchtui.cli.words import Refused, complain
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import choose
from stretchtui.cues.demonstration import hear, rings, sounding
from stretchtui.cues.doctor import WayOut, look_around
from stretchtui.cues.quiz import Quiz
from stretchtui.cues.sounds import load_all, sound_folders
from stretchtui.store import paths
from stretchtui.store.settings import read_settings
from stretchtui.words import quiz as quiz_words
from stretchtui.words.hearing import sound_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from stretchtui.cues.doctor import Findings
    from stretchtui.cues.sink import Outlet, Sink


def cues(options: argparse.Namespace) -> int:
    """Play every cue and say what it means, or ask.

    Args:
        options: From the command line.

    Returns:
        The exit status.

    Raises:
        Refused: There is nothing to hear or nobody to ask.
    """
    if options.quiz and not (os.isatty(0) and os.isatty(1)):
        raise Refused(quiz_words.NO_TERMINAL)
    folders = paths.folders(options.home)
    settings = read_settings(folders).cues
    sounds = sound_folders(folders)
    for fault in load_all(sounds)[1]:
        complain(fault)
    found = ask_terminal()
    findings = look_around(os.environ, found, settings, options.cues)

    def make_sink(outlet: Outlet) -> Sink:
        volume = settings.volume
        return choose(findings.wish, outlet, sounds, os.environ, volume=volume, found=found)

    asyncio.run(_quiz(make_sink, findings) if options.quiz else _teach(make_sink))
    return 0


async def _teach(make_sink: Callable[[Outlet], Sink]) -> None:
    """Play every cue, and print its name, how often the bell rings for it, and its meaning."""
    async with sounding(make_sink, _write) as sink:
        heard = sink.name
        _write(f"{sound_output(heard)}\n\n{'cue':<12} bells  meaning\n")
        for cue in CueName:
            _write(f"{cue:<12} {rings(cue) or '-':>5}  {cue.meaning}")
            try:
                await hear(sink, cue)
            finally:
                _write("\n")
            if sink.name != heard:
                heard = sink.name
                _write(f"{sound_output(heard)}\n")


async def _quiz(make_sink: Callable[[Outlet], Sink], findings: Findings) -> None:
    """Play some of the cues that sessions sound, and ask which it was.

    Raises:
        Refused: None can be heard.
    """
    if findings.output is WayOut.OFF:
        raise Refused(quiz_words.SOUND_OFF)
    cues = [cue for cue in CueName if cue not in findings.cues_off]
    quiz = Quiz(cues, Random(), bells=findings.output is WayOut.BELL)
    if not quiz.questions:
        raise Refused(quiz_words.NOTHING_TO_HEAR)
    async with sounding(make_sink, _write) as sink:
        _write(f"{sound_output(sink.name)}\n\n")
        await ask(quiz, sink, Lines(0).read, _write)


def _write(text: str) -> None:
    """Print at once; also what makes a terminal sound."""
    sys.stdout.write(text)
    sys.stdout.flush()
