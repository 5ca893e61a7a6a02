"""Everything can be read, in every theme that can be chosen."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Iterator
from itertools import combinations, count, pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES

from stretchtui.core.colour import Rgb, contrast, least_contrast, luminance
from stretchtui.tui.legibility import MARK, TEXT, legible
from stretchtui.tui.themes import CALM, CONTRAST, DAYLIGHT, TERMINAL, THEMES
from tests.amounts import share_of
from tests.tui.past import Past, press
from tests.tui.stage import Stage, until

if TYPE_CHECKING:
    from pathlib import Path

    from rich.color import Color as RichColor
    from textual.pilot import Pilot
    from textual.theme import Theme


STRONG = 7.0
"""The contrast of text for weak eyes (WCAG 2, AAA)."""

APART = 4.5
"""The lightness, from 0 to 100 (CIE 1976 L*), that two phases or two shades differ by at least;
a quarter of that is seen where they touch."""

WORDS = ("foreground", "primary", "secondary", "error", "warning", "success")
KINDS = ("ready", "hold", "work", "switch", "rest")
COLOURED = [theme for theme in (*THEMES, *map(legible, BUILTIN_THEMES.values())) if not theme.ansi]
OTHERS = [theme for theme in COLOURED if theme not in THEMES]
DRAWN = [theme for theme in THEMES if not theme.ansi]

each_theme = pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)


class Palette:
    """The colours of a theme, by their names."""

    def __init__(self, theme: Theme) -> None:
        self._named = {**theme.to_color_system().generate(), **theme.variables}

    def __getitem__(self, name: str) -> Rgb:
        return Color.parse(self._named[name]).rgb

    def all_of(self, *names: str) -> list[Rgb]:
        """Several of them."""
        return [self[name] for name in names]


@each_theme
def test_text_can_be_read_on_all_that_it_stands_on(theme: Theme) -> None:
    palette = Palette(theme)
    boxes = palette.all_of("background", "surface", "panel")
    least = STRONG if theme is CONTRAST else TEXT
    for name in WORDS:
        assert least_contrast(palette[name], boxes) >= (TEXT if name == "error" else least), name
    for kind in KINDS:
        assert contrast(palette[f"phase-{kind}"], palette["background"]) >= least, kind


@each_theme
def test_the_chosen_row_can_be_read_and_seen(theme: Theme) -> None:
    palette = Palette(theme)
    assert contrast(palette["foreground"], palette["chosen"]) >= TEXT
    assert contrast(palette["chosen"], palette["background"]) >= 1.3


@each_theme
def test_marks_can_be_seen_and_keys_that_do_nothing_read(theme: Theme) -> None:
    palette = Palette(theme)
    for name in ("faint", "track", "accent"):
        assert least_contrast(palette[name], palette.all_of("background", "surface")) >= MARK, name
    for number in (1, 2, 3, 4):
        assert contrast(palette[f"shade-{number}"], palette["background"]) >= MARK, number


@each_theme
def test_phases_differ_in_lightness_and_hue(theme: Theme) -> None:
    palette = Palette(theme)
    phases = {kind: palette[f"phase-{kind}"] for kind in KINDS}
    for one, other in combinations(KINDS, 2):
        apart = abs(lightness(phases[one]) - lightness(phases[other]))
        assert apart >= APART, (one, other)
        hues = [Color(*phases[kind]).hsl.h for kind in (one, other)]
        around = abs(hues[0] - hues[1])
        assert min(around, 1 - around) >= 1 / 24, (one, other)


@each_theme
def test_more_was_done_where_a_shade_stands_out_more(theme: Theme) -> None:
    palette = Palette(theme)
    shades = palette.all_of("shade-1", "shade-2", "shade-3", "shade-4")
    for less, more in pairwise(shades):
        further = contrast(more, palette["background"]) > contrast(less, palette["background"])
        assert further
        assert abs(lightness(less) - lightness(more)) >= APART


def lightness(colour: Rgb) -> float:
    """The lightness, from 0 to 100 (CIE 1976 L*)."""
    part = luminance(colour)
    return 116 * part ** (1 / 3) - 16 if part > 0.008856 else 903.3 * part


@pytest.mark.parametrize("own", [CALM, DAYLIGHT], ids=lambda theme: theme.name)
def test_what_can_be_read_stays_as_it_is(own: Theme) -> None:
    before, after = Palette(own), Palette(legible(own))
    for name in (*WORDS, "accent", "background", "surface", "panel"):
        # Textual itself is one level off now and then.
        levels = zip(before[name], after[name], strict=True)
        assert all(abs(was - by_now) <= 2 for was, by_now in levels), name


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_a_theme_of_the_terminals_own_colours_gets_no_others(name: str) -> None:
    theme = legible(BUILTIN_THEMES[name])
    assert theme.primary == BUILTIN_THEMES[name].primary
    assert theme.variables["phase-hold"] == TERMINAL.variables["phase-hold"]
    assert all(
        Color.parse(each).ansi is not None
        for key, each in theme.variables.items()
        if "style" not in key
    )


# As it is drawn


async def screens(pilot: Pilot[Any]) -> AsyncIterator[str]:
    """Shows one screen after the other, and gives their names."""
    yield "the list"
    await press(pilot, "slash", "h", "i")
    yield "the filter"
    await press(pilot, "escape", "h")
    yield "the history"
    await press(pilot, "enter")
    yield "a session of the past"
    await press(pilot, "escape", "escape", "comma")
    yield "the settings"
    await press(pilot, "enter")
    yield "the values of a setting"
    await press(pilot, "escape", "escape", "question_mark")
    yield "the help"
    await press(pilot, "escape", "ctrl+p", "s")
    yield "the palette"
    await press(pilot, "escape", "s")
    yield "one's own stretches"
    await press(pilot, "n", *["tab"] * 16)
    yield "the form of a stretch"
    await press(pilot, "escape", "escape", "n")
    yield "the builder"
    await press(pilot, "enter", "enter", "tab", "enter")
    yield "the form of a step"


async def phases(stage: Stage, pilot: Pilot[Any]) -> AsyncIterator[str]:
    """Plays a session, and gives the names of what is seen of it."""
    seen: set[str] = set()
    while (playing := stage.playing) is not None:
        kind = playing.view().phase.kind
        if kind not in seen:
            seen.add(kind)
            yield kind
            # Every other one as large as the terminal allows.
            await press(pilot, "f")
        await press(pilot, "n")
    assert seen == {*KINDS}
    yield "the end"


SCREENS, PHASES = 2, 3
"""So many of the other themes for each screen, and for each phase: in the end all have come up."""


async def faint_in_a_theme(
    stage: Stage, pilot: Pilot[Any], seen: str, turn: int, usual: int
) -> list[object]:
    """What does not stand out on what is shown, in each theme of ours and a few of the others.

    The colours of all are computed above.
    """
    found: list[object] = []
    for theme in (*DRAWN, *share_of(OTHERS, turn, usual)):
        stage.app.theme = theme.name
        await pilot.pause()
        found += [(seen, theme.name, *each) for each in faint_on(stage)]
    return found


@pytest.mark.long
async def test_every_screen_stands_out_in_every_theme(tmp_path: Path) -> None:
    # Its own: the builder leaves a draft.
    past = Past(tmp_path)
    past.two_years()
    past.write()
    stage = past.stage()
    async with stage.app.run_test(size=(120, 40), notifications=True) as pilot:
        stage.app.notify("It is not kept.", title="Settings", severity="warning", timeout=1e6)
        turns = count(step=SCREENS)
        async for name in screens(pilot):
            assert await faint_in_a_theme(stage, pilot, name, next(turns), SCREENS) == []


@pytest.mark.long
async def test_every_moment_of_a_session_stands_out_in_every_theme() -> None:
    stage = Stage(play="lower-back")
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: stage.playing is not None)
        turns = count(step=PHASES)
        async for name in phases(stage, pilot):
            assert await faint_in_a_theme(stage, pilot, name, next(turns), PHASES) == []


def faint_on(stage: Stage) -> set[tuple[str, Rgb, Rgb]]:
    """What does not stand out enough on the top screen: texts, their colours and their grounds."""
    off = Color.parse(stage.app.theme_variables["faint"]).rgb
    return {
        (text.strip(), colour, ground)
        for text, colour, ground in drawn(stage)
        if contrast(colour, ground) < (TEXT if is_read(text) and colour != off else MARK)
    }


def is_read(text: str) -> bool:
    """Whether a text has letters or digits, and is more than a mark."""
    return any(unicodedata.category(letter)[0] in "LN" for letter in text)


def drawn(stage: Stage) -> Iterator[tuple[str, Rgb, Rgb]]:
    """All that is on the top screen: a text, its colour, and the colour behind it."""
    screen = stage.app.screen
    # What is beneath a dialog is meant to be faint.
    region = screen.children[0].region if screen.is_modal else screen.region
    update = cast("Any", screen._compositor.render_update(full=True))
    for y, line in enumerate(update.strips):
        if not region.y <= y < region.bottom:
            continue
        row = Strip([segment for strip in line for segment in strip])
        for text, style, _ in row.crop(region.x, region.right):
            is_scrollbar = style is not None and "@mouse.down" in style.meta
            if text.strip() and style is not None and not is_scrollbar:
                assert style.color is not None
                assert style.bgcolor is not None
                yield text, rgb(style.color), rgb(style.bgcolor)


def rgb(colour: RichColor) -> Rgb:
    """A colour as it is drawn."""
    assert colour.triplet is not None
    return colour.triplet.red, colour.triplet.green, colour.triplet.blue
