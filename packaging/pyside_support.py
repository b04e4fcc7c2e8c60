"""The part of PySide that is written in Python, compiled once instead of at each start.

PySide carries a dozen modules for signatures and error messages as source text inside its library, and
unpacks and compiles them whenever it is imported: 30 of the 330 ms of a start, with what writes `.pyi`
files. Where it finds them in a folder `files.dir` beside `shiboken6` it takes those, which Python loads as
it loads any module (`find_incarnated_files` in its `signature_bootstrap.py`, since 6.0). What writes `.pyi`
files is left empty: a running program has no use for it. `ui/pyside_support.py` does the same for one that
is not frozen.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

PLACE = "shiboken6/files.dir"
"""Where PySide looks, seen from the folder of the program."""
WRITES_STUBS = "shibokensupport/signature/lib/pyi_generator.py"

# In a process of its own: PySide would stay loaded in that of the builder.
_UNPACK = """
import sys
import PySide6.QtCore
loader = sys.modules["shibokensupport"].__loader__
names = [name for name in loader.zfile.namelist() if name.startswith("shibokensupport/")]
loader.zfile.extractall(sys.argv[1], names)
"""


def write(folder: Path) -> list[tuple[str, str]]:
    """Write the modules and their bytecode to a folder; return each file with its place in the program.

    Raises CalledProcessError when this PySide does not carry them that way.
    """
    subprocess.run([sys.executable, "-c", _UNPACK, str(folder)], check=True)
    compileall.compile_dir(
        folder,
        quiet=1,
        force=True,
        stripdir=str(folder),
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    return [
        (f"{PLACE}/{path.relative_to(folder).as_posix()}", str(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
