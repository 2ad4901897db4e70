"""The parts of a discrepancy record that are facts about the study: which one, who read it, what it
affects, and the reviewer's note."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import Discrepancy, Independence, ReportStatus, Study
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.discrepancy_sections import RecordSection, beside
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.numbered_choice import NumberedChoice
from reviewer_app.rules.discrepancy_words import INDEPENDENCE_WORDS, REPORT_WORDS

SIDES = (("", "not said"), ("left", "left"), ("right", "right"), ("bilateral", "both sides"))
CONTRAST = (("", "not said"), ("without", "without"), ("with", "with"), ("both", "without and with"))


class StudySection(RecordSection):
    """The study that was read twice."""

    def __init__(self) -> None:
        super().__init__("STUDY")
        self.modality = LineField("Modality", placeholder="MRI, CT, X-ray …")
        self.region = LineField("Body region of the study")
        self.side = ChoiceField("Side of the study", SIDES)
        self.level = LineField("Level of the study", placeholder="L4-L5 …")
        self.contrast = ChoiceField("Contrast", CONTRAST)
        self.date = DateField("Date of the study")
        self.accession = LineField("Accession number")
        self._date_row = FieldRow("Date", self.date)
        rows = (
            (FieldRow("Modality", self.modality), FieldRow("Region", self.region)),
            (FieldRow("Side", self.side), FieldRow("Level", self.level)),
            (FieldRow("Contrast", self.contrast), self._date_row),
        )
        for pair in rows:
            self.column.addLayout(beside(*pair))
        self.column.addWidget(FieldRow("Accession number", self.accession))
        self.watch(self.modality, lambda one, text: _on(one, replace(one.study, modality=text)))
        self.watch(self.region, lambda one, text: _on(one, replace(one.study, region=text)))
        self.watch(self.level, lambda one, text: _on(one, replace(one.study, level=text)))
        self.watch(self.accession, lambda one, text: _on(one, replace(one.study, accession=text)))
        self.watch_date(self._date_row, self.date, lambda one, day: _on(one, replace(one.study, date=day)))
        self.side.committed.connect(self._side_chosen)
        self.contrast.committed.connect(self._contrast_chosen)

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        study = record.study
        self.modality.show_value(study.modality)
        self.region.show_value(study.region)
        self.side.show_value(study.laterality)
        self.level.show_value(study.level)
        self.contrast.show_value(study.contrast)
        self.date.show_value(study.date.isoformat() if study.date is not None else "")
        self.accession.show_value(study.accession)
        self._date_row.show_problem("")
        for field in self.fields():
            field.setReadOnly(read_only)
        for choice in (self.side, self.contrast):
            choice.setEnabled(not read_only)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return self.modality, self.region, self.level, self.date, self.accession

    def _side_chosen(self, value: str) -> None:
        self.revised.emit(lambda one: _on(one, replace(one.study, laterality=value)))

    def _contrast_chosen(self, value: str) -> None:
        self.revised.emit(lambda one: _on(one, replace(one.study, contrast=value)))


class ReaderSection(RecordSection):
    """Who read the study for the radiologist's side, and which report it is (S13)."""

    def __init__(self) -> None:
        super().__init__("RADIOLOGIST AND REPORT · S13")
        self.reader = LineField("Radiologist's name", placeholder="Name as it stands on the report")
        self.independent = ChoiceField(
            "Independent of the ordering provider",
            tuple((value.value, words) for value, words in INDEPENDENCE_WORDS.items()),
        )
        self.report = ChoiceField(
            "Report status", tuple((value.value, words) for value, words in REPORT_WORDS.items())
        )
        self.column.addWidget(FieldRow("Read by", self.reader))
        self.column.addLayout(
            beside(FieldRow("Independent?", self.independent), FieldRow("Report", self.report))
        )
        self.watch(self.reader, lambda one, text: replace(one, reader=text))
        self.independent.committed.connect(self._independence_chosen)
        self.report.committed.connect(self._report_chosen)

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        self.reader.show_value(record.reader)
        self.reader.setReadOnly(read_only)
        self.independent.show_value(record.independent.value)
        self.report.show_value(record.report.value)
        for choice in (self.independent, self.report):
            choice.setEnabled(not read_only)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return (self.reader,)

    def _independence_chosen(self, value: str) -> None:
        self.revised.emit(lambda one: replace(one, independent=Independence(value)))

    def _report_chosen(self, value: str) -> None:
        self.revised.emit(lambda one: replace(one, report=ReportStatus(value)))


class AffectsSection(RecordSection):
    """Which elements and, where there are several, which service lines the difference affects."""

    def __init__(self, look: Look) -> None:
        super().__init__("WHAT IT AFFECTS")
        self.lines = NumberedChoice("Service lines affected", (), look, several=True)
        self.elements = NumberedChoice("Elements affected", (), look, several=True)
        self._lines_row = FieldRow("Service lines; all of them where none is chosen", self.lines)
        self.column.addWidget(self._lines_row)
        self.column.addWidget(FieldRow("Elements", self.elements))
        self.lines.picked.connect(self._line_picked)
        self.elements.picked.connect(self._element_picked)

    def show_case(self, case: OpenCase) -> None:
        """Offer the lines and the elements of a case."""
        services = case.request.services
        self.lines.show_choices(
            tuple(
                (str(one.line), " · ".join(part for part in (one.label, one.plain_description) if part))
                for one in services
            )
        )
        self._lines_row.setVisible(len(services) > 1)
        self.elements.show_choices(
            tuple(
                (one.id, " · ".join(part for part in (one.element.row, one.element.title) if part))
                for one in case.checklist.elements
            )
        )

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        self.lines.show_chosen(*(str(line) for line in record.lines))
        self.elements.show_chosen(*record.elements)
        for choice in (self.lines, self.elements):
            choice.setEnabled(not read_only)

    def set_look(self, look: Look) -> None:
        for choice in (self.lines, self.elements):
            choice.rows.set_look(look)

    def _line_picked(self, value: str) -> None:
        self.revised.emit(lambda one: replace(one, lines=tuple(sorted({int(value)} ^ set(one.lines)))))

    def _element_picked(self, value: str) -> None:
        self.revised.emit(lambda one: replace(one, elements=_toggled(one.elements, value)))


class NoteSection(RecordSection):
    """The reviewer's note."""

    def __init__(self) -> None:
        super().__init__("NOTE")
        self.note = TextField("Note on the discrepancy", placeholder="Note", least=1, enter_commits=True)
        self.column.addWidget(self.note)
        self.watch(self.note, lambda one, text: replace(one, note=text))

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        self.note.show_value(record.note)
        self.note.setReadOnly(read_only)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return (self.note,)


def _on(record: Discrepancy, study: Study) -> Discrepancy:
    return replace(record, study=study)


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(one for one in values if one != value)
    return (*values, value)
