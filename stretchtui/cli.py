"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from stretchtui import __version__
from stretchtui.core.duration import clock
from stretchtui.core.library import Entry, Library, Source
from stretchtui.core.text import clean
from stretchtui.core.timeline import Side
from stretchtui.store import paths, routines
from stretchtui.store.settings import read_settings

WRONG = 2
"""The exit status for a request that cannot be met."""


class Refused(Exception):
    """A request that cannot be met; the message is one clear line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: The words on the command line; the process's own, if not given.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not by the parser: what stands after it is ssh's own, dashes and all.
        if words[:1] == ["ssh"] and not {"-h", "--help"} & set(words[1:2]):
            return _ssh(words[1:])
        options = _parser().parse_args(words)
        status: int = options.run(options)
    except Refused as error:
        _complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="stretchtui",
        description="Leads you through stretching routines by sound. Without a command it opens "
        "the screen.",
    )
    parser.add_argument("--version", action="version", version=f"stretchtui {__version__}")
    _common(parser, default=None)
    _playing(parser)
    parser.set_defaults(run=_open, floor=False)
    # The options may stand before the command or after it; suppressed defaults keep the second
    # parse from undoing the first.
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)

    play = commands.add_parser("play", help="play a routine, and end with it")
    play.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    play.add_argument("--floor", action="store_true", help="begin in the floor view")
    _playing(play, suppress=True)
    play.set_defaults(run=_play)

    list_ = commands.add_parser("list", help="list the routines")
    list_.set_defaults(run=_list)
    show = commands.add_parser("show", help="print a routine's phases and cues")
    show.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    show.set_defaults(run=_show)
    for each in (list_, show):
        each.add_argument("--json", action="store_true", help="print JSON")

    check = commands.add_parser("check", help="look for faults in routine files")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(run=_check)

    cues = commands.add_parser("cues", help="play every cue, and say what played it")
    _cue_option(cues, suppress=True)
    cues.set_defaults(run=_cues)
    doctor = commands.add_parser("doctor", help="say what was found here, and how to hear more")
    doctor.set_defaults(run=_doctor)
    commands.add_parser(
        "ssh",
        help="run it on another machine, and hear it on this one",
        usage="stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]",
    )
    for each in (play, list_, show, check, cues, doctor):
        _common(each, default=argparse.SUPPRESS)
    return parser


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{message}; see {self.prog} --help")
        sys.exit(WRONG)


def _common(parser: argparse.ArgumentParser, default: Any) -> None:
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=default,
        help="keep routines, settings and data under DIR",
    )
    no_mouse = default if default is argparse.SUPPRESS else False
    parser.add_argument(
        "--no-mouse", action="store_true", default=no_mouse, help="leave the mouse to the terminal"
    )


def _cue_option(parser: argparse.ArgumentParser, suppress: bool = False) -> None:
    parser.add_argument(
        "--cues",
        choices=["auto", "relay", "speakers", "terminal", "off"],
        default=argparse.SUPPRESS if suppress else None,
        help="where the sounds go; as in the settings, or auto, if not given",
    )


def _playing(parser: argparse.ArgumentParser, suppress: bool = False) -> None:
    _cue_option(parser, suppress)
    parser.add_argument(
        "--speed",
        type=_speed,
        default=argparse.SUPPRESS if suppress else 1.0,
        metavar="N",
        help="run the clock N times faster",
    )


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("expected a number from 0.1 to 1000")
    return speed


# Commands


def _open(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    return _launch(options, routines.read_library(folders), folders, None)


def _play(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    library, entry = _find(options, folders)
    if not entry.routine.steps:
        raise Refused(f"{entry.routine.id} has no steps: there is nothing to play")
    return _launch(options, library, folders, entry)


def _launch(
    options: argparse.Namespace, library: Library, folders: paths.Folders, play: Entry | None
) -> int:
    from stretchtui.ui.launch import NoTerminal, launch

    try:
        return launch(
            library,
            folders,
            play=play,
            floor=options.floor,
            speed=options.speed,
            cues=options.cues,
            mouse=not options.no_mouse,
        )
    except NoTerminal as error:
        raise Refused(str(error)) from None


def _list(options: argparse.Namespace) -> int:
    _printing()
    library = routines.read_library(paths.folders(options.home))
    for fault in library.faults:
        _complain(str(fault))
    entries = library.entries.values()
    if options.json:
        _print_json(
            [
                {
                    "id": entry.routine.id,
                    "name": entry.routine.name,
                    "total_s": entry.total(),
                    "tags": list(entry.routine.tags),
                    "source": str(entry.source),
                }
                for entry in entries
            ]
        )
        return 0
    width = max((len(entry.routine.id) for entry in entries), default=0)
    for entry in entries:
        own = " (yours)" if entry.source is Source.USER else ""
        print(f"{entry.routine.id:{width}}  {clock(entry.total()):>7}  {entry.routine.name}{own}")
    return 0


def _show(options: argparse.Namespace) -> int:
    _printing()
    _, entry = _find(options, paths.folders(options.home))
    timeline = entry.timeline()
    if options.json:
        _print_json(
            {
                "id": entry.routine.id,
                "name": entry.routine.name,
                "total_s": timeline.total,
                "phases": [
                    {
                        "kind": str(phase.kind),
                        "start_s": phase.start,
                        "duration_s": phase.duration,
                        "step": phase.step + 1,
                        "name": phase.name,
                        "side": str(phase.side),
                        "time": phase.time,
                        "of": phase.of,
                    }
                    for phase in timeline.phases
                ],
                "cues": [{"at_s": cue.at, "cue": str(cue.name)} for cue in timeline.cues],
            }
        )
        return 0
    routine = entry.routine
    print(f"{routine.name} · {clock(timeline.total)}")
    for line in (routine.about, routine.caution):
        if line:
            print(line)
    print()
    for phase in timeline.phases:
        facts = [phase.name] + ([str(phase.side)] if phase.side is not Side.NONE else [])
        if phase.of > 1:
            facts.append(f"{phase.time} of {phase.of}")
        print(
            f"{clock(phase.start):>7}  {phase.kind:<6}  {phase.duration:>4} s  {' · '.join(facts)}"
        )
    return 0


def _check(options: argparse.Namespace) -> int:
    _printing()
    faults = [fault for path in options.files for fault in _faults_of(path, options.home)]
    for fault in faults:
        print(fault)
    return WRONG if faults else 0


def _cues(options: argparse.Namespace) -> int:
    from stretchtui.cues.choose import Wish, choose
    from stretchtui.cues.demonstration import demonstrate
    from stretchtui.cues.sounds import load_all, sound_folders

    folders = paths.folders(options.home)
    settings = read_settings(folders)
    sounds = sound_folders(folders)
    for fault in load_all(sounds)[1]:
        _complain(fault)
    wish = Wish(options.cues or settings.cues.sink)
    demonstrate(
        lambda outlet: choose(wish, outlet, sounds, os.environ, volume=settings.cues.volume)
    )
    return 0


def _ssh(words: list[str]) -> int:
    from stretchtui.cues import relay_near
    from stretchtui.cues.relay_ssh import WordsError
    from stretchtui.cues.sounds import sound_folders
    from stretchtui.cues.speakers import Speakers
    from stretchtui.cues.voice import make_voice

    folders = paths.folders(None)
    settings = read_settings(folders)
    try:
        speakers = Speakers(
            sound_folders(folders),
            settings.cues.volume,
            voice=make_voice(settings.cues.voice, folders),
        )
        return relay_near.main(words, speakers)
    except WordsError as error:
        raise Refused(str(error)) from None


def _doctor(options: argparse.Namespace) -> int:
    from stretchtui.cues.doctor import findings
    from stretchtui.cues.sounds import load_all, sound_folders

    _printing()
    folders = paths.folders(options.home)
    sounds = sound_folders(folders)
    faults = [*load_all(sounds)[1], *read_settings(folders).faults]
    for what, found in findings(os.environ, folders, sounds, faults):
        print(f"{what:<16} {found}")
    return 0


def _find(options: argparse.Namespace, folders: paths.Folders) -> tuple[Library, Entry]:
    try:
        return routines.find(options.routine, folders)
    except routines.NotFound as error:
        raise Refused(str(error)) from None


def _faults_of(path: Path, home: str | None) -> list[Any]:
    library = routines.read_with(paths.folders(home), path)
    return [fault for fault in library.faults if fault.file == str(path)]


def _printing() -> None:
    """Printing into a pipe that was closed is nobody's error: ``stretchtui show x | head``.

    Not for the screen: there a pipe to a helper that died must not end the program.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _complain(line: str) -> None:
    print(f"stretchtui: {clean(line)}", file=sys.stderr)
