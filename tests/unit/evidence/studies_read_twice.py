"""Reports of imaging and notes of those who ordered it, as they are written in several fields of medicine."""

AGREEING = (
    (
        """TRANSTHORACIC ECHOCARDIOGRAM
Indication: dyspnea, rule out heart failure.
Left ventricle: Mildly dilated. Global hypokinesis. LVEF 35 to 40 percent by biplane.
Right ventricle: Normal size and function.
Mitral valve: Moderate regurgitation. No stenosis.
Aortic valve: Trileaflet, no stenosis, no regurgitation.
Pericardium: No effusion.
CONCLUSION: Cardiomyopathy with moderately reduced systolic function.""",
        """CARDIOLOGY FOLLOW UP
HPI: 66M with NYHA II dyspnea. No chest pain. Denies syncope. No prior infarction.
DATA: TTE 5/2/25: EF 38%, moderate MR, LV dilated, no pericardial effusion.
A/P: Nonischemic cardiomyopathy, EF below 40. ICD is not indicated yet.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
CLINICAL HISTORY: Optic neuritis. Demyelination?
FINDINGS: Multiple ovoid periventricular and juxtacortical T2 hyperintense lesions, three of them
with enhancement. No mass effect, hemorrhage or infarct. Ventricles are normal.
IMPRESSION: 1. Lesions typical of demyelination, some of them active. 2. No mass.""",
        """NEUROLOGY CLINIC
S: Vision better. No new weakness, no seizures.
MRI: plaques around the ventricles, several enhance, which fits multiple sclerosis. No stroke.
A: Relapsing MS.
P: start infusion therapy""",
    ),
    (
        """PET/CT SKULL BASE TO THIGH
COMPARISON: 01/2025
FINDINGS: Hypermetabolic left hilar node, SUV 9. New avid focus in the liver, segment 6. No osseous
metastasis. Adrenals are normal.
IMPRESSION: Progression with a new hepatic metastasis.""",
        """ONCOLOGY VISIT
IMAGING: PET of 5/2 shows the hilar node again and a new liver metastasis, so she progressed. Bones
are clear.
PLAN: switch therapy.""",
    ),
    (
        """CT ABDOMEN AND PELVIS WITHOUT CONTRAST
FINDINGS: Obstructing 7 mm stone in the left proximal ureter with moderate hydronephrosis. Right
kidney: no stone, no hydronephrosis. Appendix is normal. No free air. Lung bases clear. Degenerative
changes of the lumbar spine without fracture.
IMPRESSION: Left ureteral stone with moderate obstruction.""",
        """UROLOGY
CT shows a 7 mm left ureteral stone with hydronephrosis.
Right side is free.
Plan ureteroscopy left.""",
    ),
    (
        """XR HIP RIGHT 2 VIEWS
FINDINGS: Severe superior joint space loss, osteophytes and subchondral cysts. No fracture. The left
hip shows mild narrowing.
IMPRESSION: Severe osteoarthritis of the right hip.""",
        """ORTHOPEDICS
Radiographs: end-stage arthritis of the right hip, bone on bone superiorly, as in the report. Left
hip mild.
Plan THA right.""",
    ),
    (
        """MRI LUMBAR SPINE WO CONTRAST
L2-L3: Mild disc bulge, no stenosis.
L3-L4: Moderate central canal stenosis from disc bulge and facet hypertrophy. Moderate bilateral
foraminal narrowing.
L4-L5: Grade 1 anterolisthesis. Severe central canal stenosis. Severe right and moderate left
foraminal narrowing.
L5-S1: No herniation. Mild facet arthrosis. Foramina are patent.
IMPRESSION
1. Severe spinal canal stenosis at L4-L5 with grade 1 anterolisthesis.
2. Moderate stenosis at L3-L4.""",
        """SPINE SURGERY CONSULT
IMAGING
MRI from 5/2/2025 demonstrates high-grade central stenosis at L4-5 with a grade I degenerative
spondylolisthesis and moderate narrowing at L3-4. L5-S1 looks fine. No fracture.
ASSESSMENT: Neurogenic claudication from L4-5 stenosis.""",
    ),
    (
        """CORONARY CT ANGIOGRAPHY
LM: No plaque. LAD: Mixed plaque proximally with 70-99% stenosis. LCX: Minimal plaque, less than
25%. RCA: Calcified plaque with 25-49% stenosis.
IMPRESSION: CAD-RADS 4A, severe proximal LAD stenosis.""",
        """CARDIOLOGY
CCTA: severe LAD lesion, about 80%. RCA mild. Left main clean.
Plan catheterization.""",
    ),
    (
        """MRI RIGHT SHOULDER
Supraspinatus: Complete full-thickness tear with 2 cm retraction. Grade 2 fatty infiltration.
Infraspinatus: Tendinosis without tear. Subscapularis: intact. Biceps: tenosynovitis, no tear.
Labrum: No tear. No fracture.""",
        """ORTHO
I reviewed the MRI with the patient. It shows a full thickness rotator cuff tear of the
supraspinatus, retracted about 2 cm. Biceps is inflamed but not torn. Labrum looks okay.""",
    ),
    (
        """MRI OF THE RIGHT ANKLE
LIGAMENTS: The anterior talofibular ligament is torn. The calcaneofibular ligament is thickened
but continuous. Syndesmosis and deltoid ligament are intact.
TENDONS: Mild peroneal tenosynovitis. The Achilles tendon is normal.
BONES: Osteochondral lesion of the medial talar dome, 9 mm, stable. No fracture.
IMPRESSION: 1. ATFL tear. 2. Stable osteochondral lesion of the medial talus.""",
        """Dear Colleague,
Mr. Abara came back with his pictures. On the MRI one sees that the front ligament (ATFL) has
gone through, the CFL looks thick, and there is a 9 mm osteochondral spot on the inner talus
that is not loose. The Achilles is fine.
I suggest a Brostrom repair.""",
    ),
    (
        """CT LUMBAR SPINE WITHOUT CONTRAST
Status post L4-L5 fusion. Lucency around both L5 screws. No solid bridging bone across L4-L5.
Hardware otherwise intact.
IMPRESSION: Findings of pseudarthrosis at L4-L5 with loosening of the L5 screws.""",
        """SPINE CLINIC. CT: halo about the L5 screws and no bone across, so he has not fused. Rods are
whole.
Plan: revision.""",
    ),
    (
        """CT ENTEROGRAPHY
Terminal ileum: 12 cm segment with wall thickening and mucosal enhancement. Short stricture
with upstream dilatation to 3.4 cm. No abscess. No fistula.
Liver, pancreas and kidneys are unremarkable.
IMPRESSION: Active ileal Crohn disease with a short stricture, no penetrating complication.""",
        """GI CLINIC: The CT enterography of 05/02/2025 shows active inflammation of the last 12 cm of
ileum and a short narrowing. There is neither abscess nor fistula. P: anti-TNF.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
Extra-axial enhancing mass along the left frontal convexity measuring 3.1 x 2.8 cm with mild
edema. Midline shift of 3 mm. No hydrocephalus. No other lesion.
IMPRESSION: Left frontal meningioma.""",
        """NEUROSURGERY. Imaging: left frontal meningioma of about 3 cm with some edema, hardly any shift,
ventricles not enlarged. Offered craniotomy.""",
    ),
    (
        """XR WRIST LEFT 3 VIEWS
Comminuted intra-articular fracture of the distal radius with dorsal tilt of 20 degrees. Ulnar
styloid fracture. No dislocation.""",
        """HAND CLINIC. Films: broken distal radius into the joint, tilted back, ulnar styloid off too.
Joint located.
Plan ORIF.""",
    ),
    (
        """NUCLEAR STRESS TEST REPORT
Exercise 7 minutes, no ST changes.
PERFUSION: Medium-sized, moderate, fully reversible anterior defect. Gated EF 58%. Normal wall
motion.
CONCLUSION: Anterior ischemia.""",
        """CARDIOLOGY NOTE
Nuclear stress: moderate anterior ischemia, EF 58. He walked seven minutes without ECG changes.
Plan: cath.""",
    ),
    (
        """US THYROID
Right lobe: 2.1 cm solid hypoechoic nodule with microcalcifications, TI-RADS 5. Left lobe: no
nodule. No suspicious nodes.""",
        """ENDOCRINE. Ultrasound: 21 mm nodule on the right, suspicious, left lobe clean, neck nodes
negative. FNA.""",
    ),
    (
        """MRI PROSTATE
Peripheral zone: 14 mm PI-RADS 5 lesion left mid gland. No extraprostatic extension. Seminal
vesicles normal. No adenopathy. No osseous lesion.""",
        """UROLOGY: mpMRI with a left mid-gland target, PI-RADS 5, organ confined, no nodes. Biopsy.""",
    ),
    (
        """MRI LEFT KNEE
MENISCI: Complex tear posterior horn medial meniscus with a displaced flap. Lateral meniscus
intact.
LIGAMENTS: Cruciates and collaterals intact.
CARTILAGE: Grade 2 chondromalacia of the patella. IMPRESSION: Medial meniscal tear with flap.""",
        """SPORTS MED
MRI L knee: medial meniscus flap tear, posterior horn. Lateral side ok. ACL and MCL are fine.
Some softening behind the kneecap (grade 2).
Plan: scope.""",
    ),
)
"""A report, and a note that tells the same in other words."""

