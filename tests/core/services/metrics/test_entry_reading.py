"""What is shown, copied and pasted comes back as the same number, in any language, or is refused in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import UserError
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.number_reading import read_number
from cxdesk.workspace import Workspace

LANGUAGES = ("en", "en-US", "en-GB", "en-IN", "de-DE", "de-CH", "de-AT", "fr-FR", "fr-CH", "nl-NL", "es-ES",
             "it-IT", "pt-BR", "sv-SE", "pl-PL", "cs-CZ", "tr-TR", "he-IL", "ar", "fa", "ja-JP")  # fmt: skip
NUMBERS = st.decimals(0, 10**11, places=4, allow_nan=False)
MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


@given(NUMBERS, st.sampled_from(LANGUAGES), st.sampled_from(["count", "money"]))
def test_what_is_copied_is_always_read_back(value: Decimal, language: str, unit: str) -> None:
    assert read_number(entry.typed(value, language, unit), language) == value


@given(NUMBERS, st.sampled_from(LANGUAGES))
def test_what_is_shown_is_read_back_or_refused(value: Decimal, language: str) -> None:
    with suppress(UserError):
        assert read_number(entry.shown(value, language), language) == value


@given(NUMBERS, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_what_another_language_wrote_is_never_a_thousand_times_it(
    value: Decimal, writes: str, reads: str
) -> None:
    """A value with decimals that was written elsewhere is right or refused; so is one with two signs."""
    text = entry.shown(value, writes)
    with suppress(UserError):
        read = read_number(text, reads)
        assert read == value or sum(not one.isdigit() for one in text) == 1


@given(st.text("0123456789.,' -+()%/€$kM½²e\u00a0\u202f\t", max_size=14), st.sampled_from(["de-DE", "en-US"]))
def test_no_sign_is_dropped_in_silence(text: str, language: str) -> None:
    """All figures that were typed are in what was read, in their order, and nothing but them."""
    with suppress(UserError):
        value = read_number(text, language)
        figures = "".join(one for one in text if one in "0123456789")
        assert f"{abs(value):f}".replace(".", "").strip("0") == figures.strip("0")
        assert not set(text) & set("()%/kM½²e")


@pytest.mark.parametrize(
    "text", ["3 4", "28 31", "12k", "1½", "(12)", "12-", "12 m", "5/7", "1e3", "12 13", "12%"]
)
@pytest.mark.parametrize("language", ["de-DE", "en-US", "fr-FR"])
def test_half_a_number_is_none(text: str, language: str) -> None:
    with pytest.raises(UserError):
        read_number(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 kr", "sv-SE"),
        ("CHF 12.00", "de-CH"),
        ("12,00 €", "de-DE"),
        ("12 zł", "pl-PL"),
        ("EUR 12", "nl-NL"),
    ],
)
def test_a_sign_of_money_beside_it_is_left_aside(text: str, language: str) -> None:
    assert read_number(text, language) == 12


def test_thirty_german_amounts_are_pasted_to_the_cent(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Takings", cadence="day", unit="money"))
    starts = [date(2026, 10, 1) + timedelta(days=i) for i in range(30)]
    block = entry.block_of("\t".join(f"1.{234 + i},50" for i in range(30)) + "\r\n")
    done = []
    ws.run("paste", lambda tx: done.append(entry.paste(tx, [part], starts, block, "de-DE")))
    assert done[0] == entry.Pasted(30, ())
    assert [entry.cell(ws, part, one).value for one in starts] == [
        Decimal(f"{1234 + i}.50") for i in range(30)
    ]
    ws.undo()
    assert ws.count(PartValue) == 0


@pytest.mark.parametrize("text", ["1.23456", "99999999999999999999"])
def test_what_does_not_fit_is_refused_and_not_rounded(ws: Workspace, text: str) -> None:
    part = ws.add(MetricPart(name="Takings", cadence="day", unit="money"))
    done = []
    ws.run("paste", lambda tx: done.append(entry.paste(tx, [part], [MONDAY], [[text]], "en-US")))
    assert done[0].kept == 0
    assert done[0].wrong[0].why
    assert ws.count(PartValue) == 0


@given(
    st.lists(st.lists(st.text("0123456789,x", max_size=4), min_size=2, max_size=4), min_size=1, max_size=4)
)
def test_a_block_comes_back_from_the_clipboard(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    for end in ("", "\n", "\r\n"):
        assert entry.block_of(text.replace("\n", end or "\n") + end) == rows
