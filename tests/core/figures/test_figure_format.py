"""Figures in a routine file: what is good is read, and every fault is said in words."""

from __future__ import annotations

import msgspec
import pytest
import tomli_w
from hypothesis import given, settings

from stretchtui.core.figures.figure import Feel, Figure, Joint, Viewpoint
from stretchtui.core.figures.plausible import implausible
from stretchtui.core.routines.format import decode
from tests.amounts import amount
from tests.core.figures.figures import figures

HEAD = 'format = 1\n[[stretch]]\nid = "sit"\nname = "Sit"\n[stretch.figure]\n'
FRAME = """[[stretch.figure.frame]]
spine = [[20, 7], [30.5, 35], [36.5, 45.5]]
arm = [[38, 20], [55, 19]]
leg = [[44.5, 6], [68.5, 5.5], [69.5, 16.5]]
"""
GOOD = HEAD + FRAME


def faults_of(toml: str) -> list[str]:
    """The faults' words, from the place on."""
    document = decode(toml, "f.toml")
    assert (document.faults == ()) == (len(document.stretches) == 1)
    start = "f.toml: stretch[1].figure"
    lines = [str(fault) for fault in document.faults]
    assert all(line.startswith(start) and len(line) < 600 for line in lines)
    return [line.removeprefix(start).replace(' (stretch "Sit")', "") for line in lines]


def test_a_figure_that_says_all_there_is_to_say() -> None:
    document = decode(
        HEAD
        + """
        view = "front"
        feel = ["waist", "far hamstrings"]
        side = "left"
        behind = ["arm", "far leg"]
        floor = false
        wall = 40.5
        chair = [0, 24]
        mat = [-30, -12, 70, 20]
        cushion = [0, 0, 20, 6]
        strap = ["hand", "far toe"]
        arrows = [[[60, 30], [70, 30]], [[0, 40], [5, 45], [0, 50]]]
        ghost = [[[20, 7], [38, 12], [60, 8]]]
        face = false
        close = [0, 0, 80, 60]
        still = 1
          [[stretch.figure.frame]]
          spine = [[20, 7], [25, 20], [30.5, 35], [34, 40], [36.5, 45.5]]
          arm = [[38, 20], [55, 19], [63, 22], [60, 16]]
          leg = [[44.5, 6], [68.5, 5.5]]
          far_arm = [[22, 19], [30, 5]]
          far_leg = [[44.5, 7], [68.5, 6.5], [69, 10]]
          shoulders = [[30, 35], [20, 35]]
          hips = [[20, 7], [19, 7]]
          nose = [45, 46]
          stay = 2
        """,
        "f.toml",
    )
    assert document.faults == ()
    figure = document.stretches[0].figure
    assert figure is not None
    assert figure.view is Viewpoint.FRONT
    assert figure.feel == (Feel.WAIST, Feel.FAR_HAMSTRINGS)
    assert figure.strap == (Joint.HAND, Joint.FAR_TOE)
    assert figure.wall == 40.5
    assert figure.arrows == (((60, 30), (70, 30)), ((0, 40), (5, 45), (0, 50)))
    assert figure.ghost == (((20, 7), (38, 12), (60, 8)),)
    assert not figure.face
    assert figure.frames[0].arm[2:] == ((63, 22), (60, 16))
    assert figure.frames[0].spine[1] == (25, 20)
    assert figure.frames[0].stay == 2


