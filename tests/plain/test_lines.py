"""The words of a session in lines, and how they fit."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Condition, Routine, Side, Step, Stretch
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.text import unsafe
from stretchtui.plain import lines as plain_lines
from stretchtui.plain.page import PlainPage
from stretchtui.playing.session_order import Became, ComingStep
from stretchtui.terminal.capabilities import is_dumb
from stretchtui.words.glyphs import ASCII, UNICODE
from tests.tui.stage import read_library
from tests.tui.views import names, views

PAGE = PlainPage(79, UNICODE)
pages = st.builds(PlainPage, st.integers(1, 100), st.sampled_from([UNICODE, ASCII]))

KNEE = Phase(Kind.HOLD, 35, 30, 0, "Knee to chest", Side.LEFT, 1, 2)


def view(state: State = State.RUNNING, position: float = 47.0, lead: int = 0) -> View:
    """A moment of a hold."""
    return View(state, 0, KNEE, position, 120, lead)


def test_a_phase_is_one_line() -> None:
    assert plain_lines.phase(PAGE, KNEE) == "0:35 hold 30 s · left · Knee to chest, 1 of 2"
    assert plain_lines.phase(PAGE, KNEE, lead=3) == (
        "0:35 hold 30 s, in 3 s · left · Knee to chest, 1 of 2"
    )
    rest = Phase(Kind.REST, 0, 120, 0, "Bridge")
    assert plain_lines.phase(PAGE, rest) == "0:00 rest 2:00 min · Bridge"
    breaths = Phase(Kind.HOLD, 8, 24, 0, "Bridge", beat=8)
    assert plain_lines.phase(PAGE, breaths) == "0:08 hold 24 s, 3 breaths · Bridge"
    push = Phase(Kind.PUSH, 8, 6, 0, "Bridge", Side.LEFT)
    assert plain_lines.phase(PAGE, push) == "0:08 push gently 6 s · left · Bridge"
    relax = Phase(Kind.RELAX, 14, 2, 0, "Bridge", Side.LEFT)
    assert plain_lines.phase(PAGE, relax) == "0:14 let go 2 s · left · Bridge"
    rep = Phase(Kind.WORK, 8, 4, 0, "Bridge", beat=4)
    assert plain_lines.phase(PAGE, rep) == "0:08 move 4 s, 1 rep · Bridge"


def test_where_a_session_stands_is_one_line() -> None:
    assert plain_lines.now(PAGE, view()) == ("0:47 hold, 18 s left · left · Knee to chest, 1 of 2")
    assert plain_lines.now(PAGE, view(lead=2), "resumed") == (
        "0:47 hold, 18 s left, in 2 s · resumed · left · Knee to chest, 1 of 2"
    )
    assert plain_lines.now(PAGE, view(State.PAUSED), "away for 12 s") == (
        "0:47 paused, 18 s left · away for 12 s · left · Knee to chest, 1 of 2"
    )
    assert plain_lines.now(PAGE, view(State.WAITING, 65)) == ("1:05 press space when ready")


def test_where_there_is_little_room_the_name_gives_way() -> None:
    line = "0:35 hold 30 s · left · Knee to ch…, 1 of 2"
    assert plain_lines.phase(PlainPage(43, UNICODE), KNEE) == line
    assert plain_lines.phase(PlainPage(33, UNICODE), KNEE) == "0:35 hold 30 s · left, 1 of 2"
    assert plain_lines.phase(PlainPage(10, ASCII), KNEE) == "0:35 hold~"


@given(views(), pages, names)
def test_lines_about_a_phase_fit_and_are_safe(view: View, page: PlainPage, note: str) -> None:
    for line in (plain_lines.phase(page, view.phase, view.lead), plain_lines.now(page, view, note)):
        assert cell_len(line) <= page.width
        assert unsafe(line) is None
        assert page.glyphs is UNICODE or line.isascii()


@given(names, pages, st.integers(0, 4))
@example("0000\xad", PlainPage(2, UNICODE), 0)
def test_wrapped_text_fits_and_nothing_of_it_is_lost(text: str, page: PlainPage, hang: int) -> None:
    lines = page.wrap(text, hang)
    letters = "".join(page.safe(text).split())
    assert "".join("".join(lines).split()) == letters
    # A wide character has nowhere to go on a page of one cell.
    assert all(cell_len(line) <= max(page.width, 2) for line in lines)
    assert all(line.strip() for line in lines) or not letters


def test_wrapped_lines_break_between_words_and_hang() -> None:
    page = PlainPage(16, UNICODE)
    assert page.wrap("caution: Stop if pain runs into the leg.", 2) == [
        "caution: Stop if",
        "  pain runs into",
        "  the leg.",
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Child’s pose – Ü·é…", "Child's pose - U-e..."),
        ("3 × “膝”", '3 x "?"'),
        ("a\x1b]0;x\x07b\x9bc", "a?]0;x?b?c"),
    ],
)
def test_plain_terminals_get_ascii(text: str, plain: str) -> None:
    assert PlainPage(79, ASCII).safe(text) == plain


def test_a_session_opens_with_what_it_is_and_needs() -> None:
    entry = read_library().entries["lower-back"]
    lines = plain_lines.opening(entry, entry.total(), PAGE, speed=20)
    assert lines[0].startswith("Lower back · ")
    assert lines[0].endswith(" steps · 20× speed")
    assert "caution: Not in the first days of a new pain." in lines
    assert "needs: strap" in lines


def test_a_step_says_how_it_is_done_and_who_should_leave_it_out() -> None:
    hamstring = Stretch(id="ham", name="Hamstring", avoid=(Condition.DISC, Condition.PREGNANCY))
    step = Step(stretch="ham", hold=20, contract=6, times=2)
    entry = Entry(Routine(id="r", name="R", steps=(step,)), {"ham": hamstring}, Source.FILE, "f")
    assert plain_lines.step(entry, 0, PAGE) == [
        "",
        "Step 1 of 1 · Hamstring · 20 s × 2, push 6 s first",
        "avoid: with a slipped disc, when pregnant",
    ]


def test_a_step_in_which_the_breath_is_held_carries_a_caution() -> None:
    step = Step(name="Box", breaths=4, breath=(4, 4, 4, 4))
    entry = Entry(Routine(id="r", name="R", steps=(step,)), {}, Source.FILE, "f")
    told = " ".join(plain_lines.step(entry, 0, PAGE))
    assert "caution: With a heart condition or high blood pressure, breathe on" in told


def test_a_session_opens_with_what_is_left_out_of_it_and_lists_it() -> None:
    known = {
        "plank": Stretch(id="plank", name="Plank", avoid=(Condition.DISC,)),
        "nod": Stretch(id="nod", name="Nod"),
    }
    steps = (Step(stretch="plank"), Step(stretch="nod"))
    entry = Entry(Routine(id="r", name="R", steps=steps), known, Source.FILE, "f")
    mine = entry.for_person({Condition.DISC})
    assert plain_lines.opening(mine, mine.total(), PAGE) == [
        "R · 0:38 · 1 step",
        "Left out because of a slipped disc: Plank",
    ]
    coming = [
        ComingStep((0, 1), Became.OUT, 1, 0, False),
        ComingStep((1, 1), Became.NOW, 1, 38, True),
    ]
    assert plain_lines.coming(mine.with_left_out, coming, PAGE) == [
        "",
        "Coming up:",
        "Plank · 30 s · left out because of a slipped disc",
        "Nod · 30 s · now",
    ]
    assert plain_lines.coming(entry, coming, PAGE)[2:] == ["Nod · 30 s · now"]


def test_a_step_says_what_to_do() -> None:
    entry = read_library().entries["lower-back"]
    assert plain_lines.step(entry, 0, PAGE) == [
        "",
        "Step 1 of 4 · Knee to chest · 30 s × 2 each side",
        "1 Lie on your back with both knees bent.",
        "2 Draw one knee toward the chest.",
        "3 Leave the other foot flat on the floor.",
        "caution: Stop if pain runs into the leg.",
        "easier: Hold behind the thigh.",
    ]


def test_a_step_says_what_to_do_on_a_side() -> None:
    entry = read_library().entries["lower-back"]
    for side, other in ((Side.LEFT, "right"), (Side.RIGHT, "left")):
        lines = plain_lines.step(entry, 0, PAGE, side=side)
        assert lines[4] == f"3 Leave your {other} foot flat on the floor."


def test_a_step_says_what_the_person_wrote_of_it() -> None:
    entry = read_library().entries["lower-back"]
    notes = {"knee-to-chest": "left is tighter"}
    lines = plain_lines.step(entry, 0, PAGE, lambda stretch: notes.get(stretch, ""))
    assert lines[4:6] == ["3 Leave the other foot flat on the floor.", "your note: left is tighter"]


def test_what_is_counted_is_the_lead_then_the_seconds_and_the_breath() -> None:
    assert plain_lines.count(view(lead=3)) == ("3", "")
    assert plain_lines.count(view()) == ("18", "")
    breaths = Phase(Kind.HOLD, 0, 80, 0, "Bridge", beat=8)
    assert plain_lines.count(View(State.RUNNING, 0, breaths, 9, 80, 0)) == (
        "1:11",
        "  breath 2 of 10",
    )
    slow = Phase(Kind.HOLD, 0, 100, 0, "Bridge", beat=10, pattern=(4, 0, 6, 0))
    assert plain_lines.count(View(State.RUNNING, 0, slow, 14, 100, 0)) == (
        "1:26",
        "  breath 2 of 10, breathe out",
    )


@pytest.mark.parametrize(
    ("term", "dumb"), [("dumb", True), ("", True), (None, True), ("vt100", False)]
)
def test_a_terminal_without_a_name_is_dumb(term: str | None, dumb: bool) -> None:
    assert is_dumb({} if term is None else {"TERM": term}) == dumb
