"""The service vision: what we do for every customer, every time. One row a version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cxdesk.i18n import N_, _
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, integer, long_text, text
from cxdesk.text import fold, tokens

STATUSES = (("draft", N_("Draft")), ("adopted", N_("Adopted")), ("past", N_("Past")))
# A statement that staff can say by heart; longer ones belong to the purpose.
MOST_WORDS = 14
# Words for feelings and ambitions, which no bystander could tick.
UNSEEN = frozenset(
    "best excellence excellent world-class worldclass leading premier passion passionate strive aim believe "
    "quality unique ultimate superior outstanding committed dedicated values synergy solutions".split()
)


@entity(
    table="vision",
    label=N_("Service vision"),
    one=N_("service vision"),
    icon="vision",
    title="statement",
    order=20,
)
class Vision:
    """The statement and the purpose behind it; its pillars are records of their own."""

    statement: str = long_text(N_("Statement"), required=True, search=True, in_list=True, longest=400)
    purpose: str = long_text(
        N_("Purpose"),
        search=True,
        hint=N_("Why the shop exists. The larger idea goes here, not in the statement."),
    )
    version: int = integer(N_("Version"), default=1, low=1, in_list=True, editable=False)
    status: str = choice(N_("Status"), STATUSES, in_list=True)
    adopted_on: date | None = day(N_("Adopted on"), in_list=True)
    adopted_by: str = text(N_("Adopted by"))


def checks(statement: str, products: Iterable[str]) -> list[str]:
    """Return hints on a statement: product words, length, and whether an observer could tick it.

    The tests follow the four of DiJulius' school: easy to relate to, memorable, actionable, observable
    (sbnonline.com, "Customer service vision statement and supporting pillars").
    """
    words = tokens(fold(statement))
    if not words:
        return []
    hints = []
    named = _products_named(words, products)
    if named:
        hints.append(
            _("It names what you sell: {words}. Say what you do for people, whatever they buy.").format(
                words=", ".join(named)
            )
        )
    if len(words) > MOST_WORDS:
        hints.append(
            _("It has {count} words. With {most} or fewer, everybody can say it by heart.").format(
                count=len(words), most=MOST_WORDS
            )
        )
    vague = [word for word in words if word in UNSEEN]
    if vague:
        hints.append(
            _("Could an observer tick “{words}”? Say what one would see or hear.").format(
                words=", ".join(vague)
            )
        )
    return hints


def _products_named(words: list[str], products: Iterable[str]) -> list[str]:
    """Return the products whose words follow each other in `words`, in the singular or the plural."""
    found = []
    for product in products:
        wanted = [_stem(word) for word in tokens(fold(product))]
        stems = [_stem(word) for word in words]
        spots = range(len(stems) - len(wanted) + 1)
        at = next((i for i in spots if wanted and stems[i : i + len(wanted)] == wanted), None)
        if at is not None:
            found.append(" ".join(words[at : at + len(wanted)]))
    return found


def _stem(word: str) -> str:
    for ending, plain in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + plain
    return word
