"""A topic for the huddle: five to ten minutes with all of a shift."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import flag, long_text, position, ref, text


@entity(
    table="huddle_topic", label=N_("Huddle topics"), one=N_("huddle topic"), icon="quote", title="topic",
    order=56, position="position",
)  # fmt: skip
class HuddleTopic:
    """What a huddle is about, and the one question that is asked."""

    position: int = position(N_("Place"))
    topic: str = text(N_("Topic"), required=True, search=True, in_list=True, longest=160)
    ask: str = long_text(N_("Question to ask"), search=True, in_list=True)
    standard: int | None = ref(N_("Standard"), to="standard")
    active: bool = flag(N_("In use"), default=True)
