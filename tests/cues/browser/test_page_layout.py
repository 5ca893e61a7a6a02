"""Scenes tell what to do; nothing is cut off, overlaps or is hard to read, whatever the window."""

from __future__ import annotations

import gzip
import re
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import pytest
import pytest_asyncio

from tests.amounts import share_of
from tests.cues.browser.program import PAGE, Program
from tests.cues.browser.scenes import ADAPTED, PHASES, moment, scenes, session

if TYPE_CHECKING:
    from tests.cues.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCHEMES: tuple[Literal["dark"], Literal["light"]] = ("dark", "light")
SIZES = [(360, 640), (640, 360), (768, 1024), (1280, 800), (412, 915), (844, 390)]

SHOWN = {
    "get ready": {"#headline": "GET READY", "#left": "◀ LEFT", "#stretch": "Knee to chest"},
    "left out": {"#after": ADAPTED},
    "lead": {"#headline": "GET READY", "#next": "Next: right side"},
    "hold": {"#headline": "HOLD", "#set": "set 1 of 3", "#routine": "Five for the lower back"},
    "switch": {"#headline": "SWITCH SIDES", "#right": "RIGHT ▶"},
    "rest": {"#headline": "REST", "#stretch": "Half-kneeling hip flexor"},
    "repetitions": {"#headline": "MOVE", "#digits": "10", "#of": "of 12"},
    "breaths": {"#headline": "HOLD", "#digits": "2", "#of": "of 6 breaths"},
    "paused": {"#headline": "PAUSED", "#after": "no connection for 12 s", "#digits": "18"},
    "waiting": {"#headline": "Tap Continue when you are ready", "#go": "Continue"},
    "hurts": {"#headline": "Paused because it hurts."},
    "sound off": {"#muted": "Sound off"},
    "done": {"#says": "All done. Nice work."},
    "stopped": {"#says": "Session ended."},
    "idle": {"#says": "Choose a routine in the terminal."},
    "closed": {"#says": "stretchtui has closed."},
}
"""What is told in a scene, and where."""

# Every element that has a text of its own, or is pressed: where its letters are, how they look.
SEEN = """() => [...document.querySelectorAll("body *")].filter(each => each.id !== "spoken"
  && !each.closest("svg") && each.checkVisibility()
  && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(each => {
    const range = document.createRange(), style = getComputedStyle(each);
    range.selectNodeContents(each);
    let ground = each;
    const clear = element => getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)";
    while (ground !== document.body && clear(ground)) ground = ground.parentElement;
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return { name: each.id || each.tagName + each.dataset.do, text: each.textContent,
      button: each.tagName === "BUTTON", box: [left, top, right, bottom],
      boxes: [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom]),
      cut: each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 2,
      size: parseFloat(style.fontSize),
      colour: style.color, ground: getComputedStyle(ground).backgroundColor };
  })"""

# Where the ink of the digits is; a font's own box is higher.
DIGITS = """() => {
  const text = document.querySelector("#digits text"), svg = text.ownerSVGElement;
  if (!svg.checkVisibility()) return null;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `700 100px ${getComputedStyle(svg).fontFamily}`;
  const { left, right, bottom } = text.getBoundingClientRect(), at = text.getScreenCTM();
  const ascent = pen.measureText(text.textContent).actualBoundingBoxAscent * at.d;
  return [left, at.f - ascent, right, at.f];
}"""

