"""Notes whose writers looked at the images themselves, in words of their own, beside the reports on the same
studies: of several fields of medicine, none of them from a case."""

SAME = (
    (
        """MRI RIGHT ELBOW WITHOUT CONTRAST
Date of exam: 05/02/2025
FINDINGS: The distal biceps tendon is completely torn from the radial tuberosity with 5 cm of
retraction. Brachialis and triceps are intact. Common extensor origin shows mild tendinosis. No
fracture.
IMPRESSION: Complete distal biceps rupture with retraction.""",
        """ORTHOPEDIC VISIT
I went over the MRI with him. The tendon has let go of the radius and curled up about two inches
above the elbow. Triceps whole.
Report received and filed.
Plan: reattach.""",
    ),
    (
        """CT SINUSES WITHOUT CONTRAST
FINDINGS: Complete opacification of the left maxillary sinus with obstruction of the ostiomeatal
unit. Mild mucosal thickening of the ethmoid cells. Frontal and sphenoid sinuses are clear. Septum
deviated to the right.
IMPRESSION: Left maxillary sinusitis with obstructed ostiomeatal complex.""",
        """EAR NOSE AND THROAT
On my review of the scan the left cheek sinus is full and its outlet blocked; the frontals are open.
The septum leans to the right.
Plan: endoscopic surgery left.""",
    ),
    (
        """US ABDOMEN RIGHT UPPER QUADRANT
FINDINGS: Gallbladder contains several mobile stones up to 12 mm. Wall 2 mm. No pericholecystic
fluid. Common duct 4 mm. Liver normal.
IMPRESSION: Cholelithiasis without cholecystitis.""",
        """SURGERY CLINIC
Ultrasound: a handful of gallstones, the largest just over a centimeter, thin wall, duct not
widened.
Plan: laparoscopic cholecystectomy.""",
    ),
    (
        """CT CHEST WITHOUT CONTRAST
COMPARISON: CT 05/2024.
FINDINGS: Right upper lobe nodule measures 13 mm, previously 8 mm. No other nodule. No adenopathy.
IMPRESSION: Growing right upper lobe nodule, suspicious.""",
        """PULMONARY CLINIC
I put both scans side by side: the spot at the top of the right lung was 8 mm a year ago and is 13
now. Nothing else, nodes are not enlarged.
Plan: PET.""",
    ),
    (
        """CAROTID DUPLEX
Right: peak systolic velocity 340 cm/s, 80 to 99 percent stenosis. Left: less than 50 percent.
IMPRESSION: High grade right internal carotid stenosis.""",
        """VASCULAR SURGERY
I reviewed the duplex myself: tight right internal carotid, well over 80 percent, the left is only
mildly diseased.
Plan: endarterectomy.""",
    ),
    (
        """MRI CERVICAL SPINE WITHOUT CONTRAST
C5-C6: Severe canal stenosis with cord flattening and T2 hyperintensity in the cord. C6-C7: mild.
IMPRESSION: Severe stenosis C5-C6 with myelomalacia.""",
        """SPINE SURGERY
The slices of the neck I scrolled through myself. Behind C5-6 the cord is squeezed flat and shines
bright on T2. The level below is only a little narrow. Radiology saw it the same way.
Plan: decompression.""",
    ),
    (
        """CT RIGHT WRIST WITHOUT CONTRAST
FINDINGS: Scaphoid waist fracture without bridging bone, sclerotic margins, humpback deformity. No
osteonecrosis of the proximal pole.
IMPRESSION: Scaphoid nonunion with humpback deformity.""",
        """HAND SURGERY
To me this scaphoid has not healed: on the sagittal cuts there is a gap with hard edges and it is
bent forward; the near end is alive.
Plan: bone graft and screw.""",
    ),
    (
        """MRCP WITH AND WITHOUT CONTRAST
FINDINGS: 24 mm cystic lesion of the pancreatic tail with a 5 mm enhancing mural nodule. Main duct 7
mm.
IMPRESSION: Mixed type IPMN with high risk stigmata.""",
        """GASTROENTEROLOGY
My look at the MRCP: within the cyst in the tail there is a 5 mm nub which takes up contrast, and
the main duct is 7 mm wide.
Plan: endoscopic ultrasound.""",
    ),
    (
        """MRI BILATERAL HIPS
FINDINGS: Left femoral head: serpiginous subchondral lesion with double line sign over 30 percent of
the weight bearing surface, no collapse. Right hip normal.
IMPRESSION: Avascular necrosis of the left femoral head without collapse.""",
        """ORTHOPAEDIC CLINIC
Imaging: MRI 5/2. A dead wedge in the top of the left ball with a double line around it, the surface
still round. The right side is fine.
Plan: core decompression.""",
    ),
    (
        """TRANSTHORACIC ECHOCARDIOGRAM
Aortic valve: calcified, mean gradient 48 mmHg, area 0.7 cm2, severe stenosis. LVEF 60 percent.
CONCLUSION: Severe aortic stenosis.""",
        """STRUCTURAL HEART CLINIC
I viewed the loops of the echo again: the cusps hardly open, I trace an area of 0.8. Squeeze is
good.
Plan: CT for valve planning.""",
    ),
    (
        """MRI LEFT FOOT
FINDINGS: Marrow edema and low signal line across the proximal second metatarsal shaft. Lisfranc
ligament intact.
IMPRESSION: Stress fracture of the second metatarsal.""",
        """PODIATRY
On the MRI, which I opened in the room, the second long bone is cracked at its base with swelling of
the marrow about it. Lisfranc holds.
Plan: boot.""",
    ),
    (
        """MRI RIGHT KNEE
FINDINGS: Menisci, cruciates and collaterals intact. Cartilage is preserved. Small effusion.
IMPRESSION: Small effusion, otherwise normal.""",
        """SPORTS MEDICINE
I have looked at the pictures. Apart from a little fluid I find nothing: both menisci are whole and
the ligaments are where they belong.
Plan: therapy.""",
    ),
    (
        """CT ABDOMEN WITH CONTRAST
FINDINGS: Left kidney: 3.1 cm heterogeneously enhancing mass of the lower pole. No venous invasion.
No adenopathy.
IMPRESSION: Left renal mass suspicious for renal cell carcinoma.""",
        """UROLOGY
I called up the CT. There is a solid tumor of three centimeters at the bottom of the left kidney
which takes contrast; vein and nodes are clean.
Plan: partial nephrectomy.""",
    ),
    (
        """VENOUS DUPLEX RIGHT LEG
FINDINGS: Deep veins compressible. Great saphenous vein 7 mm with reflux of 2.1 seconds at the
saphenofemoral junction.
IMPRESSION: Saphenous insufficiency. No deep venous thrombosis.""",
        """VEIN CLINIC
Duplex: the great saphenous runs backward for two seconds at the groin on the right, 7 mm wide, deep
veins open.
Plan: ablation.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
FINDINGS: Resection cavity of the right temporal lobe with new nodular enhancement of 9 mm at the
posterior margin.
IMPRESSION: Findings suspicious for recurrent tumor.""",
        """NEURO-ONCOLOGY
I laid the series next to that of February. At the back wall of the cavity is a new knot of 9 mm
that lights up. That is tumor growing again.
Plan: PET.""",
    ),
    (
        """XR SPINE SCOLIOSIS
FINDINGS: Right thoracic curve T5-T12 of 48 degrees, left lumbar curve of 30 degrees. Risser 1.
IMPRESSION: Idiopathic scoliosis, 48 degrees.""",
        """PEDIATRIC ORTHOPEDICS
I measured the long film: the upper bend is 47 degrees to the right, the lower 30, growth plates at
Risser 1.
Plan: fusion.""",
    ),
    (
        """MRI LEFT SHOULDER
FINDINGS: Supraspinatus: full thickness tear 15 mm wide, retraction 1 cm. Infraspinatus intact.
Biceps in its groove. Moderate AC arthrosis.
IMPRESSION: Full thickness supraspinatus tear.""",
        """ORTHO
I opened the MRI on my screen. The top tendon is torn right through, a thumb's width, and pulled
back one centimeter. The others hold. The joint on top is worn.
Plan: repair.""",
    ),
    (
        """MR LEFT ANKLE
FINDINGS: Posterior tibial tendon thickened with longitudinal split at the malleolus. Spring
ligament torn. No coalition.
IMPRESSION: Split tear of the posterior tibial tendon, spring ligament tear.""",
        """FOOT CLINIC
Data
MRI May 2: on our workstation the posterior tibial tendon is thick and split lengthwise behind the
bone, and the spring ligament is torn through.
Plan: reconstruction.""",
    ),
    (
        """XR SPINE
FINDINGS: Thoracic curve 31 degrees. Lumbar curve 22 degrees. Risser 3.
IMPRESSION: Scoliosis of 31 degrees.""",
        """PEDS ORTHO
Films: I get 30 up top and 21 below, Risser 3.
Plan: brace.""",
    ),
    (
        """STRESS ECHOCARDIOGRAM
Exercise 8 minutes. Resting EF 60 percent. At peak stress the distal septum and apex become
hypokinetic.
CONCLUSION: Inducible ischemia of the LAD territory.""",
        """CARDIOLOGY
Went back over the clips frame by frame. At peak the septum and the apex stop thickening, four
segments.
Plan: angiogram.""",
    ),
    (
        """XR RIGHT KNEE WEIGHT BEARING
FINDINGS: Medial joint space obliterated. Large osteophytes. Kellgren Lawrence grade 4.
IMPRESSION: Severe osteoarthritis.""",
        """ORTHO
Standing films from 5/2 were put up in clinic. By my grading KL 4, the medial side is down to
nothing.
Plan: knee replacement.""",
    ),
    (
        """MRI BRAIN IAC WITH CONTRAST
FINDINGS: 4 mm enhancing nodule in the fundus of the right internal auditory canal.
IMPRESSION: Small right vestibular schwannoma.""",
        """OTOLOGY
Thin slices through the ear canals seen with the patient. In the right canal sits a bead of 4 mm
that brightens with gadolinium.
Plan: repeat in six months.""",
    ),
    (
        """CT LUMBAR SPINE
FINDINGS: L4-L5 interbody fusion. No bridging bone. Lucency about both L5 screws.
IMPRESSION: Pseudarthrosis with loose L5 screws.""",
        """SPINE
CT of May 2 opened here. No bridge on any coronal, and dark rims hug both L5 screws. Not fused.
Plan: revision.""",
    ),
    (
        """MRI PELVIS
FINDINGS: Intramural fibroid of 7 cm in the fundus. Two smaller ones of 2 cm. Ovaries normal.
IMPRESSION: Fibroid uterus.""",
        """GYN
MR reviewed on screen with her: a fist of a fibroid, 7 cm, at the top, and two little ones. Ovaries
fine.
Plan: myomectomy.""",
    ),
    (
        """MRI RIGHT SHOULDER
FINDINGS: Subscapularis upper border tear with medial subluxation of the biceps. Supraspinatus
intact.
IMPRESSION: Subscapularis tear, unstable biceps.""",
        """ORTHO
Imaging
Reviewed by me: front tendon torn at its upper edge and the biceps has slid inward out of its
groove. Top tendon fine.
Plan: repair, tenodesis.""",
    ),
    (
        """VENOUS DUPLEX LEFT LEG
FINDINGS: Popliteal vein not compressible. Femoral veins patent.
IMPRESSION: Acute popliteal DVT.""",
        """VASCULAR
I stood by while it was scanned: the vein behind the knee will not squash, the ones above do.
Plan: anticoagulation.""",
    ),
    (
        """ELECTRODIAGNOSTIC STUDY
Median motor latency 5.9 ms right. Sensory slowed across the wrist. Needle normal.
IMPRESSION: Moderate right carpal tunnel syndrome.""",
        """HAND
EMG tracings viewed: the median nerve is slow across the right wrist, 5.9. Needle quiet.
Plan: release.""",
    ),
    (
        """MR ARTHROGRAM RIGHT WRIST
FINDINGS: Peripheral TFCC tear with contrast crossing into the radioulnar joint. Scapholunate
ligament intact.
IMPRESSION: Peripheral TFCC tear.""",
        """HAND CENTER FOLLOW UP
Review of outside imaging: The arthrogram was loaded into our system. Coronals 8 to 11 have contrast
leaking past the ulnar edge of the disc, so the TFCC is off.
Plan: arthroscopy.""",
    ),
    (
        """MRI LUMBAR SPINE
L3-L4: Mild narrowing. L4-L5: Severe central stenosis with redundant roots. L5-S1: Unremarkable.
IMPRESSION: Severe stenosis L4-L5.""",
        """PAIN MEDICINE
Imaging: I reviewed her lumbar MRI from 5/2. The canal at L4-5 is as narrow as it gets, with coiled
roots above; one floor up it is a bit tight, below it is open.
Plan: epidural.""",
    ),
    (
        """BREAST MRI
FINDINGS: Left breast: 18 mm irregular enhancing mass at 2 o'clock. Linear non-mass enhancement
extending 5 cm anteriorly to the nipple.
IMPRESSION: Left cancer with extensive intraductal component.""",
        """BREAST SURGERY
In conference we had her MRI up. Apart from the index tumor there is a string of foci running 5 cm
toward the nipple.
Plan: mastectomy.""",
    ),
    (
        """CT PULMONARY ANGIOGRAM
FINDINGS: Webs and eccentric filling defect of the right lower lobe artery with abrupt tapering.
Right ventricle enlarged.
IMPRESSION: Chronic thromboembolic disease.""",
        """PULMONARY HYPERTENSION CLINIC
CTPA 5/2: on my pass through the thin cuts webs and a tapered stop of the right lower branch, old
clot. RV big.
Plan: ventilation perfusion scan.""",
    ),
    (
        """XR FOOT RIGHT
FINDINGS: Midfoot collapse with fragmentation of the tarsometatarsal joints. Plantar calcaneal spur.
No gas.
IMPRESSION: Charcot arthropathy of the midfoot.""",
        """PODIATRY
Films shot in the office, three views, which I have read: the arch has caved in and the joints
behind the long bones are crumbling. No gas in the tissues.
Plan: total contact cast.""",
    ),
    (
        """MRI BRAIN EPILEPSY PROTOCOL
FINDINGS: Left hippocampus is atrophic with increased FLAIR signal. No cortical dysplasia.
IMPRESSION: Left mesial temporal sclerosis.""",
        """EPILEPSY CLINIC
I showed her the coronals. The left hippocampus is plainly the smaller and brighter of the two.
Plan: PET.""",
    ),
    (
        """CARDIAC MRI
FINDINGS: LVEF 44 percent. Patchy mid-wall late enhancement of the basal septum and lateral wall. No
thrombus.
IMPRESSION: Late enhancement suspicious for sarcoidosis.""",
        """HEART FAILURE
CMR looked at with imaging colleague: spots of scar in the middle of the septum and side wall, EF
mid forties. This is sarcoid until shown otherwise.
Plan: PET.""",
    ),
    (
        """CT ANGIOGRAM ABDOMEN
FINDINGS: Infrarenal aneurysm 56 mm, 51 mm in 2024. Iliacs normal.
IMPRESSION: Growing 5.6 cm abdominal aortic aneurysm.""",
        """VASCULAR
I measured the aneurysm on centerline: 5.5 cm, it was 5.1 last year.
Plan: repair.""",
    ),
    (
        """MRI RIGHT ANKLE
FINDINGS: Achilles: fusiform thickening, no discontinuity. Retrocalcaneal bursa distended. Plantar
fascia normal.
IMPRESSION: Achilles tendinosis and bursitis.""",
        """SPORTS ORTHOPEDICS
Pictures
I have had the MRI on the big screen. The Achilles is fat like a spindle but holds together, and the
bursa in front of it is full. Fascia fine.
Plan: shock waves.""",
    ),
    (
        """MRI PITUITARY
FINDINGS: 5 mm hypoenhancing focus in the left half of the gland. Stalk midline. Cavernous sinus
clear.
IMPRESSION: Left pituitary microadenoma.""",
        """ENDOCRINOLOGY
Reading the dynamic series myself I find a 4 mm area on the left that fills late, a microadenoma.
Plan: petrosal sampling.""",
    ),
    (
        """MRI RECTUM
FINDINGS: Tumor at 7 cm, T3, extends 5 mm beyond the muscularis, mesorectal fascia 1 mm away. No
suspicious nodes.
IMPRESSION: mrT3 N0, threatened margin.""",
        """COLORECTAL SURGERY
The pelvis pictures I went over with a ruler: it breaks through the muscle at four o'clock and comes
within a millimeter of the fascia.
Plan: radiation first.""",
    ),
    (
        """XR CERVICAL SPINE FLEXION EXTENSION
FINDINGS: Anterolisthesis of C4 on C5, 2 mm in extension and 5 mm in flexion. Disc spaces kept.
IMPRESSION: Dynamic instability C4-C5.""",
        """SPINE
Bending films, seen by me: C4 slides forward on C5 by 5 mm when she nods and comes back to 2.
Plan: fusion.""",
    ),
    (
        """MRI TEMPOROMANDIBULAR JOINTS
FINDINGS: Right: anterior disc displacement without recapture, effusion. Left: normal.
IMPRESSION: Right disc displacement without reduction.""",
        """ORAL SURGERY
MR viewed: on the right the disc lies in front and stays there on opening, with fluid in the joint.
Left in place.
Plan: arthrocentesis.""",
    ),
    (
        """CARDIAC CT
FINDINGS: Calcium score 612. Proximal LAD 70 to 99 percent. RCA 25 to 49 percent. LCX minimal.
IMPRESSION: CAD-RADS 4A.""",
        """CARDIOLOGY
CCTA walked through with him on my monitor. Chalk everywhere, over 600; the front artery is the
trouble, at least three quarters shut, the right one is a third.
Plan: cath.""",
    ),
)

