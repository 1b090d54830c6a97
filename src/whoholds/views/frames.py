"""Answers as tables of other libraries: Arrow, pandas, geopandas. Needs `whoholds[frames]`.

Columns are those of the JSON forms, with the pairs of days as two columns each. The edition stands
in Arrow's schema metadata and in the `attrs` of a data frame, under "whoholds".
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from whoholds.model import BadInput, Change, Holding
from whoholds.views.envelope import Answer, Reason, Weighed, located
from whoholds.views.export.edition import Edition

if TYPE_CHECKING:
    import geopandas
    import pandas
    import pyarrow

_KEY = "whoholds"


def to_arrow(answer: Answer[Any]) -> "pyarrow.Table":
    """The results as an Arrow table; the claims of `why` a row each."""
    try:
        import pyarrow as pa
    except ImportError:
        raise BadInput("this needs pyarrow: pip install 'whoholds[frames]'") from None
    rows = [row for result in answer for row in _rows(result)]
    kind = _kind(answer)
    types = {
        str: pa.string(),
        float: pa.float64(),
        int: pa.int64(),
        bool: pa.bool_(),
        date: pa.date32(),
        tuple: pa.list_(pa.string()),
    }
    metadata = {_KEY: json.dumps(Edition.of_answer(answer).to_json())}
    schema = pa.schema([(name, types[of]) for name, of in kind.items()], metadata=metadata)
    return pa.Table.from_pylist(rows, schema=schema)


def to_pandas(answer: Answer[Any]) -> "pandas.DataFrame":
    """The results as a data frame; days as datetime64, flags as bool."""
    try:
        import pandas as pd
    except ImportError:
        raise BadInput("this needs pandas: pip install 'whoholds[frames]'") from None
    table = to_arrow(answer)
    frame: pd.DataFrame = table.to_pandas()
    for name, of in _kind(answer).items():
        if of is date:
            frame[name] = pd.to_datetime(frame[name])
    frame.attrs[_KEY] = Edition.of_answer(answer).to_json()
    return frame


def to_geopandas(answer: Answer[Any]) -> "geopandas.GeoDataFrame":
    """The results as points in WGS 84; no geometry where a place has no coordinates."""
    try:
        import geopandas as gpd
    except ImportError:
        raise BadInput("this needs geopandas: pip install 'whoholds[frames]'") from None
    frame = to_pandas(answer)
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    made = gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")
    made.loc[frame["lat"].isna(), "geometry"] = None
    made.attrs = frame.attrs
    return made


_PLACE: Mapping[str, type] = {
    "place": str,
    "place_id": str,
    "place_kind": str,
    "country": str,
    "lat": float,
    "lon": float,
}
_HOLDING: Mapping[str, type] = {
    **_PLACE,
    "actor": str,
    "from_earliest": date,
    "from_latest": date,
    "to_earliest": date,
    "to_latest": date,
    "still": bool,
    "probability": float,
    "contested": bool,
    "disputed": bool,
    "divided": bool,
    "starting": bool,
    "grade": str,
    "reports": int,
    "origins": int,
    "claims": tuple,
}
_CHANGE: Mapping[str, type] = {
    **_PLACE,
    "from_actor": str,
    "to_actor": str,
    "earliest": date,
    "latest": date,
    "probability": float,
    "reports": int,
    "origins": int,
    "claims": tuple,
}
_CLAIM: Mapping[str, type] = {
    **_PLACE,
    "id": str,
    "weight": float,
    "kind": str,
    "status": str,
    "actor": str,
    "against": str,
    "start": date,
    "end": date,
    "quote": str,
    "context": str,
    "sources": tuple,
    "publisher": str,
    "published": date,
    "grade": str,
    "origin": str,
    "report": str,
}


def _kind(answer: Answer[Any]) -> Mapping[str, type]:
    """The columns; an answer without results has those of holdings."""
    first = answer.results[0] if answer.results else None
    if isinstance(first, Change):
        return _CHANGE
    return _CLAIM if isinstance(first, Reason) else _HOLDING


def _rows(result: Holding | Change | Reason) -> list[dict[str, Any]]:
    if isinstance(result, Reason):
        return [_claim(result.holding, weighed) for weighed in result.claims]
    place = located(result.place)
    shared = {
        "probability": result.probability,
        "reports": result.reports,
        "origins": result.origins,
        "claims": list(result.claims),
    }
    if isinstance(result, Change):
        earliest, latest = result.between
        sides = {"from_actor": result.from_actor, "to_actor": result.to_actor}
        return [{**place, **sides, "earliest": earliest, "latest": latest, **shared}]
    end = result.end or (None, None)
    flags = {f: getattr(result, f) for f in ("contested", "disputed", "divided", "starting")}
    return [
        {
            **place,
            "actor": result.actor,
            "from_earliest": result.start[0],
            "from_latest": result.start[1],
            "to_earliest": end[0],
            "to_latest": end[1],
            "still": result.end is None,
            **flags,
            "grade": result.grade,
            **shared,
        }
    ]


def _claim(holding: Holding, weighed: Weighed) -> dict[str, Any]:
    evidence, claim = weighed.evidence, weighed.evidence.claim
    return {
        **located(holding.place),
        "id": evidence.id,
        "weight": weighed.weight,
        "kind": claim.kind,
        "status": claim.status,
        "actor": claim.actor_norm or claim.actor,
        "against": claim.against_norm or claim.against,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "context": weighed.context,
        "sources": list(claim.sources),
        "publisher": evidence.publisher,
        "published": evidence.published,
        "grade": evidence.grade,
        "origin": evidence.origin,
        "report": evidence.report,
    }
