"""What the program is made of."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion

from cxdesk import __version__, paths
from cxdesk.i18n import _


def about_text() -> str:
    """Return what the program is and what it is made of."""
    file = paths.notices()
    licences = _("All works in it, their licences and where to get their source: {file}") if file else ""
    return "\n\n".join(
        (
            _("CX Desk {version}. Service standards, training sheets and care for a small shop.").format(
                version=__version__
            ),
            _("Everything stays on this computer: no account, no network, one file a shop."),
            _(
                "Made with Qt {qt} through PySide6 (LGPL 3; its libraries are separate files that you may"
                " replace), SQLite, ReportLab, Matplotlib, Babel and Python {python}. CX Desk itself is under"
                " the MIT licence."
            ).format(qt=qVersion(), python=platform.python_version()),
            *([licences.format(file=file)] if licences else []),
        )
    )