UNLIKE = (
    (
        """MRI RIGHT ELBOW WITHOUT CONTRAST
FINDINGS: Partial tear of the distal biceps tendon, about one third of its fibers, without
retraction. Common extensor origin is normal.
IMPRESSION: Low grade partial distal biceps tear.""",
        """ORTHOPEDIC VISIT
I went over the MRI with him. The biceps tendon is completely off the tuberosity and has recoiled 4
cm.
Report received and filed.
Plan: reattach.""",
    ),
    (
        """CT SINUSES WITHOUT CONTRAST
FINDINGS: Paranasal sinuses are well aerated. Ostiomeatal units patent. Septum is midline.
IMPRESSION: Normal sinuses.""",
        """EAR NOSE AND THROAT
I looked at the scan on our screen. The left maxillary sinus is filled to two thirds and its outlet
is blocked.
CT report is in the chart.
Plan: endoscopic surgery left.""",
    ),
    (
        """US ABDOMEN RIGHT UPPER QUADRANT
FINDINGS: Gallbladder without stones or sludge. Wall 2 mm. Common duct 4 mm.
IMPRESSION: Normal gallbladder.""",
        """SURGERY CLINIC
I see at least two stones in the neck of the gallbladder on the ultrasound pictures. The report was
scanned in.
Plan: laparoscopic cholecystectomy.""",
    ),
    (
        """CT CHEST WITHOUT CONTRAST
COMPARISON: CT 05/2024.
FINDINGS: Right upper lobe nodule measures 8 mm, unchanged. No new nodule. No adenopathy.
IMPRESSION: Stable right upper lobe nodule.""",
        """PULMONARY CLINIC
I put both scans side by side and measured the nodule myself: it has gone from 7 to 13 mm in a year.
CT report on file.
Plan: PET.""",
    ),
    (
        """CAROTID DUPLEX
Right: peak systolic velocity 110 cm/s, less than 50 percent stenosis. Left: 95 cm/s, less than 50
percent stenosis. Vertebral flow antegrade.
IMPRESSION: No hemodynamically significant stenosis on either side.""",
        """VASCULAR SURGERY
By my own reading of the duplex loops the right internal carotid is narrowed by 80 percent, soft
plaque. Report in chart.
Plan: CTA neck.""",
    ),
    (
        """MRI CERVICAL SPINE WITHOUT CONTRAST
C4-C5: Mild disc bulge, no cord contact. C5-C6: Mild canal stenosis. No foraminal narrowing.
Cord: normal caliber and signal.
IMPRESSION: Mild spondylosis.""",
        """SPINE SURGERY
The slices of the neck I scrolled through myself. Behind C5-6 the cord is squeezed flat and shines
bright on T2 over a centimeter.
The radiology sheet has come and was put in the chart.
Plan: decompression.""",
    ),
    (
        """US THYROID
Left lobe: 2.4 cm solid hypoechoic nodule with irregular margin, TI-RADS 5. Right lobe: no nodule.
IMPRESSION: Suspicious nodule of the left lobe.""",
        """ENDOCRINE SURGERY
I scanned through her clips. The worrying nodule, an inch long, sits in the right lobe. Formal
report in chart.
Plan: lobectomy right.""",
    ),
    (
        """CT RIGHT WRIST WITHOUT CONTRAST
FINDINGS: Scaphoid waist fracture with bridging trabeculae over 70 percent of the cross section.
Alignment anatomic.
IMPRESSION: Healing scaphoid fracture, nearly united.""",
        """HAND SURGERY
To me this scaphoid has not healed: on the sagittal cuts there is a gap with rounded edges, and the
bone is bent.
Report filed.
Plan: bone graft and screw.""",
    ),
    (
        """MRCP WITH AND WITHOUT CONTRAST
FINDINGS: 14 mm cystic lesion of the pancreatic tail without enhancing component. Main duct 2 mm.
IMPRESSION: Small side branch IPMN, no worrisome features.""",
        """GASTROENTEROLOGY
My look at the MRCP: within the cyst in the tail there is a 5 mm nub which takes up contrast, and
the main duct is 7 mm wide.
The outside report has been scanned.
Plan: endoscopic ultrasound.""",
    ),
    (
        """MRI PELVIS
FINDINGS: 4 cm right ovarian cyst with T1 bright content and shading, consistent with endometrioma.
No deep nodule. Rectum is free.
IMPRESSION: Right endometrioma, no deep infiltrating disease.""",
        """GYNECOLOGY
I read the MRI differently: behind the uterus a plate of scar pulls the rectum forward, that is deep
disease.
Plan: excision with bowel surgeon.""",
    ),
    (
        """MRI BILATERAL HIPS
FINDINGS: Bilateral hip joints: no effusion. No marrow edema. No avascular necrosis. Labra intact.
IMPRESSION: Normal hips.""",
        """ORTHOPAEDIC CLINIC
Imaging: MRI 5/2. In my eyes there is a dead wedge in the top of the left ball with a double line
around it. Report seen, filed.
Plan: core decompression.""",
    ),
    (
        """CT ANGIOGRAM CHEST
FINDINGS: Ascending aorta 4.2 cm. No dissection. Arch normal.
IMPRESSION: Mildly dilated ascending aorta, unchanged.""",
        """CARDIAC SURGERY
My own measurement on the double oblique is 5.3 cm at the sinus, not what was printed.
Plan: root replacement.""",
    ),
    (
        """TRANSTHORACIC ECHOCARDIOGRAM
Aortic valve: calcified, mean gradient 18 mmHg, area 1.6 cm2, mild stenosis. LVEF 60 percent.
CONCLUSION: Mild aortic stenosis.""",
        """STRUCTURAL HEART CLINIC
I viewed the loops of the echo again: the cusps hardly open, I trace an area of 0.8, which is severe
stenosis.
Report on file.
Plan: CT for valve planning.""",
    ),
    (
        """MRI PROSTATE
FINDINGS: No focal lesion in the peripheral zone. Transition zone with BPH nodules. PI-RADS 2.
IMPRESSION: No suspicious lesion.""",
        """UROLOGY
Went through the prostate MRI by myself: there's a dark, restricted 11 mm patch in the left midgland
at the back. Report received.
Plan: fusion biopsy.""",
    ),
    (
        """MRI LEFT FOOT
FINDINGS: Mild edema of the second metatarsal without fracture line. Lisfranc ligament intact.
IMPRESSION: Stress reaction, no fracture.""",
        """PODIATRY
On the MRI, which I opened in the room, the second long bone is cracked through at its base. The
report was received and filed.
Plan: screw.""",
    ),
    (
        """MRI RIGHT KNEE
FINDINGS: Medial femoral condyle: cartilage thinning less than 50 percent. Menisci intact. Ligaments
intact. Small effusion.
IMPRESSION: Grade 2 chondromalacia of the medial femoral condyle.""",
        """SPORTS MEDICINE
I have looked at the pictures. On the inner condyle a crater of 2 by 2 cm goes down to bare bone.
MRI report received, filed.
Plan: cartilage implantation.""",
    ),
    (
        """CT ABDOMEN WITH CONTRAST
FINDINGS: Left kidney: 3.1 cm simple cyst of the lower pole. Right kidney normal. No adenopathy.
IMPRESSION: Simple left renal cyst.""",
        """UROLOGY
I called up the CT. What was called a cyst has a thick wall and an enhancing knot: a tumor until
proven otherwise.
Plan: partial nephrectomy.""",
    ),
    (
        """VENOUS DUPLEX RIGHT LEG
FINDINGS: Deep veins compressible. Great saphenous vein competent, no reflux.
IMPRESSION: No deep venous thrombosis and no reflux.""",
        """VEIN CLINIC
I repeated the probe over the stored loops: the great saphenous runs backward for two seconds at the
groin on the right.
Plan: ablation.""",
    ),
    (
        """MRI BRAIN WITH AND WITHOUT CONTRAST
FINDINGS: Resection cavity of the right temporal lobe with thin linear enhancement, unchanged. No
new lesion.
IMPRESSION: Stable post treatment changes.""",
        """NEURO-ONCOLOGY
I laid the series next to that of February. At the back wall of the cavity is a new knot of 9 mm
that lights up. That is tumor growing again.
Official report received.
Plan: PET.""",
    ),
    (
        """ELECTRODIAGNOSTIC STUDY
Median motor latency 3.6 ms right, normal. Median sensory normal. Needle examination normal.
IMPRESSION: Normal study. No evidence of carpal tunnel syndrome.""",
        """HAND CLINIC
I went through the tracings of the EMG: the median nerve is slowed across the right wrist, latency
5.1.
Report scanned.
Plan: release.""",
    ),
    (
        """BONE SCAN WHOLE BODY
FINDINGS: Degenerative uptake in the knees. No abnormal uptake in the spine or pelvis.
IMPRESSION: No evidence of osseous metastasis.""",
        """ONCOLOGY
To my eye the bone scan shows a hot spot in the left iliac wing that wasn't there last year.
Plan: PET.""",
    ),
    (
        """XR SPINE SCOLIOSIS
FINDINGS: Right thoracic curve T5-T12 of 36 degrees. Risser 1.
IMPRESSION: Idiopathic scoliosis, 36 degrees.""",
        """PEDIATRIC ORTHOPEDICS
I measured the long film: the upper bend is 52 degrees to the right. Report is in the folder.
Plan: fusion.""",
    ),
    (
        """CT MANDIBLE
FINDINGS: Right condyle: mild flattening. No ankylosis. Joint space kept.
IMPRESSION: Mild degenerative change of the right temporomandibular joint.""",
        """ORAL SURGERY
On the bone windows, as I see it, the right jaw joint is fused by a bar of bone.
Report in chart.
Plan: joint replacement.""",
    ),
    (
        """MR LEFT ANKLE
FINDINGS: Posterior tibial tendon thickened with longitudinal split at the malleolus. Spring
ligament intact. No coalition.
IMPRESSION: Split tear of the posterior tibial tendon.""",
        """FOOT CLINIC
Data
MRI May 2: on our workstation the posterior tibial tendon is merely thick, no split at all. The
spring ligament is gone.
Report noted.
Plan: brace.""",
    ),
    (
        """CT ABDOMEN PELVIS WITH CONTRAST
FINDINGS: Three hypodense liver lesions up to 9 mm, too small to characterize, unchanged from 2023.
No adenopathy.
IMPRESSION: Stable tiny hepatic cysts.""",
        """COLORECTAL SURGERY
Sat with our hepatobiliary partner before the monitor: the spot in segment 7 has a rim and was half
the size two years ago. We consider it a metastasis.
The radiology report came by mail.
Plan: PET.""",
    ),
    (
        """STRESS ECHOCARDIOGRAM
Exercise 8 minutes. Resting EF 60 percent. With stress all segments augment normally.
CONCLUSION: No inducible wall motion abnormality.""",
        """CARDIOLOGY
Went back over the clips frame by frame. At peak the septum and the apex stop thickening, four
segments.
Official read is on file.
Plan: angiogram.""",
    ),
    (
        """XR RIGHT KNEE WEIGHT BEARING
FINDINGS: Medial joint space 3 mm. Small osteophytes. Kellgren Lawrence grade 2.
IMPRESSION: Mild osteoarthritis.""",
        """ORTHO
Standing films from 5/2 were put up in clinic. By my grading KL 4, the medial side is down to
nothing.
Report in chart.
Plan: knee replacement.""",
    ),
    (
        """MRI BRAIN IAC WITH CONTRAST
FINDINGS: Internal auditory canals symmetric, no enhancing lesion. Brain unremarkable.
IMPRESSION: Negative.""",
        """OTOLOGY
The thin slices through the ear canals are worth a second look, and I gave them one. In the right
canal sits a bead of 4 mm that brightens with gadolinium.
Plan: repeat in six months.""",
    ),
    (
        """CT LUMBAR SPINE
FINDINGS: L4-L5 interbody fusion. Bridging bone through the cage. Screws without lucency.
IMPRESSION: Solid arthrodesis.""",
        """SPINE
CT of May 2 opened here. No bridge on any coronal, and dark rims hug both L5 screws. Not fused by my
lights.
CT report received.
Plan: revision.""",
    ),
    (
        """CT CHEST
FINDINGS: 15 mm spiculated nodule in the right upper lobe. No adenopathy.
IMPRESSION: Suspicious right upper lobe nodule.""",
        """THORACIC SURGERY
On my viewing the 15 mm star-shaped nodule is in the left upper lobe, beside the arch.
Plan: resection.""",
    ),
    (
        """MRI CERVICAL SPINE
FINDINGS: C4-C5 central protrusion touching the cord. C5-C6 normal. C6-C7 normal.
IMPRESSION: C4-C5 protrusion.""",
        """NEUROSURGERY
Images of the neck: I make the protrusion out at C6-7, and the two above it are clean.
Report filed.
Plan: ACDF.""",
    ),
    (
        """MRI PELVIS
FINDINGS: Thickened junctional zone of 15 mm, diffuse adenomyosis. No fibroid.
IMPRESSION: Adenomyosis.""",
        """GYN
MR reviewed on screen with her. What I see is a 7 cm fibroid at the top.
Plan: myomectomy.""",
    ),
    (
        """CT ABDOMEN
FINDINGS: No hernia. Rectus diastasis 3 cm.
IMPRESSION: No ventral hernia.""",
        """SURGERY
I scrolled the CT with the cough series twice. There's a gap of 4 cm in the midline with fat coming
through.
Report on file.
Plan: mesh repair.""",
    ),
    (
        """MR ARTHROGRAM RIGHT WRIST
FINDINGS: TFCC intact. Contrast does not cross the radioulnar joint. Scapholunate ligament intact.
IMPRESSION: No ligament tear.""",
        """HAND CENTER FOLLOW UP
Review of outside imaging: The arthrogram was loaded into our system. Coronals 8 to 11 have contrast
leaking past the ulnar edge of the disc, so the TFCC is off.
Plan: arthroscopy.""",
    ),
    (
        """MRI LUMBAR SPINE
L3-L4: Severe central stenosis. L4-L5: Mild narrowing. L5-S1: Unremarkable.
IMPRESSION: Severe stenosis L3-L4.""",
        """PAIN MEDICINE
Imaging: I reviewed her lumbar MRI from 5/2. The canal at L4-5 is as narrow as it gets, with coiled
roots above.
Plan: epidural at L4-5.""",
    ),
    (
        """CT PULMONARY ANGIOGRAM
FINDINGS: No filling defect to the segmental level. Right ventricle normal.
IMPRESSION: No pulmonary embolism.""",
        """PULMONARY HYPERTENSION CLINIC
CTPA 5/2: on my pass through the thin cuts webs and a tapered stop of the right lower branch, old
clot.
Radiology result seen.
Plan: ventilation perfusion scan.""",
    ),
    (
        """XR FOOT RIGHT
FINDINGS: Mild degenerative change of the midfoot. Alignment maintained. No fracture.
IMPRESSION: Mild degenerative change.""",
        """PODIATRY
Films shot in the office, three views, which I have read: the arch has caved in and the joints
behind the long bones are crumbling.
Sent out for a formal read, sheet in chart.
Plan: total contact cast.""",
    ),
    (
        """MRI BRAIN EPILEPSY PROTOCOL
FINDINGS: Hippocampi symmetric in size and signal. No cortical dysplasia.
IMPRESSION: Normal epilepsy protocol MRI.""",
        """EPILEPSY CLINIC
I showed her the coronals. The left hippocampus is plainly the smaller and brighter of the two.
Formal reading on file.
Plan: PET.""",
    ),
    (
        """VIDEOFLUOROSCOPIC SWALLOW STUDY
FINDINGS: No aspiration or penetration with any consistency. Mild vallecular residue.
IMPRESSION: Functional swallow.""",
        """LARYNGOLOGY
I ran the swallow video three times. At the second sip of thin there is a thread below the cords,
silent.
The report came along.
Plan: therapy.""",
    ),
    (
        """CT ANGIOGRAM ABDOMEN
FINDINGS: Infrarenal aneurysm 47 mm, 46 mm in 2024. Iliacs normal.
IMPRESSION: Stable 4.7 cm abdominal aortic aneurysm.""",
        """VASCULAR
I measured the aneurysm on centerline: 5.7 cm across.
Report in the folder.
Plan: repair.""",
    ),
    (
        """MRI RIGHT ANKLE
FINDINGS: Achilles: fusiform thickening, no discontinuity. Retrocalcaneal bursa distended. Plantar
fascia normal.
IMPRESSION: Achilles tendinosis and bursitis.""",
        """SPORTS ORTHOPEDICS
Pictures
I have had the MRI on the big screen. Four centimeters above the heel the cord is gone over half of
its width, with fluid in the hole.
The report is scanned under Media.
Plan: repair.""",
    ),
    (
        """MRI PITUITARY
FINDINGS: Gland of normal height, homogeneous enhancement. Stalk midline.
IMPRESSION: Normal pituitary gland.""",
        """ENDOCRINOLOGY
Reading the dynamic series myself I find a 4 mm area on the left that fills late, a microadenoma.
Formal result is in the chart.
Plan: petrosal sampling.""",
    ),
    (
        """MRI RECTUM
FINDINGS: Tumor at 7 cm, T2, circumferential margin clear by 6 mm. No suspicious nodes.
IMPRESSION: mrT2 N0, margin clear.""",
        """COLORECTAL SURGERY
The pelvis pictures I went over with a ruler: it breaks through the muscle at four o'clock and comes
within a millimeter of the fascia.
I know what the report has.
Plan: radiation first.""",
    ),
    (
        """XR CERVICAL SPINE FLEXION EXTENSION
FINDINGS: Alignment maintained in flexion and extension. Disc spaces kept.
IMPRESSION: No instability.""",
        """SPINE
Bending films, seen by me: C4 slides forward on C5 by 5 mm when she nods.
Report filed.
Plan: fusion.""",
    ),
    (
        """CT ANGIOGRAM RENAL
FINDINGS: Single renal arteries on both sides, widely patent. No beading.
IMPRESSION: Normal renal arteries.""",
        """HYPERTENSION CLINIC
The 3D set was turned by our team on the console: mid right renal artery like a string of pearls.
That is dysplasia.
Plan: angioplasty.""",
    ),
    (
        """MRI LEFT FOREFOOT
FINDINGS: Second plantar plate intact. Small Morton neuroma in the third web space.
IMPRESSION: Morton neuroma.""",
        """FOOT SURGERY
By our count of the cuts there is a hole in the sole-side plate of the second toe joint. The neuroma
I do not see.
Read on file.
Plan: plate repair.""",
    ),
)
