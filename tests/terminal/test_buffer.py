"""The canvas: the terminal shows what Textual wrote, for fewer bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import NONE, Capabilities

BELL = "\x07"

FULL = Capabilities()
SCREEN = Capabilities(erases=False)
"""Like GNU screen: what is erased has the terminal's own background."""


class Xterm(pyte.Screen):
    """pyte, with faint text, and with the halves of a wide character gone together.

    Args:
        width: Columns.
        height: Rows.
        abilities: What else it is to do as another terminal does.
    """

    def __init__(self, width: int, height: int, abilities: Capabilities = FULL) -> None:
        self._abilities = abilities
        super().__init__(width, height)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase with the pen's background, or with the terminal's own."""
        attributes = self.cursor.attrs
        if not self._abilities.erases:
            self.cursor.attrs = self.default_char
        super().erase_in_line(how, private)
        self.cursor.attrs = attributes

    def erase_characters(self, count: int | None = None) -> None:
        """Erase some cells, if the terminal can."""
        assert self._abilities.erases
        super().erase_characters(count)

    def shown(self) -> list[list[pyte.screens.Char]]:
        """The cells, without what cannot be seen of a space."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    def select_graphic_rendition(self, *attrs: int, **options: bool) -> None:
        """Show faint as blinking, which nothing here uses."""
        codes: list[int] = []
        parameters = iter(attrs)
        for code in parameters:
            codes.append({2: 5}.get(code, code))
            if code == 22:
                codes.append(25)
            if code in (38, 48):
                kind = next(parameters)
                codes += [kind, *(next(parameters) for _ in range(3 if kind == 2 else 1))]
        super().select_graphic_rendition(*codes)

    def draw(self, data: str) -> None:
        """Draw, and leave no half of a wide character behind."""
        for character in data:
            row, start = self.cursor.y, self.cursor.x
            super().draw(character)
            line, end = self.buffer[row], self.cursor.x
            if end <= start:
                continue
            space = self.cursor.attrs._replace(data=" ")
            if start and cell_len(line[start - 1].data) == 2:
                line[start - 1] = space
            if end < self.columns and not line[end].data:
                line[end] = space


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse:
        return cell
    return cell._replace(fg="default", bold=False, blink=False, italics=False)


@dataclass
class Link:
    """Textual's writes on the one side, and two terminals: one with the canvas, one without."""

    width: int
    height: int
    abilities: Capabilities = FULL
    bytes_plain: int = 0
    bytes_sent: int = 0

    def __post_init__(self) -> None:
        self.canvas = ScreenBuffer(self.abilities)
        self.resize(self.width, self.height)

    def resize(self, width: int, height: int) -> None:
        """Both terminals get another size; nobody knows what they show then."""
        self.width, self.height = width, height
        self.plain, self.frugal = (Xterm(width, height, self.abilities) for _ in range(2))
        self._streams = pyte.Stream(self.plain), pyte.Stream(self.frugal)
        self.scribble()
        self.canvas.resize(width, height)

    def scribble(self) -> None:
        """Something else writes all over the terminal behind the canvas."""
        for row in range(self.height):
            self._streams[1].feed(f"\x1b[{row + 1};1H\x1b[0;7m" + "?" * self.width)
        self._streams[1].feed("\x1b[0m")

    def write(self, data: str) -> None:
        """Textual writes."""
        self.canvas.feed(data)
        self._streams[0].feed(data)
        self.bytes_plain += len(data.encode())

    def send(self) -> str:
        """What the canvas gives goes to its terminal."""
        data = self.canvas.take()
        self._streams[1].feed(data)
        self.bytes_sent += len(data.encode())
        return data

    def rows(self) -> tuple[list[list[pyte.screens.Char]], list[list[pyte.screens.Char]]]:
        """The cells of both terminals."""
        return self.plain.shown(), self.frugal.shown()

    def assert_same(self) -> None:
        """Both show the same, with the same colours and attributes."""
        plain, frugal = self.rows()
        assert frugal == plain


# What Textual writes

_colours = st.one_of(
    st.sampled_from(["{}0", "{}7", "{}9"]),
    st.integers(0, 255).map(lambda n: f"{{}}8;5;{n}"),
    st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "{}8;2;" + ";".join(map(str, rgb))),
)
_bright = {"3": ("90", "97"), "4": ("100", "107")}
_attributes = st.lists(
    st.sampled_from(["1", "2", "3", "4", "7", "9", "6", "53"]), max_size=4, unique=True
)


