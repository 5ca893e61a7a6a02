"""Asking whether a private mode is set, and the answer."""

from __future__ import annotations

import pytest

from stretchtui.terminal.private_mode import report_mode, request_mode
from stretchtui.terminal.replies import Replies


def test_the_question_is_decrqm() -> None:
    assert request_mode(2026) == "\x1b[?2026$p"


@pytest.mark.parametrize(
    ("is_set", "permanent", "sent"),
    [
        (True, False, "\x1b[?7;1$y"),
        (False, False, "\x1b[?7;2$y"),
        (True, True, "\x1b[?7;3$y"),
        (False, True, "\x1b[?7;4$y"),
    ],
)
def test_the_answer_is_decrpm_and_is_understood(is_set: bool, permanent: bool, sent: str) -> None:
    assert report_mode(7, is_set, permanent) == sent
    replies = Replies(7)
    assert replies.feed(sent.encode()) == b""
    assert replies.mode_set is is_set
    assert replies.mode_permanent is (is_set and permanent)
