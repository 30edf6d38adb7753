"""The suites as tasks of Inspect: `inspect eval evals/tasks.py@drafts --model openai/NAME`.

Needs the extra: pip install "imr[inspect]". Suites without a model run with `--model none`; the
tasks drafts and chat do too, and then measure the template drafter and the chat without a model.
`-T only='pt-*'` keeps to some cases, `-T quick=true` to a quarter.
"""

from pathlib import Path

from inspect_ai import Task, task

from assistant.evaluation.inspection import suite_task

EVALS = Path(__file__).parent


@task
def letters(only: str = "", quick: bool = False) -> Task:
    """Clean letters read, held against a careful reader's account of each."""
    return suite_task("letters", EVALS, only, quick)


@task
def facts(only: str = "", quick: bool = False) -> Task:
    """Facts of the records, with their place."""
    return suite_task("facts", EVALS, only, quick)


@task
def retrieval(only: str = "", quick: bool = False) -> Task:
    """The cited section found from the words of the item."""
    return suite_task("retrieval", EVALS, only, quick)


@task
def limits(only: str = "", quick: bool = False) -> Task:
    """The limit and edition that govern each item."""
    return suite_task("limits", EVALS, only, quick)


@task
def checker(only: str = "", quick: bool = False) -> Task:
    """Planted errors caught, and false alarms."""
    return suite_task("checker", EVALS, only, quick)


@task
def drafts(only: str = "", quick: bool = False) -> Task:
    """Case folders to letters, by the model or by the template."""
    return suite_task("drafts", EVALS, only, quick)


@task
def chat(only: str = "", quick: bool = False) -> Task:
    """Talks over cases, with the model or without."""
    return suite_task("chat", EVALS, only, quick)
