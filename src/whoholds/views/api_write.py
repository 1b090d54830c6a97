"""Decisions and reports that come in over the API, and what a decision would change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from whoholds import control
from whoholds.control.infer import Question
from whoholds.intake import Summary
from whoholds.model import BadInput, Claim, Evidence, Holding, Report
from whoholds.record import AsOf
from whoholds.record.decisions import Decision
from whoholds.record.supposing import suppose
from whoholds.views.api_desk import Desk
from whoholds.views.api_models import NewDecision, NewReport
from whoholds.views.api_read import Row, envelope
from whoholds.views.days import from_text, to_text

Intake = Callable[[Iterable[Report]], Summary]


def decide(desk: Desk, wanted: NewDecision) -> Row:
    return decision_row(desk.store.decide(**_said(wanted)), {})


def preview(desk: Desk, wanted: NewDecision, place: str, as_of: AsOf) -> dict[str, str]:
    """Who holds `place` on `as_of.on` now, and who would after the decision."""
    if as_of.on is None:
        raise BadInput("which day? say on=YYYY-MM-DD")
    found = desk.question(as_of, place)
    keys = {place, *(one.claim.place_key for one in found[1])} if found else {place}
    if found is None and (entry := desk.store.places([place]).get(place)):
        found = (entry, (), ())
    supposed = suppose(desk.store, place_keys=keys, as_of=AsOf(), **_said(wanted))
    judged = [desk.lore.judged(one) for one in supposed]
    return {
        "before": _answer(desk.question(as_of, place), None, as_of),
        "after": _answer(found, judged, as_of),
    }


def _answer(question: Question | None, heard: Sequence[Evidence] | None, as_of: AsOf) -> str:
    if question is None or as_of.on is None:
        return "nothing told"
    place, evidence, starting = question
    told = evidence if heard is None else heard
    history = control.infer(told, place, starting, until=as_of.known)
    return holding_text(history.on(as_of.on))


def holding_text(holding: Holding | None) -> str:
    """A holding in a line: who, since when, how surely."""
    if holding is None:
        return "nothing told"
    who = holding.actor or "holder not known"
    flags = [name for name in ("contested", "disputed", "divided") if getattr(holding, name)]
    said = [who, f"{from_text(holding.start)} – {to_text(holding.end)}"]
    if holding.actor:
        said.append(f"{min(99, round(100 * holding.probability))} % sure")
    return ", ".join([*said, *flags])


def decisions(desk: Desk, target: str | None) -> Row:
    made = desk.store.decisions(target)
    claims = desk.store.claims({one.target for one in made if one.subject == "claim"})
    rows = [decision_row(one, claims) for one in made]
    return {**envelope(desk, AsOf()), "results": rows}


def decision_row(made: Decision, claims: Mapping[str, Claim]) -> Row:
    """The decision; with the claim it is on, where that is one of `claims`."""
    claim = claims.get(made.target)
    about = (
        {"place": claim.place, "place_key": claim.place_key, "quote": claim.quote}
        if claim
        else None
    )
    return {
        "kind": made.kind,
        "subject": made.subject,
        "target": made.target,
        "by": made.by,
        "why": made.why,
        "recorded": made.recorded.isoformat(timespec="seconds"),
        "effective": made.effective.isoformat() if made.effective else None,
        "field": made.field,
        "old": made.old,
        "value": made.new,
        "claim": about,
    }


def take(intake: Intake, given: Sequence[NewReport]) -> Row:
    reports = [Report(one.text, one.published, one.publisher, one.title, one.url) for one in given]
    return intake(reports).to_json()


def _said(wanted: NewDecision) -> dict[str, Any]:
    return wanted.model_dump()
