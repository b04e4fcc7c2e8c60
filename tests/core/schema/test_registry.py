"""The declared kinds, and that a file has what they ask for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import time
from typing import Any

import pytest

from cxdesk.entities import default_registry
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError, UserError
from cxdesk.schema.entity import changed, spec_of
from cxdesk.schema.registry import Registry

# The words of the command line: a change of one of them breaks what people have written.
KINDS = {
    "shop": "name trade logo brand_colour language currency paper first_weekday opening_days address"
    " products",
    "vision": "statement purpose version status adopted_on adopted_by",
    "pillar": "vision position title meaning",
    "stage": "position name wants aim practise active",
    "standard": "stage position kind text why sounds_like how_we_know non_negotiable owner roles pillar"
    " seconds cost status review_on version retired_why",
    "standard_version": "standard version text from_on until_on why_changed",
    "never_always": "position side text why",
    "role": "position name in_my_job examples",
    "person": "name role department works joined_on left_on champion agent committee trainer sponsor",
    "cue": "position name meaning do active",
    "negative_cue": "shows sort place stage photo tells replaced_by found_on owner done_on",
    "huddle_topic": "position topic ask standard active",
    "sign_off": "person standard vision version item shown_on seen_on trainer form",
    "paper_form": "number sheet about version mark paper pages printed_at print_record places keyed_on",
    "print_record": "sheet about version mark paper copies printed_at by target",
    "metric_part": "name unit cadence level active",
    "part_value": "part starts_on value note",
    "metric": "name key why source formula first second third cadence direction decimals unit survey asked"
    " owner drivers version defined_on active",
    "metric_version": "metric version name formula first second third cadence from_on until_on why_changed",
    "metric_target": "metric value from_on by_on reason set_by",
    "chart_note": "happened_on sort metric text",
    "closed_day": "from_on until_on why",
    "person_result": "metric person starts_on first second third note",
    "customer": "name called phones email number birthday since first_visit tags consent consent_on"
    " consent_text do_not_store note address more",
    "preference": "customer sort text alert person seen_on confirmed_on review_on",
    "visit": "customer happens_on at state person service ticket note cues kept missed",
    "secret_system": "name learnt sort learnt_at kept_in cue role does used_at",
    "erasure": "token kind record erased_on",
    "import_mapping": "name kind columns",
    "import_batch": "file kind imported_at operation added changed same refused undone_at",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_the_fields_that_people_use(kind: str) -> None:
    assert set(KINDS[kind].split()) <= set(default_registry().spec(kind).fields)


def test_unknown_kind_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match="standard_version"):
        default_registry().spec("custmer")


def test_every_link_points_to_a_kind() -> None:
    for spec in default_registry():
        for field in spec.links:
            assert field.to in default_registry(), f"{spec.table}.{field.name}"


def test_every_title_is_a_field_that_is_required() -> None:
    for spec in default_registry():
        assert spec.fields[spec.title].required, spec.table


def test_two_kinds_never_share_a_table() -> None:
    spec = spec_of(Standard)
    with pytest.raises(ValueError, match="share a table"):
        Registry([spec, spec])


def test_records_are_frozen() -> None:
    record = Standard(text="x")
    with pytest.raises(AttributeError, match=r"Standard\.text"):
        record.text = "y"  # type: ignore[misc]
    with pytest.raises(AttributeError, match=r"Standard\.text"):
        del record.text
    assert record == Standard(text="x")


def test_records_are_values() -> None:
    one = Standard(text="x", roles=(1,))
    assert one == changed(Standard(text="y", roles=(1,)), text="x")
    assert one != changed(one, text="y")
    assert len({one, Standard(text="x", roles=(1,))}) == 1
    assert "text='x'" in repr(one)
    with pytest.raises(TypeError, match="colour"):
        Standard(text="x", colour="red")  # type: ignore[call-arg]


def test_records_can_be_copied_and_sent() -> None:
    one = Standard(text="x", roles=(1, 2), cost=250)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert hash(other) == hash(one)
    assert one != Stage(name="x")
    assert one != "x"


def test_records_take_their_fields_by_name_alone() -> None:
    with pytest.raises(TypeError):
        Standard("x")  # type: ignore[misc]
    with pytest.raises(TypeError, match="Standard has no colour, size"):
        Standard(size=1, colour="red")  # type: ignore[call-arg]


def test_ten_thousand_records_are_made_as_fast_as_dataclasses_make_them() -> None:
    values = spec_of(Standard).values(Standard(text="x"))
    fields = [(name, object, dataclasses.field(default=None)) for name in values]
    plain = dataclasses.make_dataclass("Plain", fields, frozen=True, kw_only=True)

    def seconds(cls: Any) -> float:
        start = time.perf_counter()
        for _number in range(10_000):
            cls(**values)
        return time.perf_counter() - start

    assert min(seconds(Standard) for _try in range(5)) < 2 * min(seconds(plain) for _try in range(5))


def test_cleaned_names_every_field_that_is_wrong() -> None:
    with pytest.raises(InputError) as wrong:
        spec_of(Standard).cleaned({"text": " ", "seconds": -1, "colour": "red"})
    assert set(wrong.value.fields) == {"text", "seconds", "colour"}
