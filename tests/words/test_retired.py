"""Phrases that the program used to say, and no longer does: nobody reads them again."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import stretchtui

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(stretchtui.__file__).resolve().parent
ROOMS = sorted(PACKAGE.glob("*/__init__.py"))
ROOT = Path(__file__).resolve().parents[2]
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md")

PLACES = {
    "the pages": PAGES,
    "the package itself": tuple(sorted(PACKAGE.glob("*.py"))),
    **{path.parent.name: tuple(sorted(path.parent.rglob("*.py"))) for path in ROOMS},
}
"""Whatever a person may read something of: file by file it would be hundreds of tests."""

RETIRED = (
    "well stretched",
    "by way of your side",
    "it hurt the last time",
    "waiting for a key",
    "press a key when you are ready",
    "once more, ",
    "of it stretching",
    "any key goes on",
    "to search in",
    "what is right in it can be played",
    "no command is called so",
    "broke off",
    "let it be",
    "how is it before you start",
    "and how is it now",
    "it hurts: stopped",
    "go on, gently",
    "don't say",
    "gone on with this session",
    "go on with what was not saved",
    "as it is, it stays",
    "brings it back, until",
    "goes on with it already",
    "saving makes it yours",
    "take it / leave it",
    "every session you do is kept",
    "in a year ",
    "nothing was said of it yet",
    "the settings can have it asked",
    "out of the journal for good",
    "its form, in the steps",
    "its form has room",
    "yes, until a key",
    "it holds until the program ends",
    "goes before this",
    "nothing here can speak",
    "pause, go on",
    "on to what comes next",
    "back to the hold before",
    "a word of care",
    "more is fine",
    "choose what is good for today",
    "what you did, and how it goes",
    "a shipped one becomes yours",
    "make a routine out of a copy",
    "bring back what you deleted last",
    "leave for the shell",
    "draw the screen afresh",
    "all there is to know",
    "back to how it usually is",
    "change all there is to",
    "once more a side",
    "a voice says what comes",
    "time a side",
    "times a side",
    "grows after",
    "a good one to begin with",
    "mend it first",
    "nothing is written over a fault",
    "say what was found here",
    "take in files",
    "and end with it",
    "that broke off",
    "that breaks costs nothing",
    "is as usual",
    "it sounds the same. this was",
    "came back; it is kept",
    "sessions came back",
    "a moment that has been",
    "being played and left as it is",
    "choose from all values",
    "shown whenever this stretch comes.",
    "what you did elsewhere can be added",
    "space goes on",
    "as it comes",
    "steps up in",
    "go on gently",
    "not carried over",
    "nobody hears",
    "in place of ssh",
    "hands nothing through",
    "expected a time that has passed",
    "minutes a week",
    "every cue and what it means",
    "phases and cues",
    "speak of another one",
    "within the last day",
    "it shows here as soon",
    "hear and steer",
)
"""None of these stands anywhere in what a person can read."""

RETIRED_WHOLE = (
    "going on",
    "go on",
    "good",
    "take it",
    "leave it",
    "usually",
    "today's",
    "let it go",
    "not now",
    "sink",
    "counted",
    "put it aside",
)
"""These have a right use within a sentence, but are never all that is said."""


def strings(source: str) -> Iterator[str]:
    """Every text in a source but its docstrings; what an f-string fills in is left out."""
    for_readers_of_code = set[int]()
    # What has a body comes before what is in it.
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for_readers_of_code |= {id(e.value) for e in node.body if isinstance(e, ast.Expr)}
        elif isinstance(node, ast.Constant) and id(node) not in for_readers_of_code:
            yield from [node.value] if isinstance(node.value, str) else []


def plain(text: str) -> str:
    """A text in one line of small letters."""
    return " ".join(text.casefold().split())


@cache
def said_in(path: Path) -> tuple[str, ...]:
    """What a person may read of a file."""
    text = path.read_text(encoding="utf-8")
    return tuple(strings(text)) if path.suffix == ".py" else (text,)


def retired(text: str) -> list[str]:
    """The retired phrases in a text."""
    words = f"{plain(text)} "
    return [each for each in RETIRED if each in words]


@pytest.mark.once
@pytest.mark.parametrize("place", PLACES)
def test_retired_phrases_stay_out(place: str) -> None:
    assert PLACES[place]
    found = {
        (str(path.relative_to(ROOT)), phrase)
        for path in PLACES[place]
        for each in said_in(path)
        for phrase in retired(each)
    }
    assert found == set()


def test_everything_that_is_said_is_somewhere() -> None:
    places = [path for paths in PLACES.values() for path in paths]
    assert sorted(places) == sorted([*PACKAGE.rglob("*.py"), *PAGES])


def test_the_page_for_browsers_does_not_say_them_either() -> None:
    page = PACKAGE / "cues" / "browser" / "page"
    texts = [each for each in page.iterdir() if each.suffix in (".js", ".html")]
    assert len(texts) >= 2
    assert [found for each in texts for found in retired(each.read_text("utf-8"))] == []


@pytest.mark.once
def test_words_that_said_nothing_alone_are_not_said_alone() -> None:
    rooms = ("words", "plain", "tui")
    found = {
        f"{path.relative_to(PACKAGE)}: {each}"
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for each in said_in(path)
        if plain(each) in RETIRED_WHOLE
    }
    assert found == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Any key goes on."""\nx = 1\n', []),
        ('x = "Any key goes on."\n', ["any key goes on"]),
        ('x = f"{n} of it\\n stretching"\n', ["of it stretching"]),
        ('x = 1\n"""Grows after a while."""\n', []),
        (
            'def f():\n    """Draw the screen afresh."""\n    return "Draw the screen " "afresh"\n',
            None,
        ),
    ],
)
def test_docstrings_are_not_what_is_said(source: str, found: list[str] | None) -> None:
    expected = ["draw the screen afresh"] if found is None else found
    assert [each for text in strings(source) for each in retired(text)] == expected
