"""Questions put to an OpenAI-compatible server: retried, timed, and never beyond the budget."""

import json
import threading
from typing import TYPE_CHECKING, Any

from attrs import define, field

from whoholds.model import BadInput
from whoholds.readers.budget import NOTHING, Budget, Usage
from whoholds.readers.schema import NotJSON, answer_schema, rows_of
from whoholds.readers.settings import Model

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

INSTALL = "pip install 'whoholds[llm]'"
LONGEST_WAIT = 60.0
"""Seconds between two tries, whatever the server asks for."""
# What an envelope of a message costs beside its text, and any text at most: a token is never
# less than one byte.
_ENVELOPE = 64
Messages = list[dict[str, str]]


class Unanswered(Exception):
    """A question that got no answer to use; the text says why, for the user."""


class TooLong(Unanswered):
    """The question, or its answer, does not fit the model."""


class Down(Unanswered):
    """The server answers nobody: no use in asking on."""


class _Again(Exception):
    """Worth another try, after `after` seconds where the server says so."""

    def __init__(self, reason: str, after: float | None = None, gone: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.gone = gone


class _OtherWay(Exception):
    """The server takes no question of this form."""


def need_client() -> None:
    """Raises BadInput, with the line that installs it, where the OpenAI client is missing."""
    try:
        import openai  # noqa: F401 - whether it can be imported is the question
    except ImportError:
        raise BadInput(f"to ask a language model, install its client: {INSTALL}") from None


def _ways(longest: int) -> list[dict[str, Any]]:
    """How to ask, best first: servers differ in what they take."""
    bound = {
        "type": "json_schema",
        "json_schema": {"name": "claims", "strict": True, "schema": answer_schema()},
    }
    return [
        {"response_format": bound, "temperature": 0, "max_tokens": longest},
        {"response_format": bound, "max_completion_tokens": longest},
        {"response_format": {"type": "json_object"}, "temperature": 0, "max_tokens": longest},
        {"temperature": 0, "max_tokens": longest},
    ]


@define(eq=False)
class Asker:
    """Asks `model` within `budget`; safe among threads. BadInput without the OpenAI client."""

    model: Model
    budget: Budget
    asked: int = 0
    _way: int = 0
    _down: str | None = None
    _halt: threading.Event = field(factory=threading.Event)
    _lock: threading.Lock = field(factory=threading.Lock)
    _client: "OpenAI" = field(init=False)

    def __attrs_post_init__(self) -> None:
        need_client()
        from openai import OpenAI

        self._client = OpenAI(
            base_url=self.model.base_url,
            api_key=self.model.key,
            timeout=self.model.timeout,
            max_retries=0,  # the tries are ours, so that each is within the budget
        )

    def close(self) -> None:
        """Give up on what is under way; whoever waits for it gets Unanswered."""
        self._halt.set()
        self._client.close()

    def ask(self, messages: Messages) -> str:
        """An answer that holds a list of claims.

        Raises Unanswered (TooLong, Down) where there is none to be had, Spent where the budget
        leaves no room for another try.
        """
        last = _Again("no try")
        tries = 0
        while tries <= self.model.retries:
            if self._down:
                raise Down(self._down)
            if self._halt.is_set() or (tries and self._halt.wait(self._pause(tries, last))):
                raise Unanswered("stopped")
            try:
                return self._once(messages)
            except _OtherWay:
                continue
            except _Again as again:
                last = again
                tries += 1
        if last.gone:
            self._down = str(last)
            raise Down(self._down)
        raise Unanswered(f"{last}, {tries} times")

    def _pause(self, tries: int, last: _Again) -> float:
        """Seconds before the next try: what the server asks for, else ever twice as long."""
        wanted = self.model.patience * 2 ** (tries - 1) if last.after is None else last.after
        return min(wanted, LONGEST_WAIT)

    def _once(self, messages: Messages) -> str:
        way = self._way
        most = self._most(messages)
        self.budget.set_aside(most)
        used = NOTHING
        try:
            response = self._sent(messages, way)
            used = _usage(response, most)
        except _Paid:
            used = most
            raise
        finally:
            self.budget.settle(most, used)
        return _answer(response)

    def _most(self, messages: Messages) -> Usage:
        """No question takes more tokens than bytes, and no answer more than it is allowed."""
        asked = len(json.dumps([messages, answer_schema()], ensure_ascii=False).encode())
        return Usage(asked + _ENVELOPE, self.model.longest)

    def _sent(self, messages: Messages, way: int) -> Any:
        import openai

        with self._lock:
            self.asked += 1
        try:
            return self._client.chat.completions.create(
                model=self.model.name,
                messages=messages,  # type: ignore[arg-type] # plain rows of role and content
                **_ways(self.model.longest)[way],
            )
        except openai.APITimeoutError:
            # The server may have worked, and charge for it.
            raise _Paid(f"no answer within {self.model.timeout:g} s") from None
        except openai.APIConnectionError:
            raise _Again("the model's server cannot be reached", gone=True) from None
        except openai.APIStatusError as error:
            raise self._refusal(error, way) from None
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            raise _Paid("the server's answer has another form") from None
        except RuntimeError:
            # The client was closed while this question was under way.
            raise Unanswered("stopped") from None

    def _refusal(self, error: "APIStatusError", way: int) -> Exception:
        """What an HTTP status asks of us. The server's own words are not passed on: they can hold
        the key, or anything."""
        status, code = error.status_code, str(error.code or "")
        if status in (401, 403):
            return self._down_for("the model's server refuses the key: set WHOHOLDS_LLM_KEY")
        if status == 404:
            return self._down_for(f"the model's server knows no {self.model.name} at this address")
        if code == "insufficient_quota":
            return self._down_for("the account at the model's server has no credit left")
        if code == "context_length_exceeded" or status == 413:
            return TooLong("the report does not fit the model")
        if status in (400, 422):
            return self._other_way(way, status)
        if status in (408, 409, 425, 429) or status >= 500:
            return _Again(f"the model's server answers {status}", _seconds(error))
        return Unanswered(f"the model's server answers {status}")

    def _down_for(self, reason: str) -> Down:
        self._down = reason
        return Down(reason)

    def _other_way(self, way: int, status: int) -> Exception:
        with self._lock:
            if way + 1 >= len(_ways(self.model.longest)):
                return Unanswered(f"the model's server refuses the question ({status})")
            self._way = max(self._way, way + 1)
        return _OtherWay()


class _Paid(_Again):
    """A try that came to nothing and may have cost all that it could."""


def _seconds(error: "APIStatusError") -> float | None:
    """What the server's Retry-After asks for; None where that is no number."""
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:
        return None


def _usage(response: Any, most: Usage) -> Usage:
    """What the server says it took; all that it could, where it says nothing to believe."""
    told = getattr(response, "usage", None)
    tokens_in = getattr(told, "prompt_tokens", None)
    tokens_out = getattr(told, "completion_tokens", None)
    for number in (tokens_in, tokens_out):
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            return most
    return Usage(int(tokens_in or 0), int(tokens_out or 0))


def _answer(response: Any) -> str:
    try:
        choice = response.choices[0]
        finished, content = choice.finish_reason, choice.message.content
    except (AttributeError, IndexError, TypeError, KeyError):
        raise _Again("the server's answer has another form") from None
    if finished == "length":
        raise TooLong("the answer does not fit the model")
    if not isinstance(content, str):
        raise _Again("the model's answer is empty")
    try:
        rows_of(content)
    except NotJSON as error:
        raise _Again(f"the model answers, but {error}") from None
    return content
