"""Documents joined into one library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Library, Source, join_as_found
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.core.sessions.timeline import timeline_of
from tests.core.strategies import paces, playable

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace

KNEE = Stretch(id="knee", name="Knee", hold=30)
HIP = Stretch(id="hip", name="Hip", hold=40)


def routine(id_: str, *stretches: str, name: str = "") -> Routine:
    steps = tuple(Step(stretch=stretch) for stretch in stretches)
    return Routine(id=id_, name=name or id_.title(), steps=steps)


def document(
    file: str, stretches: Iterable[Stretch] = (), routines: Iterable[Routine] = ()
) -> Document:
    return Document(file, tuple(stretches), tuple(routines))


def shipped(*routines: Routine) -> tuple[Source, Document]:
    return Source.SHIPPED, document("routines.toml", [KNEE, HIP], routines)


def join(documents: list[tuple[Source, Document]]) -> Library:
    """Join documents, and see that the same comes of what was found in them before."""
    library, findings = join_as_found(documents)
    assert join_as_found(documents, findings) == (library, findings)
    return library


def lines(library: Library) -> list[str]:
    return [str(fault) for fault in library.faults]


def test_no_documents_make_an_empty_library() -> None:
    assert join([]) == Library({}, {}, ())


def test_entries_stand_in_the_order_of_the_documents() -> None:
    own = Source.USER, document("mine.toml", [], [routine("b"), routine("a")])
    library = join([own, shipped(routine("c"))])
    assert list(library.entries) == ["b", "a", "c"]
    assert [each.source for each in library.entries.values()] == [
        Source.USER,
        Source.USER,
        Source.SHIPPED,
    ]
    assert library.entries["a"].file == "mine.toml"


def test_a_routine_of_the_users_takes_the_place_of_a_shipped_one() -> None:
    own = Source.USER, document("mine.toml", [], [routine("hips", "hip", name="My hips")])
    library = join([own, shipped(routine("hips", "hip"))])
    assert library.entries["hips"].routine.name == "My hips"
    assert library.faults == ()


def test_a_users_routine_with_a_fault_leaves_the_shipped_one_in_place() -> None:
    own = Source.USER, document("mine.toml", [], [routine("hips", "gone")])
    library = join([own, shipped(routine("hips", "hip"))])
    assert library.entries["hips"].source is Source.SHIPPED
    assert len(library.faults) == 1


def test_a_routine_looks_for_its_stretches_in_its_own_file_first() -> None:
    friends = Stretch(id="knee", name="Friend's knee", hold=10)
    own = Source.USER, document("friend.toml", [friends], [routine("f", "knee", "hip")])
    other = Source.USER, document("mine.toml", [KNEE], [routine("m", "knee")])
    library = join([other, own, shipped()])
    assert library.entries["f"].stretches["knee"] is friends
    assert library.entries["f"].stretches["hip"] is HIP
    assert library.entries["m"].stretches["knee"] is KNEE


def test_of_two_stretches_with_one_id_the_earlier_documents_is_shared() -> None:
    mine = Stretch(id="knee", name="My knee")
    own = Source.USER, document("mine.toml", [mine])
    library = join([own, shipped(routine("r", "knee"))])
    assert library.stretches["knee"] is mine
    # The shipped routine still means the stretch of its own file.
    assert library.entries["r"].stretches["knee"] is KNEE


def test_a_missing_stretch_is_a_fault_that_names_the_nearest() -> None:
    own = Source.USER, document("mine.toml", [], [routine("hips", "hip", "hipp", "zzzzzz")])
    assert lines(join([own, shipped()])) == [
        'mine.toml: routine[1].step[2].stretch (routine "Hips", step 2 "hipp"): '
        'no stretch has the id "hipp": did you mean hip?',
        'mine.toml: routine[1].step[3].stretch (routine "Hips", step 3 "zzzzzz"): '
        'no stretch has the id "zzzzzz": expected the id of a stretch',
    ]


def test_what_a_faulty_routine_asks_for_is_looked_for_as_well() -> None:
    toml = """
format = 1
[[stretch]]
id = "calf"
name = "Calf"
hlod = 3
[[routine]]
id = "first"
name = "First"
  [[routine.step]]
  stretch = "hip"
  nmae = "x"
  [[routine.step]]
  stretch = "hipp"
  [[routine.step]]
  stretch = "calf"
[[routine]]
id = "second"
name = "Second"
  [[routine.step]]
  stretch = "cafl"
