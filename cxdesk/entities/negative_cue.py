"""A negative cue: a sign or phrase that tells every customer off because of a few."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, image, long_text, ref, text

# "Signs and phrases that insult most to stop a few" (thedijuliusgroup.com, blog tag john-dijulius).
SORTS = (
    ("sign", N_("A sign or notice")),
    ("phrase", N_("Something we say")),
    ("place", N_("How a place looks")),
    ("habit", N_("Something we do")),
)


@entity(
    table="negative_cue", label=N_("Negative cues"), one=N_("negative cue"), icon="eye", title="shows",
    order=58,
)  # fmt: skip
class NegativeCue:
    """What is to go, what takes its place, and since when it is gone."""

    shows: str = text(
        N_("What it says or shows"), required=True, search=True, in_list=True, longest=300,
        hint=N_("Word for word, such as: No refunds without receipt!"),
    )  # fmt: skip
    sort: str = choice(N_("What it is"), SORTS)
    place: str = text(N_("Where"), search=True, in_list=True, longest=120)
    stage: int | None = ref(N_("Stage"), to="stage")
    photo: bytes | None = image(N_("Photo"))
    tells: str = long_text(N_("What it tells the {customer}"), search=True)
    replaced_by: str = text(
        N_("Replaced by"), search=True, in_list=True, longest=300,
        hint=N_("What is there instead, in kind words; or nothing at all."),
    )  # fmt: skip
    found_on: date | None = day(N_("Found on"))
    owner: int | None = ref(N_("Who sees to it"), to="person")
    done_on: date | None = day(N_("Gone since"), in_list=True)
