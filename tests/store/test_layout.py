"""A hand-written file that is saved: whatever did not change stays as it was written."""

from __future__ import annotations

import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Group, Ramp, Routine, Step, Stretch
from stretchtui.store.layout import with_content

ROOT = Path(__file__).parents[2]

TEXT = """\
# My two routines.
format = 1

# First one
[[routine]]
id = "one"
name = "One"  # the name

# the wall
[[routine.step]]
stretch = "wall"   # twice
times = 2
# a remark to times

[[routine.step]]  # knee
stretch = "knee"
hold = 20  # short

  # rounds!
  [[routine.step]]
  rounds = 3
  # in
  [[routine.step.step]]
  stretch = "wall"
  [[routine.step.step]]
  stretch = "knee"
  hold = { from = 10, to = 20 }  # grows

[[stretch]]
id = "wall"
name = \"\"\"
[[routine]]\"\"\"  # a name like a header
# the end
"""

DOCUMENT = decode(TEXT, "a.toml")
ROUTINE = DOCUMENT.routines[0]
WALL, KNEE, ROUNDS = ROUTINE.steps
assert isinstance(WALL, Step)
assert isinstance(KNEE, Step)
assert isinstance(ROUNDS, Group)
IN_WALL, IN_KNEE = ROUNDS.steps


def difference(
    *steps: Step | Group, stretches: tuple[Stretch, ...] = DOCUMENT.stretches, **fields: str
) -> list[str]:
    """What is other in the file afterwards, and that it holds what it should."""
    routine = replace(ROUTINE, steps=steps, **fields)
    found = with_content(TEXT, DOCUMENT, stretches, [routine])
    assert found is not None
    assert decode(found, "").routines == (routine,)
    lines = unified_diff(TEXT.splitlines(), found.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++") and line[:1] != "@"]


def test_nothing_changes_where_nothing_changed() -> None:
    assert with_content(TEXT, DOCUMENT, DOCUMENT.stretches, DOCUMENT.routines) == TEXT


def test_a_key_is_changed_beside_its_remark() -> None:
    assert difference(WALL, KNEE, ROUNDS, name="Uno") == [
        '-name = "One"  # the name',
        '+name = "Uno"  # the name',
    ]
    assert difference(replace(WALL, times=3), KNEE, ROUNDS) == ["-times = 2", "+times = 3"]
    assert difference(WALL, replace(KNEE, hold=None), ROUNDS) == ["-hold = 20  # short"]
    assert difference(WALL, replace(KNEE, hold=Ramp(start=5, to=9)), ROUNDS) == [
        "-hold = 20  # short",
        "+hold = {from = 5, to = 9}  # short",
    ]


def test_a_new_key_stands_among_the_others() -> None:
    assert difference(WALL, KNEE, replace(ROUNDS, rest=5)) == ["+  rest = 5"]
    assert '+about = "x"' in difference(WALL, KNEE, ROUNDS, about="x")


def test_a_step_takes_its_comments_along() -> None:
    moved = difference(KNEE, WALL, ROUNDS)
    assert {line[1:] for line in moved if line[0] == "+"} == {
        line[1:] for line in moved if line[0] == "-"
    }


def test_steps_that_go_or_come_leave_the_others_alone() -> None:
    gone = difference(WALL, ROUNDS)
    assert gone == ["-", "-[[routine.step]]  # knee", '-stretch = "knee"', "-hold = 20  # short"]
    come = difference(WALL, KNEE, ROUNDS, Step(name="New"))
    assert come == ["+  [[routine.step]]", '+  name = "New"', "+"]


def test_a_step_in_rounds_is_changed_in_its_place() -> None:
    inside = replace(ROUNDS, steps=(IN_KNEE, replace(IN_WALL, hold=5), Step(name="z")))
    changed = difference(WALL, KNEE, inside)
    assert "+  hold = 5" in changed
    assert "-  # in" not in changed
    assert '+    name = "z"' in changed


def test_stretches_are_changed_and_added() -> None:
    wall = replace(DOCUMENT.stretches[0], hold=5)
    new = Stretch(id="new", name="New")
    assert difference(WALL, KNEE, ROUNDS, stretches=(wall, new)) == [
        "+hold = 5",
        "+",
        "+[[stretch]]",
        '+id = "new"',
        '+name = "New"',
    ]
    assert "-[[stretch]]" in difference(WALL, KNEE, ROUNDS, stretches=())


def test_ends_of_lines_stay_as_they_are() -> None:
    text = TEXT.replace("\n", "\r\n")
    document = decode(text, "")
    other = replace(document.routines[0], about="x")
    found = with_content(text, document, document.stretches, [other])
    assert found is not None
    assert "\n" not in found.replace("\r\n", "")


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\nroutine = [{ id = "a", name = "a", step = [{ name = "s" }] }]\n',
        'format = 1\n[[routine]]\nid = "a"\nname = "a"\nstep = [{ name = "s" }]\n',
        'format = 1\n[[routine]]\nid = "a"\nname = "a"\n[[routine.step]]\nname = "s"\n'
        "[routine.step.hold]\nfrom = 1\nto = 2\n",
    ],
    ids=["inline", "steps inline", "ramp as a table"],
)
def test_what_cannot_be_kept_is_not_tried(text: str) -> None:
    document = decode(text, "")
    assert not document.faults
    other = replace(document.routines[0], steps=(Step(name="s", hold=9), Step(name="t")))
    assert with_content(text, document, (), [other]) is None


