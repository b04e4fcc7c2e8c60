"""The models of putting things right: a few words to remember, and what each of them asks for.

The words are those of their authors, what to do at each is ours:

- LAST: listen, apologise, solve, thank (attractionpros.com/last-the-proven-service-recovery-model).
- HEARD: hear, empathise, apologise, resolve, diagnose; Disney's (disneyinstitute.com/blog/2013/08).
- LEARN: listen, empathise, apologise, react, notify; Marriott's (hoteljob.id,
  smartketingreflections.blogspot.com; some say “respond” for “react”).
- LATTE: listen, acknowledge, take action, thank, explain; Starbucks' (brunch.co.kr/@kap/341, crm.hr.com).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cxdesk.i18n import N_, _


class ModelStep(NamedTuple):
    """A word to remember, and what to do; both marked, not translated."""

    name: str
    does: str


_LISTEN = ModelStep(
    N_("Listen"),
    N_("Stop what you are doing, look at them and let them finish. Ask one question: what happened?"),
)
_THANK = ModelStep(N_("Thank"), N_("Thank them for telling us. Most who are let down just leave."))

MODELS: Mapping[str, tuple[ModelStep, ...]] = {
    "own": (),
    "last": (
        _LISTEN,
        ModelStep(N_("Apologise"), N_("Say sorry once and say for what. No reasons, no “but”.")),
        ModelStep(N_("Solve"), N_("Say what you can do now. Offer two ways and let them choose.")),
        _THANK,
    ),
    "heard": (
        ModelStep(N_("Hear"), N_("Let them tell the whole of it. Take a note, so that nobody asks again.")),
        ModelStep(N_("Empathise"), N_("Say in a sentence what it must be like for them.")),
        ModelStep(N_("Apologise"), N_("Say sorry for what happened, whoever it was.")),
        ModelStep(N_("Resolve"), N_("Put it right within what you may give, or fetch who can say yes.")),
        ModelStep(N_("Diagnose"), N_("When they are looked after, ask why it happened, never who did it.")),
    ),
    "learn": (
        _LISTEN,
        ModelStep(N_("Empathise"), N_("Show that you see why it matters to them today.")),
        ModelStep(N_("Apologise"), N_("Say sorry in your own name and in that of the shop.")),
        ModelStep(N_("React"), N_("Do the first thing at once, and say by when the rest is done.")),
        ModelStep(N_("Notify"), N_("Tell whoever has to know, and write it down before the day is over.")),
    ),
    "latte": (
        _LISTEN,
        ModelStep(N_("Acknowledge"), N_("Say back what went wrong, in their words. It happened.")),
        ModelStep(N_("Take action"), N_("Do something that they can see, now.")),
        _THANK,
        ModelStep(N_("Explain"), N_("Say how it came about and what changes. Keep it short.")),
    ),
}  # fmt: skip


def steps_of(model: str) -> list[ModelStep]:
    """Return the steps of a model in the program's language; none for steps of one's own."""
    return [ModelStep(_(step.name), _(step.does)) for step in MODELS[model]]
