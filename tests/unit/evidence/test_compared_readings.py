"""Two readings of one study: which differ, and in what. The expectations were written before the rules."""

from pathlib import Path

import pytest

from reviewer_app.domain.discrepancy import DifferenceKind
from reviewer_app.evidence.compared_readings import difference
from reviewer_app.evidence.observations import ObservationReader
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

RULES = load_evidence_rules(resources_folder(), Path("no user's rules")).readings
READER = ObservationReader(RULES)

PRESENCE, SIDE, LEVEL = DifferenceKind.PRESENCE, DifferenceKind.SIDE, DifferenceKind.LEVEL
SEVERITY, ACUITY, DIAGNOSIS = DifferenceKind.SEVERITY, DifferenceKind.ACUITY, DifferenceKind.DIAGNOSIS


def kinds(mine: str, *theirs: str) -> set[DifferenceKind]:
    others = [one for sentence in theirs for one in READER.observations(sentence)]
    found = (difference(one, others, RULES) for one in READER.observations(mine))
    return {one.kind for one in found if one is not None}


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [
        (
            "I see a bucket-handle tear of the medial meniscus.",
            ["Medial and lateral menisci: no tear."],
            PRESENCE,
        ),
        ("The ACL is torn on my review.", ["The anterior cruciate ligament is intact."], PRESENCE),
        (
            "There is a complete rupture of the supraspinatus.",
            ["Partial-thickness tear of the supraspinatus."],
            SEVERITY,
        ),
        (
            "Full-thickness supraspinatus tear.",
            ["Supraspinatus tendinosis without a full-thickness tear."],
            PRESENCE,
        ),
        ("Severe central stenosis at L4-L5.", ["L4-L5: mild central canal stenosis."], SEVERITY),
        (
            "Severe foraminal narrowing on the left at C5-C6.",
            ["C5-C6: Mild left foraminal narrowing."],
            SEVERITY,
        ),
        ("The herniation is at L5-S1.", ["L4-L5: disc protrusion.", "L5-S1: no protrusion."], LEVEL),
        ("There is a disc herniation at C6-C7.", ["C5-C6 disc protrusion contacts the cord."], LEVEL),
        ("Left-sided disc extrusion at L5-S1.", ["L5-S1: right paracentral disc extrusion."], SIDE),
        ("A nodule in the right lower lobe.", ["Solid nodule of the LLL."], SIDE),
        (
            "The rim of the socket has come off its bone.",
            ["The labrum is well seen and no tear is identified."],
            PRESENCE,
        ),
        ("To my eye it sits at C6-7, an extrusion.", ["EXTRUSION AT CS-C6.", "C6-C7: NO HERNIATION."], LEVEL),
        ("No joint space left in the hip, bone on bone, with cysts.", ["Mild osteoarthritis."], SEVERITY),
        ("That's a fresh break of L1.", ["OLD, HEALED WEDGE DEFORMITY OF Ll."], ACUITY),
        ("Little erosions of the RIGHT joint.", ["EROSIVE CHANGE OF THE LEFT SACROILIAC JOINT."], SIDE),
        ("EF 48 by my reading.", ["LVEF 60 percent."], SEVERITY),
        ("The stone is in the left kidney.", ["Right renal calculus, 6 mm."], SIDE),
        ("The fracture of L1 looks acute.", ["Chronic compression fracture of L1."], ACUITY),
        ("There is ischemia of the inferior wall.", ["Fixed inferior wall defect, no ischemia."], PRESENCE),
        ("70% stenosis of the mid LAD.", ["LAD: 30% stenosis."], SEVERITY),
        ("Ejection fraction is 35%.", ["LVEF 55 percent."], SEVERITY),
        ("The nodule has grown to 22 mm.", ["Nodule of 9 mm."], SEVERITY),
        ("To me this is recurrent disease in the liver.", ["Posttreatment change in the liver."], DIAGNOSIS),
        (
            "The component shows loosening of the tibial tray.",
            ["The femoral component is well fixed, no loosening."],
            PRESENCE,
        ),
        ("No tear of the labrum.", ["Tear of the superior labrum."], PRESENCE),
        ("The Achilles tendon is torn.", ["The Achilles tendon is intact with mild tendinosis."], PRESENCE),
        (
            "Bone-on-bone arthritis of the medial compartment.",
            ["Mild arthrosis of the medial compartment."],
            SEVERITY,
        ),
        ("There is nonunion.", ["Bridging callus; the fracture is healed."], DIAGNOSIS),
        ("Grade 3 spondylolisthesis of L5-S1.", ["Grade 1 anterolisthesis at L5-S1."], SEVERITY),
        ("A filling defect in the right femoral vein, a thrombus.", ["No thrombus."], PRESENCE),
        ("The spinal cord is compressed.", ["No cord compression."], PRESENCE),
    ],
)
def test_readings_that_differ(mine: str, theirs: list[str], kind: DifferenceKind) -> None:
    assert kind in kinds(mine, *theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (
            "Moderate right foraminal stenosis at L4-L5.",
            ["L4-L5: moderate right neural foraminal narrowing."],
        ),
        ("A disc bulge with a paracentral herniation.", ["L4-L5 right paracentral disc protrusion."]),
        (
            "Left paracentral extrusion at L5-S1 that presses on the S1 root.",
            [
                "L5-S1 left paracentral extrusion with compression of the traversing left S1 root.",
                "Foramina without compression of the L5 roots.",
            ],
        ),
        (
            "There is a partial tear of the supraspinatus.",
            ["Partial-thickness articular-sided tear.", "No full-thickness tear."],
        ),
        (
            "Supraspinatus tear.",
            ["Full-thickness tear of the supraspinatus.", "Infraspinatus and subscapularis are intact."],
        ),
        ("THE BREAK HAS KNIT AND THE PLATE IS WHERE I LEFT IT.", ["Right wrist: healed fracture."]),
        ("Nothing has backed out.", ["Fracture with intact hardware."]),
        ("No fracture is seen.", ["No acute fracture or dislocation."]),
        (
            "Tricompartmental osteoarthritis, severe medially.",
            ["Advanced medial compartment osteoarthritis."],
        ),
        (
            "The medial meniscus is torn.",
            ["Tear of the posterior horn of the medial meniscus.", "Lateral meniscus is intact."],
        ),
        ("L4-L5 stenosis is severe.", ["L4-L5: severe central stenosis.", "L3-L4: mild stenosis."]),
        ("EF 30-35%.", ["Ejection fraction 33 percent."]),
        ("90% LAD lesion.", ["LAD: 90% stenosis; RCA is patent."]),
        ("Moderate-to-severe stenosis at L4-L5.", ["L4-L5: severe stenosis."]),
        (
            "Inferior wall ischemia.",
            ["Reversible perfusion defect of the inferior wall.", "Anterior wall: no ischemia."],
        ),
        ("Right renal stone.", ["Obstructing stone of the right kidney.", "Left kidney: no stone."]),
        ("The nodule measures 1.4 cm.", ["Nodule of 14 mm in the right upper lobe."]),
        ("Cord compression without signal change.", ["The cord is compressed.", "No cord signal change."]),
        ("If there is a tear we will repair it.", ["No tear."]),
        ("Rule out fracture.", ["No fracture."]),
        ("Left L5-S1 extrusion.", ["L5/S1: left extrusion.", "L4-L5: no herniation on the right."]),
        ("Old compression fracture of T12.", ["Chronic T12 compression deformity."]),
        ("Metastases in the liver.", ["New hepatic metastases.", "Simple cysts of the kidneys."]),
        ("No aneurysm.", ["The aorta is not aneurysmal."]),
    ],
)
def test_readings_that_agree(mine: str, theirs: list[str]) -> None:
    assert kinds(mine, *theirs) == set()
