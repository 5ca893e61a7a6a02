"""A screen as text: what is read back is what was shown, and whatever else is in a file is not."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.terminal.picture import Cell, ScreenPicture
from stretchtui.terminal.plain_graphemes import is_plain
from stretchtui.terminal.sgr import is_style
from tests.amounts import amount
from tests.terminal.frames import ASCII, full_frames
from tests.terminal.screens import FULL, SCREEN, Pair, Xterm

WIDTH, HEIGHT = 12, 4
LETTERS = [*ASCII, *"é─│▌▀░⠿·▸"]


def shown(picture: ScreenPicture) -> list[list[pyte.screens.Char]]:
    """What a terminal makes of a picture."""
    screen = Xterm(*picture.size, FULL if picture.erases else SCREEN)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[1;7m" + "?" * 30)
    stream.feed(picture.drawn)
    return screen.shown()


def plain(*rows: str) -> ScreenPicture:
    """A picture of texts without a style."""
    cells = [[(each, "") for each in row] for row in rows]
    return ScreenPicture.of(cells, len(rows[0]), erases=True)


@given(st.data())
@settings(max_examples=amount(150))
def test_a_picture_is_what_was_drawn_and_stays_so_as_text(data: st.DataObject) -> None:
    pair = Pair(WIDTH, HEIGHT, data.draw(st.sampled_from([FULL, SCREEN])))
    pair.write(data.draw(full_frames(WIDTH, HEIGHT, LETTERS)))
    pair.send()
    picture = pair.buffer.picture()
    assert shown(picture) == pair.frugal.shown()
    styles = {style for row in picture.rows for style, _ in row}
    if all(map(is_style, styles)):
        assert ScreenPicture.read(picture.text, WIDTH, HEIGHT) == picture
    else:
        with pytest.raises(ValueError, match="not what a screen shows"):
            ScreenPicture.read(picture.text, WIDTH, HEIGHT)


def test_what_is_uncertain_or_unknown_is_left_out() -> None:
    cells: list[list[Cell | None]] = [
        [("漢", "1;44"), ("", ""), ("a", "31"), None],
        [("\x1b", "32")],
    ]
    picture = ScreenPicture.of(cells, 5, erases=True)
    assert picture.rows == ((("44", "  "), ("31", "a  ")), (("", "     "),))
    space = (" ", "")
    assert picture.cells == [[(" ", "44"), (" ", "44"), ("a", "31"), space, space], [space] * 5]


def test_of_what_differs_only_spaces_are_left() -> None:
    whole = ScreenPicture.of([[("a", "41"), ("b", "41"), ("c", "")]], 3, erases=False)
    before = ScreenPicture.of([[("a", "41"), ("x", "42"), ("c", "")]], 3, erases=False)
    assert whole.common(before).cells == [[("a", "41"), (" ", "41"), ("c", "")]]


def test_a_row_ends_in_spaces_that_are_erased_where_they_may_be() -> None:
    row = [("a", "44"), *[(" ", "44")] * 7]
    assert ScreenPicture.of([row], 8, erases=True).row(0) == "\x1b[1H\x1b[44ma\x1b[K\x1b[m"
    assert ScreenPicture.of([row], 8, erases=False).row(0) == "\x1b[1H\x1b[44ma       \x1b[m"


def test_only_ascii_takes_one_cell_everywhere() -> None:
    assert plain("ab", "c ").is_ascii
    assert not plain("a·").is_ascii


GOOD = plain("ab", "c ").text


@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD.replace("2 2 1", "2 3 1"),
        GOOD.replace("2 2 1", "2 2 2"),
        GOOD + "\n\tab",
        GOOD.rpartition("\n")[0],
        GOOD.replace("ab", "abc"),
        GOOD.replace("ab", "a"),
        GOOD.replace("\tab", "ab"),
        GOOD.replace("\tab", "\tab\t1"),
        GOOD.replace("ab", "a\x1b"),
        GOOD.replace("ab", "a\x07"),
        GOOD.replace("ab", "a\x9b"),
        GOOD.replace("ab", "a\u202e"),
        GOOD.replace("ab", "a\u0301"),
        GOOD.replace("ab", "a漢"),
        GOOD.replace("ab", "a\u00ad"),
        GOOD.replace("\tab", "1H\tab"),
        GOOD.replace("\tab", "31;\tab"),
        GOOD.replace("\tab", "38;5\tab"),
        GOOD.replace("\tab", "38;5;256\tab"),
        GOOD.replace("\tab", "38;2;1;2\tab"),
        GOOD.replace("\tab", "38;7;1\tab"),
        GOOD.replace("\tab", "38\tab"),
        GOOD.replace("\tab", "48;5;-1\tab"),
        GOOD.replace("\tab", "0\tab"),
        GOOD.replace("\tab", "5\tab"),
    ],
)
def test_whatever_else_stands_in_a_file_is_no_picture(text: str) -> None:
    assert ScreenPicture.read(GOOD, 2, 2) == plain("ab", "c ")
    with pytest.raises(ValueError, match=r"size|length|shows"):
        ScreenPicture.read(text, 2, 2)


@given(st.text(max_size=60))
def test_whatever_is_read_draws_cells_and_nothing_else(noise: str) -> None:
    for text in (noise, GOOD.replace("ab", noise), GOOD.replace("\tab", f"{noise}\tab")):
        try:
            picture = ScreenPicture.read(text, 2, 2)
        except ValueError:
            continue
        drawn = "".join(text for row in picture.rows for _, text in row)
        assert len(drawn) == 4
        assert all(each.isprintable() and is_plain(each) for each in drawn)


@pytest.mark.parametrize("style", ["", "1", "1;4;38;5;110;48;2;1;20;255", "97;107", "39;49", "7"])
def test_known_parameters_are_a_style(style: str) -> None:
    assert is_style(style)
