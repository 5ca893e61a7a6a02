"""One exercise of a list, whatever the list calls its parts.

Read are the records of free-exercise-db, exercemus, wger, ExerciseDB and the usual lists of yoga
poses, each by the keys that it has: ``primaryMuscles``, ``primary_muscles``, ``targetMuscles``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.text import fold

_NAMES = ("name", "englishname", "nameenglish", "title", "exercisename", "exercise", "pose")
_INSTRUCTIONS = (
    *("instructions", "steps", "instruction", "description", "posedescription", "howto"),
    *("techniqueinstructions", "technique"),
)
_TARGETS = ("primarymuscles", "muscles", "targetmuscles", "target", "musclegroups", "targets")
_MORE_TARGETS = ("secondarymuscles", "musclessecondary")
_AREAS = ("bodyparts", "bodypart")
_NEEDS = ("equipment", "equipments", "props")
_CATEGORIES = ("category", "categoryname", "type")
_POSES = ("poses", "exercises")
_OF_A_LIST = {
    *("instructions", "posedescription", "translations", "gifurl", "urlsvg", "sanskritname"),
    *_TARGETS[:3],
    *_MORE_TARGETS,
    *_AREAS,
    *("nameenglish", "namesanskrit", "englishname", "sanskritnameadapted", "equipments"),
}
"""What only a list of exercises has of one; a list of steps has doses."""
_ENGLISH = (2, "en", "english")
"""What English is called where names are in several languages; 2 is wger's."""

_NOTHING_NEEDED = {
    *("", "body only", "body weight", "bodyweight", "none", "no equipment", "other"),
    "none (bodyweight exercise)",
}
_STEP = re.compile(r"^\s*step\s*:?\s*\d{1,2}\s*[:.)-]?\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,200}>")
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/h\d)[^<>]{0,40}>", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ0-9])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)
_LONG_LINE = 160
"""A longer line of a description is told in sentences."""


class Exercise(Struct, frozen=True):
    """What a list has of an exercise."""

    name: str
    id: str | None
    """What it is called there, if that says anything to a person."""
    category: str | None
    targets: tuple[str, ...]
    needs: tuple[str, ...]
    instructions: tuple[str, ...]
    unnamed: bool
    """Whether it needs something that the list does not name."""
    foreign: bool
    """Whether the list has no English for it."""
    lost: tuple[str, ...]
    """The keys of what is not imported."""


def key_of(name: str) -> str:
    """A key without its spelling: ``primary_muscles`` and ``primaryMuscles`` are one."""
    return name.replace("_", "").replace("-", "").replace(" ", "").lower()


def is_exercise(record: Any) -> bool:
    """Whether a record is one of a list of exercises."""
    return isinstance(record, Mapping) and not _OF_A_LIST.isdisjoint(map(key_of, record))


def records_in(found: Any) -> list[tuple[str, Any]] | None:
    """The exercises of a decoded value, each with its place; None if it is no list of them.

    Args:
        found: A list, one exercise, or an object with such a list in it, in groups or not.
    """
    if isinstance(found, Mapping):
        for key in ("exercises", "results", "data", *_POSES, "items"):
            if isinstance(each := found.get(key), list) and any(map(is_exercise, each[:50])):
                return [(f"{key}[{number}]", one) for number, one in enumerate(each, 1)]
        return [("", found)] if is_exercise(found) else None
    if any(map(is_exercise, found[:50])):
        return [(f"[{number}]", one) for number, one in enumerate(found, 1)]
    groups = [
        (f"[{number}].{key}[{at}]", _of_group(one, group))
        for number, group in enumerate(found, 1)
        if isinstance(group, Mapping)
        for key in _POSES
        if isinstance(group.get(key), list)
        for at, one in enumerate(group[key], 1)
    ]
    return groups if any(is_exercise(one) for _, one in groups[:50]) else None


def _of_group(record: Any, group: Mapping[str, Any]) -> Any:
    """A record with the category of the group that it stands in."""
    category = _first(_by_key(group), _CATEGORIES) or _first(_by_key(group), _NAMES)
    if isinstance(record, Mapping) and isinstance(category, str):
        return {"category": category, **record}
    return record


