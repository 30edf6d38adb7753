"""The rooms stand in one order, and each library has its room; the sources are read to prove it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
from assistant.checks.sources import ROOMS

PACKAGE = Path(assistant.__file__).parent

ORDER = (
    "text",
    "terms",
    "quantities",
    "guidelines",
    "letters",
    "case_file",
    "facts",
    "claims",
    "checks",
    "retrieval",
    "drafting",
    "review",
    "web",
    "evaluation",
    "doctor",
    "terminal",
    "commands",
    "cli",
)
"""A room imports only from rooms to its left."""

EVERYWHERE = ("errors", "settings")

COMMAND_LINE = frozenset({"cli", "commands", "terminal"})
MODELS = frozenset({"drafting"})
VECTORS = frozenset({"retrieval"})
WEB = frozenset({"web"})

LIBRARIES = {
    "pydantic": frozenset(ORDER + EVERYWHERE),
    "pydantic_core": frozenset(ORDER),
    "platformdirs": frozenset({"settings"}),
    "pypdfium2": frozenset({"text"}),
    "pytesseract": frozenset({"text"}),
    "docx": frozenset({"text", "review"}),
    "lxml": frozenset({"text"}),
    "chromadb": VECTORS,
    "numpy": VECTORS,
    "openai": MODELS,
    "httpx": MODELS | WEB,
    "jwt": WEB,
    "langgraph": MODELS,
    "mcp": COMMAND_LINE,
    "inspect_ai": frozenset({"evaluation"}),
    "langchain": MODELS,
    "langchain_core": MODELS,
    "langchain_openai": MODELS,
    "langchain_chroma": MODELS,
    "sqlalchemy": frozenset({"review"}),
    "alembic": frozenset({"review"}),
    "argon2": frozenset({"review"}),
    "cryptography": frozenset({"review"}),
    "typst": frozenset({"review"}),
    "fastapi": WEB,
    "starlette": WEB,
    "uvicorn": WEB,
    "jinja2": WEB,
    "typer": COMMAND_LINE,
    "rich": COMMAND_LINE,
}
"""The rooms that may import each library; a library that is not here belongs to none yet."""

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    """The room of a module, or its own name at the top level."""
    return module.parts[0].removesuffix(".py")


def imported(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """The dotted names that a module imports, inside functions too.

    `package` is where the module stands, for relative imports.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *((node.module,) if node.module else ())))
            if base == "assistant":
                yield from (f"assistant.{alias.name}" for alias in node.names)
            else:
                yield base
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (
                argument.value
                for argument in node.args[:1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def imports_of(module: Path) -> set[str]:
    """What the module at `module`, relative to the package, imports."""
    package = ("assistant", *module.parent.parts)
    return set(imported((PACKAGE / module).read_text("utf-8"), package))


def test_the_reader_of_imports_sees_every_form() -> None:
    """Plain, from, relative, nested and computed imports of a constant name are all seen."""
    source = (
        "import a.b\nfrom c import d\nfrom . import e\nfrom ..letters import f\n"
        "from assistant import checks\n"
        "def g():\n    import h\n    importlib.import_module('i.j')\n"
    )
    assert set(imported(source, ("assistant", "text"))) == {
        "a.b",
        "c",
        "assistant.text",
        "assistant.letters",
        "assistant.checks",
        "h",
        "i.j",
    }


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_room_imports_only_from_rooms_to_its_left(module: Path) -> None:
    """Text never knows of letters, letters never of checks, and none of the command line."""
    room = room_of(module)
    if room == "__init__":
        pytest.skip("the front of the package offers every room, each when first used")
    assert room in ORDER or room in EVERYWHERE, f"{room} has no place in the order of rooms"
    own = ORDER.index(room) if room in ORDER else -1
    wrong = set()
    for name in imports_of(module):
        parts = name.split(".")
        if parts[0] != "assistant" or len(parts) == 1 or parts[1] in {*EVERYWHERE, "__version__"}:
            continue
        if ORDER.index(parts[1]) > own:
            wrong.add(name)
    assert not wrong


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_library_is_imported_only_in_its_rooms(module: Path) -> None:
    """Chroma in one room, the models in one, the web framework in one."""
    room = room_of(module)
    wrong = {
        name
        for name in imports_of(module)
        if (top := name.split(".")[0]) != "assistant"
        and top not in sys.stdlib_module_names
        and room not in LIBRARIES.get(top, ())
    }
    assert not wrong


def test_an_approval_hashes_every_room_that_a_check_may_read() -> None:
    """A room to the left of the checks can change a verdict, so it belongs to the rules."""
    assert (*ORDER[: ORDER.index("checks")], "checks") == ROOMS
