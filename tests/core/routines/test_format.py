"""The file format: what is good is read, and a fault leaves the rest of the file as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from tests.amounts import amount
from tests.core.routines.files import GOOD, HEAD, ROUTINE, read
from tests.core.strategies import playable, toml_of, words

# What is good


def test_a_file_that_says_all_there_is_to_say() -> None:
    document = read("""
        format = 1

        [[stretch]]
        id = "knee-to-chest"
        name = "Knee to chest"
        targets = ["lower back", "glutes"]
        position = "on your back"
        needs = ["strap"]
        instructions = ["Lie down.", "Draw one knee in."]
        easier = "Hold behind the thigh."
        caution = "Stop if pain runs into the leg."
        sides = "both"
        hold = 30

        [[routine]]
        id = "basics"
        name = "Basics"
        about = "Five minutes."
        tags = ["gentle"]
        caution = "See a professional first."
        get_ready = 10
          [[routine.step]]
          stretch = "knee-to-chest"
          hold = { from = 20, to = 60, by = 10, every = 3 }
          sides = "alternate"
          times = 2
          rest = 10
          wait = true
          [[routine.step]]
          name = "Sway"
          instructions = ["Stand."]
          reps = 5
          tempo = 3
    """)
    assert document == Document(
        "f.toml",
        stretches=(
            Stretch(
                id="knee-to-chest",
                name="Knee to chest",
                targets=("lower back", "glutes"),
                position="on your back",
                needs=("strap",),
                instructions=("Lie down.", "Draw one knee in."),
                easier="Hold behind the thigh.",
                caution="Stop if pain runs into the leg.",
                sides=Sides.BOTH,
                hold=30,
            ),
        ),
        routines=(
            Routine(
                id="basics",
                name="Basics",
                about="Five minutes.",
                tags=("gentle",),
                caution="See a professional first.",
                get_ready=10,
                steps=(
                    Step(
                        stretch="knee-to-chest",
                        hold=Ramp(start=20, to=60, by=10, every=3),
                        sides=Sides.ALTERNATE,
                        times=2,
                        rest=10,
                        wait=True,
                    ),
                    Step(name="Sway", instructions=("Stand.",), reps=5, tempo=3),
                ),
            ),
        ),
    )


def test_the_least_file_holds_nothing_and_has_no_fault() -> None:
    assert read("format = 1") == Document("f.toml")


@settings(max_examples=amount(60))
@given(playable(3600, text=words))
def test_whatever_is_written_is_read_back(made: tuple[Routine, dict[str, Stretch]]) -> None:
    routine, stretches = made
    document = read(toml_of([routine], stretches))
    assert document.faults == ()
    assert document.routines == (routine,)
    assert document.stretches == tuple(stretches.values())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"[/b] [bold red]x"', "[/b] [bold red]x"),
        ('"  two\\twords\\n "', "two words"),
        ('"""\nover\nlines\n"""', "over lines"),
        ("'C:\\temp'", "C:\\temp"),
        ('"膝を胸に"', "膝を胸に"),
        ('"🧘🏽‍♀️"', "🧘🏽‍♀️"),
    ],
)
def test_text_is_kept_as_it_is_but_for_its_spaces(written: str, shown: str) -> None:
    document = read(HEAD + f'[[routine]]\nid = "r"\nname = {written}\n')
    assert document.faults == ()
    assert document.routines[0].name == shown


@pytest.mark.parametrize(
    "prose",
    [
        '"' + "In. Out. " * 100 + '"',
        "'" + "In. Out. " * 100 + "'",
        '"""' + "In. Out. " * 100 + '\n "quoted" \\" ' + "a.b" * 100 + '""""',
        "'''" + "In. 'Out'. " * 100 + "'''''",
        '"x" # ' + "In. Out. " * 100,
        '"\\"' + ".a" * 100 + '"',
    ],
)
def test_dots_in_prose_are_no_nesting(prose: str) -> None:
    assert read(ROUTINE + f"about = {prose}").faults == ()


# Beside a fault


@pytest.mark.parametrize("format_", ["", "format = 2\n", "format = 'x'\n"])
def test_a_wrong_format_number_does_not_hide_what_is_good(format_: str) -> None:
    document = read(format_ + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    assert len(document.faults) == 1


def test_of_two_with_one_id_the_first_is_kept() -> None:
    document = read(ROUTINE + "[[routine]]\nid = 'r'\nname = 'Second'" + GOOD)
    assert [routine.name for routine in document.routines] == ["Hips", "Good"]
