"""Hypothesis strategies for all that a routine file can hold, and plain helpers around them.

Everything made here is valid: what a person could write and the decoder would take as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import tomli_w
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import (
    Condition,
    Group,
    Ramp,
    Routine,
    Side,
    Sides,
    Step,
    Stretch,
)
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Phase

_SHOWN = st.characters(codec="utf-8", exclude_categories=("C", "Z"))

ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)

words = st.one_of(
    st.sampled_from(
        [
            "strap",
            "lower back",
            "[/b]",
            "[bold red]",
            "$(id)",
            "\\n",
            '"',
            "'''",
            "膝を胸に",
            "In. " * 9 + "#",
        ]
    ),
    st.text(_SHOWN, min_size=1, max_size=12),
    st.lists(st.text(_SHOWN, min_size=1, max_size=9), min_size=2, max_size=4).map(" ".join),
)
"""Text as it is shown: on one line, nothing to fold away, nothing that a terminal obeys."""

names = st.sampled_from(["Cat-cow", "Knee to chest", "[/b]", "膝を胸に"])
"""Text for tests that do not look at it: far quicker to draw."""


def ramps(least: int, most: int) -> st.SearchStrategy[Ramp]:
    """Ramps whose both ends lie within the limits."""
    ends = st.tuples(st.integers(least, most), st.integers(least, most)).map(sorted)
    return st.builds(
        lambda ends, by, every: Ramp(start=ends[0], to=ends[1], by=by, every=every),
        ends,
        st.integers(1, 40),
        st.integers(1, 5),
    )


def quantities(most: int) -> st.SearchStrategy[int | Ramp]:
    """A number from 1, or a ramp of them."""
    return st.one_of(st.integers(1, most), ramps(1, most))


_pushes = st.sampled_from([0, 1, 2, 6, 11])

_parts = st.integers(1, 5)

_pauses = st.integers(0, 3)

breath_patterns = st.one_of(
    st.tuples(_parts, _parts),
    st.tuples(_parts, _pauses, _parts),
    st.tuples(_parts, _pauses, _parts, _pauses),
)
"""Breaths as a file gives them."""

tempos = st.one_of(st.integers(1, 8), st.tuples(_parts, _pauses, _parts))
"""Tempos as a file gives them."""


def _kinds(longest: int) -> st.SearchStrategy[dict[str, Any]]:
    """One quantity or none: ``{"hold": 30}``; none leaves it to whatever stands behind."""
    counts = min(60, max(1, longest // 8))
    return st.one_of(
        st.just({}),
        st.fixed_dictionaries({"hold": quantities(longest)}, optional={"contract": _pushes}),
        st.fixed_dictionaries(
            {"breaths": quantities(counts)},
            optional={"contract": _pushes, "breath": breath_patterns},
        ),
        st.fixed_dictionaries({"reps": quantities(counts)}, optional={"tempo": tempos}),
    )


_sides = st.sampled_from(Sides)


def _about(text: st.SearchStrategy[str], *keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the keys that only describe: single lines, and lists of lines."""
    lists = {"targets", "needs", "instructions", "tags"}
    lines = st.lists(text, max_size=3).map(tuple)
    return st.fixed_dictionaries({}, optional={k: lines if k in lists else text for k in keys})


@st.composite
def stretches(draw: st.DrawFn, longest: int = 60, text: st.SearchStrategy[str] = names) -> Stretch:
    """A stretch of the library; its hold is at most ``longest`` seconds or nearly so."""
    lines = ("targets", "needs", "instructions", "easier", "caution", "finish")
    leads: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {},
        optional={
            "position": st.sampled_from(["standing", "on your back", "on all fours"]) | text,
            "avoid": st.lists(st.sampled_from(Condition), max_size=3, unique=True).map(tuple),
            "instead": st.lists(ids, max_size=2, unique=True).map(tuple),
            "setup": st.sampled_from([0, 3, 30]),
            "change": st.sampled_from([0, 1, 12]),
        },
    )
    return Stretch(
        id=draw(ids),
        name=draw(text),
        sides=draw(_sides),
        **draw(_about(text, *lines)),
        **draw(leads),
        **draw(_kinds(longest)),
    )


@st.composite
def steps(
    draw: st.DrawFn,
    known: Sequence[str] = (),
    longest: int = 60,
    times: int = 4,
    wait: bool | None = None,
    text: st.SearchStrategy[str] = names,
) -> Step:
    """A step of one of the ``known`` stretches, or of one's own."""
    if draw(st.booleans()) and known:
        what: dict[str, Any] = {"stretch": draw(st.sampled_from(known))}
    else:
        what = {"name": draw(text), **draw(_about(text, "instructions"))}
    return Step(
        **what,
        **draw(_kinds(longest)),
        sides=draw(st.none() | _sides),
        times=draw(quantities(times)),
        rest=draw(st.sampled_from([0, 0, 1, 2, 3, 5, 10, 31])),
        wait=draw(st.booleans()) if wait is None else wait,
    )


