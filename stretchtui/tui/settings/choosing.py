"""Values that are chosen from a list; of themes, each shows as it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option
from stretchtui.tui.settings.value_rows import ChoiceRow, ThemeRow

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.settings.preferences import Preferences


def choose_theme(app: App[Any], look: Look, preferences: Preferences) -> None:
    """Choose the theme from all there are; each shows as it is looked at.

    Args:
        app: Shows it.
        look: How the program looks.
        preferences: Where it is kept.
    """

    def say(words: str) -> None:
        if words:
            app.notify(words, markup=False)

    choose(app, look, ThemeRow(preferences, app.available_themes), say)


def choose(app: App[Any], look: Look, row: ChoiceRow, say: Callable[[str], None]) -> None:
    """Choose a setting's value from all there are.

    Args:
        app: Shows them.
        look: How the program looks.
        row: What is chosen.
        say: Given what there is to say about it afterwards.
    """

    def preview(value: str) -> None:
        if isinstance(row, ThemeRow):
            app.theme = row.preferences.theme(row.themes, value)

    def chosen(option: Option | None) -> None:
        if option is None:
            preview(row.value)
        else:
            say(row.take(option.value))

    options = [Option(each, row.called(each), row.meaning(each)) for each in row.options]
    app.push_screen(ChoicePrompt(row.label, options, row.value, look, preview), chosen)
