"""The least a Textual program with a list can be: what our first frame is held against."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class BareApp(App[None]):
    """A list of the words on the command line."""

    def compose(self) -> ComposeResult:
        """Nothing but the list."""
        yield OptionList(*sys.argv[1:], markup=False)


if __name__ == "__main__":
    BareApp().run()
