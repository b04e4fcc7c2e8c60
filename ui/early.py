"""What has to happen before anything else is imported. Imported for that alone, first of all by `ui.launch`.

Python's garbage collector would run a dozen times while hundreds of classes are made that all stay.
PySide's own part in Python is found compiled: see `ui.pyside_support`.
PySide6 puts a hook in the place of `__import__` that reads the source text of each module imported from
then on, to see whether it asks for `from __feature__ import snake_case`. Nobody here does, and it would
take a tenth of the start. The 2,000 lines of `enum.py` that it has read by then would be kept for good.
"""

from __future__ import annotations

import builtins
import gc
import linecache

gc.disable()

from ui.pyside_support import kept_compiled  # noqa: E402

with kept_compiled():
    import PySide6.QtCore  # noqa: F401 - sets the hook

linecache.clearcache()
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
