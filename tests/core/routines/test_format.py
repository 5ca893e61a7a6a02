"""The file format: what is good is read, and every fault is said in words."""

from __future__ import annotations

import datetime
import math
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core import text
from stretchtui.core.routines.format import Document, Fault, decode
from stretchtui.core.routines.model import FORMAT, Ramp, Routine, Sides, Step, Stretch
from tests.core.strategies import playable, tables_of, toml_of, words

MALFORMED = sorted((Path(__file__).parent / "malformed").glob("*.toml"))

HEAD = "format = 1\n"
STRETCH = HEAD + '[[stretch]]\nid = "a"\nname = "A"\n'
ROUTINE = HEAD + '[[routine]]\nid = "r"\nname = "Hips"\n'
STEP = ROUTINE + '[[routine.step]]\nname = "Pigeon"\n'
GOOD = '\n[[routine]]\nid = "good"\nname = "Good"\n[[routine.step]]\nname = "Sit"\nhold = 30\n'


def read(toml: str) -> Document:
    """Decode, and see that every fault can be shown."""
    document = decode(toml, "f.toml")
    for fault in document.faults:
        line = str(fault)
        assert line.startswith("f.toml: ")
        assert len(line.splitlines()) == 1
        assert text.unsafe(line) is None
        assert line == text.fold(line)
        assert len(line) <= 600
    return document


def lines(toml: str) -> list[str]:
    return [str(fault).removeprefix("f.toml: ") for fault in read(toml).faults]


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


@settings(max_examples=60)
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


# What is wrong, and the line that says so

SECONDS = "expected whole seconds from 1 to 3600, or a ramp of them, found "
HOLD = f'stretch[1].hold (stretch "A"): {SECONDS}'
AN_ID = "expected lower-case letters, digits and single hyphens, at most 80"

