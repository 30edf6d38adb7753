from __future__ import annotations

from datetime import date

import pytest

from assistant import guidelines
from assistant.errors import InvalidField


@pytest.mark.parametrize(
    ("printed", "year", "key"),
    [
        ("Chronic Pain Medical Treatment", 2016, "chronic-pain/2016"),
        ("MTUS Chronic Pain Medical Treatment", 2009, "chronic-pain/2009"),
        ("chronic pain medical treatment guidelines", 2009, "chronic-pain/2009"),
        ("Neck & Upper Back Complaints", 2004, "neck-upper-back/2004"),
        ("Forearm, Wrist,\nand Hand Complaints", 2004, "forearm-wrist-hand/2004"),
        ("Forewarm, Wrist, and Hand Complaints", 2004, "forearm-wrist-hand/2004"),
        ("Post-\nsurgical Treatment", 2009, "postsurgical/2009"),
        ("ACOEM Chapter 12 Low Back Complaints", 2004, "low-back/2004"),
        ("Hand, Wrist, and Forearm Disorders", 2019, "forearm-wrist-hand/2019"),
    ],
)
def test_finds_an_edition_by_its_printed_title(printed: str, year: int, key: str) -> None:
    """Case, punctuation, "&" for "and" and line-end hyphens do not hide an edition."""
    found = guidelines.find_edition(printed, year)
    assert found is not None
    assert found.key == key


def test_does_not_find_an_edition_that_never_was() -> None:
    """A year without edition, or a chapter without catalog entry, is None."""
    assert guidelines.find_edition("Chronic Pain Medical Treatment", 2014) is None
    assert guidelines.find_edition("Wellness Complaints", 2004) is None


def test_undated_title_means_the_edition_in_force() -> None:
    """Letters before 2015 print no year: the day decides which edition they mean."""
    title = "Chronic Pain Treatment Guidelines"
    in_2014 = guidelines.find_edition(title, None, as_of=date(2014, 2, 1))
    in_2016 = guidelines.find_edition(title, None, as_of=date(2016, 7, 28))
    assert in_2014 is not None
    assert in_2016 is not None
    assert (in_2014.key, in_2016.key) == ("chronic-pain/2009", "chronic-pain/2016")
    undated = guidelines.find_edition(title, None)
    assert undated is not None
    assert undated.year is None


def test_editions_named_lists_every_year_of_a_chapter() -> None:
    """One title stands for all its editions, oldest first."""
    years = [found.year for found in guidelines.editions_named("Chronic Pain Medical Treatment")]
    assert years[-2:] == [2009, 2016]


def test_splits_a_printed_list_of_sections() -> None:
    """Known titles come back as the catalog writes them, the rest as printed."""
    neck = guidelines.edition("neck-upper-back/2004")
    found = guidelines.split_sections(
        neck, "Special Studies, Initial care and Foot Massage, Summary."
    )
    assert found.known == ("Special Studies", "Initial Care", "Summary")
    assert found.unknown == ("Foot Massage",)


def test_a_limit_is_found_by_service_region_and_day() -> None:
    """Chiropractic care of the low back in February 2014 opens with 6 visits over 2 weeks."""
    found = guidelines.limits("chiropractic", date(2014, 2, 1), "low back")
    trial = [limit for limit in found if limit.phase == "trial" and limit.metric == "visits"]
    mtus = [limit for limit in trial if limit.system == "MTUS"]
    assert [(limit.value, limit.over, limit.year) for limit in mtus] == [((6, 6), "2 weeks", 2009)]


def test_the_edition_changes_on_its_day() -> None:
    """The chronic pain chapter of 2009 ends on 27 July 2016, that of 2016 starts the day after."""
    before = guidelines.limits("physical_therapy", date(2016, 7, 27), condition="CRPS")
    after = guidelines.limits("physical_therapy", date(2016, 7, 28), condition="CRPS")
    crps_before = {x.value for x in before if x.metric == "visits" and x.id.endswith("crps-visits")}
    crps_after = {x.value for x in after if x.metric == "visits" and x.id.endswith("crps-visits")}
    assert crps_before == {(24, 24)}
    assert crps_after == {(26, 26)}


def test_refuses_a_service_outside_the_interface() -> None:
    """A service that nobody defined is an error, not an empty answer."""
    with pytest.raises(InvalidField, match="service"):
        guidelines.limits("leeches")


def test_limits_and_passages_are_found_by_id() -> None:
    """What the commands print can be looked up again; what they never print is refused."""
    limit = guidelines.limits("acupuncture")[0]
    assert guidelines.limit(limit.id) == limit
    assert limit.id in guidelines.passage(limit.passage).limit_ids
    with pytest.raises(InvalidField, match="limit"):
        guidelines.limit("acupuncture/2007/acupuncture:none")
    with pytest.raises(InvalidField, match="passage"):
        guidelines.passage("nowhere/2007/none")
    with pytest.raises(InvalidField, match="edition"):
        guidelines.edition("nowhere/2007")


def test_limits_of_a_section() -> None:
    """A checker gets the limits of the cited section only."""
    limits = guidelines.limits_of("chronic-pain/2009", "Physical Medicine")
    assert limits
    assert {limit.section for limit in limits} == {"Physical Medicine"}
    assert len(guidelines.limits_of("chronic-pain/2009")) > len(limits)
