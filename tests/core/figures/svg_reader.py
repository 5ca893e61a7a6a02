"""Reads an SVG back: what colour is where, by the rules of SVG and not by ours."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_SVG = "{http://www.w3.org/2000/svg}"
_ARC_STEPS = 24
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "h": 1, "A": 7, "a": 7, "Z": 0}


class SvgPicture:
    """An SVG of paths and rectangles, with clips, masks and one transform, looked at in points."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        self.ids = {e.attrib["id"]: e for e in self.root.iter() if "id" in e.attrib}

    def referred(self) -> list[str]:
        """The ids that are referred to, one for each time."""
        return [
            name
            for element in self.root.iter()
            for value in element.attrib.values()
            for name in re.findall(r"url\(#(.+?)\)", value)
        ]

    def colours(self, points: Array) -> Array:
        """The colour at each point, a complex number; "" where nothing is drawn."""
        seen = np.full(points.shape, "", dtype="U9")
        for child in self.root:
            self._draw(child, points, seen, np.full(points.shape, True))
        return seen

    def _draw(self, element: ElementTree.Element, points: Array, seen: Array, shown: Array) -> None:
        if "transform" in element.attrib:
            points = _moved_back(element.attrib["transform"], points)
        shown = shown & self._shown(element, points)
        if element.tag == f"{_SVG}g":
            for child in element:
                self._draw(child, points, seen, shown)
        elif element.tag != f"{_SVG}defs":
            seen[shown & self._covers(element, points)] = element.attrib["fill"]

    def _shown(self, element: ElementTree.Element, points: Array) -> Array:
        """Where an element's clip and mask let it be seen."""
        shown = np.full(points.shape, True)
        if clip := element.attrib.get("clip-path"):
            within = [self._covers(child, points) for child in self._named(clip)]
            shown &= np.any(within, axis=0)
        if mask := element.attrib.get("mask"):
            light = np.full(points.shape, "", dtype="U9")
            for child in self._named(mask):
                self._draw(child, points, light, np.full(points.shape, True))
            shown &= light == "#fff"
        return shown

    def _named(self, url: str) -> ElementTree.Element:
        return self.ids[url[len("url(#") : -1]]

    def _covers(self, element: ElementTree.Element, points: Array) -> Array:
        if element.tag == f"{_SVG}rect":
            x, y, w, h = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
            inside: Array = _within(points.real, x, x + w) & _within(points.imag, y, y + h)
            return inside
        turns = winding(element.attrib["d"], points)
        inside = turns % 2 != 0 if element.get("clip-rule") == "evenodd" else turns != 0
        if "stroke" in element.attrib:
            half = float(element.attrib["stroke-width"]) / 2
            inside |= _along(element.attrib["d"], points, half)
        return inside


def _within(numbers: Array, low: float, high: float) -> Array:
    return (numbers >= low) & (numbers <= high)


def _moved_back(transform: str, points: Array) -> Array:
    found = re.fullmatch(r"matrix\((\S+) 0 0 (\S+) (\S+) (\S+)\)", transform)
    assert found
    a, d, e, f = map(float, found.groups())
    moved: Array = (points.real - e) / a + 1j * (points.imag - f) / d
    return moved


def winding(d: str, points: Array) -> Array:
    """How often a path goes round each point, to which side."""
    turns = np.zeros(points.shape, dtype=int)
    for loop in _loops(d):
        near = _around(loop, points)
        turns[near] += _turns(loop, points[near])
    return turns


def _turns(loop: list[complex], points: Array) -> Array:
    turns = np.zeros(points.shape, dtype=int)
    start, end = np.array(loop), np.array([*loop[1:], loop[0]])
    for one, other in zip(start, end, strict=True):
        side = ((other - one).conjugate() * (points - one)).imag
        turns += (one.imag <= points.imag) & (points.imag < other.imag) & (side > 0)
        turns -= (other.imag <= points.imag) & (points.imag < one.imag) & (side < 0)
    return turns


def _along(d: str, points: Array, reach: float) -> Array:
    """Whether each point is within reach of a path's line."""
    reached = np.full(points.shape, False)
    for loop in _loops(d):
        near = _around(loop, points, reach)
        reached[near] |= _distance(loop, points[near]) <= reach
    return reached


def _distance(loop: list[complex], points: Array) -> Array:
    nearest = np.full(points.shape, math.inf)
    for one, other in zip(loop, [*loop[1:], loop[0]], strict=True):
        way = other - one
        share = ((points - one) * way.conjugate()).real / (abs(way) ** 2 or 1)
        nearest = np.minimum(nearest, abs(points - one - way * np.clip(share, 0, 1)))
    return nearest


def _around(loop: list[complex], points: Array, margin: float = 0.0) -> Array:
    """Which points are in the box around a loop: nothing else is in it, or goes round it."""
    x, y = [each.real for each in loop], [each.imag for each in loop]
    inside: Array = _within(points.real, min(x) - margin, max(x) + margin)
    return inside & _within(points.imag, min(y) - margin, max(y) + margin)


@lru_cache(maxsize=512)
def _loops(d: str) -> list[list[complex]]:
    """The closed loops of a path, arcs in short lines."""
    loops: list[list[complex]] = []
    at = 0j
    for letter, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", written)]
        assert len(numbers) == _NUMBERS[letter]
        match letter:
            case "M":
                loops.append([])
                at = complex(*numbers)
            case "L":
                at = complex(*numbers)
            case "H":
                at = complex(numbers[0], at.imag)
            case "h":
                at += numbers[0]
            case "V":
                at = complex(at.real, numbers[0])
            case "A" | "a":
                end = complex(*numbers[5:]) + (at if letter == "a" else 0)
                loops[-1] += _arc(at, end, numbers[0], bool(numbers[3]), bool(numbers[4]))
                at = end
        if letter != "Z":
            loops[-1].append(at)
    return loops


def _arc(start: complex, end: complex, radius: float, large: bool, sweep: bool) -> list[complex]:
    """Points on a circle's arc between its ends, as the SVG specification has it (F.6.5)."""
    half = (start - end) / 2
    radius = max(radius, abs(half))
    out = math.sqrt(max(0.0, radius**2 / abs(half) ** 2 - 1)) * (-1 if large == sweep else 1)
    middle = (start + end) / 2 + out * complex(half.imag, -half.real)
    first = np.angle(start - middle)
    turn = (np.angle(end - middle) - first) % math.tau - (0 if sweep else math.tau)
    return [
        middle + radius * np.exp(1j * (first + turn * n / _ARC_STEPS)) for n in range(1, _ARC_STEPS)
    ]
