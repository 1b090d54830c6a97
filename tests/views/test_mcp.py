"""The tools for assistants, asked by the protocol's own client over standard input and output."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from whoholds.intake import Reader
from whoholds.model import Report

from .exported import HOSTILE, filled

mcp = pytest.importorskip("mcp")
anyio = pytest.importorskip("anyio")


@pytest.fixture
def path(tmp_path: Path, toy_reader: Reader, war: tuple[Report, ...]) -> Path:
    location = tmp_path / "war.db"
    filled(location, toy_reader, war).close()
    return location


def asked(path: Path, ask: Callable[[Any], Awaitable[Any]]) -> Any:
    """What `ask` gets from a session with a server of its own."""
    command = "from whoholds.cli import main; import sys; main(sys.argv[1:])"
    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=["-c", command, "mcp", "--record", str(path)]
    )

    async def talk() -> Any:
        with anyio.fail_after(60):
            async with (
                mcp.stdio_client(parameters) as (read, write),
                mcp.ClientSession(read, write) as session,
            ):
                await session.initialize()
                return await ask(session)

    return anyio.run(talk)


def test_the_tools_have_typed_schemas_and_only_read(path: Path) -> None:
    async def ask(session: Any) -> Any:
        return (await session.list_tools()).tools

    tools = {tool.name: tool for tool in asked(path, ask)}
    assert set(tools) == {"who_holds", "history", "changes", "why"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema["type"] == "object"
        for field in tool.input_schema["properties"].values():
            assert field["description"]
    assert tools["why"].input_schema["required"] == ["place", "day"]


def test_answers_are_short_and_carry_their_sources(path: Path) -> None:
    async def ask(session: Any) -> Any:
        held = await session.call_tool("who_holds", {"day": "2024-12-06", "place": "hama"})
        why = await session.call_tool("why", {"place": "Hama", "day": "2024-12-06"})
        changed = await session.call_tool(
            "changes", {"first": "2024-11-27", "last": "2024-12-08", "limit": 1}
        )
        return [one.structured_content for one in (held, why, changed)]

    held, why, changed = asked(path, ask)
    (hama,) = held["results"]
    assert hama["holder"] == "Syrian opposition"
    assert hama["source"]["publisher"] == "Sample Wire"
    assert hama["source"]["speakers"] == ["SANA"]
    assert "took Hama" in hama["source"]["quote"]
    assert len(held["made"]["record"]) == 32
    (reason,) = why["results"]
    assert reason["sources"][0]["published"] == "2024-12-05"
    assert len(changed["results"]) == 1
    assert changed["more"] >= 1
    assert changed["results"][0]["claims"]


def test_known_takes_knowledge_away(path: Path) -> None:
    async def ask(session: Any) -> Any:
        question = {"day": "2024-12-06", "place": "Hama", "known": "2024-12-04"}
        return (await session.call_tool("who_holds", question)).structured_content

    found = asked(path, ask)
    assert found["results"][0]["holder"] == "Syrian government"
    assert found["made"]["known"] == "2024-12-04"


def test_bad_input_is_told_and_the_server_goes_on(path: Path) -> None:
    async def ask(session: Any) -> Any:
        wrong = await session.call_tool("history", {"place": "Qwxyz"})
        worse = await session.call_tool("who_holds", {"day": "yesterday"})
        right = await session.call_tool("history", {"place": "Homs"})
        return wrong, worse, right

    wrong, worse, right = asked(path, ask)
    assert wrong.is_error
    assert "no place called 'Qwxyz'" in wrong.content[0].text
    assert worse.is_error
    assert not right.is_error


def test_report_text_comes_as_one_plain_line(path: Path) -> None:
    async def ask(session: Any) -> Any:
        question = {"place": "Homs", "day": "2024-12-07", "limit": 50}
        return (await session.call_tool("why", question)).structured_content

    quotes = [one["quote"] for one in asked(path, ask)["results"][0]["sources"]]
    assert HOSTILE.replace("\n", " ") in quotes
