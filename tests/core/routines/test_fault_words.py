"""Every fault is said in words: where it is, what was expected, what was found."""

from __future__ import annotations

import pytest

from stretchtui.core import text
from stretchtui.core.routines.document import Fault
from tests.core.routines.files import HEAD, ROUTINE, STEP, STRETCH, lines

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
    ("format = [1]", ["format: expected format = 1, found [1]"]),
    ("format = nan", ["format: expected format = 1, found nan"]),
    # What does not go together
    (
        STEP + "hold = 30\ntempo = 4",
        [
            'routine[1].step[1].tempo (routine "Hips", step 1 "Pigeon"): '
            "tempo goes with reps, found hold"
        ],
    ),
    (
        STEP + "reps = 8\ncontract = 6\nbreath = [4, 6]",
        [
            'routine[1].step[1].contract (routine "Hips", step 1 "Pigeon"): '
            "contract goes with hold or breaths, found reps",
            'routine[1].step[1].breath (routine "Hips", step 1 "Pigeon"): '
            "breath goes with breaths, found reps",
        ],
    ),
    (
        STRETCH + "breaths = 8\ntempo = [2, 1, 4]",
        ['stretch[1].tempo (stretch "A"): tempo goes with reps, found breaths'],
    ),
    # Patterns
    (
        STRETCH + "breath = [4, 31, 6]",
        [
            'stretch[1].breath (stretch "A"): expected [in, out], [in, hold, out] or [in, hold, '
            "out, hold], in and out of 1 to 60 seconds, holds of 0 to 30, found [4, 31, 6]"
        ],
    ),
    (
        STRETCH + "tempo = [2, 1]",
        [
            'stretch[1].tempo (stretch "A"): expected whole seconds from 1 to 120, or [up, stay, '
            "down] of 1 to 60, 0 to 60 and 1 to 60, found [2, 1]"
        ],
    ),
    (
        STRETCH + "contract = 61",
        [
            'stretch[1].contract (stretch "A"): '
            "expected whole seconds from 1 to 60, or 0 for none, found 61"
        ],
    ),
    (
        STRETCH + "avoid = ['disc', 'discs']",
        [
            'stretch[1].avoid[2] (stretch "A"): expected one of disc, osteoporosis, pregnancy, '
            'hip-replacement, knee-replacement, high-blood-pressure, heart, found "discs"'
        ],
    ),
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
    (HEAD + "x = 1", ['unknown key "x": expected format, stretch, routine, plan']),
    (HEAD + "routines = []", ['unknown key "routines": did you mean routine?']),
    (HEAD + "'\u202e' = 1", ['unknown key "�": expected format, stretch, routine, plan']),
    (
        HEAD + "k" * 1_000_000 + " = 1",
        [f'unknown key "{"k" * 39}…": expected format, stretch, routine, plan'],
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
    (STRETCH + "hold = [30]", [HOLD + "[30]"]),
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
        ['stretch[2].id (stretch "B"): "a" is already the id of stretch[1]'],
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
        ['routine[1].step[1] (routine "Hips", step 1): expected stretch = "an-id", or name = "…"'],
    ),
    *[
        (
            STEP + f"stretch = 'a'\n{more}",
            [
                'routine[1].step[1] (routine "Hips", step 1 "Pigeon"): '
                "expected either stretch or name, found both"
            ],
        )
        for more in ("", "instructions = ['x']")
    ],
    (
        ROUTINE + "[[routine.step]]\nstretch = 'a'\ninstructions = ['x']",
        [
            'routine[1].step[1] (routine "Hips", step 1 "a"): '
            "expected either stretch or name, found both"
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
            "expected whole seconds from 1 to 120, or [up, stay, down] of 1 to 60, 0 to 60 and "
            "1 to 60, found 0",
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
        ['routine[2].id (routine "B"): "r" is already the id of routine[1]'],
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
