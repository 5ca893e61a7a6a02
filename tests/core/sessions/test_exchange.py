"""What one journal prints as JSON is what another one takes in, to the last digit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.account import Account, Export, StretchNote
from stretchtui.core.sessions.exchange import exported, imported, table_of
from stretchtui.core.sessions.plan import Plan
from stretchtui.core.sessions.record import Mark
from tests.core.sessions.accounts import CAT, STARTED, account, interrupted, somewhere

NOTE = StretchNote("knee-to-chest", "Pull the knee, not the shin", STARTED)


def there_and_back(export: Export) -> Export:
    return imported(json.dumps(exported(export), ensure_ascii=False).encode())


@pytest.mark.parametrize(
    "whole",
    [
        somewhere(account()),
        interrupted(),
        somewhere(account(parts=(), uid="a" * 32, feeling=None, before=None, note="")),
        somewhere(account(offset=0, started=0.1 + 0.2, logged=False, completed=False)),
        somewhere(account(parts=(replace(CAT, step=3, seconds=1 / 3), CAT))),
    ],
)
def test_nothing_is_lost_on_the_way(whole: Account) -> None:
    export = Export((whole,), (NOTE,))
    back = there_and_back(export)
    parts = tuple(sorted(whole.standing.parts, key=lambda part: part.step))
    standing = replace(whole.standing, parts=parts)
    hurt = whole.record.hurt
    assert back == Export((replace(whole, standing=standing),), (NOTE,))
    assert back.accounts[0].record.hurt == hurt


def test_a_session_has_no_place_once_it_has_ended() -> None:
    assert table_of(account())["place"] is None
    assert table_of(interrupted())["place"] == {
        "phase": 8,
        "step": 2,
        "side": "right",
        "time": 2,
        "position_s": 101.5,
        "reached_s": 3.25,
        "round": 3,
        "marks": "xx-x..",
        "plan": None,
    }
    assert table_of(interrupted())["ended"] is None


def test_moments_are_there_for_people_too() -> None:
    table = table_of(account())
    assert (table["started"], table["ended"]) == (
        "2026-09-21T10:43:20-03:30",
        "2026-09-21T10:48:20-03:30",
    )
    assert table["stretches"][0]["hurt"] is True
    assert table["hurt"] == ("knee-to-chest",)


def test_notes_stand_with_the_last_session() -> None:
    tables = exported(Export((account(), interrupted()), (NOTE,)))
    assert [len(table["stretch_notes"]) for table in tables] == [0, 1]
    assert exported(Export((), (NOTE,))) == []


def test_a_session_of_before_is_given_what_tells_it_apart() -> None:
    assert table_of(account(uid=""))["uid"] == "1790000000.123456 five-for-lower-back"


def test_what_need_not_be_said_need_not_be_there() -> None:
    bare = {
        "uid": "u",
        "routine": "r",
        "name": "R",
        "steps": 1,
        "phases": 2,
        "planned_s": 30,
        "started_s": 5,
        "updated_s": 6,
        "offset_min": 0,
        "stretches": [{"step": 1, "stretch": "s", "name": "S"}],
        "mood": "unknown here",
    }
    (found,) = imported(json.dumps([bare]).encode()).accounts
    assert (found.record.uid, found.record.ended, found.standing.parts[0].done) == (
        "u",
        None,
        False,
    )


def test_text_is_taken_in_as_it_will_be_read() -> None:
    spaced = {"uid": " 4f1c", "name": "Five:\n膝を胸に ", "note": "At  the\tgym"}
    tables = [table_of(account()) | spaced]
    back = imported(json.dumps(tables).encode())
    assert back.accounts == (somewhere(account()),)


def changed(**fields: Any) -> bytes:
    """An export whose second session has something else."""
    tables = exported(Export((account(), interrupted())))
    tables[1] |= fields
    return json.dumps(tables).encode()


def stretch(**fields: Any) -> list[dict[str, Any]]:
    stretches: list[dict[str, Any]] = [*table_of(account())["stretches"]]
    stretches[1] |= fields
    return stretches


@pytest.mark.parametrize(
    ("data", "where", "problem"),
    [
        (b"Dear diary", "byte 0", "not JSON: invalid character"),
        (b'{"sessions": []}', "", "expected a list, found an object"),
        (changed(uid=""), "[2].uid", "expected text of length >= 1"),
        (changed(steps="5"), "[2].steps", "expected a whole number, found text"),
        (changed(started_s=1e300), "[2].started_s", "expected a number <= 200000000000.0"),
        (changed(started_s=-1), "[2].started_s", "expected a number >= 0.0"),
        (changed(level=10**30), "[2].level", "expected a whole number <= 1000000000"),
        (changed(name="a" * 10_001), "[2].name", "expected text of a length up to 10000"),
        (
            changed(name="\x1b[31m"),
            "[2].name",
            "expected no control characters, found U+001B",
        ),
        (
            changed(stretches=stretch(targets=["back", "\u202e"])),
            "[2].stretches[2].targets[2]",
            "expected no control characters, found U+202E",
        ),
        (
            changed(stretches=stretch(step=6)),
            "[2].stretches[2].step",
            "expected a whole number <= 5 that is there once",
        ),
        (
            changed(stretches=stretch(step=1)),
            "[2].stretches[2].step",
            "expected a whole number <= 5 that is there once",
        ),
        (changed(place={"phase": 1}), "[2].place", "step is missing"),
        (
            changed(stretch_notes=[{"stretch": "s", "note": "\x9d", "updated_s": 1}]),
            "[2].stretch_notes[1].note",
            "expected no control characters, found U+009D",
        ),
    ],
)
def test_the_first_place_that_is_wrong_is_told(data: bytes, where: str, problem: str) -> None:
    with pytest.raises(Faulty) as caught:
        imported(data)
    assert (caught.value.where, caught.value.problem) == (where, problem)


def test_what_was_changed_of_what_comes_is_taken_in() -> None:
    before = interrupted()
    out = Mark(Side.LEFT, 1, False, 2, out=True)
    (first, *others) = before.standing.parts
    parts = (replace(first, holds=(out,)), *others)
    plan = Plan((("knee", 1, 2), ("own", 1, 1)), ("knee",))
    changed = Account(before.record, replace(before.standing, parts=parts, plan=plan))
    (table,) = json.loads(json.dumps(exported(Export((changed,)))))
    assert table["place"]["plan"] == {
        "order": [["knee", 1, 2], ["own", 1, 1]],
        "added": ["knee"],
        "taken_back": [],
    }
    assert table["stretches"][0]["left_out"]
    (found,) = imported(json.dumps([table]).encode()).accounts
    assert (found.standing.plan, found.standing.parts[0].holds) == (plan, (out,))


def test_the_page_on_the_journal_has_every_key() -> None:
    page = (Path(__file__).parents[3] / "docs" / "journal.md").read_text()
    said = set(re.findall(r"`([a-z_]+)`", page.split("## As JSON")[1].split("\n## ")[0]))
    table = table_of(interrupted())
    (knee, _), place = table["stretches"], table["place"]
    keys = {*table, *place, *knee, *knee["holds"][0], *exported(Export((account(),), (NOTE,)))[0]}
    assert keys <= said
