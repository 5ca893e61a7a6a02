"""Answers of commands are given again only as long as nothing has changed they were made from."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.store import answers
from stretchtui.store.answers import FOR_EVER, SETTLED_S, CommandAnswer, kept_answer
from stretchtui.store.sealing import seal


class Asker:
    """Asks one question, and counts how often its answer has to be made."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "cache" / "answer"
        self.source = folder / "source"
        self.sources = [self.source]
        self.facts: list[object] = []
        self.answer = CommandAnswer("so be it\n", 1, 0.0, FOR_EVER)
        self.now = time.time() + 60
        """The moment at which it asks, in seconds since 1970."""
        self.made = 0

    def __call__(self) -> CommandAnswer:
        """The answer."""
        return kept_answer(self.place, self.sources, self.facts, self._make, lambda: self.now)

    def _make(self) -> CommandAnswer:
        self.made += 1
        return self.answer


@pytest.fixture
def ask(tmp_path: Path) -> Asker:
    """A question about a file that was last changed long ago."""
    asker = Asker(tmp_path)
    asker.source.write_text("as it was")
    return asker


def test_an_answer_is_made_once(ask: Asker) -> None:
    assert [ask(), ask(), ask()] == [ask.answer] * 3
    assert ask.made == 1


def test_nobody_else_can_read_it(ask: Asker) -> None:
    ask()
    assert ask.place.stat().st_mode & 0o777 == 0o600


def test_what_holds_for_no_time_is_not_kept(ask: Asker) -> None:
    ask.answer = ask.answer._replace(until=0.0)
    ask()
    assert not ask.place.exists()


@pytest.mark.parametrize("letters", ["Übung – 体操\r\n\n", "", "no end of line"])
def test_all_letters_come_back(ask: Asker, letters: str) -> None:
    ask.answer = CommandAnswer(letters, 0, 1.5, FOR_EVER)
    assert [ask(), ask()] == [ask.answer] * 2
    assert ask.made == 1


def test_what_is_no_text_is_made_anew_each_time(ask: Asker) -> None:
    ask.answer = CommandAnswer("\udc80", until=FOR_EVER)
    assert [ask(), ask()] == [ask.answer] * 2
    assert ask.made == 2


def rewrite(ask: Asker) -> None:
    """Another content of the same length, and the same times."""
    before = ask.source.stat()
    ask.source.write_text("as it IS ")
    os.utime(ask.source, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(ask: Asker) -> None:
    other = ask.source.with_name("other")
    other.write_text("as it was")
    other.replace(ask.source)


CHANGES: dict[str, Callable[[Asker], object]] = {
    "rewritten": rewrite,
    "replaced": replace,
    "gone": lambda ask: ask.source.unlink(),
    "closed": lambda ask: ask.source.chmod(0o000),
    "another file": lambda ask: ask.sources.append(ask.place.with_name("new")),
    "another fact": lambda ask: ask.facts.append("utf-8"),
    "another version": lambda ask: None,
    "another zone": lambda ask: None,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_made_anew(
    ask: Asker, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    CHANGES[change](ask)
    if change == "another version":
        monkeypatch.setattr(answers, "__version__", "9")
    if change == "another zone":
        monkeypatch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
    try:
        ask()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert ask.made == 2


def test_a_file_that_comes_is_a_change(ask: Asker) -> None:
    ask.source.unlink()
    ask()
    ask.source.touch()
    ask()
    assert ask.made == 2


def test_what_was_changed_just_now_is_not_kept(ask: Asker) -> None:
    changed = ask.source.stat().st_ctime
    for seconds, kept in ((0.0, False), (SETTLED_S - 0.1, False), (SETTLED_S + 0.1, True)):
        ask.now = changed + seconds
        ask()
        assert ask.place.exists() is kept


def test_what_changes_meanwhile_is_not_kept(ask: Asker) -> None:
    def make() -> CommandAnswer:
        rewrite(ask)
        return ask.answer

    assert kept_answer(ask.place, ask.sources, ask.facts, make, lambda: ask.now) == ask.answer
    assert not ask.place.exists()


@pytest.mark.parametrize(("moment", "made"), [(-0.1, 2), (0.0, 1), (9.9, 1), (10.0, 2)])
def test_it_is_given_only_in_its_time(ask: Asker, moment: float, made: int) -> None:
    ask.answer = ask.answer._replace(since=ask.now, until=ask.now + 10)
    ask()
    ask.now += moment
    ask()
    assert ask.made == made


def test_no_damage_is_given_for_an_answer(ask: Asker) -> None:
    ask()
    whole = ask.place.read_bytes()
    for place in range(len(whole)):
        ask.place.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert ask() == ask.answer
    assert ask.made == 1 + len(whole)


@pytest.mark.parametrize("content", ["", "one line", "one\ntwo words\nthree", "one\na b c\nthree"])
def test_what_another_version_has_kept_is_no_answer(ask: Asker, content: str) -> None:
    ask.place.parent.mkdir()
    ask.place.write_bytes(seal(content.encode()))
    assert ask() == ask.answer
    assert ask.made == 1


def test_where_nothing_can_be_kept_it_is_made_each_time(ask: Asker) -> None:
    ask.place.parent.touch()  # in the place of the folder
    assert [ask(), ask()] == [ask.answer] * 2
    assert ask.made == 2
