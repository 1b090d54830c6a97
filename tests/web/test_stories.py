"""What people do with the page, played in a browser on the sample reports."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.web.conftest import TOKEN

pytestmark = pytest.mark.slow
Open = Callable[..., Any]


@pytest.fixture(params=["file", "served"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_page"))


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Opens an address with every request to elsewhere refused; fails on any script error."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(address: str, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(address + fragment)
        page.wait_for_selector("html[data-ready]", timeout=15_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def holder(page: Any, place: str) -> str:
    """Who the list says holds a place on the day shown."""
    page.locator(".check input").uncheck()
    row = page.locator(f'.places li:has(button:text-is("{place}")) .who').first
    return str(row.inner_text())


def await_holder(page: Any, place: str, wanted: Callable[[str], bool]) -> None:
    """Wait until the list has a holder that is wanted: a busy machine takes its time."""
    for _ in range(100):
        if wanted(holder(page, place)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{place} is held by {holder(page, place)}")


def open_all(page: Any) -> None:
    """Show all evidence of a place."""
    page.evaluate(
        "document.querySelectorAll('.evidence, .others').forEach(one => { one.open = true; })"
    )
    page.wait_for_timeout(300)


def slide_to(page: Any, day: str) -> None:
    """Move the slider with the keyboard to an ISO day."""
    handle = page.get_by_role("slider", name="Day shown")
    handle.focus()
    for _ in range(400):
        shown = page.locator("input.date").input_value()
        if shown == day:
            return
        page.keyboard.press("ArrowRight" if shown < day else "ArrowLeft")
        page.wait_for_timeout(20)
    pytest.fail(f"the slider does not reach {day}")


def test_aleppo_changes_hands_as_the_slider_moves(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-11-28")
    assert holder(page, "Aleppo") == "Syrian government"
    slide_to(page, "2024-12-01")
    assert holder(page, "Aleppo") == "Syrian opposition"


def test_the_slider_is_dragged(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-01")
    track = page.locator(".track").bounding_box()
    handle = page.get_by_role("slider", name="Day shown").bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + 20)
    page.mouse.down()
    page.mouse.move(track["x"] + 5, handle["y"] + 20, steps=8)
    page.mouse.up()
    assert page.locator("input.date").input_value() < "2024-12-01"


def test_deir_ez_zor_shows_its_holders_and_its_sentences(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-07")
    page.locator("#search").fill("deir ez zor")
    page.keyboard.press("Enter")
    page.wait_for_selector(".place-name")
    assert page.locator(".place-name").inner_text() == "Deir ez-Zor"
    holders = set(page.locator(".holding .actor").all_inner_texts())
    assert {"Syrian government", "Syrian Democratic Forces", "Syrian opposition"} <= holders
    open_all(page)
    text = page.locator("#panel").inner_text()
    assert "took over Deir ez-Zor" in text
    assert "Sample Wire" in text
    assert page.locator("blockquote mark").count() >= 4
    assert re.search(r"\d+ claims, \d+ reports, \d+ origins", text)


def test_known_on_leaves_out_what_came_later(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-05")
    assert holder(page, "Hama") == "Syrian opposition"
    page.get_by_role("button", name="Known on").click()
    assert "As known on 5 December 2024" in page.locator(".known-banner").inner_text()
    page.get_by_role("button", name="Known a day earlier").click()
    page.locator(".known-banner", has_text="4 December 2024").wait_for()
    await_holder(page, "Hama", lambda who: who != "Syrian opposition")
    page.get_by_role("button", name="Back to all knowledge").click()
    await_holder(page, "Hama", lambda who: who == "Syrian opposition")


def test_a_link_reopens_the_same_view(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-03")
    page.locator("#search").fill("hama")
    page.keyboard.press("Enter")
    page.wait_for_selector(".place-name")
    page.wait_for_timeout(500)
    link = page.evaluate("location.hash")
    page.reload()
    page.wait_for_selector(".place-name")
    assert page.evaluate("location.hash") == link
    assert page.locator(".place-name").inner_text() == "Hama"
    assert page.locator("input.date").input_value() == "2024-12-03"


def test_back_and_forward(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-03")
    page.get_by_role("button", name="Changes", exact=True).click()
    page.get_by_role("button", name="About", exact=True).click()
    page.go_back()
    page.wait_for_selector('#panel[data-view="changes"]')
    page.go_forward()
    page.wait_for_selector('#panel[data-view="about"]')


def test_everything_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-03")
    page.keyboard.press("/")
    page.keyboard.type("homs")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".place-name")
    assert page.locator(".place-name").inner_text() == "Homs"
    page.keyboard.press("Escape")
    page.wait_for_selector('#panel[data-view="day"]')
    before = page.locator("input.date").input_value()
    page.keyboard.press("]")
    assert page.locator("input.date").input_value() > before
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "slider":
            break
    else:
        pytest.fail("Tab does not reach the slider")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("view", ["day", "changes", "loose", "about"])
def test_nothing_runs_over_at_360_pixels(open_page: Open, file_page: str, view: str) -> None:
    page = open_page(
        file_page, f"#on=2024-12-06&view={view}", viewport={"width": 360, "height": 740}
    )
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#panel').scrollWidth") <= 360
    assert page.locator(".map").bounding_box()["height"] >= 120


def test_two_days_side_by_side(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-08")
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".map").count() == 2
    days = page.locator(".map-day").all_inner_texts()
    assert "8 Dec 2024" in days
    assert len(set(days)) == 2


def test_areas_say_that_they_are_interpolated(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-06")
    page.get_by_role("button", name="Areas").click()
    assert "Interpolated" in page.locator(".legend").inner_text()


def test_unplaced_claims_are_listed(open_page: Open, address: str) -> None:
    page = open_page(address, "#on=2024-12-06&view=loose")
    page.wait_for_selector(".loose")
    count = int(page.locator(".badge").inner_text())
    assert page.locator(".loose").count() == count > 0


def test_a_rejected_claim_changes_the_answer_until_it_is_undone(
    open_page: Open, served_page: str
) -> None:
    page = open_page(served_page, "#on=2024-12-07&view=place&place=geonames:170794")

    def answer() -> str:
        return str(page.locator(".now-card").inner_text())

    def decide(kind: str, claim: str) -> None:
        card = page.locator(f'[data-claim="{claim}"]').first
        open_all(page)
        card.get_by_text("Review", exact=True).click()
        card.get_by_label("Token").fill(TOKEN)
        card.get_by_label("Your name").fill("A. Reviewer")
        card.get_by_label("Reason").fill("to see what it makes of the answer")
        card.locator("select").first.select_option(kind)
        card.get_by_role("button", name="Preview").click()
        card.get_by_role("button", name="Save decision").click(timeout=5000)

    page.wait_for_selector(".holding.current .claim")
    before = answer()
    claims = page.locator(".holding.current .claim").evaluate_all(
        "cards => cards.map(card => card.dataset.claim)"
    )
    for claim in claims:
        decide("reject", claim)
        page.wait_for_selector(f'[data-claim="{claim}"]', state="detached")
    page.wait_for_timeout(500)
    assert answer() != before
    for claim in claims:
        page.request.post(
            f"{served_page}api/decisions",
            data={"kind": "reinstate", "target": claim, "by": "A. Reviewer", "why": "undone"},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
    page.reload()
    page.wait_for_selector(".holding.current .claim")
    assert answer() == before


def card_of(page: Any, claim: str) -> Any:
    open_all(page)
    card = page.locator(f'[data-claim="{claim}"]').first
    card.locator("details.review").evaluate("box => { box.open = true; }")
    return card


def fill_in(form: Any, why: str) -> None:
    form.get_by_label("Token").fill(TOKEN)
    form.get_by_label("Your name").fill("A. Reviewer")
    form.get_by_label("Reason").fill(why)


@pytest.mark.parametrize(
    ("kind", "shows"),
    [("accept", "accepted"), ("dispute", "disputed by a reviewer"), ("correct", "denied")],
)
def test_a_decision_is_previewed_saved_listed_and_undone(
    open_page: Open, served_page: str, kind: str, shows: str
) -> None:
    page = open_page(served_page, "#on=2024-12-07&view=place&place=geonames:170017")
    page.wait_for_selector(".holding.current .claim")
    claim = page.locator(".holding.current .claim").first.get_attribute("data-claim")
    card = card_of(page, claim)
    assert shows not in card.locator(".facts").inner_text()
    fill_in(card, f"to {kind} it")
    card.locator("select").first.select_option(kind)
    save = card.get_by_role("button", name="Save decision")
    assert save.is_disabled()
    if kind == "correct":
        card.get_by_label("What to correct").select_option("status")
        card.get_by_label("Right value").fill("negated")
    card.get_by_role("button", name="Preview").click()
    card.locator(".said > *").wait_for()
    if kind == "correct":
        # Whatever is changed after it asks for another look.
        card.get_by_label("Right value").fill("possible")
        assert save.is_disabled()
        card.get_by_label("Right value").fill("negated")
        card.get_by_role("button", name="Preview").click()
    save.click(timeout=5000)
    facts = page.locator(f'[data-claim="{claim}"] .facts', has_text=shows).first
    facts.wait_for(state="attached")

    page.get_by_role("button", name="Review", exact=True).click()
    made = page.locator(f'.decision[data-target="{claim}"][data-kind="{kind}"]').first
    told = made.inner_text()
    assert f"to {kind} it" in told
    assert "A. Reviewer" in told
    assert re.search(r"\d{4}", told)
    if kind == "correct":
        assert "actual → negated" in told
    made.locator("summary").click()
    fill_in(made, "a mistake")
    made.get_by_role("button", name="Preview").click()
    made.locator(".said > *").wait_for()
    made.get_by_role("button", name="Save decision").click(timeout=5000)
    page.locator(".decision", has_text="a mistake").first.wait_for()

    page.goto(f"{served_page}#on=2024-12-07&view=place&place=geonames:170017")
    undone = page.locator(f'[data-claim="{claim}"] .facts', has_not_text=shows).first
    undone.wait_for(state="attached")
    card = card_of(page, claim)
    card.locator(".past", has_text="a mistake").first.wait_for(timeout=5000)