Box = tuple[float, float, float, float]


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes of letters overlap, but for the room a font leaves above and below."""

    def ink(box: Box) -> Box:
        spare = 0.14 * (box[3] - box[1])
        return box[0] + 0.5, box[1] + spare, box[2] - 0.5, box[3] - spare

    (left, top, right, bottom), (left2, top2, right2, bottom2) = ink(one), ink(other)
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


async def _check(visitor: Visitor, size: tuple[int, int], whole: bool = True) -> None:
    """Look whether everything can be read and pressed.

    Args:
        visitor: Who looks.
        size: Of the window.
        whole: Whether every text has to be seen to its end.
    """
    seen: list[dict[str, Any]] = await visitor.page.evaluate(SEEN)
    assert seen
    width, height = size
    boxes: list[tuple[str, Box]] = []
    for each in seen:
        assert not (whole and each["cut"]), (size, each)
        assert each["size"] >= 12, (size, each)
        letters = each["boxes"] if whole else [each["box"]]
        for left, top, right, bottom in [*letters, each["box"]]:
            assert left >= 0, (size, each)
            assert right <= width, (size, each)
            assert top >= -1, (size, each)
            assert bottom <= height + 1, (size, each)
        boxes += [(each["name"], box) for box in letters]
    digits = await visitor.page.evaluate(DIGITS)
    if digits is not None:
        assert digits[0] >= 0, size
        assert digits[2] <= width, size
        boxes.append(("digits", digits))
    for (name, box), (other, other_box) in combinations(boxes, 2):
        assert name == other or not _overlap(box, other_box), (size, name, other)
    buttons = [each for each in seen if each["button"]]
    for each in buttons:
        left, top, right, bottom = each["box"]
        assert right - left >= 44, (size, each)
        assert bottom - top >= 44, (size, each)
    for one, two in combinations(buttons, 2):
        apart = 12 if "hurts" in {one["name"], two["name"]} else 6
        across = max(one["box"][0], two["box"][0]) - min(one["box"][2], two["box"][2])
        down = max(one["box"][1], two["box"][1]) - min(one["box"][3], two["box"][3])
        assert max(across, down) >= apart, (size, one["name"], two["name"])


@pytest_asyncio.fixture(loop_scope="session")
async def shown(program: Program, visitor: Visitor, scene: str) -> Visitor:
    """The page in a scene."""
    messages = scenes()[scene]
    program.play(messages)
    last = messages[-1]
    state = str(last.get("state"))
    await visitor.is_at(
        "bye" if last["type"] == "bye"
        else "idle" if last["type"] == "session"
        else "hurts" if last.get("hurts")
        else {"finished": "done", "stopped": "stopped"}.get(state, "session")
    )  # fmt: skip
    if last["type"] == "muted":
        await visitor.shows("#muted", "Sound off")
    await visitor.until("() => document.fonts.status === 'loaded'")
    return visitor


each_scene = pytest.mark.parametrize("scene", scenes())


@each_scene
async def test_what_to_do_now_is_told(shown: Visitor, scene: str) -> None:
    for selector, text in SHOWN.get(scene, {}).items():
        await shown.shows(selector, text)


@each_scene
async def test_nothing_is_cut_off_or_overlaps(shown: Visitor, scene: str) -> None:
    for size in share_of(SIZES, list(scenes()).index(scene)):
        await shown.resize(size)
        await _check(shown, size)


async def test_the_start_fits(visitor: Visitor) -> None:
    await visitor.come()
    for size in SIZES:
        await visitor.resize(size)
        await _check(visitor, size)


@pytest.mark.parametrize("scene", ["hold", "switch", "repetitions", "rest", "no figure"])
async def test_upright_the_digits_take_two_fifths_of_the_height(shown: Visitor) -> None:
    for size in [(360, 640), (412, 915), (768, 1024)]:
        await shown.resize(size)
        _, top, _, bottom = await shown.page.evaluate(DIGITS)
        # On a tall screen the width is used up first.
        assert bottom - top >= min(0.4 * size[1], 0.82 * size[0]), size


def _luminance(colour: str) -> float:
    """How light a colour is for the eye, from 0 to 1."""
    numbers = [float(each) / 255 for each in re.findall(r"[\d.]+", colour)[:3]]
    linear = [n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in numbers]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@each_scene
async def test_everything_stands_out(shown: Visitor) -> None:
    for scheme in SCHEMES:
        await shown.page.emulate_media(color_scheme=scheme)
        await _stands_out(shown)


async def _stands_out(visitor: Visitor) -> None:
    """Look whether every text and mark is told from what is behind it."""
    for each in await visitor.page.evaluate(SEEN):
        assert _contrast(each["colour"], each["ground"]) >= 4.5, each
    marks = await visitor.page.evaluate(
        "() => [...document.querySelectorAll('#strip rect, #digits text, #figure path')]"
        ".filter(each => each.checkVisibility() && !each.closest('mask, clipPath, .gap'))"
        ".map(each => [each.getAttribute('class'), getComputedStyle(each).fill])"
    )
    ground = await visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    for role, fill in marks:
        assert role == "gap" or _contrast(fill, ground) >= 3, (role, fill)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scene", ["hold"])
async def test_kinds_of_phases_differ_in_lightness(shown: Visitor, scheme: Any) -> None:
    await shown.page.emulate_media(color_scheme=scheme)
    fills: dict[str, str] = await shown.page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('#strip rect')].map(each =>"
        " [each.getAttribute('class'), getComputedStyle(each).fill]))"
    )
    assert set(fills) == {str(phase[0]) for phase in PHASES}
    assert fills.pop("work") == fills["hold"]
    lightness = [116 * _luminance(fill) ** (1 / 3) - 16 for fill in fills.values()]
    assert min(abs(a - b) for a, b in combinations(lightness, 2)) > 7


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>&amp;" * 3,
    "W" * 2000,
    "\u202eRight to left \u0645\u0631\u062d\u0628\u0627 " * 4,
    "a\u0300\u0301\u0302\u0303" * 200,
    "\U0001f9d8\U0001f3fd\u200d\u2642\ufe0f" * 60,
]


@pytest.mark.parametrize(("turn", "text"), enumerate(HOSTILE), ids=range(len(HOSTILE)))
async def test_hostile_texts_stay_texts_and_inside(
    program: Program, visitor: Visitor, turn: int, text: str
) -> None:
    long = session(routine=text, steps=[text] * 5, next=[text] * len(PHASES))
    program.play([long, moment(1, 3.0, note=text)])
    await visitor.shows("#stretch", text.strip())
    await visitor.shows("#routine", text.strip())
    assert await visitor.page.locator("img, #session script").count() == 0
    for size in share_of(SIZES, turn):
        await visitor.resize(size)
        await _check(visitor, size, whole=False)


async def test_the_page_is_small() -> None:
    parts = [path.read_bytes() for path in sorted(PAGE.glob("ears.*"))]
    assert len(parts) == 4
    assert sum(len(gzip.compress(part)) for part in parts) <= 20_000
