"""Notifications are handed to libnotify's program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from stretchtui.store.notifying import can_notify, notify
from tests.schedulers import script

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_notification_has_its_words_and_no_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    script(tmp_path / "notify-send", f'printf "%s\\n" "$@" >{tmp_path}/shown')
    assert can_notify()
    assert notify("Time", "-hips <b>& more</b>, 5 min")
    shown = (tmp_path / "shown").read_text().splitlines()
    assert shown == [
        "--app-name=stretchtui",
        "--",
        "Time",
        "-hips &lt;b&gt;&amp; more&lt;/b&gt;, 5 min",
    ]


def test_what_is_not_shown_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not can_notify()
    assert not notify("Time", "hips")
    script(tmp_path / "notify-send", "exit 1")
    assert not notify("Time", "hips")
    (tmp_path / "notify-send").write_text("#!/nowhere\n")
    assert not notify("Time", "hips")
