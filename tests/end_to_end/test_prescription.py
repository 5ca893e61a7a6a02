"""A physiotherapist's sheet, made in a real terminal with few keys, and sent to a friend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import run
from tests.end_to_end.test_builder import Tmux, read

MOST_KEYS = 90


@pytest.fixture
def tmux(tmp_path: Path, home: Path) -> Iterator[Tmux]:
    """A tmux of its own."""
    made = Tmux(tmp_path, home)
    yield made
    made.close()


class Typist:
    """Types, counts the keys, and waits for what they show.

    Args:
        tmux: Where to type.
        session: Which of its sessions.
    """

    def __init__(self, tmux: Tmux, session: str) -> None:
        self._tmux = tmux
        self._session = session
        self.keys = 0

    def __call__(self, *keys: str, shows: str = "") -> None:
        """Type words, and keys by tmux's names."""
        self._tmux.press(self._session, *keys)
        self.keys += sum(1 if key in NAMED else len(key) for key in keys)
        if shows:
            self._tmux.wait_for(self._session, shows)


NAMED = {"Enter", "Tab", "Up", "Right", "End", "C-s", "C-g"}


def program(home: Path, *arguments: str) -> str:
    """What a command prints."""
    done = run(*arguments, home=home)
    done.check_returncode()
    return done.stdout


def test_prescription_is_made_with_few_keys_and_reads_the_same_elsewhere(
    tmux: Tmux, home: Path, tmp_path: Path
) -> None:
    session = tmux.start(size=(100, 30))
    tmux.wait_for(session, "routines", "Five for the lower back")
    typed = Typist(tmux, session)
    typed("n", "Rx", "Enter")
    for word in ("kn", "br", "fi", "ca", "ch", "sp", "op", "ov", "kn"):
        typed(word, "Enter")
    typed("br 20-60s", "Enter", shows="grow: +5 s every 3 sessions")
    typed("End", "Enter", shows="10 steps")
    typed("ca 20-40s", "Enter", shows="Cat-cow: 20 s to 40 s")
    typed("Enter", shows="11 steps")
    typed("Zoz", "Enter", shows="12 steps")
    typed("Tab", "m", shows="how to")
    typed("Enter", shows="Zoz is in your library")
    typed("g", "v", "jj", "C-g", shows="2 rounds")
    typed("t", shows="3 rounds")
    typed("jjjj", "v", "jj", "C-g", "jjj", "Enter", shows="step 6 of 12")
    # The last fields are for the breath, the push and the wait.
    typed("Up", "Up", "6", "Up", "Right", "Enter", shows="not saved")
    typed("C-s", shows="Saved:")
    assert typed.keys <= MOST_KEYS, typed.keys
    tmux.press(session, "Escape")
    tmux.wait_for(session, "▸ Rx ◆")
    tmux.press(session, "q")
    assert tmux.status(session) == 0

    steps = read(home, "rx.toml")["step"]
    assert [each.get("rounds") for each in steps] == [3, 2, *[None] * 6]
    assert [len(each["step"]) for each in steps[:2]] == [3, 3]
    assert steps[1]["step"][2] == {"stretch": "sphinx", "contract": 6, "wait": True}
    assert steps[5] == {"stretch": "bridge", "hold": {"from": 20, "to": 60, "by": 5, "every": 3}}
    assert steps[6] == {"stretch": "cat-cow", "hold": 20}
    assert steps[7] == {"stretch": "zoz"}

    sent = program(home, "export", "rx")
    (tmp_path / "sent.toml").write_text(sent)
    friend = tmp_path / "friend"
    program(friend, "import", str(tmp_path / "sent.toml"))
    assert program(friend, "export", "rx") == sent