FAULTS: list[tuple[str, list[str]]] = [
    # The format number
    ("", ["format: expected format = 1, found nothing"]),
    ("format = 2", ["format: expected format = 1, found 2"]),
    ("format = true", ["format: expected format = 1, found true"]),
    ("format = 1.0", ["format: expected format = 1, found 1.0"]),
    ("format = '1'", ['format: expected format = 1, found "1"']),
    ("format = [1]", ["format: expected format = 1, found a list"]),
    ("format = nan", ["format: expected format = 1, found nan"]),
    # No TOML
    ("x", ["end of document: not TOML: Expected '=' after a key in a key/value pair"]),
    (HEAD + "d = 2021-06-31", ["line 2, column 5: not TOML: Invalid date or datetime"]),
    (HEAD + "[a]\n[a]", ["line 3, column 3: not TOML: Cannot declare ('a',) twice"]),
    (HEAD + "x = '", ['end of document: not TOML: Expected "\'"']),
    ("\ufeff" + HEAD, ["line 1, column 1: not TOML: Invalid statement"]),
    (
        "format\x00 = 1",
        ["line 1, column 7: not TOML: Expected '=' after a key in a key/value pair"],
    ),
    (
        HEAD + "x = 1" + "0" * 5000,
        [
            "not TOML: Exceeds the limit (4300 digits) for integer string conversion: value has "
            "5001 digits; use sys.set_int_max_str_digits() …"
        ],
    ),
    # Nested too deep
    (HEAD + "x = " + "[" * 100_000, ["nested too deep"]),
    (HEAD + "x = " + "{a = " * 100_000, ["nested too deep"]),
    (HEAD + "a." * 500_000 + "b = 1", ["nested too deep"]),
    (HEAD + "a . " * 100_000 + "b = 1", ["nested too deep"]),
    (HEAD + '"a".' * 100_000 + "b = 1", ["nested too deep"]),
    (HEAD + '\'=\'."=\\"".' * 100_000 + "b = 1", ["nested too deep"]),
    (HEAD + "[" + "a." * 500_000 + "b]", ["nested too deep"]),
    (HEAD + "[[" + "a." * 500_000 + "b]]", ["nested too deep"]),
    (HEAD + "x = {" + "a." * 500_000 + "b = 1}", ["nested too deep"]),
    (HEAD + 'x = {a = """b"""", ' + "a." * 500_000 + "b = 1}", ["nested too deep"]),
    # The top of the file
    (HEAD + "x = 1", ['unknown key "x": expected format, stretch, routine']),
    (HEAD + "routines = []", ['unknown key "routines": did you mean routine?']),
    (HEAD + "'\u202e' = 1", ['unknown key "�": expected format, stretch, routine']),
    (
        HEAD + "k" * 1_000_000 + " = 1",
        [f'unknown key "{"k" * 39}…": expected format, stretch, routine'],
    ),
    (HEAD + "stretch = 1", ["stretch: expected [[stretch]] tables, found 1"]),
    (HEAD + "[routine]\nid = 'r'", ["routine: expected [[routine]] tables, found a table"]),
    (HEAD + "stretch = [1]", ["stretch[1] (stretch): expected a table, found 1"]),
    (HEAD + "routine = [[]]", ["routine[1] (routine): expected a table, found a list"]),
    # A stretch
    (
        HEAD + "[[stretch]]",
        [
            f"stretch[1] (stretch): id is missing: {AN_ID}",
            "stretch[1] (stretch): name is missing: expected text of 1 to 2000 characters",
        ],
    ),
    (
        HEAD + "[[stretch]]\nid = 'A B'\nname = 'x'",
        [f'stretch[1].id (stretch "x"): {AN_ID}, found "A B"'],
    ),
    (STRETCH + "hold = 0", [HOLD + "0"]),
    (STRETCH + "hold = -5", [HOLD + "-5"]),
    (STRETCH + "hold = 3601", [HOLD + "3601"]),
    (STRETCH + "hold = 1.5", [HOLD + "1.5"]),
    (STRETCH + "hold = '30'", [HOLD + '"30"']),
    (STRETCH + "hold = true", [HOLD + "true"]),
    (STRETCH + "hold = false", [HOLD + "false"]),
    (STRETCH + "hold = nan", [HOLD + "nan"]),
    (STRETCH + "hold = -inf", [HOLD + "-inf"]),
    (STRETCH + "hold = 1e400", [HOLD + "inf"]),
    (STRETCH + "hold = 1979-05-27", [HOLD + "a date or time"]),
    (STRETCH + "hold = [30]", [HOLD + "a list"]),
    (STRETCH + "hold = 1" + "0" * 40, [HOLD + "a huge number"]),
    (STRETCH + "hold = 0x" + "f" * 9000, [HOLD + "a huge number"]),
    (
        STRETCH + "hold = 30\nreps = 2\nbreaths = 1",
        [
            'stretch[1] (stretch "A"): expected one of hold, breaths, reps, '
            "found hold and breaths and reps"
        ],
    ),
    (STRETCH + "nam = 'x'", ['stretch[1] (stretch "A"): unknown key "nam": did you mean name?']),
    (
        STRETCH + "sides = 'up'",
        [
            'stretch[1].sides (stretch "A"): '
            'expected one of none, left, right, both, alternate, found "up"'
        ],
    ),
    (
        STRETCH + "targets = 'x'",
        [
            'stretch[1].targets (stretch "A"): expected a list of at most 30 words, found "x"',
        ],
    ),
    (
        STRETCH + "targets = [" + "'x'," * 31 + "]",
        ['stretch[1].targets (stretch "A"): expected a list of at most 30 words, found a list'],
    ),
    (
        STRETCH + 'targets = ["x", 1, "", " ", "\\u0007"]',
        [
            'stretch[1].targets[2] (stretch "A"): expected text of 1 to 60 characters, found 1',
            'stretch[1].targets[3] (stretch "A"): expected text of 1 to 60 characters, found ""',
            'stretch[1].targets[4] (stretch "A"): expected some text, found only spaces',
            'stretch[1].targets[5] (stretch "A"): '
            "expected plain text, found the control character U+0007",
        ],
    ),
    (
        STRETCH + 'instructions = ["fine", "\\u001b[2J"]',
        [
            'stretch[1].instructions[2] (stretch "A"): '
            "expected plain text, found the control character U+001B"
        ],
    ),
    (
        STRETCH + 'easier = "\u202eabc"',
        [
            'stretch[1].easier (stretch "A"): '
            "expected plain text, found the control character U+202E"
        ],
    ),
    (
        STRETCH + "position = '" + "x" * 61 + "'",
        [
            'stretch[1].position (stretch "A"): '
            f'expected text of 1 to 60 characters, found "{"x" * 39}…"'
        ],
    ),
    (
        HEAD + "[[stretch]]\nid = 'a'\nname = '" + "x" * 10_000_000 + "'",
        [
            f'stretch[1].name (stretch "{"x" * 39}…"): '
            f'expected text of 1 to 2000 characters, found "{"x" * 39}…"'
        ],
    ),
    (
        HEAD + '[[stretch]]\nid = "a"\nname = "\\u001b]0;owned\\u0007"',
        [
            'stretch[1].name (stretch "�]0;owned�"): '
            "expected plain text, found the control character U+001B"
        ],
    ),
    (
        STRETCH + "[[stretch]]\nid = 'a'\nname = 'B'",
        ['stretch: id "a" is used twice: expected one of each'],
    ),
    # Ramps
    (
        STRETCH + "hold = {}",
        [
            'stretch[1].hold (stretch "A"): '
            f"{key} is missing: expected a whole number from 1 to 3600"
            for key in ("from", "to")
        ],
    ),
    (
        STRETCH + "hold = {from = 10, to = 5}",
        ['stretch[1].hold (stretch "A"): expected from ≤ to, found from 10 to 5'],
    ),
    (
        STRETCH + "hold = {from = 1, to = 9, by = 0}",
        ['stretch[1].hold.by (stretch "A"): expected a whole number from 1 to 3600, found 0'],
    ),
    (
        STRETCH + "breaths = {from = 1, to = 61}",
        [
            'stretch[1].breaths.to (stretch "A"): '
            "expected a whole number from 1 to 60, or a ramp of them, found 61"
        ],
    ),
    (
        STRETCH + "hold = {from = 1, to = 2, until = 3}",
        ['stretch[1].hold (stretch "A"): unknown key "until": expected from, to, by, every'],
    ),
    # A routine and its steps
    (
        ROUTINE + "get_ready = 121\nstep = 1",
        [
            'routine[1].step (routine "Hips"): expected [[step]] tables, found 1',
            'routine[1].get_ready (routine "Hips"): '
            "expected whole seconds from 0 to 120, found 121",
        ],
    ),
    (
        ROUTINE + "step = ['Pigeon']",
        ['routine[1].step[1] (routine "Hips", step 1): expected a table, found "Pigeon"'],
    ),
    (
        ROUTINE + "[[routine.step]]",
        [
            'routine[1].step[1] (routine "Hips", step 1): '
            'expected stretch = "an-id", or a name of its own'
        ],
    ),
    *[
        (
            STEP + f"stretch = 'a'\n{more}",
            [
                'routine[1].step[1] (routine "Hips", step 1 "Pigeon"): '
                "expected a stretch of the library or a name of its own, found both"
            ],
        )
        for more in ("", "instructions = ['x']")
    ],
    (
        ROUTINE + "[[routine.step]]\nstretch = 'a'\ninstructions = ['x']",
        [
            'routine[1].step[1] (routine "Hips", step 1 "a"): '
            "expected a stretch of the library or a name of its own, found both"
        ],
    ),
    (
        ROUTINE + "[[routine.step]]\nstretch = 'Bad Id'",
        [f'routine[1].step[1].stretch (routine "Hips", step 1 "Bad Id"): {AN_ID}, found "Bad Id"'],
    ),
    (
        STEP + "rest = 601\nwait = 1\ntempo = 0",
        [
            'routine[1].step[1].tempo (routine "Hips", step 1 "Pigeon"): '
            "expected whole seconds from 1 to 120, found 0",
            'routine[1].step[1].rest (routine "Hips", step 1 "Pigeon"): '
            "expected whole seconds from 0 to 600, found 601",
            'routine[1].step[1].wait (routine "Hips", step 1 "Pigeon"): '
            "expected true or false, found 1",
        ],
    ),
    (
        STEP
        + "[[routine.step]]\nname = 'Cow'\nrep = 3\n[[routine.step]]\nname = 'Cat'\ntimes = 21",
        [
            'routine[1].step[2] (routine "Hips", step 2 "Cow"): '
            'unknown key "rep": did you mean reps?',
            'routine[1].step[3].times (routine "Hips", step 3 "Cat"): '
            "expected a whole number from 1 to 20, or a ramp of them, found 21",
        ],
    ),
    (
        STEP + "hold = 9\nbreaths = 2",
        [
            'routine[1].step[1] (routine "Hips", step 1 "Pigeon"): '
            "expected one of hold, breaths, reps, found hold and breaths"
        ],
    ),
    (
        HEAD + "[[routine]]\nid = 1\nname = 2",
        [
            f"routine[1].id (routine): {AN_ID}, found 1",
            "routine[1].name (routine): expected text of 1 to 2000 characters, found 2",
        ],
    ),
    (
        ROUTINE + "[[routine]]\nid = 'r'\nname = 'B'",
        ['routine: id "r" is used twice: expected one of each'],
    ),
]


