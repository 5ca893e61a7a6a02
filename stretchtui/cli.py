"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from stretchtui import __version__
from stretchtui.core.duration import clock
from stretchtui.core.library import Entry, Library, Source
from stretchtui.core.text import clean
from stretchtui.core.timeline import Side
from stretchtui.store import paths, routines
from stretchtui.store.settings import Settings, care_was_shown, read_settings, remember_care

if TYPE_CHECKING:
    from stretchtui.cues.probe import Probe
    from stretchtui.cues.voice import Voice

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
    return _run_app(options, routines.read_library(folders), folders, None)


def _play(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    library, entry = _find(options.routine, folders)
    if not entry.routine.steps:
        raise Refused(f"{entry.routine.id} has no steps: there is nothing to play")
    return _run_app(options, library, folders, entry)


def _run_app(
    options: argparse.Namespace, library: Library, folders: paths.Folders, play: Entry | None
) -> int:
    # Textual draws on standard error and reads standard input.
    streams = {"input": sys.__stdin__, "output": sys.__stdout__, "error": sys.__stderr__}
    for name, stream in streams.items():
        if stream is None or not stream.isatty():
            raise Refused(f"expected a terminal, but standard {name} is not one")
    from stretchtui.cues.probe import Probe

    assert sys.__stdin__ is not None
    assert sys.__stderr__ is not None
    # Asked now and heard below: what is imported meanwhile takes about as long as the answers.
    with Probe(sys.__stdin__.fileno(), sys.__stderr__.fileno(), os.environ) as probe:
        return _take_terminal(options, library, folders, play, probe)


def _take_terminal(
    options: argparse.Namespace,
    library: Library,
    folders: paths.Folders,
    play: Entry | None,
    probe: Probe,
) -> int:
    # All that is made until the first frame stays for good: looking through it for garbage would
    # take a tenth of the start. The app switches the collector on again.
    gc.disable()
    from stretchtui.cues.choose import Wish, choose, is_remote
    from stretchtui.cues.sounds import load_all
    from stretchtui.ui.app import StretchApp
    from stretchtui.ui.commands import unknown_commands

    settings = read_settings(folders)
    wish = Wish(options.cues or settings.cues.sink)
    sounds = _sound_folders(folders)
    # Only over SSH can there be a relay, and only that is worth waiting for.
    voice = _voice(settings, folders)
    found = probe.finish() if is_remote(os.environ) else probe.look()
    app = StretchApp(
        library,
        folders,
        lambda outlet: choose(
            wish,
            outlet,
            sounds,
            os.environ,
            volume=settings.cues.volume,
            speed=options.speed,
            voice=voice,
            found=found,
        ),
        off=settings.cues.off,
        voice=voice,
        spoken=settings.cues.voice,
        counted=settings.cues.counted,
        probe=probe,
        play=play,
        floor=options.floor,
        speed=options.speed,
        first_start=not care_was_shown(folders),
        care_shown=lambda: remember_care(folders),
        keys=settings.keys,
        faults=[
            *settings.faults,
            *unknown_commands(settings.keys),
            *(load_all([folders.sounds])[1] if folders.sounds.is_dir() else ()),
        ],
    )
    status = app.run(mouse=not options.no_mouse)
    return status if status is not None else app.return_code or 0


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
    _, entry = _find(options.routine, paths.folders(options.home))
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
    from stretchtui.cues.sounds import load_all

    folders = paths.folders(options.home)
    settings = read_settings(folders)
    sounds = _sound_folders(folders)
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
    from stretchtui.cues.speakers import Speakers

    folders = paths.folders(None)
    settings = read_settings(folders)
    try:
        speakers = Speakers(
            _sound_folders(folders), settings.cues.volume, voice=_voice(settings, folders)
        )
        return relay_near.main(words, speakers)
    except WordsError as error:
        raise Refused(str(error)) from None


def _doctor(options: argparse.Namespace) -> int:
    from stretchtui.cues.doctor import findings
    from stretchtui.cues.sounds import load_all

    _printing()
    folders = paths.folders(options.home)
    sounds = _sound_folders(folders)
    faults = [*load_all(sounds)[1], *read_settings(folders).faults]
    for what, found in findings(os.environ, folders, sounds, faults):
        print(f"{what:<16} {found}")
    return 0


def _voice(settings: Settings, folders: paths.Folders) -> Voice | None:
    """The voice that is wanted, if there is one here."""
    from stretchtui.cues.voice import Voice, find_engine

    engine = find_engine() if settings.cues.voice else None
    return Voice(engine, folders.voice) if engine else None


def _sound_folders(folders: paths.Folders) -> list[Path]:
    return [folders.sounds, paths.shipped() / "sounds"]


# Finding


def _faults_of(path: Path, home: str | None) -> list[Any]:
    library = routines.read_with(paths.folders(home), path)
    return [fault for fault in library.faults if fault.file == str(path)]


def _find(wanted: str, folders: paths.Folders) -> tuple[Library, Entry]:
    """The routine that is meant: by id, by name, or by a file's path."""
    if wanted.endswith(".toml") or os.sep in wanted:
        return _find_in_file(Path(wanted), folders)
    library = routines.read_library(folders)
    if wanted in library.entries:
        return library, library.entries[wanted]
    for entry in library.entries.values():
        if entry.routine.name.casefold() == wanted.casefold():
            return library, entry
    near = library.nearest(wanted)
    hint = f"did you mean {' or '.join(near)}?" if near else "see stretchtui list"
    raise Refused(f'no routine "{clean(wanted[:80])}": {hint}')


def _find_in_file(path: Path, folders: paths.Folders) -> tuple[Library, Entry]:
    library = routines.read_with(folders, path)
    for entry in library.entries.values():
        if entry.source is Source.FILE:
            return library, entry
    own = [fault for fault in library.faults if fault.file == str(path)]
    if own:
        more = f" (and {len(own) - 1} more: see stretchtui check)" if len(own) > 1 else ""
        raise Refused(f"{own[0]}{more}")
    raise Refused(f"{clean(str(path))}: expected a [[routine]], found none")


def _printing() -> None:
    """Printing into a pipe that was closed is nobody's error: ``stretchtui show x | head``.

    Not for the screen: there a pipe to a helper that died must not end the program.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _complain(line: str) -> None:
    print(f"stretchtui: {clean(line)}", file=sys.stderr)
