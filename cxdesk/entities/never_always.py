"""Never & Always: what nobody here ever does, and what everybody does, at any stage."""

from __future__ import annotations

from cxdesk.i18n import N_, _
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, long_text, position, text

SIDES = (("never", N_("Never")), ("always", N_("Always")))
# "About 6 to 10, one to three words each" (thedijuliusgroup.com/021225-brand-standards).
MOST_ITEMS = 10
MOST_WORDS = 3


@entity(
    table="never_always", label=N_("Never & Always"), one=N_("Never or Always"), icon="never", title="text",
    order=50, position="position", within=("side",),
)  # fmt: skip
class NeverAlways:
    """One line of the list."""

    position: int = position(N_("Place"))
    side: str = choice(N_("Side"), SIDES, required=True, in_list=True)
    text: str = text(N_("Text"), required=True, search=True, in_list=True, longest=120)
    why: str = long_text(N_("Why"), search=True, in_list=True)


def checks(item: NeverAlways) -> list[str]:
    """Return hints on one line."""
    words = len(item.text.split())
    if words > MOST_WORDS:
        return [_("{count} words. Three or fewer are remembered.").format(count=words)]
    return []


def list_checks(side: str, count: int) -> list[str]:
    """Return hints on the length of one side."""
    if count <= MOST_ITEMS:
        return []
    return [
        _("{count} lines under {side}. With more than {most}, none is remembered.").format(
            count=count, side=_(dict(SIDES)[side]), most=MOST_ITEMS
        )
    ]
