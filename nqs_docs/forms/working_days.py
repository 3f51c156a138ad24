"""Working days of Kazakhstan: the calendar of a five-day week, and days moved by decree.

Public holidays, and the days off moved up to 2025, come from the ``holidays`` package.
A table of days (``working_days.toml`` here, one beside the corpus for later decrees)
goes before it; each row names its source. Norm: Labour Code, arts. 84, 85.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import resources

from holidays.countries.kazakhstan import Kazakhstan
from holidays.holiday_base import DateLike

from nqs_docs.findings import UsageError

_FILE = "working_days.toml"


class WorkingDays(Kazakhstan):
    """Tells working days from days off; ``moved`` says of single days what they are."""

    def __init__(self, moved: Mapping[date, bool] | None = None) -> None:
        shipped = resources.files(__package__).joinpath(_FILE).read_text("utf-8")
        self._moved = {**read_moved(shipped, _FILE), **(moved or {})}
        super().__init__()

    def is_working_day(self, key: DateLike) -> bool:
        """Whether offices work on that day."""
        day = self.__keytransform__(key)
        return self._moved[day] if day in self._moved else super().is_working_day(day)

    def nth(self, first: date, count: int) -> date:
        """The ``count``-th working day, ``first`` being the earliest that may be the first of them."""
        return self.get_nth_working_day(first - timedelta(days=1), count)


def read_moved(text: str, name: str) -> dict[date, bool]:
    """Days and whether they are worked, from tables ``[[day]] date, working, source``.

    UsageError ``form.working-days`` where the file is not of that shape.
    """
    try:
        rows: Iterable[Mapping[str, object]] = tomllib.loads(text).get("day", [])
        moved: dict[date, bool] = {}
        for row in rows:
            day, working, source = row["date"], row["working"], row["source"]
            if type(day) is not date or not isinstance(working, bool) or not source:
                raise ValueError(row)
            moved[day] = working
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError("form.working-days", file=name, detail=" ".join(str(error).split())[:200]) from error
    return moved
