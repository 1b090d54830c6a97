"""Answers kept on disk, so that what was paid for is never asked again, and a run goes on where
it was broken off."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from attrs import frozen

from whoholds.knowledge.words import cache_home, digest_of


@frozen
class Cache:
    """Files under `folder`, by report, prompt and model. An unwritable one costs money only."""

    folder: Path

    @classmethod
    def default(cls) -> "Cache":
        return cls(cache_home() / "llm")

    def get(self, *key: object) -> str | None:
        """The answer under `key`; None where there is none, or a broken file."""
        try:
            kept: Any = json.loads(self._path(key).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, answer: str, *key: object) -> None:
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Only whole files come under their own name: killed half-way, nothing is broken.
            with tempfile.NamedTemporaryFile(
                "w", dir=path.parent, suffix=".tmp", encoding="utf-8", delete=False
            ) as out:
                json.dump({"key": list(key), "answer": answer}, out)
            os.replace(out.name, path)
        except OSError:
            pass

    def _path(self, key: tuple[object, ...]) -> Path:
        digest = digest_of(json.dumps(key).encode("ascii"))
        return self.folder / digest[:2] / f"{digest}.json"
