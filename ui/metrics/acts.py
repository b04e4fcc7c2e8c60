"""What the page does to whole metrics: add one of the library, choose the key one, put out of use, remove."""

from __future__ import annotations

from functools import partial

from cxdesk.entities.metric import Metric
from cxdesk.i18n import _
from cxdesk.schema.reading import Writer
from cxdesk.services.metrics import acts, library
from cxdesk.services.metrics.library import MetricTemplate
from cxdesk.text import one_line
from ui.bridge import Bridge


def take(bridge: Bridge, template: MetricTemplate) -> int | None:
    """Add a metric of the library with its numbers; return its id, None where that could not be."""
    words = _("“{name}” is there, with the numbers to enter.")
    if template.counted:
        words = _("“{name}” is there. Its numbers come from records: nothing has to be typed.")
    done = words.format(name=_(template.name))
    return bridge.act(_("add metric"), partial(_take, template), done=done).value


def use_again(bridge: Bridge, metric: int) -> None:
    """Say that a metric is there already; one that is out of use is used again."""
    record = bridge.ws.get(Metric, metric).record
    name = one_line(record.name, 60)
    if record.active:
        bridge.notice.emit(_("“{name}” is there already.").format(name=name), "")
        return
    done = _("“{name}” was there, out of use. It is in use again.").format(name=name)
    bridge.act(_("use metric again"), partial(_use_again, metric), done=done)


def make_key(bridge: Bridge, metric: int) -> None:
    """Make a metric the key metric."""
    bridge.act(_("make it the key metric"), partial(_make_key, metric))


def switch_active(bridge: Bridge, metric: int) -> None:
    """Put a metric out of use, or in use again."""
    bridge.change(Metric, metric, active=not bridge.ws.get(Metric, metric).record.active)


def remove(bridge: Bridge, metric: int) -> None:
    """Move a metric to the trash; what was typed for it stays."""
    row = bridge.ws.find(Metric, metric)
    if row is not None:
        name = one_line(row.record.name, 60)
        done = _("“{name}” is in the trash. The numbers that were typed stay.").format(name=name)
        bridge.remove(Metric, metric, done=done)


def _take(template: MetricTemplate, tx: Writer) -> int:
    return library.take(tx, template)


def _use_again(metric: int, tx: Writer) -> None:
    tx.change(Metric, metric, active=True)


def _make_key(metric: int, tx: Writer) -> None:
    acts.make_key(tx, metric)
