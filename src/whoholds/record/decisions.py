"""What people decide about claims, reports, places and actors, and what it makes of a claim.

accept, reject, dispute and reinstate set the state of a claim, or of all claims of a report; the
latest counts. A rejected claim is in no answer, a disputed one is marked. correct replaces one
field. merge reads one place or actor as another, split undoes it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from attrs import evolve, field, frozen

from whoholds.model import KINDS, STATUSES, BadInput, Claim, Place
from whoholds.model.claim import acled_terms

UNPLACED = "unplaced:"  # begins the key of a place that nothing knows (see Claim.place_key)
STATES = ("accept", "reject", "dispute", "reinstate")
ACTIONS = (*STATES, "correct", "merge", "split")
SUBJECTS = ("claim", "report", "place", "actor", "event")
CORRECTABLE = (
    "kind",
    "actor",
    "actor_norm",
    "against",
    "against_norm",
    "place",
    "place_id",
    "part",
    "start",
    "end",
    "status",
    "sources",
)


@frozen
class Decision:
    """One decision, as made.

    `target` is the id of a claim, report or event, a place key or an actor's name; `old` and `new` the
    corrected field's values in the form of `Claim.to_json`, or for a merge what is now read as
    what. On the published clock it counts from `effective` on, None being since ever.
    """

    kind: str
    subject: str
    target: str
    by: str
    why: str
    recorded: datetime
    effective: date | None = None
    field: str | None = None
    old: Any = None
    new: Any = None


def effective_day(recorded: datetime, misread: bool) -> date | None:
    """The day from which a decision counts, None being since ever (decision 0007)."""
    return None if misread else recorded.date()


@frozen
class Known:
    """The decisions and hand-made resolutions that count at a cut, by what they touch.

    Keys are the record's numbers of claims and reports. `states` holds (order, action).
    `resolved` maps (report, kind, mention) to the target. `merged` maps by subject.
    """

    claim_states: Mapping[int, tuple[int, str]] = field(factory=dict)
    report_states: Mapping[int, tuple[int, str]] = field(factory=dict)
    corrected: Mapping[int, Mapping[str, Any]] = field(factory=dict)
    resolved: Mapping[tuple[int, str, str], str | None] = field(factory=dict)
    merged: Mapping[str, Mapping[str, str]] = field(factory=lambda: {"place": {}, "actor": {}})

    def state(self, claim: int, report: int) -> str | None:
        """The latest action on the claim or on its report, None without any."""
        found = [s for s in (self.claim_states.get(claim), self.report_states.get(report)) if s]
        return max(found)[1] if found else None

    def canonical(self, subject: str, name: str) -> str:
        """What `name` is read as after all merges."""
        return follow(self.merged[subject], name)

    def merged_into(self, subject: str, name: str) -> set[str]:
        """All names read as `name`, itself among them."""
        merged = self.merged[subject]
        return {name} | {other for other in merged if follow(merged, other) == name}


def follow(merged: Mapping[str, str], name: str) -> str:
    """The end of the chain of merges from `name`; a ring ends before it closes."""
    seen = {name}
    while (onward := merged.get(name)) is not None and onward not in seen:
        seen.add(onward)
        name = onward
    return name


def merges(steps: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """Fold (action, name, into), oldest first, into what is read as what."""
    merged: dict[str, str] = {}
    for action, name, into in steps:
        if action == "merge" and into is not None:
            merged[name] = into
        else:
            merged.pop(name, None)
    return merged


def reread(claim: Claim, number: int, report: int, known: Known) -> Claim:
    """The claim under the hand-made resolutions and corrections of `known`.

    A claim moved to another place keeps only that place's key as `place_id`: `settle` fills in
    the rest.
    """
    changed: dict[str, Any] = {}
    place = (report, "place", claim.place)
    if place in known.resolved:
        changed |= _moved(known.resolved[place])
    for written, norm in (("actor", "actor_norm"), ("against", "against_norm")):
        mention = getattr(claim, written)
        if mention is not None and (report, "actor", mention) in known.resolved:
            changed[norm] = known.resolved[report, "actor", mention]
    corrections = known.corrected.get(number, {})
    for name, value in corrections.items():
        changed |= _moved(value) if name == "place_id" else {name: parse(name, value)}
    if "place" in changed and changed.get("place_id", claim.place_id) is None:
        changed |= _moved(None)
    if "kind" in changed:
        by_state = claim.sub_event_type == "Government regains territory"
        terms = acled_terms(changed["kind"], by_state)
        changed |= {"event_type": terms[0], "sub_event_type": terms[1]}
    return evolve(claim, **changed) if changed else claim


def _moved(key: str | None) -> dict[str, Any]:
    """Fields of a claim moved to a place key, or to no known place (None)."""
    fields: dict[str, Any] = dict.fromkeys(("place_id", "place_norm", "country", "lat", "lon"))
    fields["place_kind"] = "other"
    if key and key.startswith(UNPLACED):
        fields["place_norm"] = key.removeprefix(UNPLACED)
    else:
        fields["place_id"] = key
    return fields


def merge_names(claim: Claim, known: Known) -> Claim:
    """The claim with its place and actors read as what they are merged into."""
    changed: dict[str, Any] = {}
    key = known.canonical("place", claim.place_key)
    if key != claim.place_key:
        changed |= _moved(key)
    for name in ("actor_norm", "against_norm"):
        actor = getattr(claim, name)
        if actor is not None and known.canonical("actor", actor) != actor:
            changed[name] = known.canonical("actor", actor)
    return evolve(claim, **changed) if changed else claim


def moved_from(before: Claim, after: Claim) -> bool:
    """True where the claim was moved to a place of which it still lacks all but the key."""
    named = after.place_id is not None or after.place_norm is not None
    return named and (before.place_id, before.place_norm) != (after.place_id, after.place_norm)


def settle(claim: Claim, place: Place) -> Claim:
    """The claim at `place`, with what the record knows of it."""
    return evolve(
        claim,
        place_id=None if place.id.startswith(UNPLACED) else place.id,
        place_norm=place.name,
        place_kind=place.kind,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
    )


def parse(name: str, value: Any) -> Any:
    """The value of a claim's field from its form in `Claim.to_json`.

    Raises BadInput where the field cannot be corrected or cannot have the value.
    """
    if name not in CORRECTABLE:
        raise BadInput(f"{name!r} cannot be corrected: choose among {', '.join(CORRECTABLE)}")
    allowed = {"kind": KINDS, "status": STATUSES, "part": (True, False)}.get(name)
    if allowed is not None:
        if value not in allowed:
            known = ", ".join(str(one) for one in allowed)
            raise BadInput(f"{name} cannot be {value!r}: choose among {known}")
        return value
    if value is None and name not in ("place", "sources"):
        return None
    if name in ("start", "end"):
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise BadInput(f"{name} cannot be {value!r}: give a day as YYYY-MM-DD") from None
    if name == "sources":
        if not isinstance(value, list | tuple) or not all(isinstance(s, str) for s in value):
            raise BadInput("sources must be a list of names, nearest speaker first")
        return tuple(value)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"{name} cannot be {value!r}: give its name")
    return value


def encode(value: Any) -> str:
    """A field's value as a decision's row keeps it."""
    return json.dumps(value, default=date.isoformat)
