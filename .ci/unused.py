"""Name functions, methods and classes that nobody uses, with vulture.

Fields of record kinds and other dataclasses are read by name at run time, so variables are left to ruff.
What each file defines and uses is kept in `.cache` until that file changes.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from pathlib import Path
from typing import Any

import vulture
from vulture.config import make_config
from vulture.utils import ExitCode

KINDS = {"class", "function", "import", "method", "property", "unreachable_code"}
KEPT = Path(".cache") / "unused.pickle"
PARTS = (
    "defined_attrs", "defined_classes", "defined_funcs", "defined_imports", "defined_methods",
    "defined_props", "defined_vars", "unreachable_code",
)  # fmt: skip


class Reader(vulture.Vulture):
    """Scans a file alone, unless it did so before."""

    def __init__(self, **rules: Any) -> None:
        super().__init__(**rules)
        self.rules = rules
        self.before: dict[str, dict[str, Any]] = {}
        if KEPT.is_file():
            self.before = pickle.loads(KEPT.read_bytes())
        self.now: dict[str, dict[str, Any]] = {}

    def scan(self, code: str, filename: str | Path = "") -> None:
        """Take what is in a file to what is known."""
        key = hashlib.sha256(f"{vulture.__version__}\0{self.rules}\0{filename}\0{code}".encode()).hexdigest()
        found = self.before.get(key)
        if found is None:
            alone = vulture.Vulture(**self.rules)
            alone.scan(code, filename)
            if alone.exit_code is not ExitCode.NoDeadCode:
                self.exit_code = alone.exit_code
                return
            found = {name: list(getattr(alone, name)) for name in PARTS} | {"used": set(alone.used_names)}
        self.now[key] = found
        for name in PARTS:
            getattr(self, name).extend(found[name])
        self.used_names.update(found["used"])


def main() -> int:
    """Print what is unused and return the exit code."""
    config = make_config([])
    search = Reader(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    search.scavenge(config["paths"], exclude=config["exclude"])
    if search.now.keys() != search.before.keys():
        KEPT.parent.mkdir(exist_ok=True)
        part = KEPT.with_suffix(".part")
        part.write_bytes(pickle.dumps(search.now))
        part.replace(KEPT)
    unused = [item for item in search.get_unused_code(config["min_confidence"]) if item.typ in KINDS]
    for item in unused:
        print(item.get_report())
    return 1 if unused or search.exit_code is ExitCode.InvalidInput else 0


if __name__ == "__main__":
    sys.exit(main())
