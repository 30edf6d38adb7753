"""Case folder to draft: read, draft, check, store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from assistant.case_file import read_case
from assistant.drafting.endpoint import Progress
from assistant.drafting.models import Draft, Round, Run
from assistant.drafting.reporting import checked
from assistant.drafting.storing import store
from assistant.drafting.template import MODEL, draft_case
from assistant.errors import ModelError, SettingsError


def draft(
    case_folder: str | os.PathLike[str],
    model: str = MODEL,
    out: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    rounds: Callable[[int, Round], None] | None = None,
) -> Draft:
    """Draft the determination of the case in `case_folder` and write its files.

    `out` is the folder for `draft.json`, `draft.md` and `findings.json`; by default the case's.
    With a model the template's letter is written too, as `template.md`; where the model fails, the
    draft is the template's and `run.failure` says why. `progress` gets the answer as it comes,
    `rounds` the number of each round that ended, from 1, with what was found in it.

    Raises:
        InvalidField: a field of `case.json` is wrong, or no model can be reached by the settings.
        UnreadableFile: the folder or its records cannot be read, or `out` cannot be written.
    """
    name = os.fspath(model)
    chosen = None
    if name != MODEL:
        from assistant.drafting.endpoint import chat_model  # noqa: PLC0415 - loads the client

        chosen = chat_model(name)
    case = read_case(Path(case_folder))
    template = made = draft_case(case)
    report = None
    if chosen is not None:
        from assistant.drafting.model_draft import Failed, draft_with_model  # noqa: PLC0415 - as above

        try:
            made, report = draft_with_model(
                case, template, chosen, name, progress=progress, told=rounds
            )
        except SettingsError:
            raise
        except Failed as failed:
            run = failed.run.model_copy(update={"failure": str(failed)})
            made = template.model_copy(update={"run": run})
        except ModelError as error:
            run = Run(model=name, prompts={}, failure=str(error))
            made = template.model_copy(update={"run": run})
    place = Path(case_folder if out is None else out)
    report = report or checked(made, case)
    store(place, made, report, template.letter if made.run else None)
    return made


def prompt_of(case_folder: str | os.PathLike[str]) -> str:
    """Exactly what a first request to a model would send: messages by role, and the form asked."""
    import json  # noqa: PLC0415 - used here alone

    from assistant.drafting.answer import schema  # noqa: PLC0415 - loads the client
    from assistant.drafting.model_draft import first_messages  # noqa: PLC0415 - loads the client

    case = read_case(Path(case_folder))
    messages, _, _ = first_messages(case, draft_case(case))
    told = [f"--- {one.type} ---\n{one.content}" for one in messages]
    form = json.dumps(schema(), indent=1, ensure_ascii=False)
    return "\n\n".join((*told, f"--- response format ---\n{form}"))
