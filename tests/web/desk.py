"""The sample case over the interface: its files as a browser sends them, and its first draft."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.web.conftest import SAMPLE

KEY = "CM14-0000001"

File = tuple[str, tuple[str, bytes]]


def sample_files() -> list[File]:
    """The sample case as a browser sends a dropped folder."""
    files = [SAMPLE / "case.json", *sorted((SAMPLE / "records").iterdir())]
    return [("files", (f"folder/{file.name}", file.read_bytes())) for file in files]


def drafted(client: TestClient) -> dict[str, Any]:
    """The sample case, taken up and drafted."""
    assert client.post("/api/cases", files=sample_files()).status_code == 201
    answer = client.post(f"/api/cases/{KEY}/draft", json={"after": 1})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told
