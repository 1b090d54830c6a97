"""Who held a place on each Friday, as known on that Friday: a backtest without hindsight.

python examples/as_known_each_week.py samples.db Hama 2024-11-01 2024-12-31
"""

import sys
from datetime import date, timedelta

import whoholds

FRIDAY = 4


def fridays(first: date, last: date) -> list[date]:
    start = first + timedelta(days=(FRIDAY - first.weekday()) % 7)
    return [start + timedelta(days=7 * n) for n in range((last - start).days // 7 + 1)]


def main(record: str, place: str, first: str = "2024-11-01", last: str = "2024-12-31") -> None:
    print("friday,then,now")
    with whoholds.open(record, create=False) as asked:
        for day in fridays(date.fromisoformat(first), date.fromisoformat(last)):
            then = asked.on(day, known=day, place=place)
            now = asked.on(day, place=place)
            holders = [answer.results[0].actor if len(answer) else None for answer in (then, now)]
            print(day, *(holder or "unknown" for holder in holders), sep=",")


if __name__ == "__main__":
    main(*sys.argv[1:])
