"""Prints the OpenAPI document that the types of src/api/schema.d.ts are made from, or with `--check FILE` says whether
they were made from it.

Only what types are made of: descriptions and examples would make the file three times as large, and stale for a comma.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from ostiary.app.compose import reception
from ostiary.app.config import Config

MARK = "// Made from the OpenAPI document "
TEXTS = frozenset({"description", "summary", "title", "example", "examples", "operationId", "tags"})
NAMED = frozenset({"properties", "schemas", "paths", "responses", "parameters", "securitySchemes"})
"""Members whose own members are names, which may well be called `description`."""


def bare(node: Any, named: bool = False) -> Any:
    """The document without its texts."""
    if isinstance(node, list):
        return [bare(member) for member in node]
    if not isinstance(node, dict):
        return node
    kept = {key: bare(value, key in NAMED and not named) for key, value in node.items() if named or key not in TEXTS}
    if "responses" in kept and not named and isinstance(kept["responses"], dict):
        for answer in kept["responses"].values():
            if isinstance(answer, dict) and "$ref" not in answer:
                answer.setdefault("description", "")
    return kept


def main() -> int:
    """Print, or check."""
    document = json.dumps({**bare(reception(Config()).openapi()), "info": {"title": "Ostiary", "version": "0"}}, sort_keys=True)
    mark = MARK + hashlib.sha256(document.encode()).hexdigest()[:16]
    if sys.argv[1:2] != ["--check"]:
        sys.stdout.write(document)
        return 0
    head = Path(sys.argv[2]).read_text(encoding="utf-8").partition("\n")[0]
    if head == mark:
        return 0
    sys.stderr.write(f"{sys.argv[2]} is stale: run `make types`\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
