"""A case folder is read whole, or refused with the place of the flaw."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.errors import InvalidField, UnreadableFile

ITEM = {"title": "Acupuncture 2 times a week for 3 weeks, low back"}


def make_case(folder: Path, fields: object, records: dict[str, str] | None = None) -> Path:
    """A case folder with `fields` as `case.json` and `records` as text files."""
    (folder / "records").mkdir(parents=True)
    text = fields if isinstance(fields, str) else json.dumps(fields)
    (folder / "case.json").write_text(text, encoding="utf-8")
    for name, content in (records or {}).items():
        path = folder / "records" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_all_fields_of_the_contract_are_read(tmp_path: Path) -> None:
    """Number, dates, priority, reviewer and items come out typed."""
    case = read_case(
        make_case(
            tmp_path / "case",
            {
                "case_number": "CM14-0000001",
                "dates": {"injury": "2009-12-22", "decision": "2014-03-01"},
                "priority": "Standard",
                "reviewer": {"licensed_in": ["California"], "specialties": ["Neurology"]},
                "disputed_items": [{**ITEM, "claims_administrator_guideline": "MTUS X 2009"}],
            },
        )
    )
    assert case.case_number == "CM14-0000001"
    assert case.dates.injury == date(2009, 12, 22)
    assert case.dates.assigned is None
    assert case.reviewer.specialties == ("Neurology",)
    assert case.disputed_items[0].claims_administrator_guideline == "MTUS X 2009"


def test_only_the_items_are_required(tmp_path: Path) -> None:
    """A case with nothing but disputed items is read; what is absent stays None."""
    case = read_case(make_case(tmp_path / "case", {"disputed_items": [ITEM]}))
    assert case.case_number is None
    assert case.dates.injury is None
    assert case.records == ()


@pytest.mark.parametrize(
    ("fields", "field", "allowed", "found"),
    [
        ({"disputed_items": [ITEM], "dates": {"injry": "2009-12-22"}}, "dates.injry", "injury", ""),
        ({"disputed_items": [ITEM], "claimant": "X"}, "claimant", "disputed_items", "claimant"),
        ({"disputed_items": [{**ITEM, "cost": 3}]}, "disputed_items[0].cost", "title", "cost"),
        ({"disputed_items": [ITEM], "dates": {"injury": "12/22/2009"}}, "dates.injury", "date", ""),
        ({"disputed_items": [ITEM], "dates": {"injury": "1393632000"}}, "dates.injury", "date", ""),
        ({"disputed_items": [ITEM], "dates": {"injury": "2010-02-30"}}, "dates.injury", "date", ""),
        ({"disputed_items": [ITEM], "dates": {"injury": 20091222}}, "dates.injury", "date", "2009"),
        ({"disputed_items": [ITEM], "dates": []}, "dates", "an object", "[]"),
        ({"disputed_items": [ITEM], "case_number": 14}, "case_number", "text", "14"),
        ({"disputed_items": [{"title": "  "}]}, "disputed_items[0].title", "not blank", "  "),
        ({"disputed_items": []}, "disputed_items", "at least one item", "[]"),
        ({"disputed_items": "MRI"}, "disputed_items", "a list", "MRI"),
        ({}, "disputed_items", "this field", "nothing"),
        ([], "the whole file", "an object", "[]"),
        (
            {"disputed_items": [ITEM], "reviewer": {"licensed_in": ["California", 7]}},
            "reviewer.licensed_in[1]",
            "text",
            "7",
        ),
    ],
)
def test_a_wrong_field_is_named(
    tmp_path: Path, fields: object, field: str, allowed: str, found: str
) -> None:
    """The error names the file, the field, what is allowed and what was found."""
    with pytest.raises(InvalidField) as caught:
        read_case(make_case(tmp_path / "case", fields))
    assert caught.value.field == field
    assert allowed in caught.value.allowed
    assert found in str(caught.value.found)
    assert caught.value.source.endswith("case.json")


def test_broken_json_says_where(tmp_path: Path) -> None:
    """A file that is not JSON is refused with line and column."""
    with pytest.raises(UnreadableFile, match=r"case\.json: not JSON: .*line 1"):
        read_case(make_case(tmp_path / "case", '{"disputed_items": ['))


def test_a_missing_folder_file_or_records_folder_is_refused(tmp_path: Path) -> None:
    """Each of the three missing parts is named."""
    with pytest.raises(UnreadableFile, match="no such case folder"):
        read_case(tmp_path / "none")
    (tmp_path / "case").mkdir()
    with pytest.raises(UnreadableFile, match=r"case\.json: no such file"):
        read_case(tmp_path / "case")
    (tmp_path / "case" / "case.json").write_text(json.dumps({"disputed_items": [ITEM]}))
    with pytest.raises(UnreadableFile, match="records: no such folder"):
        read_case(tmp_path / "case")


def test_records_are_read_in_order_with_kind_and_date(tmp_path: Path) -> None:
    """Records come by name, sub-folders included, with their kind, date and pages."""
    case = read_case(
        make_case(
            tmp_path / "case",
            {"disputed_items": [ITEM]},
            {
                "b/ur.txt": "Utilization Review Determination\nDate of decision: 01/10/2014\n",
                "a.txt": "Primary treating physician's progress report (PR-2)\n"
                "Date of exam: November 5, 2013\fPage two",
                ".hidden.txt": "not a record",
            },
        )
    )
    assert [record.name for record in case.records] == ["a.txt", "b/ur.txt"]
    assert [record.kind for record in case.records] == ["progress_report", "ur_decision"]
    assert [record.written for record in case.records] == [date(2013, 11, 5), date(2014, 1, 10)]
    assert case.records[0].document.page_starts[1] > 0


def test_unreadable_records_are_listed(tmp_path: Path) -> None:
    """A binary, an empty and an unknown file are listed with the reason; the others are read."""
    folder = make_case(
        tmp_path / "case", {"disputed_items": [ITEM]}, {"good.txt": "A note.", "empty.txt": ""}
    )
    (folder / "records" / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (folder / "records" / "scan.tiff").write_bytes(b"II*\x00")
    case = read_case(folder)
    assert [record.name for record in case.records] == ["good.txt"]
    assert [unread.name for unread in case.unread] == ["bad.txt", "empty.txt", "scan.tiff"]
    assert all(unread.reason for unread in case.unread)


def test_the_hash_changes_with_a_record(tmp_path: Path) -> None:
    """The same case hashes the same; one changed character changes it."""
    fields = {"disputed_items": [ITEM]}
    one = read_case(make_case(tmp_path / "one", fields, {"a.txt": "12 visits"}))
    same = read_case(make_case(tmp_path / "same", fields, {"a.txt": "12 visits"}))
    other = read_case(make_case(tmp_path / "other", fields, {"a.txt": "13 visits"}))
    assert one.sha256 == same.sha256
    assert one.sha256 != other.sha256


def test_a_link_that_leads_out_of_the_records_is_not_followed(tmp_path: Path) -> None:
    """A case that came from elsewhere brings no file of this machine into a letter or a prompt."""
    (tmp_path / "private.txt").write_text("A key of mine.\n", "utf-8")
    folder = make_case(tmp_path / "case", {"disputed_items": [ITEM]}, {"a.txt": "PROGRESS REPORT"})
    (folder / "records" / "b.txt").symlink_to(tmp_path / "private.txt")
    (folder / "records" / "c.txt").symlink_to(folder / "records" / "a.txt")
    case = read_case(folder)
    assert [record.name for record in case.records] == ["a.txt", "c.txt"]
    assert [(one.name, one.reason) for one in case.unread] == [
        ("b.txt", "a link that leads out of the records")
    ]
