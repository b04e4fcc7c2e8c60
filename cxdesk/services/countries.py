"""What the country of this computer settles for a shop that is made without a window."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from cxdesk import formats
from cxdesk.periods import WEEKDAYS

# Where US Letter is the paper in the shops, by CLDR.
LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
# English that goes with what a shop has by default: euros, A4 and weeks that begin on Monday.
UNKNOWN = {"language": "en-IE"}


def of_this_computer(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return fields of the shop by the locale that the environment names."""
    said = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))), "")
    match = re.match(r"([a-z]{2,3})_([A-Z]{2})\b", said)
    language = f"{match[1]}-{match[2]}" if match else ""
    if not match or not formats.is_language(language):
        return dict(UNKNOWN)
    return {
        "language": language,
        "currency": formats.currency_of(match[2]),
        "paper": "Letter" if match[2] in LETTER else "A4",
        "first_weekday": WEEKDAYS[formats.first_weekday(language)][0],
    }