def read_exercise(record: Any, where: str, known: Iterable[str] = ()) -> Exercise:
    """One exercise.

    Args:
        record: A decoded value.
        where: Its place in the file.
        known: Keys that are read elsewhere, as ``key_of`` gives them.

    Raises:
        Faulty: It is none, or its name or instructions are something else than text.
    """
    if not isinstance(record, Mapping):
        raise Faulty(where, "expected an exercise, found something else")
    by_key = _by_key(record)
    said, foreign = _translated(by_key)
    name = _first(said, _NAMES)
    inside = f"{where}." if where else ""
    if not isinstance(name, str) or not fold(name):
        raise Faulty(f"{inside}name", "expected the name of an exercise, found none")
    targets = _words(by_key, _TARGETS) + _words(by_key, _MORE_TARGETS)
    needs = _words(by_key, _NEEDS)
    lines = _instructions(said, inside)
    taken = {*_NAMES, *_INSTRUCTIONS, *_TARGETS, *_MORE_TARGETS, *_AREAS, *_NEEDS, *_CATEGORIES}
    taken |= {"id", "exerciseid", "uuid", "translations", *known}
    if _first(said, _INSTRUCTIONS) is not said.get("description"):
        taken.discard("description")
    category = _words(by_key, _CATEGORIES)
    return Exercise(
        name=fold(name),
        id=_id(by_key.get("id")),
        category=category[0] if category else None,
        targets=tuple(dict.fromkeys(targets or _words(by_key, _AREAS))),
        needs=tuple(each for each in dict.fromkeys(needs) if each.lower() not in _NOTHING_NEEDED),
        instructions=lines,
        unnamed="other" in needs,
        foreign=foreign,
        lost=tuple(key for key, value in record.items() if value and key_of(key) not in taken),
    )


def _by_key(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key_of(str(key)): value for key, value in record.items()}


def _first(by_key: Mapping[str, Any], keys: Iterable[str]) -> Any:
    """What stands under the first of some keys that has anything."""
    return next((value for key in keys if (value := by_key.get(key))), None)


def _translated(by_key: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The record with its English texts, and whether it has none of these."""
    given = by_key.get("translations") or by_key.get("exercises")
    given = given if isinstance(given, list) else []
    texts = [_by_key(each) for each in given if isinstance(each, Mapping)]
    if not texts:
        return by_key, False
    english = [each for each in texts if _language(each.get("language")) in _ENGLISH]
    return {**by_key, **(english or texts)[0]}, not english


def _language(value: Any) -> Any:
    if isinstance(value, Mapping):
        value = value.get("short_name") or value.get("id")
    return value.lower() if isinstance(value, str) else value


def _words(by_key: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """The words under some keys: each may be a text, an object with a name, or a list of them."""
    found = _first(by_key, keys)
    words = []
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, Mapping):
            each = each.get("name_en") or each.get("name")
        if isinstance(each, str) and 0 < len(fold(each)) <= 60:
            words.append(fold(each))
    return words[:30]


def _instructions(said: Mapping[str, Any], inside: str) -> tuple[str, ...]:
    """What to do, one short line each."""
    given = _first(said, _INSTRUCTIONS)
    if given is None:
        return ()
    lines = given if isinstance(given, list) else [given]
    if not all(isinstance(each, str) for each in lines):
        raise Faulty(f"{inside}instructions", "expected text, or a list of it")
    plain = [
        _STEP.sub("", fold(html.unescape(_TAG.sub(" ", part))))
        for each in lines
        for part in _BREAK.sub("\n", each).split("\n")
    ]
    told = [
        sentence
        for line in plain
        for sentence in (_SENTENCE.split(line) if _is_long(line, given) else [line])
    ]
    return tuple(each.strip() for each in told if each.strip())


def _is_long(line: str, given: Any) -> bool:
    """Whether a line is told in sentences: those of a list were parted by whoever made it."""
    return len(line) > (2000 if isinstance(given, list) else _LONG_LINE)


def _id(value: Any) -> str | None:
    """An id that says what it is of: a number or a code does not."""
    if not isinstance(value, str) or not re.search("[A-Za-z]", value) or _UUID.fullmatch(value):
        return None
    return value
