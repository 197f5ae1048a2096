"""How exactly days are known, in the codes of two databases of conflict events.

| days from the first to the last | UCDP ``date_prec`` | ACLED ``time_precision`` |
| --- | --- | --- |
| one | 1 | 1 |
| 2 to 6 | 2 | 2 |
| 7 | 3 | 2 |
| 8 to 31 | 4 | 3 |
| 32 to 366 | 5 | none |
| more, or an end that is not known | none | none |

UCDP means by its codes: the day is known (1); some days of which it is one (2); the week (3); the
month, or 8 to 30 days (4); the year, or more than a month of it (5). ACLED: the day (1); the week,
or a part of it (2); the month (3). What is known less exactly, neither codes as an event.
"""

from __future__ import annotations

from typing import Final, Literal

from counterclaim.model import Period

DatePrec = Literal[1, 2, 3, 4, 5]
TimePrecision = Literal[1, 2, 3]

_WEEK: Final = 7
_MONTH: Final = 31
_YEAR: Final = 366


def date_prec(period: Period | None) -> DatePrec | None:
    """UCDP's code for the days; None where they are more than a year, or an end is not known."""
    length = _length(period)
    steps: tuple[tuple[int, DatePrec], ...] = (
        (1, 1),
        (_WEEK - 1, 2),
        (_WEEK, 3),
        (_MONTH, 4),
        (_YEAR, 5),
    )
    return next((code for most, code in steps if length is not None and length <= most), None)


def time_precision(period: Period | None) -> TimePrecision | None:
    """ACLED's code for the days; None where they are more than a month, or an end is not known."""
    length = _length(period)
    steps: tuple[tuple[int, TimePrecision], ...] = ((1, 1), (_WEEK, 2), (_MONTH, 3))
    return next((code for most, code in steps if length is not None and length <= most), None)


def _length(period: Period | None) -> int | None:
    """How many days, both ends included."""
    if period is None or period.start is None or period.end is None:
        return None
    return (period.end - period.start).days + 1
