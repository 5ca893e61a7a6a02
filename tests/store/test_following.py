"""Which plan is followed, kept in a file that may hold anything."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.planning.following import Following, PlanPause
from stretchtui.store.files import Unreadable
from stretchtui.store.following import (
    LARGEST,
    FollowingRead,
    keep_following,
    read_following,
)
from stretchtui.store.paths import Folders, folders
from stretchtui.store.writing import NotSaved

BEGUN = Following(
    plan="back",
    started=date(2026, 11, 2),
    pauses=(PlanPause(date(2026, 11, 4), date(2026, 11, 6)), PlanPause(date(2026, 11, 9))),
)
GOOD = b'{"plan": "back", "started": "2026-11-02"}'


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A person's folders, none of which exists."""
    return folders(str(tmp_path / "home"))


def written(home: Folders, data: bytes) -> Path:
    path = home.plan
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_at_first_no_plan_is_followed(home: Folders) -> None:
    assert read_following(home) == FollowingRead()
    assert not home.data.exists(), "nothing is made by looking"
    home.data.parent.mkdir()
    home.data.write_text("no folder")
    assert read_following(home) == FollowingRead()


def test_what_is_kept_is_read_again(home: Folders) -> None:
    assert keep_following(home, lambda now: BEGUN if now is None else now) == BEGUN
    assert read_following(home) == FollowingRead(BEGUN)
    assert keep_following(home, lambda now: now) == BEGUN
    assert keep_following(home, lambda now: None) is None
    assert read_following(home) == FollowingRead()
    assert keep_following(home, lambda now: now) is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "plan.json: Input data was truncated"),
        (b"\xff\xfe", "plan.json: JSON is malformed: invalid character (byte 0)"),
        (b"[1]", "plan.json: Expected `object`, got `array`"),
        (b"{}", "plan.json: Object missing required field `plan`"),
        (
            GOOD.replace(b"}", b', "x": 1}'),
            "plan.json: Object contains unknown field `x`",
        ),
        (GOOD.replace(b"2026", b"1969"), "plan.json: the dates are not in their order"),
        (GOOD.replace(b"2026", b"2201"), "plan.json: the dates are not in their order"),
        (
            GOOD.replace(b"}", b', "pauses": [{"first": "2026-11-01"}]}'),
            "plan.json: the dates are not in their order",
        ),
        (
            GOOD.replace(b"}", b', "pauses": [{"first": "2026-11-03"}, {"first": "2026-11-04"}]}'),
            "plan.json: the dates are not in their order",
        ),
        (b" " * (LARGEST + 1), "plan.json: expected at most 128 KiB"),
        (b"[" * 100_000, "plan.json: Expected `object`, got `array`"),
    ],
    ids=str,
)
def test_what_is_odd_is_said_in_one_line_and_no_plan_is_followed(
    home: Folders, data: bytes, fault: str
) -> None:
    written(home, data)
    assert read_following(home) == FollowingRead(fault=fault)


@pytest.mark.parametrize("wrong", ['"../x"', '"A"', '"\\u001b[31m"', "3", f'"{"x" * 100_000}"'])
def test_an_id_that_is_none_is_said_without_harm(home: Folders, wrong: str) -> None:
    written(home, GOOD.replace(b'"back"', wrong.encode()))
    found = read_following(home)
    assert found.following is None
    assert found.fault.startswith("plan.json: ")
    assert len(found.fault) < 160
    assert "\x1b" not in found.fault


@given(st.binary(max_size=200))
def test_whatever_it_holds(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    home = folders(str(tmp_path_factory.mktemp("home")))
    written(home, data)
    found = read_following(home)
    assert (found.following is None) == bool(found.fault)


def test_links_and_other_things_are_not_followed(home: Folders, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(GOOD)
    path = home.plan
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    assert read_following(home).fault == "plan.json: expected a plain file"
    path.unlink()
    os.mkfifo(path)
    assert read_following(home).fault == "plan.json: expected a plain file"


def test_a_broken_one_is_kept_beside_the_next(home: Folders) -> None:
    path = written(home, b"broken")
    keep_following(home, lambda now: BEGUN)
    assert read_following(home) == FollowingRead(BEGUN)
    assert path.with_name("plan.json.bak").read_bytes() == b"broken"
    written(home, b"again")
    assert keep_following(home, lambda now: None) is None
    assert path.with_name("plan.json.bak2").read_bytes() == b"again"


def test_what_cannot_be_kept_is_said(home: Folders) -> None:
    home.data.parent.mkdir()
    home.data.write_text("no folder")
    with pytest.raises(NotSaved, match=r"^your plan was not saved: expected a folder"):
        keep_following(home, lambda now: BEGUN)


def test_a_change_may_refuse(home: Folders) -> None:
    def refuse(now: Following | None) -> Following | None:
        raise Unreadable("no")

    with pytest.raises(NotSaved, match=r"^your plan was not saved: no$"):
        keep_following(home, refuse)
    assert read_following(home) == FollowingRead()
