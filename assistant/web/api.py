"""The JSON interface under the pages; documented at /api/openapi.json."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Response, UploadFile

from assistant.errors import InvalidField
from assistant.guidelines import limits
from assistant.letters import Letter
from assistant.retrieval import search
from assistant.review import (
    Case,
    Review,
    Store,
    amend_fact,
    as_json,
    docx,
    open_case,
    pdf,
    waiver,
    withdraw_waiver,
)
from assistant.text.page_image import page_png
from assistant.web import workbench
from assistant.web.answers import LETTER_FORMS, REFUSALS, as_file
from assistant.web.chatting import chat_routes
from assistant.web.drafted import drafting_routes
from assistant.web.dropped import kept_as, letters_checked, vetted
from assistant.web.forms import DecisionForm, FactForm, ReturnForm, Seen, Text, Typed, WaiverForm
from assistant.web.intake import safe_name, take_up
from assistant.web.queueing import Row, queue
from assistant.web.recorded import RecordPage, case_file, record_page
from assistant.web.sample import open_sample
from assistant.web.sources import LimitView, SourceView, limit_views, source
from assistant.web.versions import compared, versions
from assistant.web.workbench import shown


def routes(store: Store, cases: Path, user: Callable[[], str]) -> APIRouter:  # noqa: C901, PLR0915 - a list of routes, each a few lines
    """The routes of the interface over `store`; `cases` is where dropped cases are kept."""
    api = APIRouter(prefix="/api", responses=REFUSALS)

    def review_of(key: str) -> Review:
        return Review(store, key)

    @api.get("/cases")
    def cases_waiting() -> list[Row]:
        """Every case, the most urgent first."""
        return list(queue(store))

    @api.post("/sample", status_code=201)
    def sample() -> dict[str, str]:
        """Open the sample case that comes with the program."""
        return {"key": open_sample(store, cases, user()).key}

    @api.post("/cases", status_code=201)
    def add(files: Annotated[list[UploadFile], File()]) -> dict[str, Any]:
        """Take up dropped files as a case."""
        with tempfile.TemporaryDirectory() as folder:
            uploads = [kept_as(file, Path(folder), index) for index, file in enumerate(files)]
            taken = take_up(vetted(uploads), cases)
        try:
            review = open_case(store, Path(taken.folder), user())
        except InvalidField:
            shutil.rmtree(taken.folder, ignore_errors=True)
            raise
        return {"key": review.key, **taken.model_dump(exclude={"folder"})}

    @api.get("/cases/{key}")
    def case(key: str) -> dict[str, Any]:
        """A case as it is now, with the markers of its letter."""
        review = review_of(key)
        return shown(review, review.case)

    @api.post("/cases/{key}/check")
    def check_text(key: str, text: Typed) -> dict[str, Any]:
        """The markers of a text that is still being typed; nothing is kept."""
        review = review_of(key)
        return workbench.checked(review, review.case, text.letter)

    @api.put("/cases/{key}/letter")
    def edit(key: str, text: Text) -> dict[str, Any]:
        """Keep a new version of the letter."""
        review = review_of(key)
        kept = review.edit(text.letter, user(), after=text.after)
        return {"seen": kept.seen, "state": kept.state, "obstacles": review.obstacles(kept)}

    @api.post("/cases/{key}/decisions")
    def decide(key: str, form: DecisionForm) -> dict[str, Any]:
        """Record the reviewer's decision on an item."""
        review = review_of(key)
        kept = review.decide(form.item, form.outcome, user(), form.reason, after=form.after)
        return shown(review, kept)

    @api.post("/cases/{key}/waivers")
    def waive(key: str, form: WaiverForm) -> dict[str, Any]:
        """Let a finding stand, with a reason."""
        review = review_of(key)
        wanted = waiver(form.code, form.reason, user(), item=form.item, text=form.text)
        return shown(review, review.waive(wanted, after=form.after))

    @api.post("/cases/{key}/waivers/{number}/withdrawal")
    def withdraw(key: str, number: int, form: Seen) -> dict[str, Any]:
        """Take back the waiver at that place of the case, from 0."""
        review = review_of(key)
        return shown(review, withdraw_waiver(review, number, user(), after=form.after))

    @api.post("/cases/{key}/facts/{name}")
    def amend(key: str, name: str, form: FactForm) -> dict[str, Any]:
        """Confirm, correct or strike a fact of the records."""
        review = review_of(key)
        if form.action == "correct" and not form.value.strip():
            raise InvalidField(key, "value", "what is right instead", form.value)
        words = {"confirm": None, "correct": form.value, "strike": "not documented"}[form.action]
        return shown(review, amend_fact(review, name, words, user(), after=form.after))

    @api.post("/cases/{key}/approval")
    def approve(key: str, form: Seen) -> dict[str, Any]:
        """Approve the letter as it is."""
        review = review_of(key)
        return shown(review, review.approve(user(), after=form.after))

    @api.post("/cases/{key}/return")
    def send_back(key: str, form: ReturnForm) -> dict[str, Any]:
        """Return the case for correction."""
        review = review_of(key)
        return shown(review, review.send_back(form.reason, user(), after=form.after))

    @api.get("/cases/{key}/records")
    def records(key: str) -> RecordPage:
        """Documents with pages, facts with their places, a timeline, files that were not read."""
        return record_page(Path(review_of(key).case.folder))

    @api.get(
        "/cases/{key}/records/{index}/pages/{page}.png",
        response_class=Response,
        responses=as_file("image/png"),
    )
    def picture(key: str, index: int, page: int) -> Response:
        """A page of a PDF record as a picture."""
        folder = Path(review_of(key).case.folder)
        names = [record.name for record in case_file(folder).records]
        if not 0 <= index < len(names):
            raise InvalidField("store", "record", f"0 to {len(names) - 1}", index)
        return Response(page_png(folder / "records" / names[index], page), media_type="image/png")

    @api.get("/cases/{key}/versions")
    def done(key: str) -> list[dict[str, Any]]:
        """What was done on the case, newest first."""
        return versions(store, key)

    @api.get("/cases/{key}/versions/{seq}")
    def version(key: str, seq: int, to: int | None = None) -> dict[str, Any]:
        """The letter after entry `seq` beside that after `to`, or the present one."""
        return compared(store, key, seq, to)

    @api.get(
        "/cases/{key}/letter.{form}",
        response_class=Response,
        responses=as_file(*LETTER_FORMS.values()),
    )
    def letter(key: str, form: str) -> Response:
        """The letter as PDF, DOCX or JSON, marked as a draft until an approval holds."""
        makers: dict[str, Callable[[Letter, Case], bytes | str]]
        makers = {"pdf": pdf, "docx": docx, "json": as_json}
        if form not in makers:
            raise InvalidField(key, "form", "pdf, docx or json", form)
        review = review_of(key)
        now = review.case
        if review.still_holds(now):
            now = now.model_copy(update={"approval": None})
        name = f"attachment; filename*=UTF-8''{quote(f'{safe_name(key)}.{form}')}"
        content = makers[form](review.letter(now), now)
        kind = LETTER_FORMS[form]
        return Response(content, media_type=kind, headers={"Content-Disposition": name})

    @api.get("/search")
    def find(q: str, as_of: date | None = None, k: int = 10) -> list[dict[str, Any]]:
        """Guideline passages, best first."""
        return [hit.model_dump(mode="json") for hit in search(q, as_of=as_of, k=min(max(k, 1), 50))]

    @api.get("/limits/{service}")
    def of_service(
        service: str, as_of: date | None = None, body_part: str | None = None
    ) -> list[LimitView]:
        """The dated limits of a service."""
        return list(limit_views(limits(service, as_of=as_of, body_part=body_part)))

    @api.get("/source")
    def of_citation(wanted: str) -> SourceView:
        """The section that a citation, or the id of a passage or limit, stands for."""
        return source(wanted)

    @api.post("/letters")
    def letters(files: Annotated[list[UploadFile], File()]) -> list[dict[str, Any]]:
        """Published letters checked; nothing is kept."""
        return letters_checked(files)

    api.include_router(drafting_routes(store, user))
    api.include_router(chat_routes(store, user))
    return api
