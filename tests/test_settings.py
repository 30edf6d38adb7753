"""Settings come from variables and files, and a wrong one is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from assistant import settings as module
from assistant.errors import SettingsError
from assistant.settings import corpus_folder, load, settings, unknown_variables


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A working folder beside a user folder."""
    (tmp_path / "here").mkdir()
    (tmp_path / "user").mkdir()
    return tmp_path / "here"


def test_without_files_and_variables_all_is_default(here: Path) -> None:
    """The template drafter, one process, errors fail, and every value says it is the default."""
    chosen = load(here, {}, here.parent / "user")
    assert (chosen.model, chosen.jobs, chosen.fail_on) == ("template", 1, "error")
    assert (chosen.embedder, chosen.max_file_mb, chosen.corpus_dir) == ("local", 50, None)
    assert set(chosen.origins.values()) == {"default"}


def test_a_variable_beats_the_folder_which_beats_the_user(here: Path) -> None:
    """Each value is taken from the nearest place, and its origin is told."""
    user = here.parent / "user"
    (user / "imr.toml").write_text('jobs = 2\nmodel = "a"\nembedder = "e"\n')
    (here / "imr.toml").write_text('jobs = 3\nmodel = "b"\n')
    chosen = load(here, {"IMR_JOBS": "4"}, user)
    assert (chosen.jobs, chosen.model, chosen.embedder) == (4, "b", "e")
    assert chosen.origins["jobs"] == "IMR_JOBS"
    assert chosen.origins["model"] == str(here / "imr.toml")
    assert chosen.origins["embedder"] == str(user / "imr.toml")


def test_an_empty_variable_is_not_set(here: Path) -> None:
    """`IMR_JOBS=` leaves the value of the file."""
    (here / "imr.toml").write_text("jobs = 3\n")
    assert load(here, {"IMR_JOBS": ""}, here).jobs == 3


def test_a_relative_folder_starts_at_the_file_that_names_it(here: Path) -> None:
    """`data_dir = "data"` in a user's file is beside that file, not in the working folder."""
    user = here.parent / "user"
    (user / "imr.toml").write_text('data_dir = "data"\n')
    assert load(here, {}, user).data_dir == user / "data"


def test_an_unknown_key_is_refused_by_name_and_file(here: Path) -> None:
    """A misspelt key is an error that names the file, the key and the keys there are."""
    (here / "imr.toml").write_text("job = 3\n")
    with pytest.raises(SettingsError) as caught:
        load(here, {}, here)
    assert str(caught.value).startswith(
        f"{here / 'imr.toml'}: job: expected one of audit_key, check, chroma_url,"
    )


def test_what_is_kept_beside_the_values_is_no_key(here: Path) -> None:
    """`origins` is a field of the model and still not a setting."""
    (here / "imr.toml").write_text("[origins]\njobs = 'x'\n")
    with pytest.raises(SettingsError, match="origins"):
        load(here, {}, here)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("IMR_JOBS", "many", "jobs: expected a whole number of processes from 1 to 256"),
        ("IMR_JOBS", "0", "jobs: expected a whole number of processes from 1 to 256"),
        ("IMR_FAIL_ON", "info", "fail_on: expected error, warning or never, found 'info'"),
        ("IMR_MAX_FILE_MB", "-1", "max_file_mb: expected a number of megabytes up to 4096"),
        ("IMR_MAX_READ_SECONDS", "0", "max_read_seconds: expected a number of seconds up to 3600"),
    ],
)
def test_a_wrong_value_says_what_was_allowed_and_found(
    here: Path, variable: str, value: str, words: str
) -> None:
    """The message names the variable, the setting, what it may be and what it was."""
    with pytest.raises(SettingsError) as caught:
        load(here, {variable: value}, here)
    assert str(caught.value).startswith(f"{variable}: {words}")
    assert str(caught.value).endswith(f"found {value!r}")


@pytest.mark.parametrize("content", [b"jobs = ", b"\xff\xfe", b"jobs = 1\njobs = 2\n"])
def test_a_file_that_is_not_toml_is_refused(here: Path, content: bytes) -> None:
    """A broken file is an error of settings, not a crash."""
    (here / "imr.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"imr\.toml: file: expected"):
        load(here, {}, here)


def test_unknown_variables_are_left_alone_and_named(here: Path) -> None:
    """The environment is shared: `IMR_MODLE` stops nothing, and `imr doctor` can tell of it."""
    environment = {"IMR_MODLE": "x", "IMR_MODEL": "y", "PATH": "z"}
    assert load(here, environment, here).model == "y"
    assert unknown_variables(environment) == ("IMR_MODLE",)


def test_a_corpus_that_is_no_folder_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """IMR_CORPUS must name a folder; the message says so when it is used."""
    monkeypatch.setenv("IMR_CORPUS", str(here / "missing"))
    settings.cache_clear()
    with pytest.raises(SettingsError, match=r"IMR_CORPUS: corpus_dir: expected a folder"):
        corpus_folder()


def test_the_shipped_corpus_is_found_in_a_checkout() -> None:
    """Without a setting the guidelines are those beside the package."""
    assert corpus_folder() == Path(module.__file__).parent.parent / "guideline_corpus"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("named", [None, "", "  ", "/srv/kept"])
def test_the_linux_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    """The short rule for Linux gives what platformdirs gives."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    assert module.user_data_folder() == platformdirs.user_data_path("imr", appauthor=False)
    assert module.user_config_folder() == platformdirs.user_config_path("imr", appauthor=False)


def test_loading_settings_imports_little() -> None:
    """Neither platformdirs nor a TOML reader is loaded where no file asks for it."""
    code = (
        "import sys; from assistant.settings import settings; settings();"
        "print([m for m in ('platformdirs', 'tomllib', 'rich', 'typer') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ("[]" if sys.platform == "linux" else "['platformdirs']")


def test_a_house_rule_of_a_wrong_kind_is_refused_by_its_place(here: Path) -> None:
    """A severity that does not exist is named with its place and what was found."""
    (here / "imr.toml").write_text('[check]\nseverity = { LIM001 = "fatal" }\n')
    with pytest.raises(SettingsError, match=r"check\.severity\.LIM001: .*fatal"):
        load(here, {}, here.parent / "user")
