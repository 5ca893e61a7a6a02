"""The developer's own terminal has no say in what the screens show.

Of the sizes that there is a picture of a screen at, ``make test`` takes a share, and another one
for each screen.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from stretchtui.tui.history import screen as history
from tests.amounts import share_of
from tests.tui.past import PHONE, Past
from tests.tui.thrift import paint_what_is_looked_at
from tests.tui.workshop import HIPS, Workshop

if TYPE_CHECKING:
    from textual.css.stylesheet import CssSource

PAINT = Screen._compositor_refresh


@pytest.hookimpl(trylast=True)  # What was not asked for is gone by then.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave a share of the pictures of each screen; all of them, if they are to be renewed.

    The others are not reported as unused: syrupy has seen the tests.
    """
    if config.getoption("update_snapshots"):
        return
    alike: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        size = _size_of(item)
        if size is not None:
            alike[item.nodeid.replace(size, "")].append(item)
    left_out = set[pytest.Item]()
    for name, group in alike.items():
        left_out |= {*group}.difference(share_of(group, _turn(name)))
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = [item for item in items if item not in left_out]


def _size_of(item: pytest.Item) -> str | None:
    """The size as the test's name says it, where it is a picture's, and there is room for it.

    Where there is hardly any, each size is another case.
    """
    if not isinstance(item, pytest.Function) or "snap_compare" not in item.fixturenames:
        return None
    params: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    width, height = params.get("size", (0, 0))
    return f"{width}x{height}" if width >= PHONE[0] and height >= PHONE[1] else None


def _turn(name: str) -> int:
    """Where the share begins: the same whatever else is run."""
    return sum(map(ord, name))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        # pytest-textual-snapshot keeps the place of its report in the environment.
        textual = name.startswith("TEXTUAL") and not name.startswith("TEXTUAL_SNAPSHOT")
        if textual or name in {"NO_COLOR", "COLORTERM", "FORCE_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse the same styles once: it would be a fifth of what it takes to start an app.

    Nothing changes what was parsed: an app takes from it what its widgets get.
    """
    parse = Stylesheet.parse
    parse_rules = Stylesheet._parse_rules
    parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
    sheets: dict[tuple[Any, ...], tuple[list[RuleSet], dict[str, list[RuleSet]]]] = {}

    def parse_rules_once(styles: Stylesheet, *text: Any, **source: Any) -> list[RuleSet]:
        colours = frozenset(styles._variables.items())
        key = colours, text, frozenset(source.items())
        if key not in parsed:
            parsed[key] = parse_rules(styles, *text, **source)
        return parsed[key]

    def parse_once(styles: Stylesheet) -> None:
        sources: tuple[tuple[Any, CssSource], ...] = tuple(styles.source.items())
        key = frozenset(styles._variables.items()), sources
        if key not in sheets:
            parse(styles)
            assert styles._rules is not None
            sheets[key] = styles._rules, styles.rules_map
        styles._rules, styles._rules_map = sheets[key]
        styles._require_parse = False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules_once)
        patch.setattr(Stylesheet, "parse", parse_once)
        # It is the same, and millions of them are asked for.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield


@pytest.fixture(scope="session", autouse=True)
def _painted_when_seen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        paint_what_is_looked_at(patch)
        yield


@pytest.fixture
def each_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint whatever changes at once, as on a terminal: for tests of what painting itself does."""
    monkeypatch.setattr(Screen, "_compositor_refresh", PAINT)


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
