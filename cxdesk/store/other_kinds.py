"""Files that are told at a glance to be something else than a workspace."""

from __future__ import annotations

import codecs
import re

from cxdesk.i18n import N_, _

# So much of each that a locked file, whose first bytes are random, never begins with it.
_BEGINNINGS = (
    (re.compile(rb"%PDF-[12]\."), N_("a PDF")),
    (re.compile(rb"PK\x03\x04[\x00-\x3f]\x00", re.DOTALL), N_("a ZIP or an Office file")),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), N_("a picture")),
    (re.compile(rb"\xff\xd8\xff[\xe0\xe1].{2}(JFIF|Exif)\x00", re.DOTALL), N_("a picture")),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def of(first: bytes) -> str:
    """Return what a file with this first page is, such as "a PDF"; "" where that can't be told."""
    if not first:
        return _("an empty file")
    for beginning, kind in _BEGINNINGS:
        if beginning.match(first):
            return _(kind)
    return _("a text") if _is_text(first) else ""


def _is_text(first: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(first)
    except UnicodeDecodeError:
        return False
    return not _NO_TEXT.search(text)
