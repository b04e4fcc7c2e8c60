"""What can be known of a customer: family, occupation, recreation, dreams, and what they like or not."""

from __future__ import annotations

from cxdesk.i18n import N_

SORTS = (
    ("family", N_("Family")),
    ("occupation", N_("Occupation")),
    ("recreation", N_("Recreation")),
    ("dreams", N_("Dreams")),
    ("likes", N_("Likes")),
    ("dislikes", N_("Dislikes")),
    ("comfort", N_("Comfort")),
    ("product", N_("Product")),
    ("sensitive", N_("Sensitive, such as health")),
)