@st.composite
def groups(draw: st.DrawFn, step: st.SearchStrategy[Step], most_steps: int = 2) -> Group:
    """A few steps in rounds."""
    return Group(
        rounds=draw(quantities(3)),
        rest=draw(st.sampled_from([0, 1, 2, 5, 31])),
        shuffle=draw(st.booleans()),
        steps=tuple(draw(st.lists(step, min_size=1, max_size=most_steps))),
    )


@st.composite
def libraries(
    draw: st.DrawFn, longest: int = 60, text: st.SearchStrategy[str] = names
) -> dict[str, Stretch]:
    """A few stretches by id."""
    found = draw(st.lists(stretches(longest, text), max_size=3, unique_by=lambda each: each.id))
    return {stretch.id: stretch for stretch in found}


@st.composite
def routines(
    draw: st.DrawFn,
    known: Sequence[str] = (),
    longest: int = 60,
    most_steps: int = 4,
    wait: bool | None = None,
    text: st.SearchStrategy[str] = names,
) -> Routine:
    """A routine whose steps take their stretches from ``known`` or bring their own."""
    step = steps(known, longest, wait=wait, text=text)
    return Routine(
        id=draw(ids),
        name=draw(text),
        **draw(_about(text, "about", "tags", "caution")),
        get_ready=draw(st.sampled_from([None, None, 0, 1, 3, 8, 20])),
        shuffle=draw(st.booleans()),
        steps=tuple(draw(st.lists(step | groups(step), min_size=1, max_size=most_steps))),
    )


paces = st.builds(
    Pace,
    get_ready=st.sampled_from([8, 0, 1, 2, 4, 25]),
    switch=st.sampled_from([5, 0, 1, 2, 4, 25]),
    first_side=st.sampled_from([Side.LEFT, Side.RIGHT]),
    countdown=st.sampled_from([3, 0, 1, 2, 5, 10]),
)


def _quick(line: str) -> float | None:
    return len(line) / 20


def _slow(line: str) -> float | None:
    return len(line) / 7.3


def _partly_known(line: str) -> float | None:
    return len(line) / 15 if len(line) % 2 else None


def guidances(speed: float = 1.0) -> st.SearchStrategy[Guidance]:
    """Every way that a voice leads: whatever it tells, and however fast it speaks."""
    some = st.sampled_from([frozenset[str](), frozenset({"Cat-cow"})])
    return st.builds(
        Guidance,
        familiar=st.none() | some,
        counting=st.booleans(),
        hurting=some,
        any_script=st.booleans(),
        length_of=st.sampled_from([Guidance().length_of, _quick, _slow, _partly_known]),
        speed=st.just(speed),
    )


@st.composite
def playable(
    draw: st.DrawFn,
    longest: int = 60,
    most_steps: int = 4,
    wait: bool | None = None,
    text: st.SearchStrategy[str] = names,
) -> tuple[Routine, dict[str, Stretch]]:
    """A routine of at least one step, and the stretches it may ask for."""
    library = draw(libraries(longest, text))
    return draw(routines(sorted(library), longest, most_steps, wait, text)), library


_nobody: st.SearchStrategy[Guidance | None] = st.none()


@st.composite
def timelines(
    draw: st.DrawFn,
    longest: int = 60,
    most_steps: int = 3,
    wait: bool | None = None,
    guidance: st.SearchStrategy[Guidance | None] = _nobody,
) -> Timeline:
    """A timeline of at least one phase."""
    routine, library = draw(playable(longest, most_steps, wait))
    pace = replace(draw(paces), guidance=draw(guidance))
    return compile_routine(routine, library, pace, draw(st.integers(0, 4)))


def change_of(phase: Phase, draw: st.DataObject) -> int:
    """Seconds a phase can be lengthened or shortened by, so that something is left of it."""
    beat = phase.beat or 1
    least = 1 - phase.duration // beat
    return beat * draw.draw(st.integers(least, 40), label="by")


def tables_of(
    routines: Sequence[Routine] = (), stretches: Mapping[str, Stretch] | None = None
) -> dict[str, Any]:
    """The tables of a routine file that holds these, ready for ``tomli_w``."""
    tables = {
        "format": 1,
        "stretch": [_table(each) for each in (stretches or {}).values()],
        "routine": [_table(each) for each in routines],
    }
    return {key: value for key, value in tables.items() if value}


def toml_of(
    routines: Sequence[Routine] = (), stretches: Mapping[str, Stretch] | None = None
) -> str:
    """The text of a routine file that holds these."""
    return tomli_w.dumps(tables_of(routines, stretches))


def _table(value: Any) -> Any:
    """Plain tables and lists, without the keys that say nothing."""
    plain = msgspec.to_builtins(value)
    return _without_none(plain)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        said = {key: each for key, each in value.items() if each is not None and key != "_"}
        return {key: _without_none(each) for key, each in said.items()}
    if isinstance(value, list | tuple):
        return [_without_none(each) for each in value]
    return value