@given(figures())
@settings(max_examples=amount(30), deadline=None)
def test_what_is_written_is_what_is_read(figure: Figure) -> None:
    table = msgspec.to_builtins(figure)
    toml = tomli_w.dumps({"format": 1, "stretch": [{"id": "sit", "name": "Sit", "figure": table}]})
    read = decode(toml, "f.toml")
    found = list(implausible(figure))
    assert len(read.faults) == len(found)
    if not found:
        assert read.stretches[0].figure == figure


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        (HEAD, ": frame is missing: expected 1 to 12 [[stretch.figure.frame]] tables"),
        (
            HEAD.replace("[stretch.figure]\n", "figure = 3\n"),
            ": expected a table, found 3",
        ),
        (
            HEAD + "frame = []\n",
            ".frame: expected 1 to 12 [[stretch.figure.frame]] tables, found a list",
        ),
        (HEAD + "frame = [3]\n", ".frame[1]: expected a table, found 3"),
        (
            HEAD + FRAME * 13,
            ".frame: expected 1 to 12 [[stretch.figure.frame]] tables, found a list",
        ),
        (HEAD + "fel = []\n" + FRAME, ': unknown key "fel": did you mean feel?'),
        (
            HEAD + 'view = "rear"\n' + FRAME,
            '.view: expected one of side, front, back, top, found "rear"',
        ),
        (
            HEAD + 'feel = ["hamstring"]\n' + FRAME,
            '.feel[1]: expected hamstrings, found "hamstring"',
        ),
        (
            HEAD + 'view = "front"\nfeel = ["lower back"]\n' + FRAME,
            ".feel[1]: expected a part that is seen from the front, found lower back",
        ),
        (
            HEAD + 'view = "back"\nfeel = ["chest"]\n' + FRAME,
            ".feel[1]: expected a part that is seen from the back, found chest",
        ),
        (
            HEAD + "ghost = [[[0, 0]]]\n" + FRAME,
            ".ghost[1]: expected 2 to 5 points [x, y] along a limb, found a list",
        ),
        (HEAD + 'side = "both"\n' + FRAME, '.side: expected "left" or "right", found "both"'),
        (
            HEAD + "chair = [0]\n" + FRAME,
            ".chair: expected 2 numbers: the x of its backrest, and of the front of its seat, "
            "found [0]",
        ),
        (HEAD + "chair = [0, 5]\n" + FRAME, ".chair: expected a seat at least 10 wide"),
        (
            HEAD + "cushion = [0, 5, 20, 5]\n" + FRAME,
            ".cushion: expected right and top to be 1 or more beyond left and bottom",
        ),
        (
            HEAD + 'view = "front"\nmat = [0, 0, 20, 0]\n' + FRAME,
            ".mat: expected right and top to be 1 or more beyond left and bottom",
        ),
        (
            HEAD + 'view = "top"\nmat = [0, 0, 20, 10]\n' + FRAME,
            ".mat: expected a view from the front or the back, found top",
        ),
        (
            HEAD + "cushion = [9, 0, 2, 5]\n" + FRAME,
            ".cushion: expected right and top to be 1 or more beyond left and bottom",
        ),
        (
            HEAD + f"behind = {['arm'] * 5}\n" + FRAME,
            ".behind: expected a list of limbs, found a list",
        ),
        (HEAD + "wall = 201\n" + FRAME, ".wall: expected the x of the wall's surface, found 201"),
        (
            HEAD + "close = [0, 0, 30, 19]\n" + FRAME,
            ".close: expected right and top to be 20 or more beyond left and bottom",
        ),
        (HEAD + "still = 2\n" + FRAME, ".still: expected a frame from 1 to 1, found 2"),
        (
            GOOD.replace("[38, 20], ", ""),
            ".frame[1].arm: expected 2 to 4 points [x, y]: elbow, hand, fingers, thumb, "
            "found a list",
        ),
        (
            GOOD.replace("[38, 20], [55, 19]", "38, [55]"),
            ".frame[1].arm[1]: expected a point [x, y] of numbers from -200 to 200, found 38",
        ),
        (
            GOOD.replace("[38, 20]", '[38, "x"]'),
            '.frame[1].arm[1][2]: expected a number from -200 to 200, found "x"',
        ),
        (
            GOOD.replace("[38, 20]", "[38, nan]"),
            ".frame[1].arm[1][2]: expected a number from -200 to 200, found nan",
        ),
        (
            GOOD.replace("[38, 20]", "[38, 200.5]"),
            ".frame[1].arm[1][2]: expected a number from -200 to 200, found 200.5",
        ),
        (
            GOOD.replace("[55, 19]]", "[55, 19], [68, 19]]"),
            ".frame[1]: the hand is 13.0 long: expected at most 12.5",
        ),
        (
            HEAD + "arrows = [[[0, 0]]]\n" + FRAME,
            ".arrows[1]: expected 2 to 12 points [x, y], the last its tip, found a list",
        ),
        (
            GOOD.replace("arm =", "arms ="),
            '.frame[1]: unknown key "arms": did you mean arm?',
        ),
        (
            GOOD.replace("[44.5, 6]", "[54.5, 6]"),
            ".frame[1]: the thigh is 34.5 long: expected at most 30.6",
        ),
        (
            GOOD + "far_leg = [[44.5, 6], [60, 6]]\n",
            ".frame[1]: the shin is 24.0 long, the far one 15.5: "
            "expected them within 25 % of each other",
        ),
        (
            GOOD + FRAME.replace("[68.5, 5.5]", "[60, 6]").replace("69.5, 16.5", "60, 17"),
            ".frame[2]: the shin is 15.5 long, in the first frame 24.0: "
            "expected them within 25 % of each other",
        ),
    ],
)
def test_a_fault_is_said_in_words(toml: str, fault: str) -> None:
    assert fault in faults_of(toml)


@pytest.mark.parametrize("key", ["spine", "arm", "leg"])
def test_the_joints_that_are_needed_must_be_there(key: str) -> None:
    (line,) = (each for each in GOOD.splitlines() if each.startswith(key))
    (fault,) = faults_of(GOOD.replace(line, ""))
    assert fault.startswith(f".frame[1]: {key} is missing: expected ")


def test_a_far_limb_that_is_the_near_one_again_has_no_fault_of_its_own() -> None:
    assert len(faults_of(GOOD.replace("[44.5, 6]", "[54.5, 6]"))) == 1


def test_the_far_side_has_its_own_faults() -> None:
    (fault, *_) = faults_of(GOOD + "far_arm = [[70, 20], [87, 19]]\n")
    assert fault == ".frame[1]: the far upper arm is 42.3 long: expected at most 21.2"


def test_a_limb_that_points_at_the_eye_may_be_short() -> None:
    frames = [
        "[[stretch.figure.frame]]\nspine = [[0, 7], [0, 37], [0, 49]]\n"
        f"arm = [[12, 21], [12, 5]]\nleg = [[{x}, 7], [20, 4]]\nfar_leg = [[-9, 7], [-20, 4]]\n"
        for x in (9, 20)
    ]
    assert faults_of(HEAD + 'view = "front"\n' + "".join(frames)) == []


def test_a_hand_may_turn_away_from_the_eye() -> None:
    bent = FRAME.replace("[55, 19]]", "[55, 19], [64, 19]]")
    shorter = FRAME.replace("[55, 19]]", "[55, 19], [58, 16], [59, 20]]")
    assert faults_of(HEAD + bent + shorter + "far_arm = [[38, 20], [55, 19]]\n") == []
