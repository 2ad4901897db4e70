"""The lumbar case's reports: MRI, laboratory, electrodiagnostic study."""

from __future__ import annotations

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from .marks import Signature, rings
from .paper import HEIGHT, WIDTH, Stationery, document, gap
from .scan import Wear, as_pdf, fax, raster

BLUE = Color(0.05, 0.33, 0.55)
MAROON = Color(0.42, 0.07, 0.12)
GREY = Color(0.9, 0.9, 0.9)


def _imaging_house(canvas: Canvas, page: int, pages: int) -> None:
    rings(canvas, 54, HEIGHT - 70, BLUE)
    canvas.setFillColor(BLUE)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(94, HEIGHT - 52, "PRAIRIE SOUND IMAGING")
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(
        94,
        HEIGHT - 65,
        "MRI  ·  CT  ·  Ultrasound  ·  Radiography        77 Grain Exchange Road, Lowland, MN        "
        "507-555-0190",
    )
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(54, 34, "HALVORSEN, DENISE A    ACC PS25-081244    FINAL REPORT")
    canvas.drawRightString(WIDTH - 54, 34, f"Page {page} of {pages}")
    canvas.setLineWidth(0.4)
    canvas.line(54, 45, WIDTH - 54, 45)


IMAGING = Stationery("Helvetica", "Helvetica-Bold", 9.8, black, _imaging_house, top=84, leading=1.36)


def _mri() -> list[Flowable]:
    paper = IMAGING
    return [
        paper.grid(
            [
                ["Patient", "HALVORSEN, DENISE A", "Exam date", "08/12/2025 10:40"],
                ["DOB / Sex", "08/22/1971 / F", "Accession", "PS25-081244"],
                ["MRN", "PS-66023", "Ordering provider", "Anselm Ferreira, DO"],
                ["Exam", "MRI lumbar spine without contrast", "Status", "FINAL"],
            ],
            [64, 190, 96, 154],
            header=False,
            lines="all",
            bold_columns=(0, 2),
        ),
        gap(8),
        *paper.head("MRI lumbar spine without contrast"),
        *paper.section(
            "Indication",
            "Left leg pain to the lateral foot since 06/16/2025, reduced ankle reflex, new push-off "
            "weakness.",
        ),
        *paper.section(
            "Technique",
            "1.5 tesla. Sagittal T1, T2 and STIR; axial T1 and T2 from L1 to S1. No contrast. Image "
            "quality is good.",
        ),
        *paper.section("Comparison", "No earlier study."),
        *paper.section(
            "Findings",
            "Five lumbar-type vertebrae. Alignment is normal. Vertebral heights are kept. Marrow signal "
            "is normal apart from mild endplate edema at L5-S1. The conus ends at L1 and looks normal. "
            "No paraspinal mass.",
            "<b>T12-L1 to L2-L3:</b> Discs are well hydrated. Canal and foramina are open.",
            "<b>L3-L4:</b> Shallow disc bulge. No root contact.",
            "<b>L4-L5:</b> Mild loss of disc signal, shallow bulge, mild facet arthrosis on both sides. "
            "Canal and foramina are open.",
            "<b>L5-S1:</b> Loss of disc height and signal. Left paracentral disc extrusion, 9 mm front to "
            "back and 11 mm side to side, reaching 6 mm below the disc. It fills the left lateral recess "
            "and displaces and flattens the traversing left S1 nerve root. The right S1 root is free. "
            "Foramina are mildly narrowed on both sides without compression of the L5 roots. The thecal "
            "sac is indented, without central stenosis.",
            "Sacroiliac joints, as far as included, are normal. No incidental finding that needs follow-up.",
        ),
        *paper.head("Impression"),
        *paper.items(
            "L5-S1 left paracentral disc extrusion with compression of the traversing left S1 nerve root.",
            "Mild degenerative change at L3-L4 and L4-L5 without nerve compression.",
            sign="1",
        ),
        gap(12),
        *paper.text(
            "Interpreted by: <b>Yusuf Renner, MD</b>, board-certified diagnostic radiologist, Prairie "
            "Sound Imaging<br/>Electronically signed 08/12/2025 16:57 CDT"
        ),
        gap(6),
        *paper.text("cc: Anselm Ferreira, DO; Helen Tsosie-Marchetti, MD"),
    ]


