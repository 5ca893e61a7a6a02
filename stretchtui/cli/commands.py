"""The table of commands: what each is called, what it is for, and how it is typed.

Help, completions and the manual page are made from it. What carries them out is not imported here.
"""

from __future__ import annotations

from typing import NamedTuple


class CommandHelp(NamedTuple):
    """What there is to say of one command."""

    name: str
    help: str
    """One line."""
    page: str
    """The page about it, in the folder ``docs``."""
    examples: tuple[tuple[str, str], ...]
    """What to type behind ``stretchtui``, and what that does."""


MAIN_PAGE = "README.md"
"""The page that leads to all others."""

MAIN_EXAMPLES = (
    ("", "open the list of routines"),
    ("play five-for-lower-back", "follow a routine"),
    ("ssh me@server", "stretch there, and hear it here"),
    ("help play", "more about a command"),
)
"""Examples for who does not know any command yet."""

GROUPS: dict[str, tuple[CommandHelp, ...]] = {
    "Stretch": (
        CommandHelp(
            "play",
            "play a routine, then exit",
            "commands.md",
            (
                ("play five-for-lower-back", "a routine by its id"),
                ('play "Five for the lower back" --floor', "by its name, in the floor view"),
                ("play friend.toml --plain", "from a file, as lines of text"),
            ),
        ),
        CommandHelp(
            "resume",
            "resume an interrupted session",
            "journal.md",
            (("resume", "go back to where you were"),),
        ),
        CommandHelp(
            "ears",
            "listen in a browser, on a phone, tablet or laptop",
            "ears.md",
            (
                ("ears", "choose a routine here, hear it there"),
                ("ears hips --listen 0.0.0.0", "for any device in your network"),
            ),
        ),
        CommandHelp(
            "next",
            "print today's suggestion",
            "recipes.md",
            (("next", "what to do today"), ("next --id", "only its id, for scripts")),
        ),
        CommandHelp(
            "plan",
            "follow a plan over several weeks",
            "plans.md",
            (
                ("plan list", "the plans there are"),
                ("plan start desk-days", "follow one from today on"),
                ("plan", "what is done, and what is next"),
                ("plan pause", "for a holiday: no day is missed"),
            ),
        ),
        CommandHelp(
            "today",
            "print what you did today",
            "recipes.md",
            (("today || stretchtui next", "a reminder: nothing today exits with 1"),),
        ),
        CommandHelp(
            "remind",
            "remind you on days without stretching",
            "recipes.md",
            (
                ("remind --at 07:30", "every day"),
                ("remind --at 18:00 --days mon-fri", "from Monday to Friday"),
                ("remind --off", "no more"),
            ),
        ),
    ),
    "Routines": (
        CommandHelp(
            "list",
            "list the routines",
            "commands.md",
            (
                ("list", "all of them"),
                ("list --tag morning --mine", "your own with this tag"),
            ),
        ),
        CommandHelp(
            "show",
            "print a routine second by second",
            "routines.md",
            (
                ("show hips", "as you would do it today"),
                ("show hips --guide full", "with all that the voice says"),
            ),
        ),
        CommandHelp(
            "make",
            "make a routine for today",
            "commands.md",
            (
                ('make "10 minutes for hips"', "print one"),
                ('make "8 min neck and shoulders, on a chair" --play', "follow it at once"),
                ('make --minutes 15 --for "lower back" --save Evening', "keep it"),
            ),
        ),
        CommandHelp(
            "figure",
            "draw a stretch",
            "figures.md",
            (("figure pigeon --size 60x20", "larger than usual"),),
        ),
        CommandHelp(
            "sheet",
            "print a routine on a page to hang up",
            "routines.md",
            (
                ("sheet hips -o hips.pdf", "to print, with days to tick"),
                ("sheet hips -o hips.html", "for any browser"),
            ),
        ),
        CommandHelp(
            "new",
            "create a routine",
            "routines.md",
            (("new", "in the builder"), ("new --from hips", "beginning with a copy")),
        ),
        CommandHelp(
            "edit",
            "edit a routine",
            "routines.md",
            (("edit hips", "a routine by its id"), ("edit friend.toml", "a file, where it is")),
        ),
        CommandHelp(
            "copy",
            "copy a routine to edit",
            "routines.md",
            (('copy hips --name "Hips, shorter"', "under another name"),),
        ),
        CommandHelp(
            "rename",
            "rename one of your routines",
            "routines.md",
            (('rename my-hips "Hips at noon"', "its id, and its history, stay"),),
        ),
        CommandHelp(
            "delete",
            "delete one of your routines",
            "routines.md",
            (("delete my-hips", "a backup is kept"),),
        ),
        CommandHelp(
            "undelete",
            "restore a routine that you deleted",
            "routines.md",
            (("undelete", "the last one"), ("undelete --list", "what can be restored")),
        ),
        CommandHelp(
            "export",
            "print a routine as TOML, to send to a friend",
            "routines.md",
            (
                ("export hips -o hips.toml", "into a file"),
                ("export hips --lines", "as lines of text, for a message"),
                ("export --all -o mine.toml", "all routines of your own"),
            ),
        ),
        CommandHelp(
            "import",
            "import routines and stretches from files",
            "routines.md",
            (
                ("import friend.toml", "a routine from a friend"),
                ("import list.txt --dry-run", "only say what would be imported"),
                ("import STRETCHTUI:1:PDAMQ...", "from the code on a sheet"),
            ),
        ),
        CommandHelp(
            "check",
            "check routine files for errors",
            "routines.md",
            (("check my-hips.toml", "prints nothing if all is well"),),
        ),
    ),
    "History": (
        CommandHelp(
            "history",
            "list your past sessions",
            "journal.md",
            (
                ("history --since 2026-01-31", "from a day on"),
                ("history --csv", "for a spreadsheet"),
                ("history --week", "this week's minutes for each part of the body"),
            ),
        ),
        CommandHelp(
            "log",
            "log a session you did elsewhere",
            "recipes.md",
            (
                ("log hips", "ended just now"),
                ('log hips --at "2026-11-28 07:10" --feeling right', "earlier"),
            ),
        ),
    ),
    "Sound": (
        CommandHelp(
            "cues",
            "play each cue and print what it means",
            "sound.md",
            (("cues --quiz", "which is which?"),),
        ),
        CommandHelp(
            "doctor",
            "diagnose sound and suggest fixes",
            "sound.md",
            (("doctor", "what was found, and what would help"),),
        ),
        CommandHelp(
            "ssh",
            "run on another machine, with the sound on this one",
            "ssh.md",
            (
                ("ssh me@server", "the list of routines there"),
                ("ssh -p 2222 me@server play hips", "with ssh's own options"),
            ),
        ),
    ),
    "The program": (
        CommandHelp(
            "paths",
            "print where your files are",
            "commands.md",
            (("paths", "all of them"), ("paths routines", "one of them, for scripts")),
        ),
        CommandHelp(
            "completion",
            "print a script that completes commands in your shell",
            "commands.md",
            (
                ("completion bash >>~/.bash_completion", "bash"),
                ("completion fish >~/.config/fish/completions/stretchtui.fish", "fish"),
            ),
        ),
        CommandHelp(
            "help",
            "print help for a command",
            "commands.md",
            (("help import", "the same as import --help"),),
        ),
    ),
}
"""All commands, in the order and under the headings in which they are listed."""

COMMANDS = {command.name: command for group in GROUPS.values() for command in group}
"""The same by their names."""