@st.composite
def pens(draw: st.DrawFn) -> str:
    """The parameters of SGR, as Rich puts them: attributes, foreground, background."""
    parts = sorted(draw(_attributes))
    for ground in ("3", "4"):
        if draw(st.booleans()):
            parts.append(draw(_colours | st.sampled_from(_bright[ground])).format(ground))
    return ";".join(parts)


_few_pens = st.shared(st.lists(pens(), min_size=1, max_size=4), key="pens")

ASCII = "ab .#-9~"
AGREED = "é ÿ¿─│╭█▌▀░⠿⣤" + "漢膝字"
"""Characters that pyte and rich give the same width."""
DISPUTED = [
    "e\u0301",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "👍",
    "👩\u200d🔬",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇩🇪",
    "नि",
    "한",
    "שלום",
    "\u00ad",
    "\u200b",
    "😀" * 9,
]


def texts(width: int, letters: Sequence[str]) -> st.SearchStrategy[str]:
    """Text of at most this many cells."""

    def cut(numbers: bytes) -> str:
        text, room = "", width
        for number in numbers:
            letter = letters[number % len(letters)]
            room -= cell_len(letter)
            if room < 0:
                break
            text += letter
        return text

    return st.binary(max_size=width).map(cut)


@st.composite
def runs(draw: st.DrawFn, row: int, width: int, letters: Sequence[str], first: int = 0) -> str:
    """A few segments from some column of a row on, which is at least ``first``."""
    column = draw(st.integers(first, width - 1))
    out = [f"\x1b[{row + 1};{column + 1}H"]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(texts(width - column, letters))
        pen = draw(st.none() | st.sampled_from(draw(_few_pens)))
        out.append(text if not pen else f"\x1b[{pen}m{text}\x1b[0m")
        column += cell_len(text)
    return "".join(out)


@st.composite
def frames(draw: st.DrawFn, width: int, height: int, letters: Sequence[str]) -> str:
    """A frame of changes: runs in some rows, a line end after a row that is not the last."""
    rows = sorted(draw(st.lists(st.integers(0, height - 1), min_size=1, max_size=4)))
    between = ["\n" if row < height - 1 and draw(st.booleans()) else "" for row in rows]
    parts = [draw(runs(row, width, letters)) + end for row, end in zip(rows, between, strict=True)]
    return "\x1b[?2026h" + "".join(parts) + "\x1b[?2026l"


@st.composite
def full_frames(draw: st.DrawFn, width: int, height: int, letters: Sequence[str]) -> str:
    """A frame that writes every cell."""
    out = []
    for row in range(height):
        text = draw(texts(width, letters))
        pen = draw(st.sampled_from(draw(_few_pens)))
        rest = " " * (width - cell_len(text))
        out.append(f"\x1b[{row + 1};1H\x1b[{pen}m{text}\x1b[0m{rest}")
    return "\n".join(out)


happenings = st.sampled_from(["frame", "frame", "frame", "send", "send", "lost", "resize"])


def play(data: st.DataObject, letters: Sequence[str]) -> Link:
    """Let anything happen on a link; whenever something was sent, both terminals agree."""
    link = Link(12, 5, data.draw(st.sampled_from([FULL, SCREEN])))

    def take_full_frame() -> None:
        link.write(data.draw(full_frames(link.width, link.height, letters)))

    take_full_frame()
    for _ in range(data.draw(st.integers(1, 8))):
        match data.draw(happenings):
            case "frame":
                link.write(data.draw(frames(link.width, link.height, letters)))
            case "send":
                link.send()
                link.assert_same()
            case "lost":
                link.scribble()
                link.canvas.forget()
            case "resize":
                stale = data.draw(frames(link.width, link.height, letters))
                link.resize(data.draw(st.integers(1, 16)), data.draw(st.integers(1, 7)))
                if data.draw(st.booleans()):
                    # Textual goes on in the old size for a while.
                    link.canvas.feed(stale)
                    link.send()
                take_full_frame()
    link.send()
    link.assert_same()
    return link


@given(st.data())
@settings(max_examples=150)
def test_terminal_shows_what_textual_wrote(data: st.DataObject) -> None:
    link = play(data, ASCII + AGREED)
    assert link.send() == "", "nothing changed, so there is nothing to send"


@given(st.data())
def test_characters_of_disputed_width_spoil_no_other_row(data: st.DataObject) -> None:
    # Room on the right, or what one terminal finds wider would be wrapped into the next row.
    link = Link(200, 4)
    link.write(data.draw(full_frames(200, 4, ASCII + AGREED)))
    for _ in range(data.draw(st.integers(1, 4))):
        # Nor at the very left: pyte joins what has no width to the row above.
        link.write(data.draw(runs(1, 20, DISPUTED, first=1)))
        link.write(data.draw(runs(3, 200, ASCII)))
        if data.draw(st.booleans()):
            link.send()
    link.send()
    plain, frugal = link.rows()
    assert [frugal[row] for row in (0, 2, 3)] == [plain[row] for row in (0, 2, 3)]