def _laboratory_house(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFont("Courier-Bold", 15)
    canvas.drawString(48, HEIGHT - 50, "QUARRY STREET CLINICAL LABORATORY")
    canvas.setFont("Courier", 8)
    canvas.drawString(
        48, HEIGHT - 63, "9 QUARRY STREET, LOWLAND MN   TEL 507-555-0123   DIRECTOR: E. MWANGI-HOLT, MD"
    )
    canvas.setLineWidth(1.2)
    canvas.line(48, HEIGHT - 70, WIDTH - 48, HEIGHT - 70)
    canvas.setFont("Courier", 7.5)
    canvas.drawString(48, 34, "L = BELOW RANGE   H = ABOVE RANGE   RESULTS RELATE TO THE SAMPLE RECEIVED")
    canvas.drawRightString(WIDTH - 48, 34, f"PAGE {page} OF {pages}")


LABORATORY = Stationery(
    "Courier", "Courier-Bold", 8.8, black, _laboratory_house, top=80, side=48, leading=1.25
)


def _laboratory() -> list[Flowable]:
    paper = LABORATORY
    widths = [206, 70, 44, 96, 100]
    head = ["TEST", "RESULT", "FLAG", "UNITS", "REFERENCE"]
    return [
        paper.grid(
            [
                ["PATIENT", "HALVORSEN, DENISE A", "COLLECTED", "08/26/2025 07:55"],
                ["DOB/SEX", "08/22/1971 F", "RECEIVED", "08/26/2025 09:20"],
                ["ORDERED BY", "FERREIRA, ANSELM DO", "REPORTED", "08/26/2025 15:44"],
                ["SPECIMEN", "25-238-0417", "STATUS", "FINAL"],
            ],
            [76, 182, 82, 176],
            header=False,
            lines="none",
            bold_columns=(0, 2),
        ),
        *paper.head("Complete blood count"),
        paper.grid(
            [
                head,
                ["White cells", "6.4", "", "10*3/uL", "4.0 - 11.0"],
                ["Hemoglobin", "13.6", "", "g/dL", "12.0 - 15.5"],
                ["Hematocrit", "40.9", "", "%", "36.0 - 46.0"],
                ["Platelets", "241", "", "10*3/uL", "150 - 400"],
            ],
            widths,
            lines="rows",
        ),
        *paper.head("Coagulation"),
        paper.grid(
            [head, ["Prothrombin time", "11.4", "", "s", "9.8 - 12.8"], ["INR", "1.0", "", "", "0.9 - 1.1"]],
            widths,
            lines="rows",
        ),
        *paper.head("Chemistry"),
        paper.grid(
            [
                head,
                ["Sodium", "139", "", "mmol/L", "135 - 145"],
                ["Potassium", "4.2", "", "mmol/L", "3.5 - 5.1"],
                ["Urea nitrogen", "14", "", "mg/dL", "7 - 20"],
                ["Creatinine", "0.78", "", "mg/dL", "0.50 - 1.10"],
                ["eGFR", "90", "", "mL/min/1.73m2", "> 59"],
                ["Glucose, fasting", "102", "H", "mg/dL", "70 - 99"],
                ["Hemoglobin A1c", "5.6", "", "%", "4.0 - 5.6"],
                ["C-reactive protein", "2.1", "", "mg/L", "< 5.0"],
            ],
            widths,
            lines="rows",
        ),
        *paper.head("Urine"),
        paper.grid([head, ["Pregnancy test, urine", "negative", "", "", "negative"]], widths, lines="rows"),
        gap(10),
        *paper.text(
            "No result meets the laboratory's criteria for a telephone call.", "*** END OF REPORT ***"
        ),
    ]


def _nerve_house(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(MAROON)
    canvas.setFont("Times-Bold", 18)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 58, "Linden Neurodiagnostics")
    canvas.setFont("Times-Italic", 10)
    canvas.drawCentredString(
        WIDTH / 2, HEIGHT - 71, "Ingrid Palomares, MD  -  Neurology and Clinical Neurophysiology"
    )
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 83, "630 Linden Avenue, Lowland, MN     507-555-0184")
    canvas.setStrokeColor(MAROON)
    canvas.line(200, HEIGHT - 89, WIDTH - 200, HEIGHT - 89)
    canvas.setFillColor(black)
    canvas.setFont("Times-Roman", 8.5)
    canvas.drawCentredString(WIDTH / 2, 40, f"- {page} of {pages} -")


