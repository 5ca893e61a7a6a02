"""What a home says of the voice, for tests in which it has a say."""

from __future__ import annotations

from pathlib import Path


def set_voice(home: Path, guide: str, engine: str = "auto") -> None:
    """Have the voice say something, or nothing ("off"), through an engine."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(
        f'[voice]\nguide = "{guide}"\nengine = "{engine}"\n'
    )
