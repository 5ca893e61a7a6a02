"""What can be changed in a file of the program, so that a test should notice.

The changes are cosmic-ray's, and two of our own. Left out is what can't tell a good test from a bad
one: type annotations, ``==`` made into ``is``, tables of numbers, what is kept only to be quicker
or said only to be sure, and operators that the operands don't know, where the first test to come by
fails.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from parso import parse

if TYPE_CHECKING:
    from parso.tree import NodeOrLeaf

Position: TypeAlias = tuple[int, int]

_TELLING = {
    "ReplaceBinaryOperator": {
        "Add": "Sub",
        "Sub": "Add",
        "Mul": "Div FloorDiv",
        "Div": "Mul FloorDiv",
        "FloorDiv": "Mul Div",
        "Mod": "FloorDiv",
        "Pow": "Mul",
        "RShift": "LShift",
        "LShift": "RShift",
        "BitOr": "BitAnd BitXor",
        "BitAnd": "BitOr",
        "BitXor": "BitOr BitAnd",
    },
    "ReplaceComparisonOperator": {
        "Eq": "NotEq LtE GtE",
        "NotEq": "Eq Lt Gt",
        "Lt": "LtE GtE NotEq",
        "LtE": "Lt Gt Eq",
        "Gt": "GtE LtE NotEq",
        "GtE": "Gt Lt Eq",
        "Is": "IsNot",
        "IsNot": "Is",
    },
    "ReplaceUnaryOperator": {"USub": "UAdd", "Delete": "Not Invert"},
}
"""Of the families of operators, which is made into which."""


class SwapMembership(Operator):
    """``in`` becomes ``not in``, and the other way round."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[Position, Position]]:
        if node.type == "comparison":
            for each in self._operators(node):
                yield each.start_pos, each.end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        old = list(self._operators(node))[index]
        new = " in" if old.get_code().split() == ["not", "in"] else " not in"
        node.children[node.children.index(old)] = parse(new)
        return node

    @staticmethod
    def _operators(node: NodeOrLeaf) -> Iterator[NodeOrLeaf]:
        for each in node.children[1::2]:
            if each.get_code().split() in (["in"], ["not", "in"]):
                yield each

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class RemoveStatement(Operator):
    """A call for its effect, or setting an attribute or an item, is left out."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[Position, Position]]:
        if node.type == "simple_stmt" and self._acts(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        first = node.children[0].get_first_leaf()
        node.children[0] = parse(first.prefix + "pass")
        return node

    @staticmethod
    def _acts(statement: NodeOrLeaf) -> bool:
        is_set = statement.type == "expr_stmt" and statement.children[1].type != "annassign"
        target = statement.children[0] if is_set else statement
        if target.type not in ("atom_expr", "power"):
            return False
        last = target.children[-1]
        return last.type == "trailer" and (last.children[0].value != "(") == is_set

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


@dataclass(frozen=True)
class Mutant:
    """A file of the program with one thing changed in it."""

    file: str
    """Its path from the top of the repository."""
    line: int
    """Where the change begins."""
    inside: str
    """The function or class that it is in; empty outside of all."""
    operator: str
    """What was done."""
    code: str = field(repr=False)
    """The whole file."""
    before: str
    """The lines that were changed, in one, without their indent."""
    after: str
    """What has become of them."""
    diff: str = field(repr=False)
    """The same to look at."""


@dataclass(frozen=True)
class _Place:
    """Where something can be changed, and the ways to change it."""

    file: Path
    inside: str
    start: Position
    identity: tuple[str, str, int, int]
    """What stays the same when lines move: file, text of the line, which such line, column."""
    ways: list[tuple[str, int]] = field(default_factory=list)
    """Name of an operator, and which of its occurrences in the file."""


def sample(top: Path, rooms: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """Mutants of what is in ``rooms``, one a place, any place as likely as the other.

    The same for the same seed: when the program changes, so does the sample only as far as places
    have come or gone.

    Args:
        top: The repository.
        rooms: Folders of the package.
        number: How many there are to be; fewer, when there are fewer places.
        seed: Chooses.
    """
    files = [file for room in rooms for file in sorted((top / "stretchtui" / room).rglob("*.py"))]
    places = [place for file in files for place in _places(top, file)]
    places.sort(key=lambda place: _draw(seed, place.identity))
    mutants: list[Mutant] = []
    for place in places:
        if len(mutants) == number:
            break
        mutant = next(_mutants(top, place, seed), None)
        if mutant is not None:
            mutants.append(mutant)
    return mutants


def _draw(*what: object) -> bytes:
    return hashlib.sha256(repr(what).encode()).digest()


@cache
def _operators() -> dict[str, Operator]:
    ours = {each.__name__: each() for each in (SwapMembership, RemoveStatement)}
    theirs = {}
    for name in plugins.operator_names():
        operator, short = plugins.get_operator(name), name.rpartition("/")[2]
        family, _, change = short.partition("_")
        old, _, new = change.partition("_")
        if operator.arguments() or (change and new not in _TELLING[family].get(old, "").split()):
            continue
        theirs[short] = operator()
    return ours | theirs


def _places(top: Path, file: Path) -> Iterable[_Place]:
    source = file.read_text(encoding="utf-8")
    lines, nodes = source.splitlines(), list(ast_nodes(get_ast(source)))
    quiet = list(_without_effect(ast.parse(source)))
    places: dict[Position, _Place] = {}
    for name, operator in _operators().items():
        found = ((node, start) for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, (node, start) in enumerate(found):
            is_marker = node.parent is not None and node.parent.type == "parameters"
            if is_marker or any(first <= start < end for first, end in quiet):
                continue
            if start not in places:
                text = lines[start[0] - 1]
                indent = len(text) - len(text.lstrip())
                same = lines[: start[0]].count(text)
                identity = str(file.relative_to(top)), text.strip(), same, start[1] - indent
                inside = ASTQuery(node).get_definition_name() or ""
                places[start] = _Place(file, inside, start, identity)
            places[start].ways.append((name, occurrence))
    return places.values()


def _without_effect(tree: ast.Module) -> Iterator[tuple[Position, Position]]:
    """Where no test could tell: types, caches and their sizes, zips that are sure of their lengths,
    and the dots of letters and shapes, which are looked at.
    """
    for node in ast.walk(tree):
        quiet: list[ast.AST | None] = []
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                quiet = [node.returns]
                for kept in filter(_is_cache, node.decorator_list):
                    at_sign = _position(kept.lineno, kept.col_offset - 1)
                    yield at_sign, _position(*_end(kept))
            case ast.arg() | ast.AnnAssign():
                quiet = [node.annotation]
            case ast.If(test=ast.Name("TYPE_CHECKING")) | ast.Call(func=ast.Name("TypeVar")):
                quiet = [node]
            case ast.Assign(targets=[ast.Name(name)], value=ast.BinOp(op=ast.BitOr())):
                quiet = [node.value] if name.strip("_")[0].isupper() and not name.isupper() else []
            case ast.keyword(arg="strict" | "maxsize"):
                quiet = [node.value]
            case ast.Tuple(elts=[_, _, _, *_] as items):
                quiet = [node] if all(isinstance(each, ast.Constant) for each in items) else []
        for each in quiet:
            if each is not None:
                yield _position(each.lineno, each.col_offset), _position(*_end(each))


def _is_cache(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Name("cache") | ast.Call(func=ast.Name("lru_cache")):
            return True
    return False


def _position(line: int, column: int) -> Position:
    return line, column


def _end(node: ast.AST) -> Position:
    return node.end_lineno, node.end_col_offset


def _mutants(top: Path, place: _Place, seed: int) -> Iterator[Mutant]:
    source = place.file.read_text(encoding="utf-8")
    for name, occurrence in sorted(place.ways, key=lambda way: _draw(seed, place.identity, way[0])):
        try:
            code = mutate_code(source, _operators()[name], occurrence)
            is_other = ast.dump(ast.parse(code)) != ast.dump(ast.parse(source))
        except (SyntaxError, AttributeError):  # cosmic-ray knows no exceptions with a dot
            continue
        if is_other:
            yield _mutant(top, place, name, source, code)


def _mutant(top: Path, place: _Place, operator: str, source: str, code: str) -> Mutant:
    file = str(place.file.relative_to(top))
    diff = list(difflib.unified_diff(source.splitlines(), code.splitlines(), lineterm="", n=2))[2:]
    changed = {
        sign: " ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+"
    }
    return Mutant(
        file=file,
        line=place.start[0],
        inside=place.inside,
        operator=operator,
        code=code,
        before=changed["-"],
        after=changed["+"],
        diff="\n".join(diff),
    )
