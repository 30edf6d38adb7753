"""The routes that draft: at once, or as a stream that shows a model at work and may be left."""

from __future__ import annotations

import logging
import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from assistant.case_file import CaseFile
from assistant.checks import Report
from assistant.drafting import Draft, Round, draft
from assistant.drafting.interruptible import Left
from assistant.drafting.placeholders import Placeholders
from assistant.drafting.watching import Sentences
from assistant.errors import ImrError, InvalidField
from assistant.review import Case, Conflict, Review, Store
from assistant.settings import settings
from assistant.web.answers import as_file
from assistant.web.forms import DraftForm
from assistant.web.recorded import case_file
from assistant.web.security import where
from assistant.web.telling import event_line, public
from assistant.web.workbench import shown

_FINDINGS = "findings.json"
_BEAT = 1.0
"""Seconds between two signs of life; only after one is it noticed that the reader has gone."""


class _Made(NamedTuple):
    draft: Draft
    report: Report


def drafting_routes(store: Store, user: Callable[[], str]) -> APIRouter:
    """The routes that draft the cases of `store`."""
    api = APIRouter()

    @api.post("/cases/{key}/draft")
    def redraft(key: str, form: DraftForm) -> dict[str, Any]:
        """Draft the case anew; decisions on the earlier draft are void."""
        review = Review(store, key)
        _refuse_model(key, form.model)
        before = _unchanged(review, form.after)
        with tempfile.TemporaryDirectory() as out:
            made = _made(draft(before.folder, model=form.model, out=out), out)
        return shown(review, _keep(review, made, user(), form.after))

    @api.post(
        "/cases/{key}/drafting",
        response_class=StreamingResponse,
        responses=as_file("text/event-stream"),
    )
    def watch(key: str, form: DraftForm) -> StreamingResponse:
        """The same as server-sent events: sentences, rounds, seconds, then the case or an error.

        Who closes the connection before the end gives the draft up: nothing is kept.
        """
        review = Review(store, key)
        _refuse_model(key, form.model)
        _unchanged(review, form.after)
        return StreamingResponse(_stream(review, form, user()), media_type="text/event-stream")

    return api


def _refuse_model(key: str, model: str) -> None:
    """Whoever is at work does not choose where a case is sent. Raises `InvalidField`."""
    offered = tuple(dict.fromkeys(("template", settings().model)))
    if model not in offered:
        raise InvalidField(key, "model", " or ".join(offered), model)


def _unchanged(review: Review, after: int) -> Case:
    """The case, where it is as its reader has seen it; told before a model works for nothing."""
    case = review.case
    if after != case.seen:
        raise Conflict(review.key, after, case.seen)
    return case


def _made(made: Draft, out: str) -> _Made:
    findings = (Path(out) / _FINDINGS).read_text("utf-8")
    return _Made(made, Report.model_validate_json(findings))


def _keep(review: Review, made: _Made, who: str, after: int) -> Case:
    return review.keep_draft(made.draft, made.report, who, after=after)


def _stream(review: Review, form: DraftForm, who: str) -> Iterator[str]:
    started = time.monotonic()
    told: queue.Queue[dict[str, Any] | _Made | BaseException] = queue.Queue()
    left = threading.Event()
    folder = Path(review.case.folder)
    work = threading.Thread(target=_work, args=(folder, form.model, told, left), daemon=True)
    work.start()
    try:
        while True:
            try:
                one = told.get(timeout=_BEAT)
            except queue.Empty:
                one = {"kind": "waiting"}
            seconds = round(time.monotonic() - started, 1)
            if isinstance(one, _Made):
                kept = _keep(review, one, who, form.after)
                yield event_line({"kind": "end", "seconds": seconds, "case": shown(review, kept)})
                return
            if isinstance(one, BaseException):
                raise one
            yield event_line({**one, "seconds": seconds})
    except ImrError as error:
        yield event_line({"kind": "error", "text": public(error)})
    except Exception as error:  # its words may be those of a record, and go into no log
        logging.getLogger(__name__).error("%s", where(error))
        yield event_line({"kind": "error", "text": "the server failed; its log says where"})
    finally:
        left.set()


def _work(
    folder: Path,
    model: str,
    told: queue.Queue[dict[str, Any] | _Made | BaseException],
    left: threading.Event,
) -> None:
    """Draft, and tell of it; raised is what nobody waits for any more."""
    try:
        sentences = Sentences(_names(case_file(folder)))

        def piece(text: str) -> None:
            if left.is_set():
                raise Left
            for item, words in sentences.add(text):
                told.put({"kind": "text", "item": item, "text": words})

        def ended(number: int, one: Round) -> None:
            sentences.again()
            usage = one.usage.model_dump(mode="json")
            found = list(one.findings)
            told.put({"kind": "round", "number": number, "findings": found, "usage": usage})

        with tempfile.TemporaryDirectory() as out:
            told.put(_made(draft(folder, model, out, progress=piece, rounds=ended), out))
    except Left:
        return
    except BaseException as error:  # raised again where it is read
        told.put(error)


def _names(case: CaseFile) -> Placeholders:
    """The identifiers that the drafter takes out of what it sends, by the same numbers."""
    texts = [record.document.text for record in case.records]
    return Placeholders([*texts, *(item.title for item in case.disputed_items)])
