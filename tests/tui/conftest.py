"""The developer's own terminal has no say in what the screens show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.stylesheet import Stylesheet

from stretchtui.tui.history import screen as history
from tests.tui.past import Past
from tests.tui.workshop import HIPS, Workshop

if TYPE_CHECKING:
    from textual.css.model import RuleSet


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        # pytest-textual-snapshot keeps the place of its report in the environment.
        textual = name.startswith("TEXTUAL") and not name.startswith("TEXTUAL_SNAPSHOT")
        if textual or name in {"NO_COLOR", "COLORTERM", "FORCE_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse the same styles once: it would be a sixth of what it takes to start an app.

    Nothing changes what was parsed: an app takes from it what its widgets get.
    """
    parse = Stylesheet._parse_rules
    parsed: dict[tuple[Any, ...], list[RuleSet]] = {}

    def parse_once(styles: Stylesheet, *text: Any, **source: Any) -> list[RuleSet]:
        colours = frozenset(styles._variables.items())
        key = colours, text, frozenset(source.items())
        if key not in parsed:
            parsed[key] = parse(styles, *text, **source)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A home without routines of one's own."""
    return Workshop(tmp_path, monkeypatch)


@pytest.fixture
def hips(shop: Workshop) -> Workshop:
    """A home with a routine of one's own, which the list shows first."""
    shop.write("hips.toml", HIPS)
    return shop


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the history is shown with what the journal says."""
    monkeypatch.setattr(history, "PATIENCE_S", 60.0)


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A journal to fill."""
    return Past(tmp_path / "data")


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Written once; for tests that only look at it."""
    past = Past(tmp_path_factory.mktemp("two-years"))
    past.two_years()
    past.write()
    return past


@pytest.fixture(scope="session")
def five_years(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Written once; for tests that only look at it."""
    past = Past(tmp_path_factory.mktemp("five-years"))
    past.five_years()
    past.write()
    return past
