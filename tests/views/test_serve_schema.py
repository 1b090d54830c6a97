"""Whatever is asked, the API keeps to its own description and never fails (schemathesis)."""

from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra serve")
schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")
given = pytest.importorskip("hypothesis").given
settings = pytest.importorskip("hypothesis").settings
api = pytest.importorskip("whoholds.api")
serve = pytest.importorskip("whoholds.views.serve")

pytestmark = pytest.mark.slow
TOKEN = "a token long enough"
EXAMPLES = 30  # requests to each address


def test_no_failure_and_no_break(
    tmp_path_factory: pytest.TempPathFactory, war: tuple[Any, ...], toy_world: None
) -> None:
    path = tmp_path_factory.mktemp("schema") / "war.db"
    with api.open(path) as record:
        record.take(war)
        app = serve.create_app(
            record.store,
            token=TOKEN,
            intake=record.take,
            hosts=None,
            limits=serve.Limits(writes=0.0, seconds=30),
        )
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) >= 15
        for operation in operations:
            play(operation)


def play(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None)
    def keeps_to_it(case: Any) -> None:
        # What two parameters mean together, a schema cannot say: it may be refused.
        free = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
        headers = {"Authorization": f"Bearer {TOKEN}"}
        case.call_and_validate(headers=headers, excluded_checks=free)

    keeps_to_it()