@pytest.mark.parametrize(("toml", "expected"), FAULTS, ids=lambda each: text.shorten(str(each)))
def test_each_fault_is_told_in_one_line(toml: str, expected: list[str]) -> None:
    assert lines(toml) == expected


def test_a_fault_without_place_and_name_is_its_file_and_its_problem() -> None:
    assert str(Fault("f.toml", "", "", "gone")) == "f.toml: gone"
    assert str(Fault("f.toml", "line 3", "", "gone")) == "f.toml: line 3: gone"


def test_a_faults_own_words_cannot_reach_the_terminal() -> None:
    assert str(Fault("a\n\x1b[2J.toml", "b\x07", "c\u202e", "d\te")) == (
        "a \ufffd[2J.toml: b\ufffd (c\ufffd): d e"
    )


@pytest.mark.parametrize("format_", ["", "format = 2\n", "format = 'x'\n"])
def test_a_wrong_format_number_does_not_hide_what_is_good(format_: str) -> None:
    document = read(format_ + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    assert len(document.faults) == 1


def test_of_two_with_one_id_the_first_is_kept() -> None:
    document = read(ROUTINE + "[[routine]]\nid = 'r'\nname = 'Second'" + GOOD)
    assert [routine.name for routine in document.routines] == ["Hips", "Good"]


# Every key with every kind of wrong value

STRETCH_KEYS = [each for each in Stretch.__struct_encode_fields__ if each not in ("id", "name")]
STEP_KEYS = [each for each in Step.__struct_encode_fields__ if each not in ("name", "stretch")]
ROUTINE_KEYS = [
    each for each in Routine.__struct_encode_fields__ if each not in ("id", "name", "step")
]
RAMP_KEYS = Ramp.__struct_encode_fields__
HEADS = {"stretch": STRETCH, "routine[1].step": STEP, "routine": ROUTINE}
PLACES = [
    *(("stretch", key) for key in STRETCH_KEYS),
    *(("routine[1].step", key) for key in STEP_KEYS),
    *(("routine", key) for key in ROUTINE_KEYS),
]

NEVER_RIGHT = [
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "1.5",
    "-9223372036854775809",
    "18446744073709551616",
    "1" + "0" * 400,
    "0x" + "f" * 5000,
    '""',
    '" \\t "',
    '"\\u0000"',
    '"\\u001b]52;c;eA==\\u0007"',
    '"\\u009b31m"',
    '"\\u202e"',
    '"' + "x" * 100_000 + '"',
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "[[]]",
    "[[[[1]]]]",
    "[1]",
    "[{}]",
    '["\\u001b"]',
    "{}",
    "{from = {}}",
    "{from = nan, to = inf}",
    "{a.b.c.d = 1}",
]


@pytest.mark.parametrize("wrong", NEVER_RIGHT, ids=lambda each: text.shorten(each, 30))
@pytest.mark.parametrize(("place", "key"), PLACES)
def test_a_value_that_is_never_right_is_a_fault_at_its_key(
    place: str, key: str, wrong: str
) -> None:
    document = read(HEADS[place] + f"{key} = {wrong}" + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    assert document.stretches == ()
    path = f"{place}[1].{key}"
    assert all(fault.where.startswith(path) for fault in document.faults)
    assert document.faults


@pytest.mark.parametrize(
    ("quantity", "key", "wrong"),
    product(
        ("hold", "breaths", "reps", "times"),
        RAMP_KEYS,
        ("0", "-1", "3601", "1.0", "nan", "inf", "true", '"5"', "[]", "{}", "07:32:00", "0xfffff"),
    ),
)
def test_a_wrong_end_of_a_ramp_is_a_fault_at_its_key(quantity: str, key: str, wrong: str) -> None:
    ramp = {"from": "2", "to": "4", "by": "1", "every": "1"} | {key: wrong}
    table = ", ".join(f"{name} = {value}" for name, value in ramp.items())
    document = read(STEP + f"{quantity} = {{{table}}}" + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    (fault,) = document.faults
    assert fault.where == f"routine[1].step[1].{quantity}.{key}"


@pytest.mark.parametrize("path", MALFORMED, ids=lambda each: each.stem)
def test_raw_bytes_that_are_no_routine_file_are_a_fault(path: Path) -> None:
    assert read(path.read_bytes().decode("utf-8", "surrogateescape")).faults


def test_the_raw_files_are_there() -> None:
    assert len(MALFORMED) >= 26


def test_tens_of_thousands_of_faults_are_all_told() -> None:
    assert len(read(HEAD + "[[stretch]]\n" * 20_000).faults) == 40_000
    assert len(read(HEAD + "".join(f"k{n} = 1\n" for n in range(20_000))).faults) == 20_000


# Whatever a file holds

toml_values = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(),
        st.integers(-(10**40), 10**40),
        st.floats(),
        st.text(st.characters(codec="utf-8")),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def survivor(tables: dict[str, Any]) -> dict[str, Any]:
    """The same tables with a good routine behind them."""
    good = tomllib.loads(GOOD)["routine"][0]
    return {**tables, "routine": [*tables.get("routine", []), good]}


@given(st.text())
def test_any_text_at_all_is_decoded_without_raising(toml: str) -> None:
    assert read(toml).faults


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_decoded_without_raising(data: bytes) -> None:
    assert read(data.decode("utf-8", "surrogateescape")).faults


@given(st.dictionaries(st.text(min_size=1), toml_values, min_size=1, max_size=4))
def test_any_tables_at_all_are_faults_beside_the_good_routine(tables: dict[str, Any]) -> None:
    document = read(tomli_w.dumps(survivor({"format": FORMAT, **tables})))
    assert document.faults
    assert [routine.id for routine in document.routines] == ["good"]


@given(st.sampled_from(PLACES), toml_values)
def test_any_value_at_any_key_is_taken_or_is_a_fault_and_the_good_routine_survives(
    place: tuple[str, str], value: Any
) -> None:
    where, key = place
    tables = tomllib.loads(HEADS[where])
    table = tables["stretch"][0] if where == "stretch" else tables["routine"][0]
    if where == "routine[1].step":
        table = table["step"][0]
    table[key] = value
    document = read(tomli_w.dumps(survivor(tables)))
    assert document.routines[-1].id == "good"
    taken = len(document.routines) == 2 or document.stretches != ()
    assert taken == (document.faults == ())
    assert all(fault.where.startswith(f"{where}[1].{key}") for fault in document.faults)


@settings(max_examples=60)
@given(playable(text=words), st.data())
def test_a_valid_file_cut_or_spliced_anywhere_is_decoded_without_raising(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    routine, stretches = made
    toml = toml_of([routine], stretches)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(toml))] * 2)))
    document = read(toml[:start] + data.draw(st.text(max_size=5)) + toml[end:])
    assert document.faults or all(each.id for each in document.routines)


