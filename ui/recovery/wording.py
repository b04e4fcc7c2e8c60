"""What the Recovery page says of incidents and promises in words."""

from __future__ import annotations

from datetime import date, datetime

from cxdesk.entities.incident import CHANNELS, OUTCOMES, SEVERITIES, Incident
from cxdesk.entities.promise import Promise
from cxdesk.formats import date_text, time_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services.recovery import clocks, promises
from cxdesk.services.recovery.incident_list import Listed
from cxdesk.services.recovery.incidents import Clock
from cxdesk.services.repeats import Severity
from cxdesk.text import one_line
from ui.customers.wording import day_text
from ui.standards.rows import Row, RowTag
from ui.widgets.labels import TagRole

NOBODY_SO = N_("Nobody of that name works here. Choose somebody, or leave it empty.")
CLOCK_NAMES = {"acknowledge": N_("First answer"), "resolve": N_("Put right"), "follow_up": N_("Ask again")}
_SEVERITY_TAGS: dict[int, tuple[str, TagRole]] = {
    1: (N_("Small"), "neutral"),
    2: (N_("Real"), "warn"),
    3: (N_("Severe"), "danger"),
}
_PROMISE_TAGS: dict[str, tuple[str, TagRole]] = {
    "today": (N_("Today"), "warn"),
    "kept": (N_("Kept"), "good"),
    "let_go": (N_("Let go"), "neutral"),
}


def severity_text(figure: int) -> str:
    """Return a severity with its words: “2 · Real: it cost them time or money”."""
    return _("{figure} · {words}").format(figure=figure, words=_(dict(SEVERITIES)[figure]))


def severity_tag(bad: Severity) -> RowTag:
    """Return how bad an incident counts, as a tag."""
    words, role = _SEVERITY_TAGS[bad.level]
    return RowTag(_(words), role, spare=True)


def raised_text(bad: Severity) -> str:
    """Return why an incident counts as worse than it was given, "" where it was the first of its sort."""
    if not bad.again:
        return ""
    if not bad.raised:
        return _("{why}.").format(why=bad.why)
    words = _("{why}. It counts as {level} instead of {given}.")
    return words.format(why=bad.why, level=bad.level, given=bad.given)


def channel_text(record: Incident) -> str:
    """Return how somebody heard of it."""
    return _(dict(CHANNELS).get(record.channel, ""))


def outcome_text(record: Incident) -> str:
    """Return what came of it."""
    return _(dict(OUTCOMES).get(record.outcome, ""))


def moment_text(moment: datetime, today: date, language: str) -> str:
    """Return an instant as one says it today: 14:30, or 20 November, 14:30."""
    here = clocks.local(moment)
    at = time_text(here.time().replace(second=0), language)
    if here.date() == today:
        return at
    return _("{day}, {time}").format(day=day_text(here.date(), today, language), time=at)


def due_text(moment: datetime, today: date, language: str) -> str:
    """Return when something is due: a time, or a day that ends with it."""
    if clocks.whole_day(moment):
        return day_text(clocks.local(moment).date(), today, language)
    return moment_text(moment, today, language)


def clock_text(one: Clock, now: datetime, today: date, language: str) -> str:
    """Return how a clock stands: done when, due when, overdue since when."""
    if one.done is not None:
        return _("Done {when}").format(when=moment_text(one.done, today, language))
    if one.day is not None:
        when = day_text(one.day, today, language)
    elif one.due is not None:
        when = due_text(one.due, today, language)
    else:
        return _("No time is set")
    return (_("Overdue since {when}") if one.is_late(now, today) else _("Due {when}")).format(when=when)


def listed_row(one: Listed, today: date, language: str) -> Row:
    """Return an incident as the list shows it."""
    record = one.row.record
    tags = []
    if one.bad.again and one.open:
        tags.append(RowTag(_("Again"), "danger"))
    if one.late:
        tags.append(RowTag(_("Overdue"), "danger"))
    if one.bad.level > 1 and one.open:
        tags.append(severity_tag(one.bad))
    day = day_text(record.happened_on, today, language) if record.happened_on else ""
    quiet = " · ".join(filter(None, (day, one.who or _("Unnamed"), one.stage)))
    icon = "check" if not one.open else "warning" if one.late or one.bad.again else "clock"
    return Row(
        id=one.row.id, text=one_line(record.happened, 160), quiet=quiet, tags=tuple(tags), icon=icon,
        dim=not one.open,
    )  # fmt: skip


def promise_row(one: int, record: Promise, who: str, now: datetime, today: date, language: str) -> Row:
    """Return a promise as lists show it."""
    state = promises.state(record, now, today)
    due = record.due_on or today
    late = (today - due).days
    if state == "overdue":
        words = ngettext("Overdue {n} d", "Overdue {n} d", late).format(n=late) if late else _("Overdue")
        tag = RowTag(words, "danger")
    elif state == "open":
        tag = RowTag(day_text(due, today, language))
    else:
        tag = RowTag(_(_PROMISE_TAGS[state][0]), _PROMISE_TAGS[state][1])
    at = time_text(record.due_at, language) if record.due_at is not None else ""
    since = date_text(record.promised_on, language) if record.promised_on is not None else ""
    promised = _("promised {day}").format(day=since) if since else ""
    quiet = " · ".join(
        filter(None, (who, at, record.let_go_why and one_line(record.let_go_why, 80), promised))
    )
    done = state in {"kept", "let_go"}
    icon = {"kept": "check", "let_go": "cross"}.get(state, "warning" if state == "overdue" else "clock")
    return Row(id=one, text=record.what, quiet=quiet, tags=(tag,), icon=icon, dim=done)
