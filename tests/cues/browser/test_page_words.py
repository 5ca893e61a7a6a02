"""What the page says of a session, and what a figure on it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cues.browser.program import Program, clock
from tests.cues.browser.scenes import NONE, PHASES, figure, moment, scenes, session

if TYPE_CHECKING:
    from tests.cues.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATTERNS = [
    ["push", 0, 6, 0, "left", 1, 1, 0, False, 1, 1, []],
    ["relax", 6, 2, 0, "left", 1, 1, 0, False, 1, 1, []],
    ["hold", 8, 24, 0, "left", 1, 1, 12, False, 1, 1, [4, 2, 5, 1]],
    ["work", 32, 14, 0, "left", 1, 1, 7, False, 1, 1, [2, 1, 4]],
]
"""A push, a breath that is held, and movements with a tempo."""

PARTS = [
    (0, 1, "PUSH GENTLY", "Push gently."),
    (1, 1, "LET GO", "Let go."),
    (2, 0.5, "BREATHE IN", "Hold."),
    (2, 4.5, "HOLD YOUR BREATH", "Hold."),
    (2, 6.5, "BREATHE OUT", "Hold."),
    (2, 23.5, "HOLD YOUR BREATH", "Hold."),
    (3, 0.5, "UP", "Move."),
    (3, 2.5, "STAY", "Move."),
    (3, 10.5, "DOWN", "Move."),
]
"""A phase, so many seconds into it, and what is shown then and told; each shows another thing than
the one before."""


async def test_parts_are_shown_and_only_phases_are_told_to_screen_readers(
    program: Program, visitor: Visitor
) -> None:
    program.play([session(phases=PATTERNS, next=[""] * len(PATTERNS), total=46)])
    for index, into, shown, spoken in PARTS:
        begins = PATTERNS[index][1]
        assert isinstance(begins, int)
        # It stands still, however long the page takes: a speed of nearly nothing.
        program.tell(moment(index, speed=0.0001, anchor=begins + into))
        await visitor.shows("#headline", shown)
        await visitor.shows("#spoken", f"{spoken} Knee to chest, left side.")


ARM_AT = """() => document.querySelector("#figure .near").getAttribute("d")"""


async def test_a_figure_is_at_its_top_while_a_movement_stays(
    program: Program, visitor: Visitor
) -> None:
    played = session(phases=PATTERNS, next=[""] * len(PATTERNS), total=46)
    paths = []
    for into in (2.1, 2.9, 6.9):
        program.play([NONE])
        await visitor.is_at("idle")
        program.play([played, figure(0), moment(3, speed=0.0001, anchor=32 + into)])
        await visitor.until("() => document.querySelector('#figure .near')?.checkVisibility()")
        paths.append(await visitor.page.evaluate(ARM_AT))
    assert paths[0] == paths[1] != paths[2]


async def test_which_round_it_is_stands_before_the_set(program: Program, visitor: Visitor) -> None:
    in_rounds = [[*row, 2, 3] for row in PHASES]
    program.play([session(phases=in_rounds), moment(1, 3.0, state="paused")])
    await visitor.shows("#set", "round 2 of 3 · set 1 of 3")
    await visitor.shows("#spoken", "Paused. Knee to chest, left side, round 2 of 3, set 1 of 3.")


async def test_a_side_stands_on_its_edge(program: Program, visitor: Visitor) -> None:
    for scene, name in (("hold", "left"), ("switch", "right")):
        program.play(scenes()[scene])
        await visitor.until(f"() => document.querySelector('#{name}').checkVisibility()")
        for size in ((360, 640), (640, 360)):
            await visitor.resize(size)
            box = await visitor.page.locator(f"#{name}").bounding_box()
            assert box is not None
            edge = box["x"] if name == "left" else size[0] - box["x"] - box["width"]
            assert edge <= 20
            other = "right" if name == "left" else "left"
            assert not await visitor.page.locator(f"#{other}").is_visible()


async def test_seconds_count_down_by_themselves(program: Program, visitor: Visitor) -> None:
    program.play([session(), moment(1, 26.5)])
    for digits in ("3", "2", "1"):
        await visitor.shows("#digits", digits)
    await visitor.shows("#headline", "SWITCH SIDES")
    await visitor.shows("#right", "RIGHT ▶")


async def test_from_a_minute_on_it_is_a_clock(program: Program, visitor: Visitor) -> None:
    program.play([session(), moment(5, 3.0, state="paused")])
    await visitor.shows("#digits", "1:27")
    await visitor.shows("#time", "4:40 left")


async def test_a_lead_counts_down_to_where_it_goes_on(program: Program, visitor: Visitor) -> None:
    program.play([session(), moment(1, 12.0, at=clock() + 900)])
    await visitor.shows("#headline", "GET READY")
    program.tell(moment(1, 12.0, at=clock() + 3.5))
    await visitor.shows("#digits", "3")
    await visitor.shows("#headline", "HOLD")
    await visitor.shows("#digits", "18")


async def test_speed_is_that_of_the_program(program: Program, visitor: Visitor) -> None:
    program.play([session(), moment(0, 0.0, speed=20.0)])
    await visitor.shows("#headline", "REST")


async def test_a_session_waits_at_the_end_of_a_hold_that_says_so(
    program: Program, visitor: Visitor
) -> None:
    program.play([session(), moment(9, 58.0)])
    await visitor.shows("#of", "of 6 breaths")
    # The program says that it waits; until then the page does not run ahead of it.
    await visitor.shows("#time", "0:57 left")
    program.tell(moment(9, 60.0, state="waiting"))
    await visitor.shows("#headline", "Tap Continue when you are ready")


async def test_what_to_do_is_told_to_screen_readers(program: Program, visitor: Visitor) -> None:
    program.play(scenes()["hold"])
    await visitor.shows("#spoken", "Hold. Knee to chest, left side, set 1 of 3.")
    assert await visitor.page.get_attribute("#spoken", "aria-live") == "polite"
    names = await visitor.page.evaluate(
        "[...document.querySelectorAll('button')].filter(each => each.checkVisibility())"
        ".map(each => each.innerText)"
    )
    assert names == ["Back", "Pause", "Next", "It hurts"]


MOVED = """() => {
  const path = () => document.querySelector("#figure .near").getAttribute("d");
  return new Promise(done => {
    const before = path(), since = performance.now();
    const look = () => path() !== before ? done(true)
      : performance.now() - since > 1500 ? done(false) : requestAnimationFrame(look);
    look();
  });
}"""


@pytest.mark.parametrize("still", [False, True])
async def test_a_figure_moves_unless_the_person_wants_nothing_to(
    program: Program, visitor: Visitor, still: bool
) -> None:
    await visitor.page.emulate_media(reduced_motion="reduce" if still else "no-preference")
    program.play([session(), figure(), moment(7, 1.0)])
    await visitor.until("() => document.querySelector('#figure .near')?.checkVisibility()")
    assert await visitor.page.evaluate(MOVED) is not still


async def test_a_figure_is_mirrored_for_the_other_side(program: Program, visitor: Visitor) -> None:
    program.play([session(), figure(0), moment(1, 1.0)])
    mirrored = (
        "wanted => { const figure = document.querySelector('#figure');"
        " return figure.checkVisibility() && figure.querySelector('[transform]')"
        ".getAttribute('transform').startsWith('matrix(-1') === wanted; }"
    )
    await visitor.until(mirrored, True)
    program.tell(moment(3, 1.0))
    await visitor.until(mirrored, False)


async def test_a_step_without_a_figure_shows_none(program: Program, visitor: Visitor) -> None:
    nothing = {"type": "figure", "session": 1, "step": 2, "figure": None}
    program.play([session(), figure(0), nothing, moment(1, 1.0)])
    await visitor.until("() => document.querySelector('#figure').checkVisibility()")
    program.tell(moment(7, 1.0))
    await visitor.until("() => !document.querySelector('#figure').checkVisibility()")
