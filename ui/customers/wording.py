"""What the Customers page says in words: when somebody was here, how often, what is kept."""

from __future__ import annotations

from datetime import date, timedelta

from cxdesk.birthdays import week_of
from cxdesk.entities.customer import Customer
from cxdesk.formats import date_text, day_month_text, month_text, time_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.customers import cards
from cxdesk.services.customers.cards import Card, Seen
from ui.standards.rows import RowTag

A_WEEK = 7
PHONE_END = 4
"""So many figures tell two of the same name apart."""
_WEEKS_FROM = 14
"""So many days and more between visits are told in weeks."""


def name_of(customer: Customer) -> str:
    """Return what one says to a customer."""
    return customer.called or customer.name


def day_text(day: date, today: date, language: str) -> str:
    """Return a day, without its year where that is this one."""
    if day == today:
        return _("Today")
    return day_month_text(day, language) if day.year == today.year else date_text(day, language)


def seen_text(seen: Seen, today: date, language: str) -> str:
    """Return when somebody is here today, else was here last, else comes next."""
    if seen.next == today:
        return " ".join(filter(None, (_("Today"), time_text(seen.next_at, language) if seen.next_at else "")))
    if seen.last is not None:
        return day_text(seen.last, today, language)
    if seen.next is not None:
        return _("Coming {day}").format(day=day_text(seen.next, today, language))
    return _("No {visit} yet")


def tags_of(customer: Customer, *, recovering: bool = False) -> tuple[RowTag, ...]:
    """Return the words at the end of a row: to be put right, a first visit, what they are marked with."""
    wrong = (RowTag(_("Recovering"), "danger"),) if recovering else ()
    new = (RowTag(_("First {visit}"), "warn"),) if customer.first_visit else ()
    return (*wrong, *new, *(RowTag(tag, "brand") for tag in customer.tags))


def facts_text(shown: Card, today: date, language: str, first_weekday: int) -> str:
    """Return since when they come, how often, and what is near: “Customer since March 2022 · 23 visits”."""
    parts = []
    if shown.since is not None:
        parts.append(_("{Customer} since {month}").format(month=month_text(shown.since, language)))
    count = len(shown.visits)
    if count:
        parts.append(ngettext("{n} {visit}", "{n} {visits}", count).format(n=count))
    if shown.rhythm is not None:
        parts.append(rhythm_text(shown.rhythm))
    parts.append(birthday_text(shown.customer.record, today, language, first_weekday))
    return " · ".join(filter(None, parts)) or _("New here: no {visit} yet")


def contact_text(customer: Customer) -> str:
    """Return how somebody is reached, "" where that is not known."""
    return " · ".join(filter(None, (*customer.phones, customer.email)))


def phone_end(customer: Customer) -> str:
    """Return the last figures of the first phone, "" without one."""
    figures = [letter for letter in next(iter(customer.phones), "") if letter.isdecimal()]
    return "…" + "".join(figures[-PHONE_END:]) if figures else ""


def rhythm_text(days: int) -> str:
    """Return how often somebody comes."""
    if days >= _WEEKS_FROM:
        weeks = round(days / A_WEEK)
        return ngettext("every {n} week", "every {n} weeks", weeks).format(n=weeks)
    return ngettext("every day", "every {n} days", days).format(n=days)


def birthday_text(customer: Customer, today: date, language: str, first_weekday: int) -> str:
    """Return the birthday as it matters: today, this week, else its day."""
    born = cards.birthday_of(customer)
    if born is None:
        return ""
    near = cards.birthday_in(customer, *week_of(today, first_weekday))
    if near == today:
        return _("birthday today")
    if near == today + timedelta(days=1):
        return _("birthday tomorrow")
    day = cards.birthday_in(customer, today, today + timedelta(days=366)) or today
    return _("birthday {day}").format(day=day_month_text(day, language))


def honoured_text(shown: Card) -> str:
    """Return how much of what was marked was honoured, "" where nothing was."""
    found = shown.honoured
    if found is None:
        return ""
    words = ngettext(
        "{kept} of {of} kept at the last {visit}",
        "{kept} of {of} kept at the last {n} {visits}",
        found.visits,
    )
    return words.format(kept=found.kept, of=found.of, n=found.visits)


def consent_text(customer: Customer, language: str) -> str:
    """Return what somebody said to notes, and when."""
    if customer.do_not_store:
        return _("Asked that we keep no notes")
    on = date_text(customer.consent_on, language) if customer.consent_on else ""
    if customer.consent == "yes":
        return (
            _("Consent to keep notes: yes, {day}").format(day=on) if on else _("Consent to keep notes: yes")
        )
    if customer.consent == "no":
        return _("Consent to keep notes: no, {day}").format(day=on) if on else _("Consent to keep notes: no")
    return _("Not asked yet whether we may keep notes")
