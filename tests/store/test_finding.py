"""Which routine somebody means by a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.core.routines.library import Source
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import NotFound, find


def routine(id_: str, name: str) -> str:
    """One routine of a file."""
    return f'[[routine]]\nid = "{id_}"\nname = "{name}"\n[[routine.step]]\nname = "Nod"\n'


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A person's folders with two routines of their own."""
    found = folders(str(tmp_path))
    found.routines.mkdir(parents=True)
    text = "format = 1\n" + routine("after", "Dawn") + routine("dawn", "After Work")
    (found.routines / "mine.toml").write_text(text, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [("after", "after"), ("dawn", "dawn"), ("Dawn", "after"), ("AFTER work", "dawn")],
)
def test_an_id_goes_before_a_name_and_a_name_is_known_in_any_case(
    home: Folders, wanted: str, id_: str
) -> None:
    library, entry = find(wanted, home)
    assert entry.routine.id == id_
    assert library.entries[id_] is entry


def test_words_that_mean_no_routine_bring_the_nearest(home: Folders) -> None:
    with pytest.raises(NotFound, match='no routine "aftr": did you mean after'):
        find("aftr", home)
    with pytest.raises(NotFound, match='no routine "q": see stretchtui list'):
        find("q", home)
    with pytest.raises(NotFound) as found:
        find("z" * 100, home)
    assert f'"{"z" * 80}"' in str(found.value), "no more than fits in a line or two"


def test_a_path_means_the_first_routine_of_its_file(home: Folders, tmp_path: Path) -> None:
    path = tmp_path / "friend.toml"
    path.write_text(
        "format = 1\n" + routine("dawn", "Friend's") + routine("dusk", "Dusk"), encoding="utf-8"
    )
    _, entry = find(str(path), home)
    assert (entry.source, entry.routine.name) == (Source.FILE, "Friend's")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = 1\n", r"expected a \[\[routine\]\], found none$"),
        ("format = 1\n[[routine]\n", r"line 2, column \d+: [^(]*$"),
        ("format = 1\nodd = 1\n[[routine]]\n", r" \(and \d more: see stretchtui check\)$"),
    ],
)
def test_a_path_that_has_none_says_what_is_wrong_with_it(
    home: Folders, tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "friend.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotFound, match=problem) as found:
        find(str(path), home)
    assert str(found.value).startswith(f"{path}: ")
