"""Report text is text: nothing in it becomes part of the page."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Claim, Place, Reading, Report
from whoholds.record import Store
from whoholds.views.page import write_page

pytestmark = pytest.mark.slow
EVIL = (
    "</script><script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'>"
    '<a href="javascript:window.hurt=3">rebels took Hama</a> <!-- \u2028 ${window.hurt} {{7*7}}'
)


def test_markup_in_a_report_stays_text(browser: Any, tmp_path: Path) -> None:
    place = Place("geonames:1", "<b>Hama</b>", "city", "SY", 35.1, 36.7, 460_000)
    claim = Claim(
        "capture",
        place.name,
        EVIL,
        (0, len(EVIL)),
        actor="<i>rebels</i>",
        place_norm=place.name,
        place_id=place.id,
        place_kind="city",
        lat=35.1,
        lon=36.7,
        start=date(2024, 12, 5),
        end=date(2024, 12, 5),
        sources=("<u>SANA</u>",),
    )
    report = Report(
        EVIL, date(2024, 12, 5), "<s>Wire</s>", title=EVIL, url="javascript:window.hurt=4"
    )
    with Store.open(tmp_path / "evil.db") as store:
        run = store.begin_run("test", "1")
        store.add(run, [(report, Reading(claims=(claim,), places=(place,)))])
        write_page(store, tmp_path / "page.html")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri() + "#on=2024-12-06&view=place&place=geonames:1")
    page.wait_for_selector(".holding")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_selector(".claim blockquote mark")
    page.get_by_role("button", name="Read the report").click()
    text = page.locator("#panel").inner_text()
    assert "window.hurt = 1</script>" in text
    assert page.locator(".place-name").inner_text() == "<b>Hama</b>"
    assert page.locator("#app script, #app img, #app a[href^='javascript']").count() == 0
    assert page.evaluate("window.hurt") is None
    page.close()
