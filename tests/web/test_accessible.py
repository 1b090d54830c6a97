"""axe-core finds nothing serious in any main view, dark or light, wide or narrow."""

from typing import Any

import pytest

pytestmark = pytest.mark.slow
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
VIEWS = {
    "day": "#on=2024-12-06",
    "place": "#on=2024-12-06&view=place&place=geonames:170017",
    "actor": "#on=2024-12-06&view=actor&actor=Syrian+opposition",
    "changes": "#on=2024-12-08&from=2024-11-27&view=changes",
    "loose": "#on=2024-12-06&view=loose",
    "search": "#on=2024-12-06&view=search&q=hama",
    "about": "#on=2024-12-06&view=about",
    "known": "#on=2024-12-06&known=2024-12-04&areas=1",
    "compare": "#on=2024-12-06&beside=2024-11-28",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious(browser: Any, file_page: str, view: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    width = 360 if scheme == "dark" else 1280
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    try:
        page = context.new_page()
        page.goto(file_page + VIEWS[view])
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(500)
        found = axe.Axe().run(page, options=RULES).response["violations"]
    finally:
        context.close()
    serious = [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert serious == []
