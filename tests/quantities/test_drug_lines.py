"""Drug lines: name, strength, count, refills, dosing."""

from __future__ import annotations

import pytest

from assistant.quantities import find_amounts, read_request
from assistant.terms import Service


@pytest.mark.parametrize(
    ("title", "drug", "strength", "quantity"),
    [
        ("Norco 5/325 mg #60, 1-2 tabs every 4-6 hours", "Norco", "5/325 mg", "#60"),
        ("Norco 10/325mg #60", "Norco", "10/325mg", "#60"),
        ("Norco 10/325 #60", "Norco", "10/325", "#60"),
        ("Norco 10-325 mg #120", "Norco", "10-325 mg", "#120"),
        ("Flexeril 10mg #60", "Flexeril", "10mg", "#60"),
        ("Ultram 50mg #30", "Ultram", "50mg", "#30"),
        ("Tramadol ER 150mg qty: 30", "Tramadol ER", "150mg", "qty: 30"),
        ("Tramadol 50 mg, QTY 90", "Tramadol", "50 mg", "QTY 90"),
        ("Omeprazole DR 20 mg one by mouth twice a day #60", "Omeprazole DR", "20 mg", "#60"),
        (
            "Diclofenac/misoprostol 75-0.2mg #60 with 2 refills",
            "Diclofenac/misoprostol",
            "75-0.2mg",
            "#60 with 2 refills",
        ),
        ("Voltaren 75mg #60 with 3 refills", "Voltaren", "75mg", "#60 with 3 refills"),
        ("Naproxen 550mg #60, 2 refills", "Naproxen", "550mg", "#60, 2 refills"),
        ("Naproxen 550mg (#60)", "Naproxen", "550mg", "#60"),
        (
            "One month supply of Trezix capsule 320.5/30/16mg",
            "Trezix capsule",
            "320.5/30/16mg",
            "One month supply",
        ),
        ("30 day supply of Celebrex 200mg", "Celebrex", "200mg", "30 day supply"),
        ("Gabapentin 300 mg, 90 tablets", "Gabapentin", "300 mg", "90 tablets"),
        (
            "Gabapentin 300mg, 90 capsules with 1 refill",
            "Gabapentin",
            "300mg",
            "90 capsules with 1 refill",
        ),
        ("Post-op Percocet 5/325mg", "Percocet", "5/325mg", None),
        ("Retro: Ketorolac 60mg DOS 11/11/2016", "Ketorolac", "60mg", None),
        ("Retrospective Toradol 30 mg/ml", "Toradol", "30 mg/ml", None),
        ("Butrans 10 mcg/hr #4", "Butrans", "10 mcg/hr", "#4"),
        ("Duragesic 25mcg #10", "Duragesic", "25mcg", "#10"),
        ("Zyxtramol XR 12.5 mg #30", "Zyxtramol XR", "12.5 mg", "#30"),
        ("Hydrocodone/APAP 10/325mg #90", "Hydrocodone/APAP", "10/325mg", "#90"),
        ("Norco (hydrocodone/APAP) 10/325mg #90", "Norco", "10/325mg", "#90"),
        ("Pennsaid 1.5% 150 ml", "Pennsaid", "1.5%", "150 ml"),
        ("Lidocaine 5% patch #30", "Lidocaine", "5%", "#30"),
        ("Prescription of Soma 350mg #60", "Soma", "350mg", "#60"),
        ("Norco 10/325mg x 60", "Norco", "10/325mg", "x 60"),
        ("Metformin 1000 mg #60", "Metformin", "1000 mg", "#60"),
        ("Metformin 2000 mg #60", "Metformin", "2000 mg", "#60"),
        ("Associated surgical service: Keflex 500mg #28", "Keflex", "500mg", "#28"),
        ("Terocin 120ml", "Terocin", None, "120ml"),
        ("Tylenol #3 #60", "Tylenol", None, "#60"),
        ("Butrans patch 10mcg/hr, 1 patch every week, #4", "Butrans patch", "10mcg/hr", "#4"),
        ("Oxycodone 5 mg/325 mg #60", "Oxycodone", "5 mg/325 mg", "#60"),
        ("Promethazine 6.25 mg/5 ml", "Promethazine", "6.25 mg/5 ml", None),
    ],
)
def test_name_strength_and_count(
    title: str, drug: str, strength: str | None, quantity: str | None
) -> None:
    """Name, strength and count are read as written, known drug or not; none is taken for visits."""
    request = read_request(title).request
    assert (request.drug, request.strength, request.quantity) == (drug, strength, quantity)
    assert (request.per_week, request.weeks, request.visits) == (None, None, None)


