"""Names of which terminals disagree how wide they are: all that stands beside them is in place."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from rich.cells import split_graphemes

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import Capabilities
from tests.amounts import amount
from tests.terminal.judges import AMBIGUOUS_WIDE, COLUMNS, USED, Judge, Multiplexer, XtermJs, judges

FRAMES = 8
"""What is drawn one after the other before the multiplexers are looked at."""

CLEAR = "\x1b[m\x1b[?7l\x1b[2J"

UNCERTAIN = [
    *("⚠️", "❤️", "▶️", "☀️", "ℹ️", "a️"),  # emoji presentation
    *("⚠︎", "😀︎", "☀︎"),  # text presentation
    *("1️⃣", "#️⃣", "9⃣"),  # keycaps
    *("🇩🇪", "🇫🇷🇯🇵", "🇺", "🇺🇸🇬", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),  # flags
    *("👩‍🔬", "👨‍👩‍👧‍👦", "❤️‍🔥", "🏳️‍🌈", "👩🏽‍🚀", "👩‍", "‍", "a‍b"),  # joined
    *("👍🏽", "🏽", "a🏿"),  # skin tones
    *("é", "ạ́", "́", "x⃝", "ö̲̅"),  # combining
    *("\u0378", "\U0001f7f9", "\U000e01f0", "\U0001fae9", "\ufdd0"),  # unassigned, or new
    *("가", "ᅡ", "ᄀ", "각", "ㅤ", "ᅟ", "한"),  # Hangul
    *("\u00ad", "\u200b", "\u2060", "\u200e", "\u034f", "\u180e", "\u0600"),  # without ink
    *("क्ष", "नि", "क्‍ष", "স্ত্র", "ကြ", "கெ", "กำ"),  # conjuncts and vowels
    *("漢", "ﷺ", "⸻", "😀", "⏰", "🈁", "〰️", "…", "“", "—", "☯", "\ue0b0", "שּ"),
]

ASCII = "abc xyz 0123 -+"


@pytest.fixture(scope="module")
def all_judges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Judge]]:
    """The terminals, started once."""
    with judges(tmp_path_factory.mktemp("j")) as found:
        yield found


def drawn(
    chance: random.Random, row: int, columns: int, letters: Sequence[str] = UNCERTAIN
) -> tuple[str, int, str]:
    """Something in a row, its column and its text; it never goes beyond the last column."""
    column = chance.randrange(columns)
    room = columns - column
    text = ""
    for _ in range(chance.randint(1, 14)):
        piece = chance.choice(letters) if chance.random() < 0.4 else chance.choice(ASCII)
        if split_graphemes(text + piece)[1] > room:
            break
        text += piece
    style = chance.choice(["", "1", "44", "1;31"])
    return f"\x1b[{row + 1};{column + 1}H\x1b[{style}m{text}\x1b[0m", column, text


def write(cells: list[str], column: int, text: str) -> None:
    """Put a text where whoever draws wants it: ASCII as it is, and "?" where else it stands."""
    # What has no cell at the very beginning joins nothing that this text drew.
    for begin, end, width in split_graphemes(text)[0]:
        if width:
            grapheme = text[begin:end]
            if column and cells[column] == ">":
                cells[column - 1] = " "
            after = column + width
            if after < len(cells) and cells[after] == ">":
                cells[after] = " "
            certain = len(grapheme) == 1 and grapheme.isascii()
            cells[column:after] = [grapheme] if certain else ["?", ">"][:width]
            column = after


def compare(name: str, wanted: list[list[str]], found: list[str], blanked: bool) -> None:
    """Every cell in which ASCII should stand holds just that."""
    for row, (cells, shown) in enumerate(zip(wanted, found, strict=True)):
        seen = "".join(
            (" " if blanked else letter) if letter in "?>" else shown[column]
            for column, letter in enumerate(cells)
        )
        expected = "".join(" " if blanked and letter in "?>" else letter for letter in cells)
        assert seen == expected, f"{name}, row {row}: {shown!r}"


AMBIGUOUS = "éßяα─█▸·×…“☆①±°"


@pytest.mark.parametrize("seed", range(amount(5)))
def test_where_ambiguous_characters_are_wide_everything_is_in_its_column_too(
    all_judges: list[Judge], seed: int
) -> None:
    chance = random.Random(seed)
    buffer = ScreenBuffer(Capabilities(narrow=True))
    buffer.resize(COLUMNS, USED)
    wanted = [[" "] * COLUMNS for _ in range(USED)]
    buffer.feed("".join(f"\x1b[{row + 1};1H{' ' * COLUMNS}" for row in range(USED)))
    data = CLEAR + buffer.take()
    for _ in range(FRAMES):
        for row in range(USED):
            written, column, text = drawn(chance, row, COLUMNS, [*UNCERTAIN, *AMBIGUOUS])
            buffer.feed(written)
            write(wanted[row], column, text)
        data += buffer.take()
    xterm = next(judge for judge in all_judges if isinstance(judge, XtermJs))
    compare(AMBIGUOUS_WIDE, wanted, xterm.show(data)[AMBIGUOUS_WIDE], blanked=False)


@pytest.mark.parametrize("seed", range(amount(10)))
@pytest.mark.parametrize("erases", [True, False])
def test_whatever_was_drawn_everything_certain_is_in_its_column(
    all_judges: list[Judge], seed: int, erases: bool
) -> None:
    chance = random.Random(f"{seed} {erases}")
    buffer = ScreenBuffer(Capabilities(erases=erases))
    buffer.resize(COLUMNS, USED)
    wanted = [[" "] * COLUMNS for _ in range(USED)]
    buffer.feed("".join(f"\x1b[{row + 1};1H{' ' * COLUMNS}" for row in range(USED)))
    data = CLEAR + buffer.take()
    for judge in all_judges:
        judge.show(data)
    for frame in range(FRAMES):
        for row in range(USED):
            if frame == 0 or chance.random() < 0.7:
                written, column, text = drawn(chance, row, COLUMNS)
                buffer.feed(written)
                write(wanted[row], column, text)
        data = buffer.take()
        for judge in all_judges:
            for name, found in judge.show(data).items():
                if not isinstance(judge, Multiplexer) and name != AMBIGUOUS_WIDE:
                    compare(f"{name}, frame {frame}", wanted, found, blanked=False)
    blank = "\x1b[m" + "".join(
        f"\x1b[{row + 1};{column + 1}H "
        for row, cells in enumerate(wanted)
        for column, letter in enumerate(cells)
        if letter in "?>"
    )
    for judge in all_judges:
        if isinstance(judge, Multiplexer):
            for name, found in judge.show(blank).items():
                compare(name, wanted, found, blanked=True)
