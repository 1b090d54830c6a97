from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import BadInput
from whoholds.reports.days import publication_day, today


@given(st.dates(min_value=date(1900, 1, 1), max_value=today()))
def test_every_day_up_to_today(day: date) -> None:
    assert publication_day(f" {day} ") == day
    assert publication_day(f"{day}T23:59:59+14:00") == day


def test_tomorrow_is_refused() -> None:
    with pytest.raises(BadInput, match="still to come"):
        publication_day(str(today() + timedelta(days=1)))


@pytest.mark.parametrize("written", ["2024-13-01", "2023-02-29", "0000-01-01"])
def test_days_that_do_not_exist(written: str) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        publication_day(written)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2024-12", "20241206", "2024-12-06x", "٢٠٢٤-١٢-٠٦"]
)
def test_other_forms(written: str) -> None:
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        publication_day(written)