DIFFERING = (
    (
        """TRANSTHORACIC ECHOCARDIOGRAM
FINDINGS
LV ejection fraction 50 to 55 percent. Normal wall motion.
Mitral valve: trace regurgitation.
IMPRESSION: Normal systolic function.""",
        """CARDIOLOGY FOLLOW UP
The echo from 05/02/2025 was reviewed by me. I estimate the ejection fraction at 30 percent with
akinesis of the apex.
Plan: ICD.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
FINDINGS: A few punctate nonspecific white matter foci, as seen with migraine. No enhancement. No
infarct.
IMPRESSION: Nonspecific white matter foci, favor chronic microvascular change. No enhancing lesion.""",
        """NEUROLOGY CLINIC
I personally reviewed the MRI. There are at least four periventricular plaques and one of them is
enhancing.
A: Relapsing multiple sclerosis.""",
    ),
    (
        """PET/CT SKULL BASE TO THIGH
FINDINGS: Mild uptake along the resection margin in the right chest wall, most likely inflammatory.
No adenopathy.
IMPRESSION: Post-treatment change at the right chest wall. No evidence of recurrence.""",
        """ONCOLOGY VISIT
IMAGING: I looked at the PET with her. The chest wall uptake on the right is a recurrence in my opinion.
PLAN: re-irradiation.""",
    ),
    (
        """CT ABDOMEN AND PELVIS WITHOUT CONTRAST
FINDINGS: 7 mm stone in the left proximal ureter. Right kidney: no stone.
IMPRESSION: Left ureteral stone.""",
        """UROLOGY
CT shows a 7 mm stone in the right ureter.
Plan ureteroscopy.""",
    ),
    (
        """MRI LUMBAR SPINE WO CONTRAST
L3-L4: Mild central stenosis.
L4-L5: Mild central canal stenosis. No anterolisthesis.
IMPRESSION: Mild multilevel degenerative change without high-grade stenosis.""",
        """SPINE SURGERY CONSULT
IMAGING
MRI from 5/2/2025 demonstrates high-grade central stenosis at L4-5.""",
    ),
    (
        """MRI LEFT ANKLE
Achilles: Mild tendinosis, fibers are continuous. Peroneal tendons intact.
Talus: No osteochondral lesion.""",
        """PODIATRY
MRI left ankle reviewed, in my read there is a split tear of the Achilles.""",
    ),
    (
        """MRI OF THE RIGHT ANKLE
BONES: Osteochondral lesion of the medial talar dome, 9 mm, stable, overlying cartilage intact.
No loose body.
LIGAMENTS: intact.""",
        """Dear Colleague,
On the MRI of 2 May I see more than the report says: the ATFL is torn.
I suggest a Brostrom repair.""",
    ),
    (
        """CT LUMBAR SPINE WITHOUT CONTRAST
Status post L4-L5 fusion. Solid fusion with bridging bone. No loosening of the hardware.""",
        """SPINE CLINIC. CT reviewed by me: there is a nonunion at L4-L5 with loosening of both L5 screws.""",
    ),
    (
        """CT ENTEROGRAPHY
Terminal ileum: mild wall thickening. No fistula. No abscess.
IMPRESSION: Mild ileitis.""",
        """GI CLINIC: I looked at the CT with our surgeon: there is a fistula between ileum and sigmoid.
P: resection.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
Vestibular schwannoma: enhancing mass of the right internal auditory canal measuring 8 mm,
unchanged.""",
        """NEUROSURGERY. On my measurement the right mass is 16 mm on the MRI from 5/2, so it has doubled.""",
    ),
    (
        """MRI LEFT HIP
Femoral head: no osteonecrosis. Labrum: small tear anterosuperior. No fracture.""",
        """ORTHO
MRI left hip: I see early avascular necrosis of the femoral head, with a labral tear.""",
    ),
    (
        """DUPLEX LEFT LEG
Deep veins compressible, no thrombus. Great saphenous reflux 2.1 s.""",
        """VEIN CLINIC
Our review of the duplex: there is a thrombus in the left popliteal vein.""",
    ),
)
"""A report, and a note that reads the study differently in one point."""
