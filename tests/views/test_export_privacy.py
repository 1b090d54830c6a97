"""What may not be published: exact points and private speakers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from whoholds.intake import Reader
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import BadInput, Claim, Evidence, Report
from whoholds.record import AsOf, Store
from whoholds.views.export import KINDS, Options, Privacy, Scope, export
from whoholds.views.export.privacy import kind_of
from whoholds.views.lore import Lore

from .exported import filled

EARTH = Geod(ellps="WGS84")
WINDOW = (date(2024, 11, 25), date(2024, 12, 12))


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


@given(st.floats(-85, 85), st.floats(-180, 180), st.sampled_from([1, 5, 10, 50, 100]))
def test_a_rounded_point_is_in_the_middle_of_its_cell(lat: float, lon: float, km: float) -> None:
    privacy = Privacy(round_km=km)
    moved = privacy.point(lat, lon)
    assert moved[0] is not None
    assert moved[1] is not None
    _, _, metres = EARTH.inv(lon, lat, moved[1], moved[0])
    # Half a diagonal, and a little for the flattening and for cells that narrow towards a pole.
    assert metres <= 0.5 * 2**0.5 * km * 1000 * 1.25
    assert -90 <= moved[0] <= 90
    assert -180 <= moved[1] <= 180


@given(st.floats(-80, 80), st.floats(-179, 179))
def test_rounding_again_changes_nothing(lat: float, lon: float) -> None:
    privacy = Privacy(round_km=10)
    once = privacy.point(lat, lon)
    assert privacy.point(*once) == pytest.approx(once, abs=2e-4)


def test_no_coordinates_stay_none() -> None:
    assert Privacy(round_km=5).point(None, None) == (None, None)


@pytest.mark.parametrize("km", [0, -1, 501, float("nan")])
def test_sizes_that_mean_nothing_are_refused(km: float) -> None:
    with pytest.raises(BadInput, match="--round-km"):
        Privacy(round_km=km)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Yusuf Haddad, a doctor in the city", "a health worker"),
        ("a teacher from Atarib who reached the border", "a teacher or student"),
        ("two residents", "a resident"),
        ("Rana, 34", "a person"),
        ("a rebel commander", "an official"),
        ("local activists", "an activist"),
    ],
)
def test_kinds_of_speakers(speaker: str, kind: str) -> None:
    assert kind_of(speaker) == kind


def evidence(quote: str, *sources: str) -> Evidence:
    claim = Claim("hold", "Hama", quote, (0, len(quote)), country="SY", sources=sources)
    return Evidence("c", claim, "r", "o", datetime(2024, 12, 5, tzinfo=UTC), publisher="Wire")


def test_private_speakers_go_and_public_ones_stay() -> None:
    lore = Lore(find_theatre("syria"))
    told = evidence(
        'Rana Khoury said the army holds Hama, as SANA has it; "we see it," Khoury added',
        "Rana Khoury, a nurse",
        "SANA",
    )
    claim = Privacy(redact_sources=True).evidence(told, lore).claim
    assert claim.sources == ("a health worker", "SANA")
    assert "Khoury" not in claim.quote
    assert "Rana" not in claim.quote
    assert "SANA" in claim.quote
    assert "the army holds Hama" in claim.quote


def test_without_the_option_nothing_changes() -> None:
    told = evidence("Rana Khoury said so", "Rana Khoury, a nurse")
    assert Privacy().evidence(told, Lore()) == told


@pytest.mark.parametrize("kind", KINDS)
def test_no_export_names_a_private_speaker_or_an_exact_point(
    kind: str, store: Store, tmp_path: Path
) -> None:
    pytest.importorskip({"gpkg": "pyogrio", "prov": "prov"}.get(kind, "lxml"))
    privacy = Privacy(round_km=10, redact_sources=True)
    scope = Scope(store, None, AsOf(), *WINDOW, privacy)
    (path, *_) = export(kind, scope, tmp_path / f"x.{kind}").files
    text = path.read_bytes().decode("utf-8", "replace")
    assert "Haddad" not in text
    assert "Yusuf" not in text
    assert not re.search(r"(?<![\d.])(34\.730*|36\.720*|36\.750*)(?!\d)", text)


def test_texts_and_redaction_exclude_each_other(store: Store, tmp_path: Path) -> None:
    scope = Scope(store, privacy=Privacy(redact_sources=True))
    with pytest.raises(BadInput, match="--redact-sources"):
        export("claims", scope, tmp_path / "c.csv", Options(texts=True))


def test_redacted_claims_can_be_read_back(store: Store, tmp_path: Path) -> None:
    from whoholds import api

    path = tmp_path / "claims.csv"
    export("claims", Scope(store, privacy=Privacy(redact_sources=True)), path)
    with api.open(tmp_path / "back.db") as back:
        summary = back.add(path)
        assert not summary.failures
        assert summary.claims == len(store.evidence())
        told = {speaker for one in back.store.evidence() for speaker in one.claim.sources}
    assert told == {"a health worker", "SANA"}
