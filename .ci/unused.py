"""Name functions, methods and classes that nobody uses, with vulture.

Fields of record kinds and other dataclasses are read by name at run time, so variables are left to ruff.
"""

from __future__ import annotations

import sys

from vulture import Vulture
from vulture.config import make_config

KINDS = {"class", "function", "import", "method", "property", "unreachable_code"}


def main() -> int:
    """Print what is unused and return the exit code."""
    config = make_config([])
    search = Vulture(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    search.scavenge(config["paths"], exclude=config["exclude"])
    unused = [item for item in search.get_unused_code(config["min_confidence"]) if item.typ in KINDS]
    for item in unused:
        print(item.get_report())
    return 1 if unused else 0


if __name__ == "__main__":
    sys.exit(main())
