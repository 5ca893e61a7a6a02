"""Who may come in, and how much a page may say."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.cues.browser.gate import RATE, Allowance, Gate, new_key


def test_keys_are_long_and_never_the_same() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert {len(key) for key in keys} == {22}
    # They stand in an address as they are.
    assert set("".join(keys)) <= set(string.ascii_letters + string.digits + "-_")


@given(st.text())
def test_only_the_key_opens(text: str) -> None:
    key = new_key()
    gate = Gate(key, "127.0.0.1")
    assert gate.opens(key)
    assert not gate.opens(text)
    assert not gate.opens(key + text + "x")
    assert not gate.opens("\udcff" + key)


@given(st.text() | st.text("localhost.127:[]@/?#%\t 8733"))
def test_no_name_but_its_own_is_this_machine(host: str) -> None:
    here = {"localhost", "127.0.0.1", "[::1]"}
    known = Gate(new_key(), "127.0.0.1").knows(host)
    name = host.lower().rpartition(":")[0] if host[-1:].isdigit() else host.lower()
    assert not known or {name, host.lower()} & here or host.startswith("127.")


@given(st.lists(st.floats(0, 3, allow_nan=False), max_size=200))
def test_in_a_while_no_more_is_taken_than_comes_to_it(pauses: list[float]) -> None:
    now, taken = 1000.0, 0
    allowance = Allowance(now)
    for pause in pauses:
        now += pause
        taken += allowance.takes(now)
    assert taken <= RATE + (now - 1000) * RATE
    now += 1
    assert [allowance.takes(now) for _ in range(RATE + 1)] == [True] * RATE + [False]


def test_a_clock_that_goes_back_gives_nothing() -> None:
    allowance = Allowance(1000)
    assert all(allowance.takes(1000) for _ in range(RATE))
    assert not allowance.takes(900)
    assert not allowance.takes(900.01)
    assert allowance.takes(901)
