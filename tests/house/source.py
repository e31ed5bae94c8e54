"""A source tree as the laws see it: modules with their names, texts and syntax trees."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""


@dataclass(frozen=True, slots=True)
class Source:
    """One module. `path` starts at the folder it was read from; `name` is dotted, a package's without `__init__`."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The package below `ostiary` that this module belongs to, or nothing."""
        return f"{self.name}..".split(".")[1]

    def at(self, node: ast.AST, what: str) -> str:
        """A violation at a node, as people and editors read it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"

    def within(self, *packages: str) -> bool:
        """Whether the module is one of these packages or inside one."""
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)


@dataclass(frozen=True, slots=True)
class Import:
    """One module that is imported, by its full name, and the statement that does it."""

    module: str
    node: ast.stmt


def parse(path: str, text: str) -> Source:
    """The module of a file, whose path is relative to the folder that imports start from."""
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts.pop()
    return Source(path, ".".join(parts), text, ast.parse(text, path))


def read(folder: Path) -> Sequence[Source]:
    """Every module below a folder, in order; what the operators' page may have installed is no part of it."""
    files = sorted(file for file in folder.rglob("*.py") if "node_modules" not in file.parts)
    return [parse(file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")) for file in files]


def below(parent: str, sources: Sequence[Source]) -> Sequence[Source]:
    """The same modules with paths from the repository's root, for messages that an editor can follow."""
    return [replace(source, path=f"{parent}/{source.path}") for source in sources]


def imports(tree: ast.AST) -> Iterator[Import]:
    """Every import inside a tree, wherever it stands. `from a import b` counts as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (Import(f"{node.module or '.'}.{alias.name}", node) for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function inside a tree, methods and nested ones as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call inside a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """`a.b.c` for names and attributes; what stands before an attribute of something else is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
