"""A terminal in whatever state is right again: at the start, and when it is drawn afresh."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import Capabilities, capabilities_of
from tests.terminal.judges import COLUMNS, USED, Judge, judges

MISHAPS = {
    "line drawing": "\x1b(0",
    "shifted out": "\x1b)0\x0e",
    "inserting": "\x1b[4h",
    "new lines": "\x1b[20h",
    "origin and margins": "\x1b[5;10r\x1b[?6h",
    "margins": "\x1b[3;7r",
    "wrapping": "\x1b[?7h",
    "a style": "\x1b[1;4;7;31;42m",
    "something written": "\x1b[4;4Hwho was that?\x1b[20;1H" + "!" * 300,
    "all of it": "\x1b(0\x1b)0\x0e\x1b[4h\x1b[20h\x1b[5;10r\x1b[?6h\x1b[?7h\x1b[7m\x1b[2;2Hhello",
}

FRAME = "".join(
    f"\x1b[{row + 1};1H\x1b[{style}m{chr(97 + row) * 30}\x1b[0m{'qjx~' * 5:50}"
    for row, style in zip(range(USED), ["1", "44", "", "7"] * USED, strict=False)
)
CHANGE = "\x1b[5;5Hchanged\x1b[9;70Hhere\x1b[10;71Hthere\x1b[23;80H#"

OTHERS = {"full": Capabilities(), "console": capabilities_of({"TERM": "linux"})}


@pytest.fixture(scope="module")
def all_judges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Judge]]:
    """The terminals, started once."""
    with judges(tmp_path_factory.mktemp("j")) as found:
        yield found


@pytest.fixture(scope="module", params=OTHERS)
def name(request: pytest.FixtureRequest) -> str:
    """What a terminal can do."""
    return str(request.param)


@pytest.fixture(scope="module")
def fresh(all_judges: list[Judge], name: str) -> list[dict[str, list[str]]]:
    """What each terminal shows where nothing has happened."""
    return [shown(judge, drawn("", OTHERS[name], start=True)) for judge in all_judges]


def put_right(judge: Judge) -> None:
    """What comes before a test is no matter of the next one."""
    judge.show("\x1b[m\x1b(B\x1b)B\x0f\x1b[4l\x1b[20l\x1b[?6l\x1b[r\x1b[?7h\x1b[2J")


def shown(judge: Judge, data: str) -> dict[str, list[str]]:
    """What a terminal shows after all this."""
    found = judge.show(data)
    put_right(judge)
    return found


def drawn(mishap: str, capabilities: Capabilities, start: bool) -> str:
    """What a terminal gets: a screen, the mishap, the screen afresh, and a change of it."""
    buffer = ScreenBuffer(capabilities)
    buffer.resize(COLUMNS, USED)
    parts = []
    if start:
        buffer.feed("\x1b[?1049h")
    else:
        buffer.feed("\x1b[?1049h" + FRAME)
        parts.append(buffer.take())
        buffer.afresh()
    parts.append(mishap)
    buffer.feed(FRAME)
    parts.append(buffer.take())
    buffer.feed(CHANGE)
    return "".join(parts) + buffer.take()


def test_a_fresh_screen_is_one(fresh: list[dict[str, list[str]]]) -> None:
    for found in fresh:
        for rows in found.values():
            assert rows[4].startswith("eeeechangedeee")
            assert rows[USED - 1].endswith("#")


@pytest.mark.parametrize("start", [True, False])
@pytest.mark.parametrize("mishap", MISHAPS)
def test_after_it_the_screen_is_a_fresh_one(
    all_judges: list[Judge],
    fresh: list[dict[str, list[str]]],
    mishap: str,
    name: str,
    start: bool,
) -> None:
    data = drawn(MISHAPS[mishap], OTHERS[name], start)
    assert [shown(judge, data) for judge in all_judges] == fresh


def test_a_screen_is_empty_before_it_is_drawn_afresh() -> None:
    buffer = ScreenBuffer(Capabilities())
    buffer.feed("\x1b[1;1Hx")
    buffer.take()
    buffer.afresh()
    assert buffer.take() == Capabilities().afresh + "\x1b[m\x1b[2J\x1b[Hx"