DATE = datetime.date(2024, 2, 29)
NO_NUMBERS = [-1, 10**6, 10**30, 1.5, math.nan, math.inf, True, "30", "", [30], DATE]
NO_RAMPS = [{}, {"from": 0, "to": 1}, {"from": 5, "to": 2}, {"from": 1, "to": 10**6}, {"to": 1}]
NO_TEXTS = [0, False, "", "\t", "\x1b[2J", "\u202e", "\x9b", "x" * 2001, ["x"], {}, DATE, 1.5]
NO_LISTS = [
    "x",
    1,
    {},
    [1],
    [""],
    ["x", "\x07"],
    ["x"] * 61,
    [["x"]],
    [{}],
    DATE,
]
NO_IDS = [0, "", "A", "a b", "a--b", "../etc", "é", "x" * 81, ["a"], {}]

WRONG: dict[str, list[Any]] = {
    **{key: [0, *NO_NUMBERS, *NO_RAMPS] for key in ("hold", "breaths", "reps", "times")},
    "tempo": [0, *NO_NUMBERS, {"from": 1, "to": 2}],
    **{key: [*NO_NUMBERS, {"from": 1, "to": 2}] for key in ("rest", "get_ready")},
    **{key: NO_TEXTS for key in ("name", "about", "easier", "caution", "position")},
    **{key: NO_LISTS for key in ("targets", "needs", "instructions", "tags")},
    **{key: NO_IDS for key in ("id", "stretch")},
    "sides": ["up", "", "BOTH", 1, [], {}, DATE],
    "wait": [0, 1, "true", "", [], {}, DATE],
    "figure": [0, "", [], {}, DATE, {"frame": {}}, {"view": "side"}],
}


