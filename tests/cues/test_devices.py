"""Which sound devices can be seen, also where not everything may be looked at."""

from __future__ import annotations

from pathlib import Path

from stretchtui.cues.devices import devices
from tests.permissions import unprivileged


def test_servers_of_somebody_else_are_not_seen(tmp_path: Path) -> None:
    # Who became another person by su still has the folder's name in the environment.
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse" / "native").touch()
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    cards = tmp_path / "no-cards"
    assert devices(environment, cards) == ["PulseAudio"]
    tmp_path.chmod(0)
    with unprivileged():
        assert devices(environment, cards) == []
    tmp_path.chmod(0o700)
