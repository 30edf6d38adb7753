"""Settings: `IMR_*` variables, `imr.toml` here, `imr.toml` of the user, defaults; in that order.

A file is `imr` 's own, so an unknown key in it is refused. The environment is shared with other
programs, so an unknown `IMR_*` variable is left alone, and `imr doctor` names it. Relative paths
start at the folder of the file that gives them, or at the working folder for a variable.

Every command loads the settings, so this module imports what it needs only when it needs it.
"""

import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import CorpusError, SettingsError

FILE_NAME = "imr.toml"
_SAMPLE = "evals/cases/chiropractic-trial-2014"
_WEB = r"^(https://|http://(localhost|127\.0\.0\.1|\[::1\])(:|/|$))[^\s?#]*$"
"""A URL whose answers nobody on the way can alter: https, or this machine."""
FailOn = Literal["error", "warning", "never"]


class CheckSettings(BaseModel):
    """House rules for `imr check`: codes or families of codes ("LIM001", "LIM").

    select    the only checks that run; empty for all
    ignore    checks that do not run
    severity  the severity of a check's findings instead of its own
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Literal["error", "warning", "info"]] = Field(default_factory=dict)


class OidcSettings(BaseModel):
    """The identity provider that signs people in to `imr serve --auth` (OpenID Connect).

    issuer              the provider, as it names itself: an https URL
    client_id           what it calls this workbench
    client_secret_file  a file with the secret that it gave out; without one, PKCE stands alone
    address             where people reach the workbench; its /login/callback is to be registered
    roles               group of the provider = role; the first group that somebody has counts
    name_claim          what the provider tells of somebody that becomes their name here
    groups_claim        where it tells their groups
    scopes              what is asked for besides "openid"
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(pattern=_WEB)
    client_id: str = Field(min_length=1)
    client_secret_file: Path | None = None
    address: str = Field(pattern=_WEB)
    roles: dict[str, Literal["reviewer", "quality editor", "administrator"]] = Field(min_length=1)
    name_claim: str = Field("preferred_username", min_length=1)
    groups_claim: str = Field("groups", min_length=1)
    scopes: tuple[str, ...] = ("profile",)


class Settings(BaseModel):
    """What the user chose, or the defaults. `origins` says where each value came from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(description="a folder for the index and the user's own data")
    corpus_dir: Path | None = Field(None, description="a folder of guidelines")
    model: str = Field("template", min_length=1, description="template, or the name of a model")
    embedder: str = Field(
        "local", min_length=1, description="local, openai:MODEL, chroma or minilm:FOLDER"
    )
    chroma_url: str | None = Field(None, description="the URL of a Chroma server for the vectors")
    fail_on: FailOn = Field("error", description="error, warning or never")
    jobs: int = Field(1, ge=1, le=256, description="a whole number of processes from 1 to 256")
    max_file_mb: float = Field(50, gt=0, le=4096, description="a number of megabytes up to 4096")
    max_read_seconds: float = Field(
        60, gt=0, le=3600, description="a number of seconds up to 3600 for a PDF or DOCX"
    )
    store: str | None = Field(None, description="the URL of a database for reviews")
    audit_key: Path | None = Field(None, description="a file for the key of the audit")
    check: CheckSettings = Field(
        CheckSettings(),
        description="select, ignore (lists of codes) and severity (code = error, warning or info)",
    )
    oidc: OidcSettings | None = Field(
        None,
        description="issuer, client_id, address and roles (group = reviewer, quality editor or "
        "administrator); and client_secret_file, name_claim, groups_claim, scopes; URLs with https",
    )
    origins: dict[str, str] = Field(default_factory=dict, exclude=True, repr=False)


VARIABLES = {
    "IMR_DATA_DIR": "data_dir",
    "IMR_CORPUS": "corpus_dir",
    "IMR_MODEL": "model",
    "IMR_EMBEDDER": "embedder",
    "IMR_CHROMA_URL": "chroma_url",
    "IMR_FAIL_ON": "fail_on",
    "IMR_JOBS": "jobs",
    "IMR_MAX_FILE_MB": "max_file_mb",
    "IMR_MAX_READ_SECONDS": "max_read_seconds",
    "IMR_STORE": "store",
    "IMR_AUDIT_KEY": "audit_key",
}
"""Each variable with the setting that it overrides."""

_KEYS = (*VARIABLES.values(), "check", "oidc")
_OF_CLIENT = "client_secret_file"
_PATHS = ("data_dir", "corpus_dir", "audit_key")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read at the first call. Raises `SettingsError`."""
    return load()


