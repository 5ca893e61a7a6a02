"""Two programs write the journal at once: neither loses anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stretchtui.store.journal import Journal

SECONDS = "1.5"


def test_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.writers", str(tmp_path / "data")]
    writers = {
        name: subprocess.Popen([*command, name, SECONDS], stdout=subprocess.PIPE, text=True)
        for name in ("a", "b")
    }
    told = {name: writer.communicate()[0].split() for name, writer in writers.items()}
    assert [writer.returncode for writer in writers.values()] == [0, 0]
    journal = Journal(tmp_path / "data")
    assert journal.notice is None
    for name, (count, _) in told.items():
        sessions = journal.sessions(routine=name)
        assert len(sessions) == int(count) > 0
        assert {each.phases_done for each in sessions} == {19}
        assert all(each.completed for each in sessions)
        assert {len(journal.parts(each.id)) for each in sessions} == {5}
