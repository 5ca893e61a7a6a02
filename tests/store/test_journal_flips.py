"""One wrong bit anywhere in the journal costs a session or two, and never the program.

Bits are flipped in a journal of 120 sessions: at most 2,000 without a copy, and 250 with one.
"""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.store import journal_copies
from stretchtui.store.journal import FILE, Journal
from tests.amounts import amount
from tests.store.sessions import NOW, part, record, standing

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Part, Record

SEEDS = range(amount(8, usual=1))
SESSIONS = 120
LOST = 2
"""So many sessions may be lost or changed by one bit; with a copy one less."""

DAY = date(2026, 9, 21)
DAY_S = 86_400.0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an undamaged journal, closed, and a copy of it."""
    folder = tmp_path_factory.mktemp("whole")
    journal = Journal(folder)
    for number in range(SESSIONS):
        at = NOW + number * DAY_S
        about = {"started": at, "updated": at + 600.5, "ended": at + 601, "completed": True}
        second = part(2, hurt=at) if number % 9 == 0 else part(2, targets=("hips", "glutes"))
        stands = standing(19, parts=(part(0), second))
        journal.let_go(journal.add(record(**about), stands))
    assert journal.copy(DAY)
    journal.close()
    return folder


def content(folder: Path) -> tuple[dict[int, Record], dict[int, tuple[Part, ...]], Journal]:
    """What there is to see of a journal: sessions, the parts of every twelfth, and itself."""
    journal = Journal(folder)
    records = {each.id: each for each in journal.sessions()}
    parts = {number: journal.parts(number) for number in records if number % 12 == 0}
    journal.held(0.0)
    journal.stretches()
    assert journal.resumable(NOW) is None
    journal.close()
    return records, parts, journal


@pytest.mark.no_cover  # other tests cover what is used here, and it would take thrice as long
@pytest.mark.parametrize(
    ("seed", "flips", "copy"),
    [*((seed, amount(250), False) for seed in SEEDS), (8, amount(250), True)],
)
def test_a_flipped_bit_costs_hardly_anything(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, flips: int, copy: bool
) -> None:
    good, good_parts, _ = content(whole)
    assert len(good) == SESSIONS
    # The disk is asked for much here, and its promptness for nothing.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    data, chance = (whole / FILE).read_bytes(), random.Random(seed)
    mended = 0
    for number in range(flips):
        byte, bit = chance.randrange(len(data)), chance.randrange(8)
        where = f"seed {seed}, flip {number}: bit {bit} of byte {byte}"
        folder = tmp_path / str(number)
        folder.mkdir()
        if copy:
            (folder / journal_copies.FOLDER).symlink_to(whole / journal_copies.FOLDER)
        damaged = bytearray(data)
        damaged[byte] ^= 1 << bit
        (folder / FILE).write_bytes(damaged)
        records, parts, journal = content(folder)
        same = sum(good[number] == each for number, each in records.items() if number in good)
        assert same >= SESSIONS - LOST + copy, where
        assert len(records) + journal.unread_sessions <= SESSIONS, f"twice: {where}"
        same_parts = sum(good_parts.get(number) == each for number, each in parts.items())
        assert same_parts >= len(good_parts) - 2, where
        if journal.notice:
            mended += 1
            assert f"{len(records)} of your sessions were recovered" in journal.notice, where
            (aside,) = folder.glob("journal-*-*.sqlite3")
            assert aside.read_bytes() == damaged, where
            reopened = Journal(folder)
            assert reopened.notice is None, where
            reopened.close()
    assert mended > flips / 20
