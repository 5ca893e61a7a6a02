"""Turn drafts of figures into joints, look at them, and put them into a routine file.

A draft is a TOML file of ``[[pose]]`` tables, each with the ``id`` of a stretch and all that
``[stretch.figure]`` takes (see docs/figures.md). In its frames a joint may be

- a point, ``[x, y]``, as in the file;
- a direction in degrees from the joint before it (0 right, 90 up, 180 left, 270 down), at the
  standard body's length;
- ``{ turn = 30, long = 12 }``: a direction and a length of one's own, for a limb that points
  toward the eye;
- and an arm or a leg as a whole ``{ to = [x, y] }`` or ``{ to = "knee", by = [0, 2] }``: the hand
  or ankle is there and the elbow or knee where it has to be; ``bend = "left"`` or ``"right"`` says
  to which side of the way it goes, and ``toe``, ``fingers`` and ``thumb`` are as above;
- ``nose`` is a point, or a direction from the middle of the head.

    python3 scripts/pose.py DRAFT.toml --png look.png            look at them
    python3 scripts/pose.py DRAFT.toml --put routines.toml       write them beside their stretches
    python3 scripts/pose.py --from routines.toml bridge --png look.png
"""

from __future__ import annotations

import argparse
import cmath
import fcntl
import math
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_figures import look

from stretchtui.core.figures.body import FOOT, LENGTHS, NOSE, Pose, pose_of
from stretchtui.core.figures.figure import Figure, Joint, Viewpoint
from stretchtui.core.figures.silhouette import shapes
from stretchtui.core.routines.format import decode

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch

SPINE = {2: (30, 12), 3: (15, 15, 12), 4: (15, 15, 5, 7.5)}
"""Lengths along the spine from the hip, for so many joints after it."""

HAND, THUMB = 9.0, 6.0
"""From the wrist to the tips of the fingers, and of the thumb."""

ARM, LEG = (17, 17, HAND), (24.5, 24, FOOT)
CHAINS = ("spine", "leg", "far_leg", "arm", "far_arm")


def chain(start: complex, said: Sequence[Any], lengths: Sequence[float]) -> list[complex]:
    """The joints after ``start``."""
    found = []
    for each, length in zip(said, lengths, strict=False):
        match each:
            case [x, y]:
                start = complex(x, y)
            case {"turn": turn, "long": long}:
                start += cmath.rect(long, math.radians(turn))
            case _:
                start += cmath.rect(length, math.radians(each))
        found.append(start)
    return found


def reach(
    start: complex, said: Mapping[str, Any], joints: Mapping[str, complex], leg: bool
) -> list[complex]:
    """Elbow and hand, or knee, ankle and toe, for a hand or an ankle that is somewhere."""
    to = said["to"]
    end = joints[to.replace("_", " ")] if isinstance(to, str) else complex(*to)
    end += complex(*said.get("by", (0, 0)))
    upper, lower = (LEG if leg else ARM)[:2]
    way = end - start
    length = min(max(abs(way), abs(upper - lower)), upper + lower)
    if abs(way) > upper + lower:
        print(f"  out of reach by {abs(way) - upper - lower:.1f}: the limb is stretched out")
    cosine = (upper**2 + length**2 - lower**2) / (2 * upper * length)
    corner = math.acos(max(-1, min(1, cosine)))
    left = said.get("bend", "left" if leg else "right") == "left"
    middle = start + way / abs(way) * cmath.rect(upper, corner if left else -corner)
    found = [middle, start + way / abs(way) * length]
    if leg and "toe" in said:
        found += chain(found[1], [said["toe"]], [FOOT])
    for key, long in (("fingers", HAND), ("thumb", THUMB)):
        if key in said:
            found += chain(found[1], [said[key]], [long])
    return found


def joints_of(frame: Mapping[str, Any], view: str) -> dict[str, Any]:
    """A frame as the routine file has it."""
    done: dict[str, Any] = {}
    known: dict[str, complex] = {}
    first, *rest = frame["spine"]
    hip = complex(*first)
    spine = [hip, *chain(hip, rest, SPINE[len(rest)])]
    done["spine"] = spine
    for key in ("shoulders", "hips"):
        if key in frame:
            done[key] = [complex(*point) for point in frame[key]]
    if "nose" in frame:
        done["nose"] = chain(spine[-1], [frame["nose"]], [NOSE])[0]
    straight = {"spine": [rounded(p) for p in spine], "arm": [[0, 0]] * 2, "leg": [[0, 1], [0, 0]]}
    straight |= {
        key: [rounded(p) for p in done[key]] for key in ("shoulders", "hips") if key in done
    }
    roots = pose_of(_frame(straight), Viewpoint(view))
    known |= {str(joint): at for joint, at in roots.items() if joint not in _HANGING}
    for key in CHAINS[1:]:
        if key not in frame:
            continue
        leg, far = key.endswith("leg"), "far " if key.startswith("far") else ""
        root = roots[Joint(far + ("hip" if leg else "shoulder"))]
        said = frame[key]
        if isinstance(said, dict):
            points = reach(root, said, known, leg)
        else:
            points = chain(root, said[:3], LEG if leg else ARM)
            points += chain(points[1], said[3:], [THUMB])
        names = ("knee", "ankle", "toe") if leg else ("elbow", "hand")
        known |= {far + name: at for name, at in zip(names, points, strict=False)}
        done[key] = points
    joints: dict[str, Any] = {
        key: [rounded(point) for point in done[key]] for key in _KEYS if key in done
    }
    if "nose" in done:
        joints["nose"] = rounded(done["nose"])
    return joints | ({"stay": frame["stay"]} if "stay" in frame else {})


