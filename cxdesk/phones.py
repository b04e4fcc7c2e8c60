"""Phone numbers: kept as they are typed, compared as they are dialled, found by any run of their figures.

The rule is small on purpose: the calling code of a country, and what is dialled before a number within it
(both from the national numbering plans under ITU-T E.164, as libphonenumber 9 lists them). It tells whether
two ways of writing are one number; it does not tell whether such a number was ever given to anybody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.text import fold

FEWEST_DIGITS = 5
"""Fewer are an extension or an emergency number: no two people are the same by it."""
MOST_DIGITS = 19
"""Fifteen, and what is dialled before a calling code."""
SHORTEST_SEARCH = 3
SURE_DIGITS = 7
"""With fewer, nobody can tell a calling code from the middle of a number."""

# By what is dialled before a number within the country; "" where nothing is, or it belongs to the number.
_PLANS = {
    "0": """
        AE971 AF93 AL355 AM374 AR54 AT43 AU61 AX358 AZ994 BA387 BD880 BE32 BG359 BL590 BO591 BR55
        CC61 CD243 CH41 CN86 CO57 CU53 CX61 DE49 DZ213 EC593 EG20 EH212 ER291 ET251 FI358 FR33 GB44
        GE995 GF594 GG44 GH233 GP590 HR385 ID62 IE353 IL972 IM44 IN91 IQ964 IR98 JE44 JO962 JP81
        KE254 KG996 KH855 KP850 KR82 LA856 LB961 LI423 LK94 LR231 LT370 LY218 MA212 MC377 MD373
        ME382 MF590 MG261 MK389 MM95 MN976 MQ596 MW265 MY60 NA264 NG234 NL31 NP977 NZ64 PE51 PH63
        PK92 PM508 PS970 PY595 RE262 RO40 RS381 RW250 SA966 SD249 SE46 SI386 SK421 SL232 SO252 SR597
        SS211 SY963 TH66 TR90 TW886 TZ255 UA380 UG256 UY598 VE58 VN84 XK383 YE967 YT262 ZA27 ZM260
        ZW263
    """,
    "": """
        AC247 AD376 AO244 AW297 BF226 BH973 BI257 BJ229 BN673 BQ599 BT975 BW267 BZ501 CF236 CG242
        CI225 CK682 CL56 CM237 CR506 CV238 CW599 CY357 CZ420 DJ253 DK45 EE372 ES34 FJ679 FK500 FM691
        FO298 GA241 GI350 GL299 GM220 GN224 GQ240 GR30 GT502 GW245 GY592 HK852 HN504 HT509 IO246
        IS354 IT39 KI686 KM269 KW965 LS266 LU352 LV371 ML223 MO853 MR222 MT356 MU230 MV960 MX52
        MZ258 NC687 NE227 NF672 NI505 NO47 NR674 NU683 OM968 PA507 PF689 PG675 PL48 PT351 PW680
        QA974 SB677 SC248 SG65 SH290 SJ47 SM378 SN221 ST239 SV503 SZ268 TA290 TD235 TG228 TJ992
        TK690 TL670 TN216 TO676 TV688 UZ998 VA39 VU678 WF681 WS685
    """,
    "1": """
        AG1 AI1 AS1 BB1 BM1 BS1 CA1 DM1 DO1 GD1 GU1 JM1 KN1 KY1 LC1 MH692 MP1 MS1 PR1 SX1 TC1 TT1
        US1 VC1 VG1 VI1
    """,
    "8": "KZ7 RU7",
    "80": "BY375",
    "06": "HU36",
}
# What is dialled before a calling code, where it is not 00.
_INTERNATIONAL = {"1": "011", "8": "810", "80": "810"}
_LONGEST_WITHOUT_TRUNK = {"8": 10}  # a Russian number may begin with an 8 of its own
_OWN_INTERNATIONAL = {
    "AU": "0011",
    "JP": "010",
    "CU": "119",
    "KE": "000",
    "NG": "009",
    "MN": "001",
    "GY": "001",
}

_EXTENSION = re.compile(r"(?:;ext=|(?<![^\W\d_])(?:ext(?:ension)?|durchwahl|dw|poste|x)\.?:?|#)\s*(\d{1,6})$")
_NUMBER = re.compile(r"[\d\s()./\-\u2010-\u2015\u2212]+")
_NO_FIGURES = re.compile(r"\D+")
_TURNED_TO_NUMBER = re.compile(r"\s*\d+(?:[.,]\d+)?e\+?\d+\s*", re.IGNORECASE)


class _Plan(NamedTuple):
    """The calling code, what is dialled before a number within the country, and before a calling code."""

    code: str
    trunk: str
    international: str


def keep(text: str) -> str:
    """Return a phone number as it is kept: as typed, its zeros and signs included, on one line.

    Some programs put an apostrophe before the + so that no spreadsheet takes it for a formula; it goes.
    """
    return " ".join(text.strip().removeprefix("'").removeprefix("tel:").split())


def country_of(language: str) -> str:
    """Return the two letters of the country in a shop's language, "" for one without: de-AT gives AT."""
    match = re.fullmatch(r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Z]{2})", language)
    return match[1] if match else ""


