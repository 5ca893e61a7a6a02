"""Reads from the source which module imports which, wherever in it that stands; and finds circles.

What is imported for types alone counts, and so does what is imported inside a function: a knot
that shows only then is one all the same.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Graph = Mapping[str, frozenset[str]]
"""The full name of every module, and of those of the same package that it imports."""

Circle = tuple[str, ...]
"""Names that lead to each other, sorted."""


def import_graph(package: Path) -> Graph:
    """Which module of a package imports which.

    Args:
        package: The package's folder.
    """
    modules = {_name_of(path, package): path for path in sorted(package.rglob("*.py"))}
    return {
        name: frozenset(_imported(path, name, modules) - {name}) for name, path in modules.items()
    }


def module_circles(graph: Graph) -> list[Circle]:
    """The modules that import each other, in a circle of any length."""
    return _knots(graph)


def package_circles(graph: Graph) -> list[Circle]:
    """The neighbours in a package that depend on each other, by whatever is in them.

    They are looked for at every level: in ``a``, the neighbours are ``a.b`` and ``a.c`` with all
    that is in each.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    for importer, all_imported in graph.items():
        for imported in all_imported:
            pair = _apart(importer, imported)
            if pair is not None:
                neighbours[pair[0]].add(pair[1])
    return _knots({name: frozenset(found) for name, found in neighbours.items()})


def importers(graph: Graph, module: str) -> set[str]:
    """The modules that import a module."""
    return {name for name, imported in graph.items() if module in imported}


def classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """The classes that a module defines, wherever in it."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _name_of(path: Path, package: Path) -> str:
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, name: str, modules: Mapping[str, Path]) -> set[str]:
    """The modules of the package that one of them imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {_module_in(alias.name, modules) for alias in names}
            case ast.ImportFrom(module=base, names=names, level=level):
                if level:
                    # A package stands for itself, a module for the package that it is in.
                    up = level - (path.name == "__init__.py")
                    here = name.split(".")[: -up or None]
                    base = ".".join([*here, base] if base else here)
                found |= {_module_in(f"{base}.{alias.name}", modules) for alias in names}
    return found - {""}


def _module_in(name: str, modules: Mapping[str, Path]) -> str:
    """The module that is meant by a name, or that has what is meant; empty for a strange one."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def _apart(one: str, other: str) -> tuple[str, str] | None:
    """Where two modules part: the neighbours they are in. None if one is the other's package."""
    ones, others = one.split("."), other.split(".")
    for depth, (mine, yours) in enumerate(zip(ones, others, strict=False), 1):
        if mine != yours:
            return ".".join(ones[:depth]), ".".join(others[:depth])
    return None


def _knots(graph: Graph) -> list[Circle]:
    """All that can be reached from itself, together with what it can be reached through."""
    reached = {name: _reached(name, graph) for name in graph}
    knots = {
        tuple(sorted(other for other in all_reached if name in reached.get(other, ())))
        for name, all_reached in reached.items()
        if name in all_reached
    }
    return sorted(knots)


def _reached(start: str, graph: Graph) -> set[str]:
    """What one comes to from here, in one step or in many."""
    found: set[str] = set()
    waiting: Iterable[str] = graph.get(start, ())
    while waiting := set(waiting) - found:
        found |= waiting
        waiting = {each for name in waiting for each in graph.get(name, ())}
    return found