_KEYS = ("spine", "arm", "leg", "far_arm", "far_leg", "shoulders", "hips")
_HANGING = {
    Joint(f"{far}{name}")
    for far in ("", "far ")
    for name in ("elbow", "hand", "knee", "ankle", "toe")
}


def _frame(table: Mapping[str, Any]) -> Any:
    import msgspec

    from stretchtui.core.figures.figure import Frame

    return msgspec.convert(table, Frame)


def rounded(point: complex) -> list[float]:
    """A point to the nearest half."""
    return [
        int(v) if v == int(v) else v for v in (round(2 * point.real) / 2, round(2 * point.imag) / 2)
    ]


def fragment(pose: Mapping[str, Any]) -> str:
    """The ``[stretch.figure]`` table of a draft."""
    view = pose.get("view", "side")
    lines = ["[stretch.figure]"]
    lines += [f"{key} = {_value(pose[key])}" for key in pose if key not in ("id", "frame")]
    for frame in pose["frame"]:
        lines.append("  [[stretch.figure.frame]]")
        lines += [f"  {key} = {_value(value)}" for key, value in joints_of(frame, view).items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return str(value)


def figure_of(id_: str, table: str) -> Figure | None:
    """The figure of a ``[stretch.figure]`` table; its faults are printed."""
    head = f'format = 1\n[[stretch]]\nid = "{id_}"\nname = "{id_}"\n'
    document = decode(head + table, id_)
    for fault in document.faults:
        print(f"  {fault}")
    return document.stretches[0].figure if document.stretches else None


def remarks(figure: Figure) -> Iterator[str]:
    """What looks wrong, though it may be meant."""
    for number, frame in enumerate(figure.frames, 1):
        pose = pose_of(frame, figure.view)
        if figure.has_floor:
            low = min(
                min(s.start.imag - s.start_radius, s.end.imag - s.end_radius)
                for shape in shapes(figure, pose)
                for s in shape.strokes
            )
            if low > 1:
                yield f"frame {number}: floats {low:.1f} above the floor"
            if low < -2.5:
                yield f"frame {number}: sinks {-low:.1f} into the floor"
        for (start, end), standard in LENGTHS.items():
            length = abs(pose[end] - pose[start])
            side = figure.view is Viewpoint.SIDE and not end.endswith(("fingers", "thumb"))
            if side and abs(length - standard) > 0.12 * standard:
                yield f"frame {number}: {start} to {end} is {length:.1f}, the standard {standard}"
        if figure.view is Viewpoint.SIDE:
            yield from (f"frame {number}: {each}" for each in _knees(pose))


def _knees(pose: Pose) -> Iterator[str]:
    for far in ("", "far "):
        hip, knee, ankle = (pose[Joint(far + name)] for name in ("hip", "knee", "ankle"))
        thigh, shin = knee - hip, ankle - knee
        if thigh and shin and math.degrees(cmath.phase(shin / thigh)) > 8:
            yield f"the {far}knee bends the wrong way"


_HEADER = re.compile(r"^(\[\[(stretch|routine)\]\]|# [-=]{4})")


def put(path: Path, id_: str, table: str) -> None:
    """Write a figure beside its stretch, in the place of one it has; safe with others at work."""
    with open(path, "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = file.read().splitlines()
        begin = lines.index(f'id = "{id_}"')
        end = next((n for n in range(begin, len(lines)) if _HEADER.match(lines[n])), len(lines))
        old = next((n for n in range(begin, end) if lines[n] == "[stretch.figure]"), end)
        kept = "\n".join(lines[:old]).rstrip() + "\n\n"
        rest = "\n".join(lines[end:]) + "\n"
        file.seek(0)
        file.write(f"{kept}{table}\n{rest}")
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def main() -> int:
    """Do what the words on the command line say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("draft", nargs="?", type=Path, help="a file of [[pose]] tables")
    parser.add_argument("only", nargs="*", help="ids to take; all, if none are given")
    parser.add_argument("--from", dest="source", type=Path, help="a routine file, for its figures")
    parser.add_argument("--png", type=Path, help="a picture to look at")
    parser.add_argument("--dot", type=int, default=4, help="pixels to a dot in it")
    parser.add_argument("--put", type=Path, metavar="FILE", help="the routine file to write to")
    parser.add_argument("--print", action="store_true", help="print the tables")
    options = parser.parse_args()
    only = set(options.only)
    figures: dict[str, Figure] = {}
    if options.source:
        only |= {str(options.draft)} if options.draft else set()
        found: tuple[Stretch, ...] = decode(options.source.read_text(), "").stretches
        figures = {s.id: s.figure for s in found if s.figure and (not only or s.id in only)}
    else:
        for pose in tomllib.loads(options.draft.read_text())["pose"]:
            if only and pose["id"] not in only:
                continue
            print(pose["id"])
            table = fragment(pose)
            figure = figure_of(pose["id"], table)
            if options.print:
                print(table)
            if figure is None:
                continue
            figures[pose["id"]] = figure
            for remark in remarks(figure):
                print(f"  {remark}")
            if options.put:
                put(options.put, pose["id"], table)
    if options.png:
        look(figures, options.png, options.dot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
