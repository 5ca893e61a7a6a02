"""The fewest bytes: what a change of the screen costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.terminal.buffer import ScreenBuffer
from tests.terminal.frames import ASCII, few_styles, texts
from tests.terminal.screens import FULL, SCREEN


@given(st.data())
def test_ascii_frames_never_take_more_bytes_than_were_drawn(data: st.DataObject) -> None:
    # As Textual draws: the segments of a frame side by side, each with a style and a reset.
    buffer, width = ScreenBuffer(FULL), 40
    style = st.sampled_from(data.draw(few_styles))
    for _ in range(data.draw(st.integers(1, 5))):
        frame = ""
        for row in data.draw(st.sets(st.integers(0, 5), min_size=1)):
            start = data.draw(st.integers(0, 10))
            frame += f"\x1b[{row + 1};{start + 1}H"
            for _ in range(data.draw(st.integers(1, 3))):
                text = data.draw(texts((width - start) // 3, ASCII).filter(bool))
                frame += f"\x1b[{data.draw(style)}m{text}\x1b[0m"
        buffer.feed(frame)
        assert len(buffer.take()) <= len(frame) + len("\x1b[0m")


def test_frame_that_is_written_again_costs_nothing() -> None:
    buffer = ScreenBuffer(FULL)
    frame = "\x1b[1;1H\x1b[1;38;2;1;2;3mTitle\x1b[0m  \x1b[2mdim\x1b[0m\n\x1b[2;1H漢字 ─── é"
    buffer.feed(frame)
    assert buffer.take()
    buffer.feed(frame * 3)
    assert buffer.take() == ""


def test_many_frames_between_two_sends_cost_no_more_than_the_newest() -> None:
    buffer = ScreenBuffer(FULL)
    for number in range(1000):
        buffer.feed(f"\x1b[1;1H{number:8}")
    assert buffer.take() == "\x1b[H     999"


def test_tick_of_a_gauge_costs_a_few_bytes_and_not_the_line() -> None:
    green, grey = "1;38;2;127;201;143;48;2;20;24;29", "38;2;48;57;69;48;2;20;24;29"

    def line(seconds: int) -> str:
        done = "█" * seconds
        rest = "─" * (40 - seconds)
        return (
            f"\x1b[20;3H\x1b[{green}mTIME {40 - seconds:2}\x1b[0m"
            f"\x1b[21;3H\x1b[{green}m{done}\x1b[0m\x1b[{grey}m{rest}\x1b[0m"
        )

    buffer = ScreenBuffer(FULL)
    buffer.feed(line(11))
    buffer.take()
    buffer.feed(line(12))
    tick = buffer.take()
    # One digit and one cell of the bar. The style is grey from the bar's end before.
    assert tick == f"\x1b[20;9H\x1b[1;38;2;127;201;143m{8}\x1b[B\x1b[4C█"
    assert len(tick.encode()) * 5 < len(line(12).encode())


def test_few_unchanged_letters_are_written_again_where_that_is_shorter_than_a_jump() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H0:59 of 8:30 left")
    buffer.take()
    buffer.feed("\x1b[1;1H1:00 of 8:29 left")
    assert buffer.take() == "\x1b[H1:00\x1b[6C29"


def test_style_goes_on_into_the_next_frame() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H\x1b[1;31ma\x1b[0m")
    assert buffer.take() == "\x1b[H\x1b[1;31ma"
    buffer.feed("\x1b[1;1H\x1b[1;31mb\x1b[0m")
    assert buffer.take() == "\x1b[Hb"
    buffer.feed("\x1b[1;1H\x1b[31mb\x1b[0m")
    assert buffer.take() == "\x1b[H\x1b[22mb"
    buffer.feed("\x1b[1;1Hb")
    assert buffer.take() == "\x1b[H\x1b[mb"


def test_colours_of_the_256_go_by_their_number() -> None:
    buffer = ScreenBuffer(FULL)
    buffer.feed("\x1b[1;1H\x1b[38;2;135;175;215;48;2;18;18;18ma\x1b[0m")
    assert buffer.take() == "\x1b[H\x1b[38;5;110;48;5;233ma"
    # Neither these, which some palettes change, nor those that are none of them.
    buffer.feed("\x1b[1;1H\x1b[38;2;0;0;95;48;2;18;18;19mb\x1b[0m")
    assert buffer.take() == "\x1b[H\x1b[38;2;0;0;95;48;2;18;18;19mb"


def test_each_style_is_set_once_however_often_it_comes() -> None:
    buffer = ScreenBuffer(FULL)
    rows = range(1, 9)
    buffer.feed("".join(f"\x1b[{y};1H\x1b[38;5;240m{y}. \x1b[38;5;110mentry" for y in rows))
    assert buffer.take().count("m") == 2


def test_spaces_at_the_end_are_erased_where_the_terminal_does_it_in_colour() -> None:
    frame = "\x1b[1;1H\x1b[48;5;233mxyz" + " " * 37
    buffer, screen = ScreenBuffer(FULL), ScreenBuffer(SCREEN)
    for each in (buffer, screen):
        each.resize(40, 1)
        each.feed(frame)
    assert buffer.take() == "\x1b[m\x1b[H\x1b[48;5;233mxyz\x1b[K"
    assert screen.take() == "\x1b[m\x1b[H\x1b[48;5;233mxyz" + " " * 37
    buffer.feed("\x1b[1;1H\x1b[48;5;233ma" + " " * 20 + "b")
    assert buffer.take() == "\x1b[Ha  \x1b[18Cb"
    buffer.feed("\x1b[1;2H\x1b[48;5;233m" + "x" * 20)
    buffer.take()
    buffer.feed("\x1b[1;2H\x1b[48;5;233m" + " " * 20)
    assert buffer.take() == "\x1b[1;2H\x1b[20X"
