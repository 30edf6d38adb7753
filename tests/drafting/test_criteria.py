"""Criteria other than numbers: judged where the records document them, open where they do not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.drafting.test_every_service import DAYS, TITLES, drafted

MRI, ESI, EMG = TITLES["mri"], TITLES["esi"], TITLES["emg_ncs"]
OPIOID, NSAID, PPI = TITLES["opioid"], TITLES["nsaid"], TITLES["ppi"]
RELAXANT, XANAX, GABAPENTIN = (
    TITLES["muscle_relaxant"],
    TITLES["benzodiazepine"],
    TITLES["anticonvulsant"],
)
SIGNS = "Sensation is decreased in the left L5 dermatome. "
FAILED = "She completed 12 visits of physical therapy without lasting relief. "
FOUR_AS = (
    "With Norco pain is reduced from 8/10 to 4/10. With Norco she can walk 30 minutes. "
    "No side effects. The urine drug test was consistent. "
)


@pytest.mark.parametrize(
    ("title", "record", "outcome"),
    [
        (MRI, "", "upheld"),
        (MRI, SIGNS, "upheld"),
        (MRI, FAILED, "upheld"),
        (MRI, SIGNS + FAILED, "overturned"),
        (MRI, "There are signs of cauda equina syndrome.", "overturned"),
        (MRI, "No cauda equina syndrome. No red flags.", "upheld"),
        (ESI, SIGNS + FAILED, "upheld"),
        (ESI, SIGNS + FAILED + "MRI showed a disc herniation at L4-5.", "overturned"),
        (ESI, "Sensation is not decreased. " + FAILED, "upheld"),
        (EMG, "", "upheld"),
        (EMG, "She has numbness of the left leg.", "overturned"),
        (OPIOID, FOUR_AS, "overturned"),
        (OPIOID, FOUR_AS.replace("With Norco she can walk 30 minutes. ", ""), "upheld"),
        (OPIOID, "Physical therapy reduced her pain and she can walk.", "upheld"),
        (PPI, "", "upheld"),
        (PPI, "She has a history of peptic ulcer.", "overturned"),
        (PPI, "She takes naproxen 550 mg and has a history of peptic ulcer.", "overturned"),
        (PPI, "She takes naproxen 550 mg. She denies heartburn.", "upheld"),
        (NSAID, "With naproxen pain is reduced and she can work.", "overturned"),
        (RELAXANT, "There is muscle spasm.", "upheld"),
        (RELAXANT, "She has taken cyclobenzaprine for 6 months. There is spasm.", "upheld"),
        (RELAXANT + " twice daily", "There is muscle spasm.", "upheld"),
        (XANAX, "", "upheld"),
        (XANAX, "She takes Xanax since March 2012.", "upheld"),
        (XANAX, "She takes Xanax since July 2013.", "upheld"),
        (XANAX, "Xanax for at most 7 nights after the accident.", "overturned"),
        (
            GABAPENTIN,
            "She has neuropathic pain. Gabapentin reduces pain by half and improves sleep.",
            "overturned",
        ),
        ("Compound cream: cyclobenzaprine 10%, ketoprofen 10%", FAILED, "upheld"),
        ("Compounded topical cream", FAILED, "upheld"),
        ("Lumbar facet injection at L4-5", FAILED, "upheld"),
    ],
)
def test_what_the_records_document_decides(title: str, record: str, outcome: str | None) -> None:
    """What is documented decides; where something asked is missing, that is the reason."""
    assert drafted(title, DAYS[2], said=record).items[0].outcome == outcome


@pytest.mark.parametrize(("day", "outcome"), [(DAYS[0], "overturned"), (DAYS[2], "upheld")])
def test_a_flare_of_years_ago_is_no_flare(day: date, outcome: str) -> None:
    """What is asked for a flare needs one in the half year before the day that counts."""
    said = "She has taken cyclobenzaprine for 2 weeks. There is spasm."
    assert drafted(RELAXANT, day, said).items[0].outcome == outcome


def test_a_section_that_does_not_recommend_decides() -> None:
    """The table of the low back chapter does not recommend facet injections."""
    item = drafted("Lumbar facet injection at L4-5", DAYS[0], FAILED).items[0]
    assert item.outcome == "upheld"
    assert "does not recommend facet injections" in item.reason


def test_an_ingredient_that_is_not_recommended_is_named() -> None:
    """The rule on compounds names the ingredient that the whole product falls with."""
    draft = drafted("Compound cream: flurbiprofen 20%, baclofen 2%", DAYS[2], FAILED)
    rows = {row.name: row for row in draft.items[0].criteria}
    assert rows["ingredients"].verdict == "not met"
    assert "baclofen" in rows["ingredients"].finding
    assert "flurbiprofen" not in rows["ingredients"].finding


def test_a_record_is_quoted_by_its_sentence_and_no_name_with_it() -> None:
    """A sentence is quoted whole with kind and day of its record; one with a name is cut down."""
    said = drafted(MRI, DAYS[2], SIGNS).letter
    assert (
        'The progress report of 08-15-2013 records signs of nerve root compromise: "Sensation is '
        'decreased in the left L5 dermatome".'
    ) in " ".join(said.split())
    told = "Dr. Alvarez saw her. Alvarez notes that sensation is decreased at L5."
    named = drafted(MRI, DAYS[2], told).letter
    assert "Alvarez" not in named
    assert '"sensation is decreased"' in " ".join(named.split())


def test_what_is_missing_is_not_said_to_be_unmet() -> None:
    """A suggestion from silence says that nothing was found against the request."""
    letter = " ".join(drafted(ESI, DAYS[2]).letter.split())
    assert "missing documentation and not on a finding against the request" in letter
    assert "It would change first with " in letter


def test_what_is_the_same_for_several_items_is_said_whole_once() -> None:
    """Of two items that rest on silence the second says so in short, with what would change it."""
    draft = drafted(ESI, DAYS[2], more=(MRI,))
    first, second = (
        " ".join(one.text for one in draft.statements if one.issue == number) for number in (1, 2)
    )
    assert "as the records stand, its medical necessity is not shown" in first
    assert "as the records stand" not in second
    assert "issing documentation" in second or "Documentation is again what is missing" in second
    assert "would change first with" in second


def test_a_root_that_is_clear_needs_no_nerve_test() -> None:
    """Reflex, strength and sensation of one root beside its name: the section asks for doubt."""
    said = (
        "Diagnosis: L5 radiculopathy with numbness. Right ankle reflex absent. "
        "Right plantar flexion 4/5. Sensation is decreased over the S1 dermatome."
    )
    item = drafted(EMG, DAYS[2], said).items[0]
    assert item.outcome == "upheld"
    assert "name the root already" in item.reason


@pytest.mark.parametrize(("percent", "outcome"), [(30, "upheld"), (60, "overturned")])
def test_a_repeat_injection_is_measured_by_the_first(percent: int, outcome: str) -> None:
    """Less than half of the pain relieved is too little, and imaging is not asked for anew."""
    said = f"The epidural injection gave {percent} percent relief for seven weeks."
    title = "Repeat lumbar epidural steroid injection at L4-5"
    item = drafted(title, DAYS[0], said).items[0]
    assert item.outcome == outcome


def test_silence_is_told_as_silence() -> None:
    """What is asked and not said leads to a suggestion that says openly what it rests on."""
    gain = "Burning nerve pain. Gabapentin reduces pain from 8 to 4. With gabapentin he can walk."
    assert drafted(GABAPENTIN, DAYS[0], gain).items[0].outcome == "overturned"
    draft = drafted(GABAPENTIN, DAYS[0], "No change.")
    item = draft.items[0]
    assert item.outcome == "upheld"
    assert item.reason.startswith("rests on missing documentation: neuropathic pain")
    assert {row.verdict for row in item.criteria if row.name == "neuropathic pain"} == {
        "not documented"
    }
    assert item.would_change[0] == "a diagnosis of neuropathic pain with its findings"
    assert "not on a finding against the request" in " ".join(draft.letter.split())


def test_what_is_only_recalled_is_told_as_recalled() -> None:
    """A suggestion from criteria that were read nowhere says that its text has to be looked at."""
    letter = " ".join(drafted(TITLES["home_health"], DAYS[0]).letter.split())
    assert "are to be verified in the section itself" in letter


def test_a_heading_is_quoted_only_where_nothing_else_says_it() -> None:
    """Words below a heading are quoted before it; a heading alone is said to be one."""
    heading = "\nMULTIDISCIPLINARY EVALUATION OF THE WORKER\n"
    below = "Baseline testing: lifts 4 pounds to the shoulder."
    title = TITLES["functional_restoration"]
    both = " ".join(drafted(title, DAYS[0], heading + below).letter.split())
    assert f'"{below.rstrip(".")}"' in both
    assert heading.strip() not in both
    alone = " ".join(drafted(title, DAYS[0], heading).letter.split())
    assert 'by its heading: "MULTIDISCIPLINARY EVALUATION OF THE WORKER"' in alone


def test_an_unchanged_list_of_drugs_is_no_failed_care() -> None:
    """That a list of drugs is as at the visit before says nothing of what they did."""
    said = "\nMeds: naproxen 550 bid, tramadol ER 150 daily (unchanged from February visit).\n"
    letter = " ".join(drafted("Home H-Wave device purchase", DAYS[0], said).letter.split())
    assert "conservative care that has failed" not in letter


def test_a_combination_is_known_by_its_parts() -> None:
    """Hydrocodone in the record is the drug of a request for it with acetaminophen."""
    said = (
        "He takes hydrocodone. Pain without it 8/10, with it 4/10. With the medication he works. "
        "CURES report as expected."
    )
    item = drafted("Hydrocodone/APAP 10/325mg #60", DAYS[0], said).items[0]
    assert item.outcome == "overturned"


def test_what_speaks_against_a_drug_is_left_to_the_reviewer() -> None:
    """An anti-inflammatory that helps is not suggested where an ulcer is on record."""
    helped = "With naproxen pain is reduced and she can work. She reports pain rated 6/10. "
    assert drafted(NSAID, DAYS[2], helped).items[0].outcome == "overturned"
    item = drafted(NSAID, DAYS[2], helped + "She had a gastric ulcer in 1999.").items[0]
    assert item.outcome is None
    assert "gastric ulcer" in item.reason


@pytest.mark.parametrize(
    "against",
    [
        "The opioid dose equals 180 mg morphine a day.",
        "The drug test showed a drug that no one here prescribes.",
    ],
)
def test_an_opioid_beyond_its_dose_or_tests_is_not_suggested(against: str) -> None:
    """Relief and function do not carry a dose past the threshold or a test that does not fit."""
    item = drafted(OPIOID, DAYS[2], FOUR_AS + against).items[0]
    assert item.outcome is None
    assert against.rstrip(".") in item.reason