NERVE = Stationery("Times-Roman", "Times-Bold", 10.6, black, _nerve_house, top=100, side=60, leading=1.22)


def _nerve_study() -> list[Flowable]:
    paper = NERVE
    return [
        *paper.text(
            "<b>ELECTRODIAGNOSTIC REPORT</b>",
            "<b>Patient:</b> Denise A. Halvorsen     <b>DOB:</b> 08/22/1971     <b>Study date:</b> "
            "08/20/2025     <b>Chart:</b> LN-3389<br/><b>Referred by:</b> Anselm Ferreira, DO     "
            "<b>Question:</b> left leg pain, weak push-off; S1 root or peripheral nerve?",
        ),
        *paper.section(
            "Brief history and examination",
            "Left leg pain to the lateral foot for nine weeks. Left plantarflexion 4/5, left ankle reflex "
            "absent, sensation reduced at the lateral foot.",
        ),
        *paper.head("Nerve conduction"),
        paper.grid(
            [
                ["Nerve", "Site", "Latency (ms)", "Amplitude", "Velocity (m/s)"],
                ["L sural sensory", "calf", "3.6", "11 uV", "46"],
                ["R sural sensory", "calf", "3.5", "12 uV", "47"],
                ["L tibial motor (AH)", "ankle", "4.4", "9.1 mV", "45"],
                ["L fibular motor (EDB)", "ankle", "4.9", "4.6 mV", "44"],
                ["L H reflex", "soleus", "absent", "-", "-"],
                ["R H reflex", "soleus", "29.8", "3.2 mV", "-"],
            ],
            [130, 70, 92, 100, 100],
            shade=GREY,
        ),
        *paper.head("Needle examination, left"),
        paper.grid(
            [
                ["Muscle", "Root", "Fibrillations", "Positive waves", "Motor units"],
                ["Vastus medialis", "L2-L4", "0", "0", "normal"],
                ["Tibialis anterior", "L4-L5", "0", "0", "normal"],
                ["Gastrocnemius, medial", "S1-S2", "2+", "2+", "reduced recruitment"],
                ["Biceps femoris, short head", "L5-S1", "1+", "1+", "mildly reduced"],
                ["Gluteus maximus", "L5-S2", "1+", "1+", "mildly reduced"],
                ["Paraspinals, S1", "S1", "1+", "1+", "-"],
            ],
            [150, 64, 84, 94, 100],
            shade=GREY,
        ),
        *paper.section(
            "Conclusion",
            "Abnormal study. Active left S1 radiculopathy with denervation in the gastrocnemius and "
            "gluteus maximus. No sign of a tibial, fibular or sciatic neuropathy or of a polyneuropathy.",
        ),
        gap(10),
        Signature("Ingrid Palomares", "Ingrid Palomares, MD, Neurology", "Times-Roman", 9, "08/20/2025"),
    ]


def mri() -> bytes:
    return document(
        IMAGING,
        _mri,
        title="MRI lumbar spine without contrast",
        author="Prairie Sound Imaging",
        program="Radiology system",
    )


def laboratory() -> bytes:
    return document(
        LABORATORY,
        _laboratory,
        title="Laboratory report",
        author="Quarry Street Clinical Laboratory",
        program="Laboratory system",
    )


def nerve_study() -> bytes:
    """A clean, legible fax of the printed report."""
    drawn = document(
        NERVE, _nerve_study, title="Electrodiagnostic report", author="Linden Neurodiagnostics", program=""
    )
    wear = Wear(
        skew=0.5,
        grain=60,
        specks=90,
        header="AUG-22-2025  11:03    LINDEN NEURODIAGNOSTICS    507-555-0185              P.01/01",
    )
    return as_pdf([fax(page, wear, "lumbar/nerve") for page in raster(drawn)], "Electrodiagnostic report")
