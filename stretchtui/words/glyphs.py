"""The characters the screens draw with, for terminals with Unicode and without."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.phases import Kind


class Glyphs(Struct, frozen=True):
    """One set of characters; every one takes one cell."""

    blocks: tuple[str, str, str, str]
    """Pixels of a cell: none, upper, lower, both."""
    bar: str
    """A filled cell of a bar, …"""
    bar_parts: str
    """… an eighth, two eighths, … seven eighths of one (or nothing), …"""
    bar_rest: str
    """… and an empty one."""
    strip: Mapping[Kind, str]
    """A phase in the strip of the whole session, told apart by height."""
    bracket: tuple[str, str, str]
    """Holds the lines of a group together: over them, beside them, beside the last."""
    here: str
    """Marks the place in the strip."""
    arrows: Mapping[Side, str]
    chosen: str
    """Marks the chosen row of a list."""
    own: str
    """Marks what is the person's own."""
    adapted: str
    """Marks what the person does otherwise than it is written."""
    broken: str
    """Marks what cannot be read."""
    done: str
    """Marks what was done."""
    none: str
    """Stands where there is nothing to count."""
    dot: str
    """Stands between facts on a line."""
    times: str
    ellipsis: str


UNICODE = Glyphs(
    blocks=(" ", "▀", "▄", "█"),
    bar="█",
    bar_parts="▏▎▍▌▋▊▉",
    bar_rest="─",
    strip={
        Kind.READY: "▂",
        Kind.PUSH: "▅",
        Kind.RELAX: "▃",
        Kind.HOLD: "▇",
        Kind.WORK: "▆",
        Kind.SWITCH: "▄",
        Kind.REST: "▁",
    },
    bracket=("┌", "│", "└"),
    here="┃",
    arrows={Side.LEFT: "◀", Side.RIGHT: "▶", Side.NONE: ""},
    chosen="▸",
    own="◆",
    adapted="~",
    broken="!",
    done="✓",
    none="–",
    dot="·",
    times="×",
    ellipsis="…",
)

ASCII = Glyphs(
    # The halves must differ: small digits are told apart by them.
    blocks=(" ", '"', "_", "#"),
    bar="=",
    bar_parts="",
    bar_rest="-",
    strip={
        Kind.READY: ".",
        Kind.PUSH: "+",
        Kind.RELAX: "-",
        Kind.HOLD: "#",
        Kind.WORK: "#",
        Kind.SWITCH: "%",
        Kind.REST: "_",
    },
    bracket=("/", "|", "\\"),
    here="|",
    arrows={Side.LEFT: "<", Side.RIGHT: ">", Side.NONE: ""},
    chosen=">",
    own="*",
    adapted="%",
    broken="!",
    done="x",
    none="-",
    dot="-",
    times="x",
    ellipsis="~",
)

CONSOLE = Glyphs(
    blocks=(" ", "▀", "▄", "█"),
    bar="█",
    bar_parts="▌",
    bar_rest="─",
    strip={
        Kind.READY: "░",
        Kind.PUSH: "▒",
        Kind.RELAX: "_",
        Kind.HOLD: "█",
        Kind.WORK: "▓",
        Kind.SWITCH: "▄",
        Kind.REST: "_",
    },
    bracket=("┌", "│", "└"),
    here="│",
    arrows={Side.LEFT: "<", Side.RIGHT: ">", Side.NONE: ""},
    chosen=">",
    own="*",
    adapted="%",
    broken="!",
    done="√",
    none="-",
    dot="·",
    times="x",
    ellipsis="~",
)
"""What the fonts of the Linux console have: of the blocks the halves, and no triangles."""


def glyphs_for(
    environment: Mapping[str, str], chosen: str = "auto", *, ambiguous_wide: bool = False
) -> Glyphs:
    """The set that a terminal can show.

    Args:
        environment: Tells its kind, and the locale.
        chosen: The person's choice: "auto", "unicode" or "ascii".
        ambiguous_wide: Whether the terminal gives most of the characters here two cells.
    """
    if chosen == "ascii" or (chosen == "auto" and (ambiguous_wide or not speaks_utf8(environment))):
        return ASCII
    return CONSOLE if environment.get("TERM") == "linux" else UNICODE


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the terminal of this locale reads UTF-8.

    The locale's own words decide, not the interpreter's encoding: Python speaks UTF-8 even
    where the terminal does not.
    """
    language = environment.get("LANG", "")
    said = environment.get("LC_ALL") or environment.get("LC_CTYPE") or language
    if said == "C.UTF-8" and language in ("C", "POSIX") and not environment.get("LC_ALL"):
        # The interpreter itself puts this into LC_CTYPE where it starts in a C locale.
        said = language
    return "utf" in said.lower() or (not said and environment.get("TERM", "") != "linux")
