"""Which files are ours, and what do they hold? Read once, for every test of the architecture."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("backbone", "initiatives", "measurement", "workgroups", "communications")


@dataclass(frozen=True)
class Source:
    """One module, parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module imported, wherever the import stands; `from a import b` is both a and a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "."), node.lineno
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def sources(*folders: str) -> list[Source]:
    """The modules of the product, or of the folders named."""
    found = [path for folder in folders or APPS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [_read(path) for path in found]


def _read(path: Path) -> Source:
    text = path.read_text()
    return Source(path.relative_to(ROOT), text, ast.parse(text))
