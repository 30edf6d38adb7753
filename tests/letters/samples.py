"""Letters of each published layout, in our own words, for the tests of this room."""

from __future__ import annotations

from textwrap import dedent

HEADER = """\
Case Number:          CM15-0123456
Date Assigned:        06/30/2015                      Date of Injury:      03/04/2012
Decision Date:        07/28/2015                      UR Denial Date:      06/08/2015
Priority:             Standard                        Application          06/22/2015
                                                      Received:

                 HOW THE IMR FINAL DETERMINATION WAS MADE
The file went to a physician who has no tie to any party.

The Expert Reviewer has the following credentials:
State(s) of Licensure: California, Texas
Certification(s)/Specialty: Physical Medicine & Rehabilitation, Pain Management

                                CLINICAL CASE SUMMARY
The expert reviewer developed the following clinical case summary based on a review of the
case file, including all medical records:

A 44-year-old woman was hurt on 03-04-2012 when a crate fell. On 05-20-2015 she reported neck
pain. The utilization review of 06-08-2015 non-certified physical therapy 2x6 for the neck and
Norco 10/325 mg #90.

                      IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:
"""


def case_number_letter(items: str) -> str:
    """A letter of the case-number layout with `items` under its issues heading."""
    return HEADER + "\n" + dedent(items).lstrip("\n")


NOTICE = """\
MAXIMUS FEDERAL SERVICES, INC.
Independent Medical Review

Notice of Independent Medical Review Determination

Dated: 10/14/2013

Employee:
Claim Number:
Date of UR Decision:          7/15/2013
Date of Injury:               4/9/2009
IMR Application Received:     7/22/2013
MAXIMUS Case Number:          CM13-0002345

1) MAXIMUS Federal Services, Inc. has determined the request for acupuncture two
times a week for four weeks to the low back is notmedically necessary and
appropriate.

2) MAXIMUS Federal Services, Inc. has determined the request for one MRI of the
left knee is medically necessary and appropriate.

INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE

An application for Independent Medical Review was filed on 7/22/2013 disputing the
Utilization Review Denial dated 7/15/2013. A decision has been made for each:

1) MAXIMUS Federal Services, Inc. has determined the request for acupuncture two
times a week for four weeks to the low back is notmedically necessary and
appropriate.

2) MAXIMUS Federal Services, Inc. has determined the request for one MRI of the
left knee is medically necessary and appropriate.
\fFinal Letter of Determination      Form Effective 5.16.13                 Page 2 of 4

Medical Qualifications of the Expert Reviewer:
The physician reviewer is Board Certified in Physical Medicine and Rehabilitation, has a
subspecialty in Pain Medicine and is licensed to practice in California. He/she has long
practised.

Case Summary:
Disclaimer: The following case summary was taken directly from the utilization review
denial/modification dated July 15, 2013.

"The patient is a 51 year-old male with a date of injury of 4/9/2009. He asks for
acupuncture and an MRI."

Documents Reviewed for Determination:
The following were considered:
 - Application for Independent Medical Review
 - Medical Treatment Utilization Schedule (MTUS)

1) Regarding the request for acupuncture two times a week for four weeks to the low
back:

Medical Treatment Guideline(s) Relied Upon by the Expert Reviewer to Make His/Her
Decision:
The Claims Administrator based its decision on the Acupuncture Medical Treatment
Guidelines, which is part of the MTUS. The Expert Reviewer relied on the Chronic Pain
Medical Treatment Guidelines, page 13, which is part of the MTUS.

Rationale for the Decision:
A first course is shorter than what was asked. The request for acupuncture is not medically
necessary and appropriate.

2) Regarding the request for one MRI of the left knee:

Medical Treatment Guideline(s) Relied Upon by the Expert Reviewer to Make His/Her
Decision:
The Claims Administrator based its decision on the Official Disability Guidelines (ODG),
Knee Chapter, which is not part of the MTUS. The Expert Reviewer found the guidelines used by
the Claims Administrator relevant and appropriate.

Rationale for the Decision:
The knee locks and gives way. The request for one MRI of the left knee is medically necessary and
appropriate.

Effect of the Decision:
The determination is final and binding on all parties.
"""

FORM = """\
MAXIMUS FEDERAL SERVICES, INC.
Independent Medical Review

Case Number: CM13-0045678          Date Assigned: 12/18/2013
Date of Injury: 08/19/2010         Decision Date: 02/20/2014
UR Denial Date:  10/25/2013        Priority: Standard
Application Received: 11/04/2013

HOW THE IMR FINAL DETERMINATION WAS MADE
The physician reviewer is Board Certified in Family Medicine and is licensed to practice in
California and Nevada.

DOCUMENTS REVIEWED
The application, the denial and the treating records were reviewed.

CLINICAL CASE SUMMARY
The physician reviewer developed the following clinical case summary based on a review of the
case file, including all medical records:

The patient is a thirty-eight year old man whose back was injured on August 19, 2010.

IMR DECISION(S) AND RATIONALE(S)
The Final Determination was based on decisions for the disputed items/services set forth below:

1. Chiropractic care 3 times a week for 4 weeks to the lumbar spine is not medically necessary and
appropriate.

The Claims Administrator based its decision on the Chronic Pain Medical Treatment Guidelines.

The Physician Reviewer based his/her decision on the Chronic Pain Medical Treatment Guidelines
Manual therapy & manipulation, pages 58-60, which is part of the MTUS.

The Physician Reviewer's decision rationale:
Twelve visits are more than a trial. The request for chiropractic care is not medically necessary
and appropriate.

2. Norco 10/325mg #60 is medically necessary and appropriate.

The Claims Administrator did not cite any medical evidence for its decision.

The Physician Reviewer based his/her decision on the Chronic Pain Medical Treatment Guidelines,
Opioids, page 78, which is part of the MTUS.

The Physician Reviewer's decision rationale:
Relief and function are on record. The request for Norco is medically necessary and appropriate.
"""

PROFESSIONAL = """\
MEDICAL PROFESSIONAL REVIEW

Case Number: CM13-0007777
Date of Injury: 01/02/2011

ISSUE AT DISPUTE:
1. Aquatic therapy 2x4 for the right knee
2. A walker with wheels

CASE SUMMARY:
This is a 62 y/o female who fell on 01/02/2011 and injured her right knee.

DOCUMENTS REVIEWED FOR DETERMINATION:
Treating notes of 2012 and 2013.

MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:
MTUS Chronic Pain Medical Treatment Guidelines, Aquatic therapy, page 22.

RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY
NECESSARY:
1. Land exercise was not tried. Aquatic therapy is not medically necessary.
2. She cannot walk safely without support, so the walker is medically necessary.

MEDICAL REVIEWER QUALIFICATIONS:
Board certified in Orthopedic Surgery and licensed to practice in Arizona.
"""