def test_a_table_of_a_stretch_stays_when_another_key_changes() -> None:
    text = (
        'format = 1\n[[stretch]]\nid = "a"\nname = "a"\n'
        "# it grows\n[stretch.hold]\nfrom = 1\nto = 2\n"
    )
    document = decode(text, "")
    stretch = replace(document.stretches[0], name="b")
    found = with_content(text, document, [stretch], ())
    assert found == text.replace('name = "a"', 'name = "b"')
    assert with_content(text, document, [replace(stretch, hold=3)], ()) is None


def test_figure_that_is_new_has_no_place_in_a_hand_written_table() -> None:
    shipped = decode((ROOT / "routines.toml").read_text(encoding="utf-8"), "").stretches
    figure = next(each.figure for each in shipped if each.figure is not None)
    stretch = replace(DOCUMENT.stretches[0], figure=figure)
    assert with_content(TEXT, DOCUMENT, [stretch], DOCUMENT.routines) is None


def test_what_a_text_does_not_hold_is_not_kept() -> None:
    other = Document("", routines=(Routine(id="a", name="a"), Routine(id="b", name="b")))
    assert with_content(TEXT, other, (), ()) is None
    assert with_content("format = 1\n[[routine.step]]\n", Document(""), (), ()) is None
    assert with_content("format = 1\n# only\n", Document(""), (), ()) == "format = 1\n# only\n"


def test_it_is_imported_only_where_there_is_a_layout_to_keep() -> None:
    code = (
        "import sys, stretchtui.store.keeping, stretchtui.store.own_stretches;"
        "import stretchtui.tui.builder.screen;"
        "sys.exit('tomlkit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PLANNED = f"""\
{TEXT}
# for the winter
[[plan]]  # of four weeks
id = "p"
name = "P"
days = "mon"   # only

  # the first
  [[plan.part]]
  weeks = 2
  routine = "one"
"""


def test_plans_stay_as_they_are() -> None:
    document = decode(PLANNED, "a.toml")
    assert [each.id for each in document.plans] == ["p"]
    other = replace(ROUTINE, name="Two")
    found = with_content(PLANNED, document, document.stretches, [other])
    assert found == PLANNED.replace('"One"', '"Two"')
    gone = with_content(PLANNED, document, document.stretches, ())
    assert gone is not None
    assert decode(gone, "").plans == document.plans
    assert gone.endswith(PLANNED[PLANNED.index("# for the winter") :])
