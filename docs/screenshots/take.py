"""Takes the pictures of the page: `make screenshots`. The sample reports, in Debian's Chromium."""

import os
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import sync_playwright

from whoholds import api
from whoholds.views.page import write_page

HERE = Path(__file__).parent
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
FLAGS += ("--disable-background-networking", "--disable-component-update", "--disable-sync")
PLACE = "view=place&place=geonames:170017"
VIEWS = {
    "day": ("#on=2024-12-06", "light", (1440, 900)),
    "place": (f"#on=2024-12-06&{PLACE}", "light", (1440, 900)),
    "known-on": (f"#on=2024-12-06&known=2024-12-04&{PLACE}", "dark", (1440, 900)),
    "changes": ("#on=2024-12-08&from=2024-11-27&view=changes&areas=1", "light", (1440, 900)),
    "compare": (
        "#on=2024-12-08&beside=2024-11-28&view=actor&actor=Syrian+opposition",
        "dark",
        (1440, 900),
    ),
    "phone": ("#on=2024-12-06", "light", (360, 740)),
}


def main() -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        out = Path(folder) / "page.html"
        with api.open(Path(folder) / "samples.db") as record:
            record.add(str(files("whoholds") / "samples"))
            write_page(record.store, out)
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, (fragment, scheme, (width, height)) in VIEWS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
            )
            page.goto(out.as_uri() + fragment)
            page.wait_for_selector("html[data-ready]")
            page.wait_for_timeout(1000)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