@given(st.data())
def test_ascii_frames_never_take_more_bytes_than_textual_wrote(data: st.DataObject) -> None:
    # As Textual does: the segments of a frame side by side, each with a pen and a reset.
    canvas, width = ScreenBuffer(FULL), 40
    pen = st.sampled_from(data.draw(_few_pens))
    for _ in range(data.draw(st.integers(1, 5))):
        frame = ""
        for row in data.draw(st.sets(st.integers(0, 5), min_size=1)):
            start = data.draw(st.integers(0, 10))
            frame += f"\x1b[{row + 1};{start + 1}H"
            for _ in range(data.draw(st.integers(1, 3))):
                text = data.draw(texts((width - start) // 3, ASCII).filter(bool))
                frame += f"\x1b[{data.draw(pen)}m{text}\x1b[0m"
        canvas.feed(frame)
        assert len(canvas.take()) <= len(frame) + len("\x1b[0m")


# Controls


def test_controls_pass_in_their_order_and_before_the_cells() -> None:
    canvas = ScreenBuffer(FULL)
    controls = ["\x1b[?25l", "\x1b]0;title\x1b\\", "\x1b[>1u", "\x1b[?1000h", "\x1bP+q\x1b\\", "\t"]
    canvas.feed("\x1b[1;1Hx".join(controls))
    assert canvas.take() == "".join(controls) + "\x1b[Hx"


@pytest.mark.parametrize("end", [BELL, "\x1b\\"])
def test_shape_of_the_pointer_is_left_out(end: str) -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed(f"\x1b[1;1Ha\x1b]22;pointer{end}b")
    assert canvas.take() == "\x1b[Hab"


def test_marks_of_a_frame_are_left_out() -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[?2026h\x1b[1;1Ha\x1b[?2026l")
    assert canvas.take() == "\x1b[Ha"


@pytest.mark.parametrize("control", ["\x1b[?1049l", "\x1b[?1049h", "\x1b[2J"])
def test_nothing_of_the_old_screen_is_drawn_on_another_or_an_empty_one(control: str) -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[1;1H\x1b[1mold\x1b[0m")
    canvas.take()
    canvas.feed("\x1b[2;1Hnever sent" + control)
    assert canvas.take() == "\x1b[m" + control
    canvas.feed("\x1b[1;2Hn")
    assert canvas.take() == "\x1b[1;2Hn"


def test_frame_of_the_old_size_after_a_resize_spoils_nothing() -> None:
    # Textual draws on in the old size for a few milliseconds.
    link = Link(8, 3)
    link.write("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb\n\x1b[3;1Hcccccccc")
    link.send()
    link.resize(6, 2)
    link.canvas.feed("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb\n\x1b[3;1Hcccccccc")
    link.send()
    link.write("\x1b[1;1Haaaaaa\n\x1b[2;1Hbbbbbb")
    link.send()
    link.assert_same()


def test_size_that_is_soon_the_old_one_again_loses_nothing() -> None:
    # Textual draws no more then: it has seen no other size.
    canvas, screen = ScreenBuffer(FULL), Xterm(8, 2)
    canvas.resize(8, 2)
    canvas.feed("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb")
    canvas.take()
    canvas.resize(4, 1)
    canvas.feed("\x1b[2;1Hcccccccc")
    canvas.resize(8, 2)
    pyte.Stream(screen).feed(canvas.take())
    assert screen.display == ["aaaaaaaa", "cccccccc"]


# What it saves


def test_frame_that_is_written_again_costs_nothing() -> None:
    canvas = ScreenBuffer(FULL)
    frame = "\x1b[1;1H\x1b[1;38;2;1;2;3mStretch\x1b[0m  \x1b[2mdim\x1b[0m\n\x1b[2;1H漢字 ─── é"
    canvas.feed(frame)
    assert canvas.take()
    canvas.feed(frame * 3)
    assert canvas.take() == ""


def test_many_frames_between_two_sends_cost_no_more_than_the_newest() -> None:
    canvas = ScreenBuffer(FULL)
    for number in range(1000):
        canvas.feed(f"\x1b[1;1H{number:8}")
    assert canvas.take() == "\x1b[H     999"


def test_tick_of_a_gauge_costs_a_few_bytes_and_not_the_line() -> None:
    green, grey = "1;38;2;127;201;143;48;2;20;24;29", "38;2;48;57;69;48;2;20;24;29"

    def line(seconds: int) -> str:
        done = "█" * seconds
        rest = "─" * (40 - seconds)
        return (
            f"\x1b[20;3H\x1b[{green}mHOLD {40 - seconds:2}\x1b[0m"
            f"\x1b[21;3H\x1b[{green}m{done}\x1b[0m\x1b[{grey}m{rest}\x1b[0m"
        )

    canvas = ScreenBuffer(FULL)
    canvas.feed(line(11))
    canvas.take()
    canvas.feed(line(12))
    tick = canvas.take()
    # One digit and one cell of the bar. The pen is grey from the bar's end before.
    assert tick == f"\x1b[20;9H\x1b[1;38;2;127;201;143m{8}\x0b\x1b[4C█"
    assert len(tick.encode()) * 5 < len(line(12).encode())


def test_few_unchanged_letters_are_written_again_where_that_is_shorter_than_a_jump() -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[1;1H0:59 of 8:30 left")
    canvas.take()
    canvas.feed("\x1b[1;1H1:00 of 8:29 left")
    assert canvas.take() == "\x1b[H1:00\x1b[6C29"


def test_pen_goes_on_into_the_next_frame() -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[1;1H\x1b[1;31ma\x1b[0m")
    assert canvas.take() == "\x1b[H\x1b[1;31ma"
    canvas.feed("\x1b[1;1H\x1b[1;31mb\x1b[0m")
    assert canvas.take() == "\x1b[Hb"
    canvas.feed("\x1b[1;1H\x1b[31mb\x1b[0m")
    assert canvas.take() == "\x1b[H\x1b[22mb"
    canvas.feed("\x1b[1;1Hb")
    assert canvas.take() == "\x1b[H\x1b[mb"


def test_colours_of_the_256_go_by_their_number() -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[1;1H\x1b[38;2;135;175;215;48;2;18;18;18ma\x1b[0m")
    assert canvas.take() == "\x1b[H\x1b[38;5;110;48;5;233ma"
    # Neither these, which some palettes change, nor those that are none of them.
    canvas.feed("\x1b[1;1H\x1b[38;2;0;0;95;48;2;18;18;19mb\x1b[0m")
    assert canvas.take() == "\x1b[H\x1b[38;2;0;0;95;48;2;18;18;19mb"


def test_each_pen_is_taken_up_once_however_often_it_comes() -> None:
    canvas = ScreenBuffer(FULL)
    rows = range(1, 9)
    canvas.feed("".join(f"\x1b[{y};1H\x1b[38;5;240m{y}. \x1b[38;5;110mKnee rolls" for y in rows))
    assert canvas.take().count("m") == 2


def test_spaces_at_the_end_are_erased_where_the_terminal_does_it_in_colour() -> None:
    frame = "\x1b[1;1H\x1b[48;5;233mhip" + " " * 37
    canvas, screen = ScreenBuffer(FULL), ScreenBuffer(SCREEN)
    for each in (canvas, screen):
        each.resize(40, 1)
        each.feed(frame)
    assert canvas.take() == "\x1b[m\x1b[H\x1b[48;5;233mhip\x1b[K"
    assert screen.take() == "\x1b[m\x1b[H\x1b[48;5;233mhip" + " " * 37
    canvas.feed("\x1b[1;1H\x1b[48;5;233ma" + " " * 20 + "b")
    assert canvas.take() == "\x1b[Ha  \x1b[18Cb"
    canvas.feed("\x1b[1;2H\x1b[48;5;233m" + "x" * 20)
    canvas.take()
    canvas.feed("\x1b[1;2H\x1b[48;5;233m" + " " * 20)
    assert canvas.take() == "\x1b[1;2H\x1b[20X"


@given(st.data())
@settings(max_examples=50)
def test_no_colour_is_sent_where_there_are_to_be_none(data: st.DataObject) -> None:
    canvas = ScreenBuffer(Capabilities(colours=NONE))
    canvas.feed(data.draw(full_frames(12, 3, ASCII + AGREED)))
    sent = {
        each for pen in re.findall(r"\x1b\[([\d;]*)m", canvas.take()) for each in pen.split(";")
    }
    attributes = {"1", "2", "3", "4", "6", "7", "9", "53"}
    assert sent <= attributes | {"", "0", "22", "23", "24", "27", "29"}


def test_wide_character_written_over_in_part_leaves_a_space() -> None:
    canvas = ScreenBuffer(FULL)
    canvas.feed("\x1b[1;1H膝膝")
    canvas.take()
    canvas.feed("\x1b[1;2Hab")
    assert canvas.take() == "\x1b[H ab "