[[routine]]
id = "first"
name = "Third"
"""
    library = join([(Source.USER, decode(toml, "mine.toml")), shipped()])
    assert lines(library) == [
        'mine.toml: stretch[1] (stretch "Calf"): unknown key "hlod": did you mean hold?',
        'mine.toml: routine[1].step[1] (routine "First", step 1 "hip"): '
        'unknown key "nmae": did you mean name?',
        'mine.toml: routine[3].id (routine "Third"): "first" is already the id of routine[1]',
        'mine.toml: routine[1].step[2].stretch (routine "First", step 2 "hipp"): '
        'no stretch has the id "hipp": did you mean hip?',
        'mine.toml: routine[1].step[3].stretch (routine "First", step 3 "calf"): '
        'the stretch "calf" has an error of its own',
        'mine.toml: routine[2].step[1].stretch (routine "Second", step 1 "cafl"): '
        'no stretch has the id "cafl": did you mean calf?',
    ]
    assert library.entries["first"].routine.name == "Third", "the only one that is whole"


def test_what_a_stretch_has_no_use_for_is_a_fault_of_the_step() -> None:
    bridge = Stretch(id="bridge", name="Bridge", reps=8, tempo=3, contract=None)
    steps = (
        Step(stretch="bridge", contract=6),
        Step(stretch="bridge", contract=0),
        Step(name="Sit", breath=(4, 6)),
        Step(stretch="bridge", hold=30),
        Step(name="Sit", tempo=4),
    )
    own = document("mine.toml", [bridge], [Routine(id="r", name="R", steps=steps)])
    assert lines(join([(Source.USER, own)])) == [
        'mine.toml: routine[1].step[1].contract (routine "R", step 1 "bridge"): '
        "contract goes with hold or breaths, found reps",
        'mine.toml: routine[1].step[3].breath (routine "R", step 3 "Sit"): '
        "breath goes with breaths, found hold",
    ]


def test_one_fault_does_not_take_the_other_routines_down() -> None:
    own = Source.USER, document("mine.toml", [], [routine("bad", "gone"), routine("ok", "hip")])
    assert list(join([own, shipped()]).entries) == ["ok"]


def test_only_so_many_missing_stretches_are_looked_up() -> None:
    missing = routine("r", *["hipp"] * 25)
    said = lines(join([(Source.USER, document("mine.toml", [], [missing])), shipped()]))
    assert len(said) == 25
    assert sum("did you mean hip?" in line for line in said) == 20


@pytest.mark.once
def test_thousands_of_missing_stretches_do_not_hold_the_start_up() -> None:
    known = [Stretch(id=f"stretch-{n}-known", name="A") for n in range(2000)]
    missing = [routine(f"r-{n}", f"stretch-{n}-missing") for n in range(2000)]
    library = join([(Source.USER, document("mine.toml", known, missing))])
    assert len(library.faults) == 2000
    assert sum("did you mean" in line for line in lines(library)) == 20


def test_two_routines_of_the_users_with_one_id_are_a_fault_of_the_later_file() -> None:
    first = Source.USER, document("a.toml", [], [routine("hips", "hip", name="First")])
    second = Source.USER, document("b.toml", [], [routine("hips", "hip", name="Second")])
    library = join([first, second, shipped()])
    assert library.entries["hips"].routine.name == "First"
    assert lines(library) == [
        'b.toml: routine[1].id (routine "Second"): "hips" is already used in a.toml'
    ]


def test_twelve_hours_are_enough() -> None:
    def hours(id_: str, count: int, more: int) -> Routine:
        steps = [Step(name="Sit", hold=3600)] * count + [Step(name="Up", hold=more)]
        return Routine(id=id_, name=id_, get_ready=0, steps=tuple(steps))

    just, beyond = hours("just", 11, 3600), hours("beyond", 12, 1)
    library = join([(Source.USER, document("long.toml", [], [just, beyond]))])
    assert list(library.entries) == ["just"]
    assert lines(library) == [
        'long.toml: routine[2] (routine "beyond"): expected at most 12 hours in all'
    ]


def test_a_long_name_is_cut_in_a_fault() -> None:
    long = routine("r", "gone", name="n" * 2000)
    (line,) = lines(join([(Source.USER, document("a.toml", [], [long]))]))
    assert '"' + "n" * 39 + "…" + '"' in line


def test_the_faults_of_the_documents_come_along() -> None:
    fault = Fault("a.toml", "", "", "No such file or directory")
    library = join([(Source.USER, Document("a.toml", faults=(fault,))), shipped(routine("r"))])
    assert library.faults == (fault,)
    assert list(library.entries) == ["r"]


def test_an_empty_routine_is_an_entry_of_no_length() -> None:
    entry = join([shipped(routine("empty"))]).entries["empty"]
    assert entry.total() == 0
    assert timeline_of(entry).phases == ()


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("lower-back", ["lower-back"]),
        ("lowerback", ["lower-back"]),
        ("LOWER BACK", ["lower-back"]),
        ("Five for the back", ["five"]),
        ("qqqqqqqqqqqq", []),
        ("x" * 10_000_000, []),
    ],
)
def test_the_nearest_routines_are_found_by_id_and_by_name(wanted: str, nearest: list[str]) -> None:
    library = join(
        [
            shipped(
                routine("lower-back", name="Lower back"),
                routine("five", name="Five for the back"),
                routine("neck", name="Neck and shoulders"),
            )
        ]
    )
    assert library.nearest(wanted)[:1] == nearest


def test_a_part_of_a_name_finds_every_routine_that_has_it() -> None:
    library = join([shipped(routine("lower-back"), routine("neck"), routine("upper-back"))])
    assert library.nearest("BACK")[:2] == ["lower-back", "upper-back"]


def test_at_most_three_near_routines_are_named_each_once() -> None:
    library = join([shipped(*(routine(f"hips-{n}", name=f"Hips {n}") for n in range(6)))])
    near = library.nearest("hips")
    assert len(near) == len(set(near)) == 3


@given(playable(), paces, st.integers(0, 3))
def test_an_entrys_length_is_that_of_its_timeline(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace, level: int
) -> None:
    routine, stretches = made
    library = join([(Source.USER, document("a.toml", stretches.values(), [routine]))])
    entry = library.entries[routine.id]
    assert entry.total(pace) == timeline_of(entry, pace).total
    assert entry.total(pace) <= timeline_of(entry, pace, level).total
    assert entry.total() == timeline_of(entry).total


def test_routines_of_one_name_are_all_meant_unless_capitals_tell_them_apart() -> None:
    names = {"a": "Hips", "b": "hips", "c": "HIPS", "d": "HIPS", "e": "Back"}
    routines = tuple(Routine(id=id_, name=name) for id_, name in names.items())
    library = join([(Source.USER, Document("x", routines=routines))])

    def named(name: str) -> list[str]:
        return [each.routine.id for each in library.named(name)]

    assert named("back") == ["e"]
    assert named("Hips") == ["a"]
    assert named("HIPS") == named("hIPS") == ["a", "b", "c", "d"]
    assert named("Knee") == []