def tables_in(tables: dict[str, Any]) -> dict[str, tuple[dict[str, Any], type]]:
    """Every table of a file by its path, with what it is to be."""
    found: dict[str, tuple[dict[str, Any], type]] = {}
    for n, stretch in enumerate(tables.get("stretch", []), 1):
        found[f"stretch[{n}]"] = stretch, Stretch
    for n, routine in enumerate(tables["routine"], 1):
        found[f"routine[{n}]"] = routine, Routine
        for m, step in enumerate(routine["step"], 1):
            found[f"routine[{n}].step[{m}]"] = step, Step
    return found


@given(playable(), st.data())
def test_one_wrong_value_in_a_valid_file_is_a_fault_that_names_its_key(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    tables = survivor(tables_of([made[0]], made[1]))
    places = {
        where: each
        for where, each in tables_in(tables).items()
        if not where.startswith("routine[2]")
    }
    where = data.draw(st.sampled_from(sorted(places)), label="where")
    table, kind = places[where]
    known: tuple[str, ...] = kind.__struct_encode_fields__  # type: ignore[attr-defined]
    key = data.draw(st.sampled_from([each for each in known if each != "step"]), label="key")
    table[key] = data.draw(st.sampled_from(WRONG[key]), label="value")
    document = read(tomli_w.dumps(tables))
    path = f"{where}.{key}"
    assert any(
        fault.where == path or fault.where.startswith((f"{path}[", f"{path}."))
        for fault in document.faults
    )
    # What is wrong in one table leaves the others as they were.
    assert document.routines[-1].id == "good"
    assert len(document.routines) == 1 + where.startswith("stretch")
    assert len(document.stretches) == len(made[1]) - where.startswith("stretch")


@given(playable(), st.data())
def test_a_key_that_is_unknown_or_left_out_is_a_fault_that_names_its_table(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    tables = tables_of([made[0]], made[1])
    places = tables_in(tables)
    where = data.draw(st.sampled_from(sorted(places)), label="where")
    table, kind = places[where]
    if kind is not Step and data.draw(st.booleans(), label="leave out"):
        key = data.draw(st.sampled_from(["id", "name"]))
        del table[key]
        expected = f"{key} is missing"
    else:
        key = data.draw(st.sampled_from(["nmae", "Hold", "x", "", "[b]", "\x1b", "hold "]))
        table[key] = 1
        expected = "unknown key"
    document = read(tomli_w.dumps(tables))
    assert [fault.where for fault in document.faults] == [where]
    assert expected in document.faults[0].problem
