"""What the country of the computer settles, where no window asks."""

from __future__ import annotations

import pytest

from cxdesk.entities.shop import Shop
from cxdesk.services import countries

GERMAN = {"language": "de-DE", "currency": "EUR", "paper": "A4", "first_weekday": "mon"}
AMERICAN = {"language": "en-US", "currency": "USD", "paper": "Letter", "first_weekday": "sun"}


@pytest.mark.parametrize(
    ("environment", "settled"),
    [
        ({"LANG": "de_DE.UTF-8"}, GERMAN),
        ({"LANG": "de_DE.UTF-8", "LC_TIME": "en_US.UTF-8"}, AMERICAN),
        ({"LANG": "C", "LC_ALL": "en_US"}, AMERICAN),
        ({"LANG": "C.UTF-8"}, {"language": "en-IE"}),
        ({"LANG": "POSIX"}, {"language": "en-IE"}),
        ({"LANG": "xx_YY"}, {"language": "en-IE"}),
        ({}, {"language": "en-IE"}),
    ],
)
def test_the_locale_settles_it(environment: dict[str, str], settled: dict[str, str]) -> None:
    assert countries.of_this_computer(environment) == settled
    shop = Shop(name="x", **settled)
    if "currency" not in settled:  # all that is left as it was fits that English
        assert (shop.currency, shop.paper, shop.first_weekday) == ("EUR", "A4", "mon")
