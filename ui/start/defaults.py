"""What the system's locale says about a shop that is set up here for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, Qt

from cxdesk.services.countries import LETTER, UNKNOWN

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What can be chosen where a shop is set up; any other is written on the Shop page.
COUNTRIES = (
    "en_AU", "de_AT", "nl_BE", "fr_BE", "pt_BR", "en_CA", "fr_CA", "cs_CZ", "da_DK", "de_DE",
    "es_ES", "fi_FI", "fr_FR", "en_IN", "en_IE", "he_IL", "it_IT", "ja_JP", "es_MX", "nl_NL",
    "en_NZ", "nb_NO", "pl_PL", "pt_PT", "de_CH", "fr_CH", "en_ZA", "sv_SE", "tr_TR", "en_GB",
    "en_US",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defaults:
    """Fields of the shop that nobody should have to fill in."""

    language: str
    currency: str
    paper: str
    first_weekday: str
    opening_days: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        """Return them by field name."""
        return {
            "language": self.language,
            "currency": self.currency,
            "paper": self.paper,
            "first_weekday": self.first_weekday,
            "opening_days": self.opening_days,
        }


def is_known(locale: QLocale) -> bool:
    """Tell whether a locale says in which country this is."""
    return locale.language() != QLocale.Language.C and bool(QLocale.territoryToCode(locale.territory()))


def country_name(locale: QLocale) -> str:
    """Return the country as its people call it; with its language where there are several."""
    territory = QLocale.territoryToCode(locale.territory())
    several = sum(tag.endswith(f"_{territory}") for tag in COUNTRIES) > 1
    name = locale.nativeTerritoryName() or territory
    return f"{name} ({locale.nativeLanguageName()})" if several else name


def from_locale(locale: QLocale) -> Defaults:
    """Return the defaults of a locale; one without a country gives the program's own."""
    language = QLocale.languageToCode(locale.language())
    country = QLocale.territoryToCode(locale.territory())
    if not is_known(locale):
        return Defaults(UNKNOWN["language"], "EUR", "A4", "mon", WEEKDAYS[:6])
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return Defaults(
        language=f"{language}-{country}" if country.isalpha() else language,
        currency=currency if len(currency) == 3 else "EUR",
        paper="Letter" if country in LETTER else "A4",
        first_weekday=_key(locale.firstDayOfWeek()),
        opening_days=_opening_days(locale),
    )


def _opening_days(locale: QLocale) -> tuple[str, ...]:
    """Return the working days of the country and the first day of its weekend, as most shops have it."""
    working = {_key(day) for day in locale.weekdays()}
    last = max((WEEKDAYS.index(key) for key in working if _next(key) not in working), default=4)
    open_on = working | {WEEKDAYS[(last + 1) % 7]}
    return tuple(key for key in WEEKDAYS if key in open_on)


def _next(key: str) -> str:
    return WEEKDAYS[(WEEKDAYS.index(key) + 1) % 7]


def _key(day: Qt.DayOfWeek) -> str:
    return WEEKDAYS[day.value - 1]
