"""The form of a model's answer, made from the claim itself, and its answers read against it."""

import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import attrs

from whoholds.model import KINDS, PLACE_KINDS, STATUSES, Claim

ASKED = (
    "kind", "actor", "against", "place", "place_kind", "part", "start", "end", "status",
    "sources", "quote",
)  # fmt: skip
"""What a model says of a claim. The rest of a claim's fields is worked out from these and the
text: what it says itself of ids, coordinates or usual names is not asked."""
_ONE_OF = {"kind": KINDS, "place_kind": PLACE_KINDS, "status": STATUSES}
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}
MOST_CLAIMS = 500
"""Of one answer. A passage of a report has some dozens at most; a model gone round in circles,
thousands."""


@cache
def answer_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12, in the subset that servers enforce) of {"claims": [claim, …]}."""
    hints = typing.get_type_hints(Claim)
    fields = {field.name: _schema(field.name, hints[field.name]) for field in attrs.fields(Claim)}
    claim = _object({name: fields[name] for name in ASKED})
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(name: str, hint: Any) -> dict[str, Any]:
    if name in _ONE_OF:
        return {"type": "string", "enum": list(_ONE_OF[name])}
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (inner,) = (one for one in typing.get_args(hint) if one is not types.NoneType)
        made = _schema(name, inner)
        return made | {"type": [made["type"], "null"]}
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _schema("", typing.get_args(hint)[0])}
    if hint is date:
        return {"type": "string", "description": "YYYY-MM-DD"}
    return {"type": _PLAIN[hint]}


class NotJSON(ValueError):
    """A model's answer that holds no list of claims."""


def rows_of(answer: str) -> list[Any]:
    """The claims of an answer, each as the model gave it, whatever that is.

    A fence around the JSON, words before and after it, and a bare list are forgiven. Raises
    NotJSON where there is no list, or one of more than `MOST_CLAIMS`.
    """
    found = _parsed(answer.strip())
    rows = found.get("claims") if isinstance(found, Mapping) else found
    if not isinstance(rows, list):
        raise NotJSON("its answer holds no list of claims")
    if len(rows) > MOST_CLAIMS:
        raise NotJSON(f"its answer holds {len(rows)} claims, more than any report")
    return rows


def _parsed(answer: str) -> Any:
    # From the first bracket on, since small models say "Here is the JSON:" first.
    starts = [at for at in (answer.find("{"), answer.find("[")) if at >= 0]
    if not starts:
        raise NotJSON("its answer is not JSON")
    try:
        return json.JSONDecoder().raw_decode(answer, min(starts))[0]
    except (ValueError, RecursionError):
        raise NotJSON("its answer is not JSON") from None
