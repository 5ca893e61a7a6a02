"""The buffer: the terminal shows what was drawn, whatever happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import NONE, Capabilities
from tests.amounts import amount
from tests.terminal.frames import AGREED, ASCII, DISPUTED, frames, full_frames, segments
from tests.terminal.screens import FULL, SCREEN, Pair, Xterm

BELL = "\x07"

happenings = st.sampled_from(["frame", "frame", "frame", "send", "send", "lost", "resize"])


def play(data: st.DataObject, letters: Sequence[str]) -> Pair:
    """Let anything happen; whenever something was sent, both terminals agree."""
    pair = Pair(12, 5, data.draw(st.sampled_from([FULL, SCREEN])))

    def take_full_frame() -> None:
        pair.write(data.draw(full_frames(pair.width, pair.height, letters)))

    take_full_frame()
    for _ in range(data.draw(st.integers(1, 8))):
        match data.draw(happenings):
            case "frame":
                pair.write(data.draw(frames(pair.width, pair.height, letters)))
            case "send":
                pair.send()
                pair.assert_same()
            case "lost":
                pair.scribble()
                pair.buffer.forget()
            case "resize":
                stale = data.draw(frames(pair.width, pair.height, letters))
                pair.resize(data.draw(st.integers(1, 16)), data.draw(st.integers(1, 7)))
                if data.draw(st.booleans()):
                    # Whoever draws goes on in the old size for a while.
                    pair.buffer.feed(stale)
                    pair.send()
                take_full_frame()
    pair.send()
    pair.assert_same()
    return pair


@given(st.data())
@settings(max_examples=amount(150))
def test_terminal_shows_what_was_drawn(data: st.DataObject) -> None:
    pair = play(data, ASCII + AGREED)
    assert pair.send() == "", "nothing changed, so there is nothing to send"


@given(st.data())
def test_characters_of_disputed_width_spoil_no_other_row(data: st.DataObject) -> None:
    # Room on the right, or what one terminal finds wider would be wrapped into the next row.
    pair = Pair(200, 4)
    pair.write(data.draw(full_frames(200, 4, ASCII + AGREED)))
    for _ in range(data.draw(st.integers(1, 4))):
        # Nor at the very left: pyte joins what has no width to the row above.
        pair.write(data.draw(segments(1, 20, DISPUTED, first=1)))
        pair.write(data.draw(segments(3, 200, ASCII)))
        if data.draw(st.booleans()):
            pair.send()
    pair.send()
    plain, frugal = pair.rows()
    assert [frugal[row] for row in (0, 2, 3)] == [plain[row] for row in (0, 2, 3)]


def test_what_is_written_before_the_cursor_was_moved_is_in_the_first_row() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("knee")
    terminal = Xterm(6, 2)
    pyte.Stream(terminal).feed(buffer.take())
    assert terminal.display == ["knee  ", " " * 6]


def test_wide_character_written_over_in_part_leaves_a_space() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H膝膝")
    buffer.take()
    buffer.feed("\x1b[1;2Hab")
    assert buffer.take() == "\x1b[H ab "


def test_half_a_wide_character_at_the_edge_is_a_space() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1Hab膝x")
    for width, shown in ((5, "ab膝x"), (4, "ab膝"), (3, "ab "), (2, "ab")):
        buffer.resize(width, 1)
        screen = Xterm(width, 1)
        pyte.Stream(screen).feed(buffer.take())
        assert screen.display == [shown]


@given(st.data())
@settings(max_examples=amount(50))
def test_no_colour_is_sent_where_there_are_to_be_none(data: st.DataObject) -> None:
    buffer = ScreenBuffer(Capabilities(colours=NONE))
    buffer.feed(data.draw(full_frames(12, 3, ASCII + AGREED)))
    sent = {
        each for style in re.findall(r"\x1b\[([\d;]*)m", buffer.take()) for each in style.split(";")
    }
    attributes = {"1", "2", "3", "4", "6", "7", "9", "53"}
    assert sent <= attributes | {"", "0", "22", "23", "24", "27", "29"}


# Controls


def test_controls_pass_in_their_order_and_before_the_cells() -> None:
    buffer = ScreenBuffer(FULL)
    controls = ["\x1b[?25l", "\x1b]0;title\x1b\\", "\x1b[>1u", "\x1b[?1000h", "\x1bP+q\x1b\\", "\t"]
    buffer.feed("\x1b[1;1Hx".join(controls))
    assert buffer.take() == "".join(controls) + "\x1b[Hx"


def test_a_line_end_goes_a_row_down_and_no_column_back() -> None:
    # The program's terminal is raw: nothing adds a CR.
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1Hab\ncd")
    assert buffer.take() == "\x1b[Hab\x1b[Bcd"


@pytest.mark.parametrize("end", [BELL, "\x1b\\"])
def test_shape_of_the_pointer_is_left_out(end: str) -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed(f"\x1b[1;1Ha\x1b]22;pointer{end}b")
    assert buffer.take() == "\x1b[Hab"


def test_marks_of_a_frame_are_left_out() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[?2026h\x1b[1;1Ha\x1b[?2026l")
    assert buffer.take() == "\x1b[Ha"


@pytest.mark.parametrize("control", ["\x1b[?1049l", "\x1b[?1049h", "\x1b[2J"])
def test_nothing_of_the_old_screen_is_drawn_on_another_or_an_empty_one(control: str) -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H\x1b[1mold\x1b[0m")
    buffer.take()
    buffer.feed("\x1b[2;1Hnever sent" + control)
    assert buffer.take() == "\x1b[m" + control + (FULL.afresh if control[-1] == "h" else "")
    buffer.feed("\x1b[1;2Hn")
    assert buffer.take() == "\x1b[1;2Hn"


def test_frame_of_the_old_size_after_a_resize_spoils_nothing() -> None:
    # Textual, for one, draws on in the old size for a few milliseconds.
    pair = Pair(8, 3)
    pair.write("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb\n\x1b[3;1Hcccccccc")
    pair.send()
    pair.resize(6, 2)
    pair.buffer.feed("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb\n\x1b[3;1Hcccccccc")
    pair.send()
    pair.write("\x1b[1;1Haaaaaa\n\x1b[2;1Hbbbbbb")
    pair.send()
    pair.assert_same()


def test_size_that_is_soon_the_old_one_again_loses_nothing() -> None:
    # Nothing is drawn again then: whoever draws has seen no other size.
    buffer, screen = ScreenBuffer(FULL), Xterm(8, 2)
    buffer.resize(8, 2)
    buffer.feed("\x1b[1;1Haaaaaaaa\n\x1b[2;1Hbbbbbbbb")
    buffer.take()
    buffer.resize(4, 1)
    buffer.feed("\x1b[2;1Hcccccccc")
    buffer.resize(8, 2)
    pyte.Stream(screen).feed(buffer.take())
    assert screen.display == ["aaaaaaaa", "cccccccc"]


def test_what_is_learnt_late_holds_for_all_that_is_fed_then() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H▸ né 漢")
    assert "▸ né" in buffer.take()
    buffer.adapt(Capabilities(narrow=True))
    buffer.feed("\x1b[1;1H▸ né 漢")
    assert buffer.take().endswith("漢\x1b[H> ne ")
