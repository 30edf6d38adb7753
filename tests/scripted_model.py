"""A model on loopback that says what a test tells it: the OpenAI chat interface, nothing else.

    with ScriptedModel(lambda request: Reply("hello")) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)

Each request goes to the script, which answers with a `Reply`: text, tool calls, a refusal, an error
status, a stall, a broken stream. The requests are kept, so that a test can read what left.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One answer.

    content   the text, sent in pieces where a stream is asked for
    calls     tool calls: `(name, arguments)`
    finish    why it ends: "stop", "length", "tool_calls", "content_filter"
    refusal   the words of a refusal
    status    of the response; `headers` beside it
    stall     seconds of silence after the headers; `pause` the same after each piece of a stream
    cut       whether the connection breaks in the middle of the stream
    raw       bytes sent in the place of an answer
    """

    content: str = ""
    calls: Sequence[tuple[str, dict[str, Any]]] = ()
    finish: str = "stop"
    refusal: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stall: float = 0.0
    pause: float = 0.0
    cut: bool = False
    raw: bytes | None = None


Script = Callable[[Request], Reply]


class ScriptedModel:
    """A server on a free loopback port, started by `with`."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            """Answers one request by the script."""

            protocol_version = "HTTP/1.0"

            def do_POST(self) -> None:
                """Read the request, ask the script, answer."""
                length = int(self.headers["Content-Length"])
                asked = json.loads(self.rfile.read(length))
                owner.requests.append(asked)
                _answer(self, asked, owner.script(asked))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL has to be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def sent(self) -> str:
        """All text of all messages that were sent here."""
        return "\n".join(
            str(message.get("content")) for one in self.requests for message in one["messages"]
        )

    def __enter__(self) -> ScriptedModel:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def in_turn(*replies: Reply) -> Script:
    """A script that gives `replies` one after the other, the last one for ever."""
    left = list(replies)

    def script(_: Request) -> Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    return script


def _answer(handler: BaseHTTPRequestHandler, asked: Request, reply: Reply) -> None:
    """Write `reply` in the form that was asked for; a reader that has gone is no failure."""
    try:
        if reply.status != 200:
            body = json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode()
            _head(handler, reply, "application/json", len(body))
            handler.wfile.write(body)
        elif reply.raw is not None:
            _head(handler, reply, "application/json", len(reply.raw))
            handler.wfile.write(reply.raw)
        elif asked.get("stream"):
            _head(handler, reply, "text/event-stream", None)
            _stream(handler, asked, reply)
        else:
            time.sleep(reply.stall)
            body = json.dumps(_whole(asked, reply)).encode()
            _head(handler, reply, "application/json", len(body))
            handler.wfile.write(body)
    except (BrokenPipeError, ConnectionResetError):
        return


def _head(handler: BaseHTTPRequestHandler, reply: Reply, kind: str, length: int | None) -> None:
    """Status line and headers."""
    handler.send_response(reply.status)
    handler.send_header("Content-Type", kind)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def _usage(asked: Request, reply: Reply) -> dict[str, int]:
    """Tokens as a count of words."""
    prompt = sum(len(str(one.get("content")).split()) for one in asked["messages"])
    answer = len(reply.content.split())
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}


def _calls(reply: Reply) -> list[dict[str, Any]]:
    """Tool calls in the form of the interface."""
    return [
        {
            "index": index,
            "id": f"call_{index}",
            "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments)},
        }
        for index, (name, arguments) in enumerate(reply.calls)
    ]


def _whole(asked: Request, reply: Reply) -> dict[str, Any]:
    """An answer that is not streamed."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.content or None}
    if reply.refusal:
        message["refusal"] = reply.refusal
    if reply.calls:
        message["tool_calls"] = _calls(reply)
    finish = "tool_calls" if reply.calls else reply.finish
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": asked["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": _usage(asked, reply),
    }


def _stream(handler: BaseHTTPRequestHandler, asked: Request, reply: Reply) -> None:
    """An answer in server-sent events."""

    def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> None:
        chunk = {
            "id": "scripted",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": asked["model"],
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            **more,
        }
        handler.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        handler.wfile.flush()

    event({"role": "assistant", "content": ""})
    time.sleep(reply.stall)
    pieces = [reply.content[at : at + 400] for at in range(0, len(reply.content), 400)]
    for number, piece in enumerate(pieces):
        if reply.cut and number >= len(pieces) // 2:
            return
        event({"content": piece})
        time.sleep(reply.pause)
    if reply.refusal:
        event({"refusal": reply.refusal})
    if reply.calls:
        event({"tool_calls": _calls(reply)})
    event({}, "tool_calls" if reply.calls else reply.finish)
    usage = _usage(asked, reply)
    event({}, None, usage=usage)
    handler.wfile.write(b"data: [DONE]\n\n")
