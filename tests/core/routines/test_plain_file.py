"""A file with nothing special in it is read at once, and is what it would be key by key."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from stretchtui.core.routines.plain_file import plain_document
from tests.amounts import amount
from tests.core.routines.files import GOOD, HEAD, IN_GROUP, ROUTINE, STEP, STRETCH, read
from tests.core.strategies import playable, toml_of, words

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch

PLAIN = {
    "nothing": HEAD,
    "a stretch": STRETCH + 'targets = ["hips", "lower back"]\nhold = 30\nsides = "both"\n',
    "two stretches": STRETCH + '[[stretch]]\nid = "b"\nname = "B"\navoid = ["disc"]\n',
    "an empty routine": ROUTINE,
    "a routine": ROUTINE + "about = 'Five minutes.'\nget_ready = 5\nshuffle = true\n",
    "a step of one's own": STEP + 'instructions = ["Sit.", "Breathe."]\nwait = true\n',
    "a step of the library": ROUTINE + '[[routine.step]]\nstretch = "a"\nhold = 20\ntimes = 2\n',
    "a group": IN_GROUP + '[[routine.step.step]]\nstretch = "b"\nreps = 8\n',
    "two routines": STEP + GOOD,
    "letters of all scripts": STRETCH + 'easier = "Сядьте; 坐下, señor – así: ½"\n',
}


@pytest.mark.parametrize("toml", PLAIN.values(), ids=PLAIN)
def test_it_is_what_it_would_be_key_by_key(toml: str) -> None:
    document = plain_document(tomllib.loads(toml), "f.toml")
    assert document is not None
    assert document == read(toml)
    assert document.faults == ()


CLOSER = {
    "no format": '[[stretch]]\nid = "a"\nname = "A"\n',
    "another format": "format = 2\n",
    "true for a format": "format = true\n",
    "an unknown key": HEAD + "author = 'me'\n",
    "no list of stretches": HEAD + "stretch = 1\n",
    "no tables of stretches": HEAD + "stretch = [1]\n",
    "no tables of routines": HEAD + "routine = ['hips']\n",
    "no list of steps": ROUTINE + "step = 'sit'\n",
    "no tables of steps": ROUTINE + "step = ['sit']\n",
    "no list of steps in a group": ROUTINE + "[[routine.step]]\nrounds = 2\nstep = 'sit'\n",
    "the mark of the cache": STEP + '_ = "g"\n',
    "its mark in a group": IN_GROUP + '_ = "g"\n',
    "a wrong value": STRETCH + "hold = 0\n",
    "an unknown key of a stretch": STRETCH + "colour = 'red'\n",
    "a missing name": HEAD + '[[stretch]]\nid = "a"\n',
    "two stretches of one id": STRETCH + '[[stretch]]\nid = "a"\nname = "B"\n',
    "two routines of one id": GOOD.join((HEAD, GOOD)),
    "two quantities": STEP + "hold = 20\nreps = 5\n",
    "a tempo of a hold": STEP + "hold = 20\ntempo = 3\n",
    "two quantities of a stretch": STRETCH + "hold = 20\nbreaths = 5\n",
    "neither a stretch nor a name": ROUTINE + "[[routine.step]]\nhold = 20\n",
    "a stretch and a name": STEP + "stretch = 'a'\n",
    "a stretch and instructions": ROUTINE
    + '[[routine.step]]\nstretch = "a"\ninstructions = ["Sit."]\n',
    "an empty group": ROUTINE + "[[routine.step]]\nrounds = 2\n",
    "a group without rounds": ROUTINE + '[[routine.step]]\nstep = [{ name = "Sit" }]\n',
    "a group in a group": IN_GROUP + "rounds = 2\n",
    "a name of a group": ROUTINE
    + '[[routine.step]]\nrounds = 2\nname = "x"\nstep = [{ name = "Sit" }]\n',
    "spaces at an end": STRETCH + 'caution = " Slowly."\n',
    "two spaces": STRETCH + 'caution = "Very  slowly."\n',
    "two lines": STRETCH + 'caution = """Very\nslowly."""\n',
    "a control character": STRETCH + 'caution = "\\u001b[2J"\n',
    "a control character in a list": STRETCH + 'needs = ["strap\\u202e"]\n',
    "a list in a list": STRETCH + 'needs = [["strap"]]\n',
    "a number in a list": STRETCH + "breath = [4, 6]\nbreaths = 5\n",
    "a ramp": STRETCH + "hold = { from = 20, to = 60 }\n",
    "a part of a number": STRETCH + "hold = 20.0\n",
    "a day": STRETCH + "hold = 2026-11-30\n",
}
"""What has to be looked at more closely, whether there turns out to be a fault or not."""


@pytest.mark.parametrize("toml", CLOSER.values(), ids=CLOSER)
def test_what_may_be_wrong_is_looked_at_more_closely(toml: str) -> None:
    assert plain_document(tomllib.loads(toml), "f.toml") is None
    read(toml)


@settings(max_examples=amount(60))
@given(playable(text=words))
def test_whatever_is_read_at_once_is_what_it_would_be_key_by_key(
    made: tuple[Routine, dict[str, Stretch]],
) -> None:
    routine, stretches = made
    read(toml_of([routine], stretches))