def load(
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    user_folder: Path | None = None,
) -> Settings:
    """Read the settings anew.

    `folder` stands for the working folder, `environment` for the process's own, `user_folder` for
    the user's configuration folder. Raises `SettingsError` for an unknown key or a value that is
    not allowed, naming the file or variable, what is allowed and what was found.
    """
    folder = folder or Path.cwd()
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {"data_dir": user_data_folder()}
    origins = dict.fromkeys(_KEYS, "default")
    for file in ((user_folder or user_config_folder()) / FILE_NAME, folder / FILE_NAME):
        for key, value in _read(file).items():
            values[key] = _anchored(key, value, file.parent)
            origins[key] = str(file)
    for variable, key in VARIABLES.items():
        # An empty variable is how a shell or a container says "not set".
        if environment.get(variable):
            values[key] = _anchored(key, environment[variable], folder)
            origins[key] = variable
    try:
        return Settings.model_validate({**values, "origins": origins})
    except ValidationError as error:
        raise _refusal(error, origins) from error


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The `IMR_*` variables of `environment` that name no setting, sorted."""
    return tuple(sorted(n for n in environment if n.startswith("IMR_") and n not in VARIABLES))


def corpus_folder() -> Path:
    """The guidelines: `corpus_dir` where set, else those that came with the program.

    Raises `SettingsError` when the folder set is none.
    """
    chosen = settings().corpus_dir
    if chosen is None:
        return _shipped("guideline_corpus")
    if not chosen.is_dir():
        source = settings().origins["corpus_dir"]
        raise SettingsError(source, "corpus_dir", "a folder of guidelines", str(chosen))
    return chosen


def prompts_folder() -> Path:
    """The prompts that came with the program."""
    return _shipped("prompts")


def sample_folder() -> Path:
    """The sample case that came with the program."""
    return _shipped(_SAMPLE)


def user_data_folder() -> Path:
    """Where the platform keeps a program's data for this user."""
    return _user_folder("XDG_DATA_HOME", ".local/share", "user_data_path")


def user_config_folder() -> Path:
    """Where the platform keeps a program's settings for this user."""
    return _user_folder("XDG_CONFIG_HOME", ".config", "user_config_path")


def _user_folder(variable: str, default: str, function: str) -> Path:
    if sys.platform == "linux":
        # The rule of platformdirs for Linux; its import costs three times all else in this module.
        named = os.environ.get(variable, "").strip()
        return (Path(named) if named else _home() / default) / "imr"
    import platformdirs  # noqa: PLC0415 - costs more than the rest of start-up of a command

    found: Path = getattr(platformdirs, function)("imr", appauthor=False)
    return found


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        # An account without a home, as in some containers, can still check letters.
        return Path.cwd()


def _shipped(name: str) -> Path:
    """A data folder: inside the package when installed, at the top level in a checkout."""
    package = Path(__file__).parent
    installed = package / "_data" / name
    folder = installed if installed.is_dir() else package.parent / name
    if not folder.is_dir():
        raise CorpusError(str(folder), "folder", "the folder that comes with imr", "nothing")
    return folder


def _read(file: Path) -> dict[str, object]:
    try:
        text = file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), "file", "a readable UTF-8 file", str(error)) from error
    import tomllib  # noqa: PLC0415 - most users have no such file

    try:
        values: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(file), "file", "TOML", str(error)) from error
    for key in values:
        if key not in _KEYS:
            raise SettingsError(str(file), key, "one of " + ", ".join(sorted(_KEYS)), key)
    return values


def _anchored(key: str, value: object, folder: Path) -> object:
    if key in _PATHS and isinstance(value, str):
        return folder / Path(value).expanduser() if value else None
    if key == "oidc" and isinstance(value, dict) and value.get(_OF_CLIENT):
        return {**value, _OF_CLIENT: folder / Path(str(value[_OF_CLIENT])).expanduser()}
    return value


def _refusal(error: ValidationError, origins: dict[str, str]) -> SettingsError:
    first = error.errors()[0]
    key = str(first["loc"][0])
    allowed = Settings.model_fields[key].description or ""
    return SettingsError(origins[key], ".".join(map(str, first["loc"])), allowed, first["input"])
