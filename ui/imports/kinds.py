"""What the window for tables says of each kind of table."""

from __future__ import annotations

from cxdesk.i18n import N_

PEOPLE = ("customers", "visits")
"""The kinds that can be chosen between in one window."""
WORDS = {
    "metrics": N_(
        "With the columns metric, period (2026-11-20, 2026-W47, 2026-11) and value it needs nothing more;"
        " of other tables you say which column is what. You see what each line does before anything is"
        " written."
    ),
    "customers": N_(
        "The lists of Google, Outlook, Apple and Square are known as they are; of others you say which"
        " column is what. You see what each line does before anything is written, and the same file twice"
        " adds nothing."
    ),
    "visits": N_(
        "It takes whose {visit} it was (number, name, phone or email) and the day; what was spent and the"
        " service if you like. You see what each line does before anything is written."
    ),
}
TITLES = {
    "metrics": N_("Choose a CSV, XLSX or ODS file, or drop it here"),
    "customers": N_("Choose a CSV, XLSX, ODS or vCard file, or drop it here"),
    "visits": N_("Choose a CSV, XLSX or ODS file, or drop it here"),
}
