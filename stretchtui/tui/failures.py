"""What nobody caught: told by whoever started the app, when the terminal is as it was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.worker import WorkerFailed

from stretchtui.playing.ending import ExitStatus


class FailingApp(App[int]):
    """An app that leaves, and prints nothing, when something has failed.

    Args:
        fail: Told of an exception that nobody caught; the app is about to leave then.
        options: As Textual's app takes them.
    """

    def __init__(self, fail: Callable[[BaseException], None], **options: Any) -> None:
        super().__init__(**options)
        self._fail = fail

    def _loop_failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if "future" in context and not isinstance(context["future"], asyncio.Task):
            # An answer that came when nobody waited for it any more. Whoever gave it has told.
            return
        if isinstance(error, Exception):
            self._handle_exception(error)
        else:
            loop.default_exception_handler(context)

    def _handle_exception(self, error: Exception) -> None:
        """Leave: Textual has an exception that nobody caught."""
        self._fail(error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave, and print nothing; Textual would print what every variable held."""
        self.exit(return_code=ExitStatus.CRASHED)

    def panic(self, *renderables: object) -> None:
        """Leave, and print nothing."""
        self.exit(return_code=ExitStatus.CRASHED)
