"""The committed bundle is what its source builds, and its parts may be passed on."""

import filecmp
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/whoholds/views/static"
FREE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unlicense", "0BSD"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh build beside a copy of the sources."""
    if not shutil.which("npm"):
        pytest.skip("needs npm: the bundle is not rebuilt here")
    folder = tmp_path_factory.mktemp("build")
    left_out = shutil.ignore_patterns("node_modules", "public")
    web = Path(shutil.copytree(ROOT / "web", folder / "web", ignore=left_out))
    if (ROOT / "web/node_modules").is_dir():
        (web / "node_modules").symlink_to(ROOT / "web/node_modules")
    else:
        fetched = subprocess.run(["npm", "ci", "--silent"], cwd=web, capture_output=True)
        if fetched.returncode:
            pytest.skip("needs the packages of web/package-lock.json: npm ci found no registry")
    out = folder / "src/whoholds/views/static"
    environment = {**os.environ, "TZ": "UTC"}
    subprocess.run(
        ["npm", "run", "build"], cwd=web, check=True, env=environment, capture_output=True
    )
    return out


def test_the_bundle_is_what_the_source_builds(built: Path) -> None:
    names = sorted(path.name for path in built.iterdir())
    assert names == sorted(path.name for path in STATIC.iterdir())
    _, different, unreadable = filecmp.cmpfiles(built, STATIC, names, shallow=False)
    assert (different, unreadable) == ([], []), "run npm run build in web/ and commit what it makes"


def test_units_of_the_script(built: Path) -> None:
    web = built.parents[3] / "web"
    run = subprocess.run(["npx", "vitest", "run"], cwd=web, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_part_is_free() -> None:
    listed = json.loads((ROOT / "web/src/ui/licences.json").read_text("utf-8"))
    assert listed
    assert {one["licence"] for one in listed} <= FREE


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
