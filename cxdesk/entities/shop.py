"""The shop itself: one row."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.periods import WEEKDAYS
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, colour, flag, image, integer, lines, money, text

PAPERS = (("A4", N_("A4")), ("Letter", N_("US Letter")))
_NO_BRACES = {"pattern": r"[^{}]*", "pattern_hint": N_("Leave out the signs { and }."), "longest": 40}


@entity(table="shop", label=N_("Shop"), one=N_("shop"), icon="shop", title="name", order=10, single=True)
class Shop:
    """Who the shop is, how it speaks, and what its paper looks like."""

    name: str = text(
        N_("Name"), required=True, search=True, in_list=True, longest=80, section=N_("Your shop")
    )
    trade: str = text(N_("Trade"), in_list=True, longest=40)
    logo: bytes | None = image(N_("Logo"))
    brand_colour: str = colour(
        N_("Brand colour"), default="#0B746B", hint=N_("A pale colour is darkened where it carries text.")
    )
    address: str = text(N_("Address line for sheets"), longest=160)
    products: tuple[str, ...] = lines(
        N_("Products and services"),
        hint=N_("What you sell, one on each line. A service vision should not name any of it."),
    )
    customer_one: str = text(
        N_("One person you serve"), default="customer", section=N_("Your words"), **_NO_BRACES
    )
    customer_many: str = text(N_("Several people you serve"), default="customers", **_NO_BRACES)
    staff_one: str = text(N_("One person who works here"), default="team member", **_NO_BRACES)
    staff_many: str = text(N_("Several people who work here"), default="team members", **_NO_BRACES)
    visit_one: str = text(N_("One visit"), default="visit", **_NO_BRACES)
    visit_many: str = text(N_("Several visits"), default="visits", **_NO_BRACES)
    language: str = text(
        N_("Language and country"),
        default="en",
        longest=12,
        hint=N_("Such as en-US, en-GB or de-DE: how dates and numbers are written."),
        pattern=r"[a-z]{2,3}([-_][A-Za-z]{2,4})?([-_][A-Z]{2})?",
        pattern_hint=N_("Write it as en-US or de-DE."),
        section=N_("Your country"),
    )
    currency: str = text(
        N_("Currency"),
        default="EUR",
        longest=3,
        pattern=r"[A-Z]{3}",
        pattern_hint=N_("Write three capital letters, such as EUR or USD."),
    )
    paper: str = choice(N_("Paper"), PAPERS)
    first_weekday: str = choice(N_("First day of the week"), WEEKDAYS)
    opening_days: tuple[str, ...] = lines(
        N_("Opening days"), default=("mon", "tue", "wed", "thu", "fri", "sat"), most=7
    )
    keep_sensitive: bool = flag(
        N_("Keep sensitive notes"), section=N_("What is kept about people"),
        hint=N_("Such as health. Only with consent; in lists, exports and on paper only if you ask for it."),
    )  # fmt: skip
    keep_months: int = integer(
        N_("Look through after so many months"), default=24, low=1, high=240,
        hint=N_("Without a {visit} for so long, somebody comes up to be decided on. Nothing goes by itself."),
    )  # fmt: skip
    return_weeks: int = integer(
        N_("A new {customer} should be back within so many weeks"), default=8, low=1, high=104
    )
    give_month: int | None = money(
        N_("Set aside each month to put things right"), low=0, section=N_("When it goes wrong")
    )
    repeat_days: int = integer(
        N_("The same again within so many days is one failure too many"), default=60, low=1, high=730
    )
    sample: bool = flag(N_("Sample shop"), editable=False)

    def words(self) -> dict[str, tuple[str, str]]:
        """Return the vocabulary as `i18n.use_words` takes it."""
        return {
            "customer": (self.customer_one, self.customer_many),
            "staff": (self.staff_one, self.staff_many),
            "visit": (self.visit_one, self.visit_many),
        }
