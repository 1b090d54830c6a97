"""What every test needs: hypothesis without a clock, and the shared material where there is any."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow or busy machine is not a failure of the code under test.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material beside the clone; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED}, which lies beside the clone")
    return SHARED
