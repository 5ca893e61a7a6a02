"""Steps as people write them in a list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Ramp, Sides, Step
from stretchtui.core.routines.step_line import LONGEST_LINE, Pause, Said, read_line, write_line
from stretchtui.core.text import clean
from tests.core.strategies import breath_patterns, tempos

BOTH, LEFT, RIGHT = Sides.BOTH, Sides.LEFT, Sides.RIGHT


@pytest.mark.parametrize(
    ("line", "name", "dose"),
    [
        ("Pigeon 45s each side", "Pigeon", {"hold": 45, "sides": BOTH}),
        ("00:30 ; Hamstring", "Hamstring", {"hold": 30}),
        ("child's pose 1:00", "child's pose", {"hold": 60}),
        ("Long hold 1:01:00", "Long hold", None),
        ("Bridge 3 x 10 reps", "Bridge", {"reps": 10, "times": 3}),
        ("bridge 3x10", "bridge", {"reps": 10, "times": 3}),
        ("3 sets of 10 reps of Bridge", "Bridge", {"reps": 10, "times": 3}),
        ("Clam, 2 sets x 15 s, per leg", "Clam", {"hold": 15, "times": 2, "sides": BOTH}),
        ("- [ ] Knee to chest 30s × 2 (per side)", "Knee to chest",
         {"hold": 30, "times": 2, "sides": BOTH}),
        ("* [x] Plank, 3 sets, 30 seconds", "Plank", {"hold": 30, "times": 3}),
        ("5 breaths Happy baby", "Happy baby", {"breaths": 5}),
        ("Cat-cow 8 reps", "Cat-cow", {"reps": 8}),
        ("90/90 hip stretch 45 s each side", "90/90 hip stretch", {"hold": 45, "sides": BOTH}),
        ("Bridge x10", "Bridge", {"reps": 10}),
        ("Bridge 10 times", "Bridge", {"reps": 10}),
        ("2) Pigeon pose: 1 min 30 s / side", "Pigeon pose", {"hold": 90, "sides": BOTH}),
        ("Wall sit 1.5 min", "Wall sit", {"hold": 90}),
        ("Legs up the wall for 2 minutes", "Legs up the wall", {"hold": 120}),
        ("Calf, hold for 20 s", "Calf", {"hold": 20}),
        ("Bird dog 10 reps alternating legs, rest 30s", "Bird dog",
         {"reps": 10, "sides": Sides.ALTERNATE, "rest": 30}),
        ("Hamstring, left side, 30 s, then wait", "Hamstring",
         {"hold": 30, "sides": LEFT, "wait": True}),
        ("Hamstring (right) 30 s", "Hamstring", {"hold": 30, "sides": RIGHT}),
        ("Bridge 8 reps tempo 5 s no sides", "Bridge",
         {"reps": 8, "tempo": 5, "sides": Sides.NONE}),
        ("Calf 30 s to 60 s by 5 s every 3", "Calf",
         {"hold": Ramp(start=30, to=60, by=5, every=3)}),
        ("Bridge 5-12 reps by 1", "Bridge", {"reps": Ramp(start=5, to=12)}),
        ("Calf 30 s x 1 to 3 by 1 every 2", "Calf",
         {"hold": 30, "times": Ramp(start=1, to=3, every=2)}),
        ('"Plank 30s" 45 s', "Plank 30s", {"hold": 45}),
        (r'"Say \"ah\"" 5 breaths', 'Say "ah"', {"breaths": 5}),
        ("Sphinx", "Sphinx", {}),
    ],
)  # fmt: skip
def test_a_line_says_what_and_how_much(line: str, name: str, dose: dict[str, Any] | None) -> None:
    if dose is None:
        with pytest.raises(Wrong, match="hold: expected 1 to 3600, found 3660"):
            read_line(line)
    else:
        assert read_line(line) == Said(Step(name=name, **dose))


@pytest.mark.parametrize(
    ("line", "step", "note"),
    [
        ("Plank 30", Step(name="Plank", hold=30), "30 was taken as seconds"),
        (
            "Side plank - 20-30 sec each side",
            Step(name="Side plank", hold=20, sides=BOTH),
            "20-30 sec: the lower number was taken",
        ),
        (
            "Bridge 8 to 12 reps",
            Step(name="Bridge", reps=8),
            "8 to 12 reps: the lower number was taken",
        ),
    ],
)
def test_what_could_be_meant_otherwise_is_said(line: str, step: Step, note: str) -> None:
    said = read_line(line)
    assert isinstance(said, Said)
    assert said[:2] == (step, (note,))


ALT = Sides.ALTERNATE


@pytest.mark.parametrize(
    ("line", "name", "dose"),
    [
        # Sets and repetitions
        ("3 sets of 10 Bridges", "Bridges", {"reps": 10, "times": 3}),
        ("Bridge: three sets of ten", "Bridge", {"reps": 10, "times": 3}),
        ("Squats 10x", "Squats", {"reps": 10}),
        ("Squats x 10", "Squats", {"reps": 10}),
        ("Squats 3×12", "Squats", {"reps": 12, "times": 3}),
        ("10 reps of bridge", "bridge", {"reps": 10}),
        ("Do 10 reps of bridge slowly", "bridge slowly", {"reps": 10}),
        ("2 sets: 15 reps Calf raise", "Calf raise", {"reps": 15, "times": 2}),
        ("Bridge | 15 reps | 2 sets", "Bridge", {"reps": 15, "times": 2}),
        ("Dead bug 8 reps each side x 3 sets", "Dead bug",
         {"reps": 8, "times": 3, "sides": BOTH}),
        ("90/90 switches x10", "90/90 switches", {"reps": 10}),
        ("Repeat x 3", "Repeat", {"reps": 3}),
        ("Stretch hamstrings 30 seconds per side twice", "Stretch hamstrings",
         {"hold": 30, "times": 2, "sides": BOTH}),
        ("Hamstring: hold 30 secs, repeat 3 times each leg", "Hamstring",
         {"hold": 30, "times": 3, "sides": BOTH}),
        ("Raise 3 x 10 (L) 3 x 10 (R)", "Raise", {"reps": 10, "times": 3, "sides": BOTH}),
        # Repetitions that are held
        ("Chin tucks: 10 reps, 5 sec hold", "Chin tucks", {"reps": 10, "tempo": 5}),
        ("Quad sets 5 sec hold x 10 reps", "Quad sets", {"reps": 10, "tempo": 5}),
        ("Squeeze: 10 reps, hold each for 5 seconds", "Squeeze", {"reps": 10, "tempo": 5}),
        ("Superman - 3 sets, 10 reps, 2 sec hold", "Superman",
         {"reps": 10, "times": 3, "tempo": 2}),
        ("Calf, hold 20 secs, 3 reps each leg", "Calf", {"hold": 20, "times": 3, "sides": BOTH}),
        # Times
        ("Piriformis 30 sec hold", "Piriformis", {"hold": 30}),
        ("Plank: 20s on / 10s off x 8", "Plank", {"hold": 20, "rest": 10, "times": 8}),
        ("Plank 30 secs.", "Plank", {"hold": 30}),
        ("30 sec. Plank", "Plank", {"hold": 30}),
        ("Plank (3 x 30 sec)", "Plank", {"hold": 30, "times": 3}),
        ("Plank hold: 0:30", "Plank hold", {"hold": 30}),
        ('Wall sit 45"', "Wall sit", {"hold": 45}),
        ("Wall sit 1'30\"", "Wall sit", {"hold": 90}),
        ("Deep squat 2'", "Deep squat", {"hold": 120}),
        ("Deep squat 2′ 15″", "Deep squat", {"hold": 135}),
        ("Sphinx 1½ min", "Sphinx", {"hold": 90}),
        ("Sphinx half a minute", "Sphinx", {"hold": 30}),
        ("Sphinx for a minute", "Sphinx", {"hold": 60}),
        ("Sphinx for forty-five seconds", "Sphinx", {"hold": 45}),
        ("Savasana 1 hour", "Savasana", {"hold": 3600}),
        ("Lying twist 1m30s each side", "Lying twist", {"hold": 90, "sides": BOTH}),
        ("Child's pose.........60s", "Child's pose", {"hold": 60}),
        ("Child's pose\t60s", "Child's pose", {"hold": 60}),
        ("Hold 30 seconds: Cobra", "Cobra", {"hold": 30}),
        ("Hold pigeon for 45 seconds on each side", "pigeon", {"hold": 45, "sides": BOTH}),
        ("Happy baby 5 deep breaths", "Happy baby", {"breaths": 5}),
        # Sides
        ("Couch stretch: 2 min per leg", "Couch stretch", {"hold": 120, "sides": BOTH}),
        ("Lying twist 30s each", "Lying twist", {"hold": 30, "sides": BOTH}),
        ("Lying twist 30s ea. side", "Lying twist", {"hold": 30, "sides": BOTH}),
        ("Lying twist 30s e/s", "Lying twist", {"hold": 30, "sides": BOTH}),
        ("Side bend 20s L+R", "Side bend", {"hold": 20, "sides": BOTH}),
        ("Side bend 20s (left and right)", "Side bend", {"hold": 20, "sides": BOTH}),
        ("Side plank: 20s R, 20s L", "Side plank", {"hold": 20, "sides": BOTH}),
        ("Side plank: 20s left then 20s right", "Side plank", {"hold": 20, "sides": BOTH}),
        ("Bird dog 8 reps alternating left and right", "Bird dog", {"reps": 8, "sides": ALT}),
        ("Hip flexor (L) 30s", "Hip flexor", {"hold": 30, "sides": LEFT}),
        ("Hip flexor right 30s", "Hip flexor", {"hold": 30, "sides": RIGHT}),
        ("Neck L 20s", "Neck", {"hold": 20, "sides": LEFT}),
        ("Neck R 20s", "Neck", {"hold": 20, "sides": RIGHT}),
        ("Hip flexor 30s R", "Hip flexor", {"hold": 30, "sides": RIGHT}),
        # Rests
        ("Hamstring: 3 × 20 seconds per leg, 10 s rest", "Hamstring",
         {"hold": 20, "times": 3, "sides": BOTH, "rest": 10}),
        ("Bridge 15 reps, 2 sets, 30s rest between sets", "Bridge",
         {"reps": 15, "times": 2, "rest": 30}),
        ("Bridge 15 reps (2 sets, rest for 30s after each set)", "Bridge",
         {"reps": 15, "times": 2, "rest": 30}),
        ("Plank 3x30s rest 15s", "Plank", {"hold": 30, "times": 3, "rest": 15}),
        # Bullets, boxes and Markdown
        ("• Thread the needle, 30 seconds", "Thread the needle", {"hold": 30}),
        ("[ ] Pigeon 45s", "Pigeon", {"hold": 45}),
        ("[2] Pigeon 45s", "Pigeon", {"hold": 45}),
        ("> - [x] **Figure four** 1 min/side", "Figure four", {"hold": 60, "sides": BOTH}),
        ("* *Seated twist* (30s per side)", "Seated twist", {"hold": 30, "sides": BOTH}),
        ("- [Cobra pose](https://example.org/a_(b)) 20s", "Cobra pose", {"hold": 20}),
        ("1.Lunge 30s", "Lunge", {"hold": 30}),
        ("a) Toe touches 10 times", "Toe touches", {"reps": 10}),
        ("Step 1: Lunge 30s", "Lunge", {"hold": 30}),
        ("(a) Lunge 30s", "Lunge", {"hold": 30}),
        ("✅ Lunge 30s", "Lunge", {"hold": 30}),
        ("① Lunge 30s", "Lunge", {"hold": 30}),
        ("2.5 min Lunge", "Lunge", {"hold": 150}),
        ("“Plank 9s” 30s", "Plank 9s", {"hold": 30}),
        # Remarks
        ("Clam 3x10 each side (keep feet together)", "Clam",
         {"reps": 10, "times": 3, "sides": BOTH, "instructions": ("keep feet together",)}),
        ("Quad stretch - 30s - hold on to a wall", "Quad stretch",
         {"hold": 30, "instructions": ("hold on to a wall",)}),
        ("Hug — 30 s — each leg — breathe out, 2 x", "Hug",
         {"hold": 30, "sides": BOTH, "times": 2, "instructions": ("breathe out",)}),
        ('Slowly, "Bow 9 s" 30 s, arms long', "Bow 9 s",
         {"hold": 30, "instructions": ("Slowly", "arms long")}),
        ("Hamstring stretch with strap 45s", "Hamstring stretch with strap", {"hold": 45}),
        ("Bridge 10 reps with band", "Bridge with band", {"reps": 10}),
    ],
)  # fmt: skip
def test_people_write_the_same_in_many_ways(line: str, name: str, dose: dict[str, Any]) -> None:
    assert read_line(line) == Said(Step(name=name, **dose))


@pytest.mark.parametrize(
    ("line", "step", "note"),
    [
        ("2) Bird dog – 8 per side", Step(name="Bird dog", reps=8, sides=BOTH),
         "8 was taken as repetitions"),
        ("World's greatest 5/side", Step(name="World's greatest", reps=5, sides=BOTH),
         "5 was taken as repetitions"),
        ("Bird-dogs (10 each side)", Step(name="Bird-dogs", reps=10, sides=BOTH),
         "10 was taken as repetitions"),
        ("Butterfly 3-5 min", Step(name="Butterfly", hold=180),
         "3-5 min: the lower number was taken"),
        ("Butterfly 1:00-1:30", Step(name="Butterfly", hold=60),
         "1:00-1:30: the lower number was taken"),
        ("Butterfly 5-3 breaths", Step(name="Butterfly", breaths=3),
         "5-3 breaths: the lower number was taken"),
        ("Raise 2 x 1-2 min", Step(name="Raise", hold=60, times=2),
         "2 x 1-2 min: the lower number was taken"),
        ("Hold it 30 s, repeat 2-3 times", Step(name="Hold it", hold=30, times=2),
         "repeat 2-3 times: the lower number was taken"),
        ("Slides 2 x 15 reps bid", Step(name="Slides", reps=15, times=2), "bid was left out"),
        ("Bow 3 sets 10 reps 20 s", Step(name="Bow 20 s", reps=10, times=3),
         "only the first amount was taken, and 20 s is text"),
        ("Bow 10 reps 5 s 3 breaths", Step(name="Bow 3 breaths", reps=10, tempo=5),
         "only the first amount was taken, and 3 breaths is text"),
        ("Bow 10 reps, 9 reps", Step(name="Bow", reps=10, instructions=("9 reps",)),
         "only the first amount was taken, and 9 reps is text"),
        ("Bow 10 reps tempo 2 s, 5 s", Step(name="Bow", reps=10, tempo=2, instructions=("5 s",)),
         "only the first amount was taken, and 5 s is text"),
        ("Bow 5 to 9 reps by 1, 5 s",
         Step(name="Bow", reps=Ramp(start=5, to=9), instructions=("5 s",)),
         "only the first amount was taken, and 5 s is text"),
        ("Cobra (30)", Step(name="Cobra", hold=30), "30 was taken as seconds"),
        ("Lunge, 2-3 sets of 30–60 s", Step(name="Lunge", hold=30, times=2),
         "2-3 sets of 30–60 s: the lower number was taken"),
        ("Raise 3 x 8-12", Step(name="Raise", reps=8, times=3),
         "3 x 8-12: the lower number was taken"),
        ("Chest 30s, 2x per day", Step(name="Chest", hold=30), "2x per day was left out"),
        ("Chest 30s daily", Step(name="Chest", hold=30), "daily was left out"),
        ("Rolls x10 forward, x12 back", Step(name="Rolls forward, x12 back", reps=10),
         "only the first amount was taken, and x12 is text"),
        ("Rolls 30 s; then 9 s more", Step(name="Rolls", hold=30, instructions=("then 9 s more",)),
         "only the first amount was taken, and 9 s is text"),
    ],
)  # fmt: skip
def test_what_is_understood_in_part_is_said(line: str, step: Step, note: str) -> None:
    assert read_line(line) == Said(step, (note,))


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("rest 20", 20),
        ("Rest: 1:00", 60),
        ("- pause for 30 s", 30),
        ("10 sec rest", 10),
        ("Rest for a minute", 60),
        ("rest 1 min between sets", 60),
    ],
)
def test_a_line_may_be_a_rest(line: str, seconds: int) -> None:
    assert read_line(line) == Pause(seconds)


@pytest.mark.parametrize("line", ["", "---", "  - ", "45 s", "x" * (LONGEST_LINE + 1)])
def test_a_line_that_names_nothing_is_none(line: str) -> None:
    assert read_line(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Plank 4000 s", "hold: expected 1 to 3600, found 4000"),
        ("Bridge 30 x 10", "times: expected 1 to 20, found 30"),
        ("Bridge 10 reps, rest 20 min", "rest: expected 0 to 600, found 1200"),
        ("Bridge 0 reps", "reps: expected 1 to 500, found 0"),
        ("Lion 99 breaths", "breaths: expected 1 to 60, found 99"),
    ],
)
def test_numbers_beyond_what_a_step_may_have_are_refused(line: str, reason: str) -> None:
    with pytest.raises(Wrong, match=reason):
        read_line(line)


names = st.one_of(
    st.sampled_from(
        [
            "Knee to chest",
            "Plank 30s",
            "Plank 9999 s",
            "3 x 10",
            "rest 20",
            'a "b" \\',
            "(left)",
            "- dash",
            "x",
        ]
    ),
    st.text(min_size=1, max_size=60).map(clean).filter(bool),
)


def grown(least: int, most: int) -> st.SearchStrategy[int | Ramp]:
    number = st.integers(least, most)
    ramps = st.builds(
        lambda ends, by, every: Ramp(start=min(ends), to=max(ends), by=by, every=every),
        st.tuples(number, number),
        st.integers(1, 59),
        st.integers(1, 99),
    )
    return number | ramps


pushes = st.integers(0, 60)

doses: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"hold": grown(1, 3600)}, optional={"contract": pushes}),
    st.fixed_dictionaries(
        {"breaths": grown(1, 60)}, optional={"contract": pushes, "breath": breath_patterns}
    ),
    st.fixed_dictionaries(
        {"reps": grown(1, 500)}, optional={"tempo": tempos | st.integers(1, 120)}
    ),
    st.fixed_dictionaries({}, optional={"contract": pushes, "breath": breath_patterns}),
    st.fixed_dictionaries({}, optional={"tempo": tempos}),
)


@given(
    names,
    doses,
    grown(1, 20),
    st.none() | st.sampled_from(Sides),
    st.integers(0, 600),
    st.booleans(),
)
def test_what_is_written_as_a_line_reads_back_the_same(
    name: str,
    dose: dict[str, Any],
    times: int | Ramp,
    sides: Sides | None,
    rest: int,
    wait: bool,
) -> None:
    # Without an amount, what is done several times would be repetitions.
    amount = dose.keys() & {"hold", "breaths", "reps"}
    more: dict[str, Any] = {"times": times} if amount else {}
    step = Step(name=name, sides=sides, rest=rest, wait=wait, **dose, **more)
    assert read_line(write_line(step, name)) == Said(step)


def test_all_that_can_be_said_of_a_step_is_written() -> None:
    step = Step(name="Bow", reps=9, tempo=4, sides=Sides.BOTH, rest=15, wait=True)
    assert write_line(step, "Bow") == "Bow 9 reps each side, tempo 4 s, rest 15 s, then wait"
    grows = Step(name="Bow", breaths=Ramp(start=4, to=9, by=1, every=3), times=2)
    assert write_line(grows, "Bow") == "Bow 4 breaths to 9 breaths by 1 breaths every 3 x 2"


def test_a_name_that_looks_like_a_dose_is_quoted() -> None:
    assert write_line(Step(name="Bow", hold=9), "Bow") == "Bow 9 s"
    assert write_line(Step(name="Bow 9 s"), "Bow 9 s") == '"Bow 9 s"'
    assert write_line(Step(name="Bow 9999 s"), "Bow 9999 s") == '"Bow 9999 s"'


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(line: str) -> None:
    try:
        said = read_line(line)
    except Wrong:
        return
    assert said is None or isinstance(said, Pause) or said.step.name


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Bridge 3x10 tempo 2/0/4", Step(name="Bridge", reps=10, times=3, tempo=(2, 0, 4))),
        ("Bridge 8 reps, tempo 2-1-4", Step(name="Bridge", reps=8, tempo=(2, 1, 4))),
        ("Sit 6 breaths, breathe 4-7-8", Step(name="Sit", breaths=6, breath=(4, 7, 8))),
        ("Sit 6 breaths (breathing 4-6)", Step(name="Sit", breaths=6, breath=(4, 6))),
        ("Calf 20s, push 6 s first", Step(name="Calf", hold=20, contract=6)),
        (
            "Calf push for 6 s, then hold 20 s x 3",
            Step(name="Calf", hold=20, contract=6, times=3),
        ),
        ("Calf push 6 s, relax, hold 20 s", Step(name="Calf", hold=20, contract=6)),
        ("Calf contract 6s hold 20s", Step(name="Calf", hold=20, contract=6)),
        # These are names.
        ("Wall push 30s", Step(name="Wall push", hold=30)),
        ("Box breath 4-4-4-4", Step(name="Box breath 4-4-4-4")),
    ],
)
def test_how_a_step_is_done_besides(line: str, said: Step) -> None:
    assert read_line(line) == Said(said)


@pytest.mark.parametrize(
    ("line", "step", "note"),
    [
        (
            "Pigeon 30s tempo 4",
            Step(name="Pigeon", hold=30),
            "tempo goes with reps, found hold: left out",
        ),
        (
            "Bridge 10 reps contract 5",
            Step(name="Bridge", reps=10),
            "contract goes with hold or breaths, found reps: left out",
        ),
    ],
)
def test_what_is_of_no_use_is_left_out_and_said(line: str, step: Step, note: str) -> None:
    assert read_line(line) == Said(step, (note,))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bridge 8 reps tempo 200", "tempo: expected 1 s to 2 min, found 200"),
        ("Calf 20 s, push 90 s first", "contract: expected 0 to 1 min, found 90 s"),
    ],
)
def test_how_a_step_is_done_has_limits(line: str, reason: str) -> None:
    with pytest.raises(Wrong, match=re.escape(reason)):
        read_line(line)
