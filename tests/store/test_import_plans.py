"""Plans that come in with a friend's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.routines.training_plan import PlanPart, TrainingPlan
from stretchtui.store.importing import Imported, ImportOptions, NotImported, bring_in
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library

HIPS = Routine(id="hips", name="Hips", steps=(Step(name="Hold", hold=20),))
BACK = Routine(id="back", name="Back", steps=(Step(name="Bend", hold=20),))
PLAN = TrainingPlan(id="p", name="Plan", days="mon", weeks=2, routine="hips")
PARTS = TrainingPlan(
    id="q",
    name="Parts",
    days="3 a week",
    parts=(PlanPart(weeks=2, routine="back"), PlanPart(weeks=2, make="10 minutes for hips")),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A person's folders, none of which exists; one routine and a plan for it are shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(encode([HIPS], [], [PLAN]))
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    return folders(str(tmp_path / "home"))


def sent(tmp_path: Path, *held: Routine | TrainingPlan, name: str = "sent.toml") -> Path:
    path = tmp_path / name
    path.write_text(
        encode(
            [each for each in held if isinstance(each, Routine)],
            [],
            [each for each in held if isinstance(each, TrainingPlan)],
        )
    )
    return path


def one(home: Folders, path: Path, *, instead: bool = False) -> Imported:
    (found,) = bring_in([path], home, ImportOptions(instead=instead))
    return found


def plan(home: Folders, id_: str) -> TrainingPlan:
    library = read_library(home)
    assert library.faults == ()
    return library.plans[id_].plan


def test_a_plan_comes_in_with_its_routines(home: Folders, tmp_path: Path) -> None:
    found = one(home, sent(tmp_path, BACK, PARTS))
    assert (found.routines, found.plans, found.file) == ((BACK,), (PARTS,), "back.toml")
    assert plan(home, "q") == PARTS


def test_a_plan_alone_is_called_as_it_is(home: Folders, tmp_path: Path) -> None:
    mine = replace(PLAN, id="mine", days="tue")
    assert one(home, sent(tmp_path, mine)).file == "mine.toml"
    assert plan(home, "mine") == mine


def test_its_routines_are_called_as_they_are_here(home: Folders, tmp_path: Path) -> None:
    other = replace(BACK, id="hips")
    found = one(home, sent(tmp_path, other, replace(PLAN, id="mine")))
    assert found.notes == ("routine hips was imported as hips-2",)
    assert plan(home, "mine").routine == "hips-2"
    parts = (PlanPart(weeks=1, routine="hips"), PlanPart(weeks=1, routine="back"))
    twice = TrainingPlan(id="t", name="T", days="mon", parts=parts)
    one(home, sent(tmp_path, other, BACK, twice, name="again.toml"))
    assert plan(home, "t").routines == ("hips-2", "back")


def test_nothing_takes_the_place_of_what_is_there(home: Folders, tmp_path: Path) -> None:
    found = one(home, sent(tmp_path, replace(PLAN, days="tue")))
    assert found.notes == ("plan p was imported as p-2",)
    assert (plan(home, "p").days, plan(home, "p-2").days) == ("mon", "tue")


def test_what_is_here_already_is_not_there_twice(home: Folders, tmp_path: Path) -> None:
    assert one(home, sent(tmp_path, PLAN)).notes == ("Plan is already here",)
    path = sent(tmp_path, replace(PLAN, days="tue"))
    one(home, path)
    again = one(home, path)
    assert (again.file, again.plans, again.notes) == (None, (), ("Plan is already here",))


def test_a_new_version_takes_its_place_only_if_that_is_wanted(
    home: Folders, tmp_path: Path
) -> None:
    mine = replace(PLAN, id="mine")
    one(home, sent(tmp_path, mine))
    path = sent(tmp_path, replace(mine, weeks=5))
    found = one(home, path, instead=True)
    assert (found.plans, found.replaced) == ((), (replace(mine, weeks=5),))
    assert plan(home, "mine").weeks == 5
    one(home, sent(tmp_path, replace(mine, weeks=9)))
    assert (plan(home, "mine").weeks, plan(home, "mine-2").weeks) == (5, 9)


def test_a_version_with_changes_of_ones_own_is_kept_beside(home: Folders, tmp_path: Path) -> None:
    mine = replace(PLAN, id="mine")
    one(home, sent(tmp_path, mine))
    (home.routines / "mine.toml").write_text(encode([], [], [replace(mine, days="sun")]))
    found = one(home, sent(tmp_path, replace(mine, weeks=5)), instead=True)
    assert found.notes == ("what was in mine.toml is kept as mine.toml.bak",)


def test_a_plan_whose_routine_is_missing_is_left_out(home: Folders, tmp_path: Path) -> None:
    path = sent(tmp_path, BACK, replace(PLAN, id="mine", routine="gone"))
    found = one(home, path)
    problem = (
        f'{path}: routine (plan "Plan"): no routine has the id "gone": expected the id of a routine'
    )
    assert [str(each) for each in found.faults] == [problem]
    assert (found.routines, found.plans) == ((BACK,), ())
    alone = sent(tmp_path, replace(PLAN, id="mine", routine="gone"), name="alone.toml")
    with pytest.raises(NotImported, match="gone"):
        one(home, alone)


def test_a_routine_that_could_not_be_taken_is_missing(home: Folders, tmp_path: Path) -> None:
    bad = replace(BACK, steps=(Step(stretch="nowhere"),))
    found = one(home, sent(tmp_path, HIPS, bad, PARTS))
    assert len(found.faults) == 2
    assert found.plans == ()


def test_a_plan_whose_wish_is_unclear_is_left_out(home: Folders, tmp_path: Path) -> None:
    path = sent(tmp_path, replace(PARTS, parts=(PlanPart(weeks=1, make="something"),)), BACK)
    found = one(home, path)
    assert [(each.where, each.problem) for each in found.faults] == [
        (
            "part[1].make",
            'expected minutes, and what for: 10 minutes for hips, found "something"',
        )
    ]
    assert found.plans == ()
    (home.routines / "back.toml").write_text(path.read_text())
    library = read_library(home)
    assert (list(library.plans), len(library.faults)) == (["p"], 1)
