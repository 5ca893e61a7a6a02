"""What the journal says of stretches, in sessions in plain lines."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from stretchtui.store.journal import Journal
from tests.end_to_end.terminal import run
from tests.store.sessions import NOW, part, record, standing


def test_what_was_written_of_a_stretch_is_told_when_it_comes(home: Path, short: Path) -> None:
    with closing(Journal(home / "data")) as journal:
        journal.write_stretch_note("Nod", "slowly, and not far", NOW)
    done = run("play", str(short), "--plain", "--speed", "1000", "--cues", "off", home=home)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[lines.index("1 Nod.") + 1] == "your note: slowly, and not far"


def test_what_is_familiar_is_only_named_and_takes_less_time(home: Path, short: Path) -> None:
    (home / "config").mkdir()
    settings = '[voice]\nguide = "auto"\nengine = "espeak-ng"\n'
    (home / "config" / "settings.toml").write_text(settings)
    short.write_text(short.read_text().replace("Nod.", "Let your chin sink slowly to your chest."))

    def length() -> str:
        words = ("play", str(short), "--plain", "--speed", "1000", "--cues", "speakers")
        done = run(*words, home=home)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[0].split(" · ")[1]

    lengths = []
    for day in range(4):
        lengths.append(length())
        with closing(Journal(home / "data")) as journal:
            parts = part(0, stretch="Reach up"), part(1, stretch="Nod")
            journal.let_go(journal.add(record(started=time.time() - day), standing(4, parts=parts)))
    assert len(set(lengths[:3])) == 1
    assert lengths[3] == "1:03" < lengths[0]