def check(text: str) -> None:
    """Raise UserError for what is no phone number, with what became of it where that can be told."""
    if _TURNED_TO_NUMBER.fullmatch(text):
        raise UserError(
            _(
                "“{text}”: a spreadsheet has turned this phone number into a count and lost figures of it."
                " Format the column as text there, and save it again."
            ).format(text=text.strip()[:40])
        )
    digits = _taken_apart(text)
    if digits is None or not 3 <= len(digits.digits) <= MOST_DIGITS:
        raise UserError(_("“{text}” is no phone number.").format(text=keep(text)[:40]))


def is_phone(text: str) -> bool:
    """Tell whether a text is a phone number."""
    try:
        check(text)
    except UserError:
        return False
    return True


@lru_cache(maxsize=1024)
def key(text: str, country: str) -> str:
    """Return what two numbers have in common where they are one, "" for what tells nobody apart.

    A number without a calling code is one of `country` (two letters). Where that is not known, or has no
    plan here, only numbers that are written alike are found. An extension belongs to the number.
    """
    parts = _taken_apart(text)
    if parts is None or not FEWEST_DIGITS <= len(parts.digits) <= MOST_DIGITS:
        return ""
    if len(set(parts.digits)) == 1:  # 000000 is typed where a form insists
        return ""
    whole = _international(parts, country)
    return f"{whole}x{parts.extension}" if parts.extension else whole


def found_by(numbers: Iterable[str]) -> list[str]:
    """Return the runs of figures that go to the end of each number: by the beginning of one it is found.

    They say nothing of a country: what is asked for does (`asked`), so that they stay right in another one.
    """
    words: dict[str, None] = {}
    for number in numbers:
        digits = _figures(number).lstrip("0")
        if digits:
            words.update(dict.fromkeys([digits[place:] for place in range(max(1, len(digits) - 2))]))
    return list(words)


def asked(text: str, country: str) -> tuple[str, ...]:
    """Return the runs of figures to look for where a number is typed into a search; none for other words.

    Any of them finds it: as it is typed, as it is dialled within `country` (two letters), and with its code.
    """
    parts = _taken_apart(text)
    if parts is None:
        return ()
    forms = [parts.digits]
    if parts.plus or len(parts.digits) >= SURE_DIGITS:
        plan = _plans().get(country, _Plan("", "", ""))
        whole = _international(parts, country).removeprefix("+")
        forms += [whole, whole.removeprefix(plan.code), parts.digits.removeprefix(plan.code)]
        if not parts.plus:
            forms.append(parts.digits.removeprefix(plan.trunk))
    written = dict.fromkeys((*(form + parts.extension for form in forms), _figures(text)))
    # Within a country a zero in front stands for its code; inside of a number it is a figure like others.
    both = dict.fromkeys(one for form in written for one in (form, form.lstrip("0")))
    return tuple(form for form in both if len(form) >= SHORTEST_SEARCH)


def _figures(text: str) -> str:
    return _NO_FIGURES.sub("", text if text.isascii() else fold(text))


class _Parts(NamedTuple):
    digits: str
    plus: bool
    extension: str


@lru_cache(maxsize=1024)
def _taken_apart(text: str) -> _Parts | None:
    """Return the figures of a number, None for what has other signs than those between figures."""
    written = _western(keep(text)).lower()
    extension = ""
    plus = written.startswith(("+", "(+"))
    written = written.replace("+", "", 1) if plus else written
    if not _NUMBER.fullmatch(written):
        match = _EXTENSION.search(written)
        if match is None or not _NUMBER.fullmatch(written[: match.start()].rstrip(" ,;")):
            return None
        extension, written = match[1], written[: match.start()]
    digits = _NO_FIGURES.sub("", written)
    return _Parts(digits, plus, extension) if digits else None


def _international(parts: _Parts, country: str) -> str:
    """Return a number with + and its calling code, or its figures alone where the code is not known."""
    if parts.plus:
        return "+" + _without_trunk(parts.digits)
    plan = _plans().get(country)
    if plan is None:
        return parts.digits
    if parts.digits.startswith(plan.international):
        return "+" + _without_trunk(parts.digits.removeprefix(plan.international))
    bare = len(parts.digits) <= _LONGEST_WITHOUT_TRUNK.get(plan.trunk, 0)
    return f"+{plan.code}{parts.digits if bare else parts.digits.removeprefix(plan.trunk)}"


def _without_trunk(digits: str) -> str:
    """Return the figures after a +, without the zero that many write after the code: +49 0171 is +49 171."""
    for length in (1, 2, 3):
        trunk = _trunks().get(digits[:length])
        if trunk is not None:
            rest = digits[length:]
            return digits[:length] + (rest.removeprefix("0") if trunk == "0" else rest)
    return digits


def _western(text: str) -> str:
    """Return a text with figures of any script as 0 to 9, without marks of direction."""
    if text.isascii():
        return text
    found = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in found)


@cache
def _plans() -> dict[str, _Plan]:
    return {
        word[:2]: _Plan(word[2:], trunk, _OWN_INTERNATIONAL.get(word[:2], _INTERNATIONAL.get(trunk, "00")))
        for trunk, words in _PLANS.items()
        for word in words.split()
    }


@cache
def _trunks() -> dict[str, str]:
    """Return what is dialled before numbers of a calling code."""
    return {plan.code: plan.trunk for plan in _plans().values()}