@pytest.mark.parametrize(
    ("title", "service", "drug", "quantity"),
    [
        (
            "Voltaren gel apply to affected area 4 times a day, #60 grams with 1 refill",
            "topical",
            "Voltaren gel",
            "#60 grams with 1 refill",
        ),
        (
            "Lidoderm patch, 12 hours on 12 hours off to affected area, #1 box with 1 refill",
            "topical",
            "Lidoderm patch",
            "#1 box with 1 refill",
        ),
        ("Post-op Zofran", "other_drug", "Zofran", None),
        ("Terocin patches #30", "topical", "Terocin patches", "#30"),
        ("Norco #90", "opioid", "Norco", "#90"),
        ("One tube of Bengay", "topical", "Bengay", "One tube"),
    ],
)
def test_a_drug_without_strength(
    title: str, service: Service, drug: str, quantity: str | None
) -> None:
    """Where no strength is given, the service tells that the words are a drug."""
    request = read_request(title, service).request
    assert (request.drug, request.quantity) == (drug, quantity)
    assert (request.per_week, request.visits) == (None, None)


def test_a_compound_keeps_its_ingredients_together() -> None:
    """Several shares in percent are one compounded drug, without a strength of its own."""
    title = "One container of Flurbiprofen 10%, Cyclobenzaprine 3%, Lidocaine 5%/Dextromethorphan"
    request = read_request(title, "compound").request
    assert request.drug == title.removeprefix("One container of ")
    assert (request.strength, request.quantity, request.count) == (None, "One container", 1)


@pytest.mark.parametrize(
    ("title", "dosing"),
    [
        ("Norco 5/325 mg #60, 1-2 tabs every 4-6 hours", "1-2 tabs every 4-6 hours"),
        ("Omeprazole 20 mg one by mouth twice a day #60", "one by mouth twice a day"),
        ("Naproxen 550 mg twice a day #60", "twice a day"),
        ("Naproxen 550 mg BID #60", "BID"),
        ("Norco 10/325mg q6h prn #90", "q6h prn"),
        ("Flexeril 10 mg 1 tab po tid #90", "1 tab po tid"),
        ("Neurontin 300mg 3 times a day, #90", "3 times a day"),
        ("Ambien 10mg nightly #30", "nightly"),
        ("Voltaren 1% apply to the knee 4 times a day", "apply to the knee 4 times a day"),
        ("Lidoderm 5% patch, 12 hours on 12 hours off, #30", "12 hours on 12 hours off"),
        ("Humira 40 mg every other week #2", "every other week"),
        ("Percocet 10/325 mg #90 (1 every 8 hours)", "1 every 8 hours"),
    ],
)
def test_dosing_is_kept_as_written(title: str, dosing: str) -> None:
    """How a drug is taken is dosing, never a frequency of visits."""
    request = read_request(title).request
    assert request.dosing == dosing
    assert request.per_week is None


@pytest.mark.parametrize(
    ("title", "refills"),
    [
        ("Voltaren 75mg #60 with 3 refills", 3),
        ("Voltaren 75mg #60 with three (3) refills", 3),
        ("Voltaren 75mg #60 x 2 refills", 2),
        ("Voltaren 75mg #60 + 1 refill", 1),
        ("Voltaren 75mg #60 3 refills", 3),
        ("Three refills of Voltaren 75mg #60", 3),
        ("Voltaren 75mg #60, refills: 2", 2),
        ("Voltaren 75mg #60, refills x 2", 2),
        ("Voltaren 75mg #60 no refills", 0),
        ("Voltaren 75mg #60", None),
    ],
)
def test_refills(title: str, refills: int | None) -> None:
    """Refills are counted wherever they stand, and the count stays the count."""
    request = read_request(title).request
    assert (request.refills, request.count) == (refills, 60)


@pytest.mark.parametrize("words", ["30 count", "thirty count", "thirty (30) count"])
def test_a_count_is_named_so(words: str) -> None:
    """A number before the word "count" is what is dispensed."""
    request = read_request(f"Ambien 10 mg, {words} with one refill").request
    assert (request.count, request.refills) == (30, 1)


def test_a_drug_for_a_week_has_its_length() -> None:
    """A course of a drug in weeks is a length without visits."""
    request = read_request("Keflex 500 mg #28 x 1 week").request
    assert (request.weeks, request.visits) == ((1, 1), None)


def test_strength_is_an_amount_of_prose() -> None:
    """Milligrams in running text are amounts, with their day as a recurring period."""
    (amount,) = find_amounts("Doses should stay below 80 mg/day for most patients.")
    assert (amount.value, amount.unit, amount.every) == ((80, 80), "mg", True)
