"""The look: colour roles for light and dark, one spacing scale and one type scale.

Widgets ask for a role, never for a colour. Sizes are logical pixels at 100 % and follow the system's font:
the scale of the application font against 13 px is applied to rows and spaces alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.theme import theme_colours

STEP = 4
"""The spacing scale's step in logical pixels; every gap is a multiple of it."""

ROW_HEIGHT = 32
TWO_LINE_ROW_HEIGHT = 44
BAR_HEIGHT = 28
TEXT_PIXELS = 13
SMALL_TEXT_PIXELS = 12
PAGE_TITLE_PIXELS = 18
LINE_PIXELS = 20

GENERIC_FAMILIES = frozenset(("", "sans", "sans serif", "sans-serif"))
READABLE_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Liberation Sans", "Sans Serif")
"""Where a desktop names no font, Qt falls back on a generic family; of these the first installed one is
taken."""


@dataclass(frozen=True, slots=True)
class Look:
    """One theme: colours by role. The names are those of resources/themes/*.toml."""

    name: str
    window: QColor
    surface: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_ground: QColor
    present: QColor
    present_ground: QColor
    absent: QColor
    absent_ground: QColor
    insufficient: QColor
    insufficient_ground: QColor
    not_applicable: QColor
    not_applicable_ground: QColor
    canvas: QColor
    passage: QColor

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    @property
    def border(self) -> QColor:
        """The edge of fields and buttons: quieter than text, at least 3 : 1 on the surface."""
        return mixed(self.muted, self.surface, 0.75)


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """``share`` (0 to 1) of one colour laid over another."""
    return QColor(
        round(over.red() * share + under.red() * (1 - share)),
        round(over.green() * share + under.green() * (1 - share)),
        round(over.blue() * share + under.blue() * (1 - share)),
    )


def load_look(name: str) -> Look:
    """The look of that name, ``light`` or ``dark``, from resources/themes."""
    return Look(name=name, **{role: QColor(value) for role, value in theme_colours(name).items()})


def palette(look: Look) -> QPalette:
    """The Qt palette that gives standard widgets the look's roles."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: look.window,
        QPalette.ColorRole.WindowText: look.text,
        QPalette.ColorRole.Base: look.surface,
        QPalette.ColorRole.AlternateBase: look.window,
        QPalette.ColorRole.Text: look.text,
        QPalette.ColorRole.PlaceholderText: look.muted,
        QPalette.ColorRole.Button: look.surface,
        QPalette.ColorRole.ButtonText: look.text,
        QPalette.ColorRole.BrightText: look.absent,
        QPalette.ColorRole.Highlight: look.accent_ground,
        QPalette.ColorRole.HighlightedText: look.text,
        QPalette.ColorRole.Link: look.accent,
        QPalette.ColorRole.ToolTipBase: look.surface,
        QPalette.ColorRole.ToolTipText: look.text,
        QPalette.ColorRole.Mid: look.line,
        QPalette.ColorRole.Midlight: look.line,
        QPalette.ColorRole.Dark: look.line,
        QPalette.ColorRole.Light: look.surface,
        QPalette.ColorRole.Shadow: look.line,
        QPalette.ColorRole.Accent: look.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.muted)
    return made


def system_font(application_font: QFont) -> QFont:
    """The system's font for interfaces, in pixels, never smaller than the type scale's 13 pixels."""
    font = QFont(application_font)
    pixels = QFontInfo(font).pixelSize()
    if font.family().lower() in GENERIC_FAMILIES:
        font.setFamilies(list(READABLE_FAMILIES))
    font.setPixelSize(max(TEXT_PIXELS, pixels))
    return font


def text_scale() -> float:
    """How much larger the application font is than the type scale's 13 pixels."""
    font = QGuiApplication.font()
    pixels = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
    return max(1.0, pixels / TEXT_PIXELS)


def scaled(pixels: float) -> int:
    """A length of the scales above in logical pixels, grown with the system's font."""
    return round(pixels * text_scale())


def text_font(*, bold: bool = False) -> QFont:
    """The font of running text."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(scaled(TEXT_PIXELS))
    font.setBold(bold)
    return font


def small_font(*, bold: bool = False) -> QFont:
    """The font of secondary text: places, dates, headings of groups."""
    font = text_font(bold=bold)
    font.setPixelSize(scaled(SMALL_TEXT_PIXELS))
    return font


def heading_font() -> QFont:
    """The font of a group's heading, which is set in capitals and a little wider."""
    font = small_font()
    font.setPixelSize(scaled(SMALL_TEXT_PIXELS - 1))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return font


def apply_look(application: QApplication, look: Look, font: QFont) -> None:
    """Give the whole program a look: palette, font and style sheet. Called again when the desktop changes.

    ``font`` is the system's (:func:`system_font`); sizes everywhere follow it.
    """
    application.setFont(font)
    application.setPalette(palette(look))
    application.setStyleSheet(style_sheet(look))


def style_sheet(look: Look) -> str:
    """The one style sheet of the program. Widgets choose a rule by the dynamic properties ``tone`` (labels),
    ``chip`` (labels), ``kind`` (buttons) and ``ground`` (frames); nothing else carries colours."""
    names = {role: getattr(look, role).name() for role in COLOUR_ROLES}
    names["border"] = look.border.name()
    names["quiet"] = mixed(look.accent, look.surface, 0.55).name()
    names["scroll"] = mixed(look.muted, look.surface, 0.4).name()
    sizes = {
        "small": f"{scaled(SMALL_TEXT_PIXELS)}px",
        "heading": f"{scaled(SMALL_TEXT_PIXELS - 1)}px",
        "page": f"{scaled(PAGE_TITLE_PIXELS)}px",
        "field": f"{scaled(STEP)}px {scaled(2 * STEP - 2)}px",
        "head": f"{scaled(STEP)}px {scaled(2 * STEP)}px",
        "button": f"{scaled(STEP)}px {scaled(3 * STEP)}px",
        "chip": f"{scaled(3)}px {scaled(2.5 * STEP)}px",
        "round": f"{scaled(STEP)}px",
        "pill": f"{scaled(9)}px",
        "box": f"{scaled(14)}px",
        "bar": f"{scaled(2.5 * STEP)}px",
        "thumb": f"{scaled(6 * STEP)}px",
    }
    return Template(STYLE_RULES).substitute(names | sizes)


COLOUR_ROLES = tuple(name for name in Look.__dataclass_fields__ if name != "name")

STYLE_RULES = """
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: $field; }
QFrame[ground="surface"], QScrollArea, QAbstractItemView { background: $surface; border: 0; }
QScrollArea > QWidget > QWidget[ground="surface"] { background: $surface; }
QScrollArea { border: 1px solid transparent; }
QScrollArea:focus { border: 1px solid $accent; }
QFrame[ground="window"] { background: $window; border: 0; }
QFrame[ground="card"] { background: $surface; border: 1px solid $line; border-radius: $round; }
QFrame[ground="rule"] { background: $line; border: 0; }
QFrame[ground="focus"] { background: $accent; border: 0; }
QFrame[ground="chosen"] { background: $quiet; border: 0; }
QFrame[ground="done"] { background: $present_ground; border: 0; }
QFrame[ground="notice"] { background: $absent_ground; border: 0; }
QAbstractItemView { border: 1px solid transparent; outline: 0; }
QAbstractItemView:focus { border: 1px solid $accent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="small"] { color: $muted; font-size: $small; }
QLabel[tone="heading"] { color: $muted; font-size: $heading; letter-spacing: 0.6px; }
QLabel[tone="title"] { font-weight: bold; }
QLabel[tone="page"] { font-weight: bold; font-size: $page; }
QLabel[tone="key"] { font-family: monospace; font-weight: bold; font-size: $page; }
QLabel[tone="problem"] { color: $absent; font-size: $small; }
QLabel[tone="done"] { color: $present; font-size: $small; }
QLabel[tone="caution"] { color: $insufficient; font-size: $small; }
QLabel[tone="quote"] { border-left: 2px solid $accent; padding-left: 8px; }
QLabel[chip] { border-radius: $pill; padding: $chip; font-size: $small; }
QLabel[chip="good"] { color: $present; background: $present_ground; }
QLabel[chip="bad"] { color: $absent; background: $absent_ground; }
QLabel[chip="warning"] { color: $insufficient; background: $insufficient_ground; }
QLabel[chip="plain"] { color: $not_applicable; background: $not_applicable_ground; }
QLineEdit, QPlainTextEdit, QComboBox { background: $surface; color: $text; border: 1px solid $border;
  border-radius: $round; padding: $field; selection-background-color: $accent; selection-color: $surface; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent; background: $surface; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { border: 1px solid transparent;
  background: $window; }
QLineEdit[readOnly="true"]:focus, QPlainTextEdit[readOnly="true"]:focus { border: 1px solid $accent; }
QLineEdit[bad="true"] { border: 1px solid $absent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; background: $window; }
QComboBox::drop-down { border: 0; width: $thumb; }
QComboBox QAbstractItemView { border: 1px solid $line; padding: 2px; }
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: $round;
  padding: $button; }
QPushButton:hover { background: $window; }
QPushButton:focus { border: 1px solid $accent; background: $accent_ground; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[kind="primary"] { background: $accent; color: $surface; border: 1px solid $accent;
  font-weight: bold; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $accent_ground; }
QPushButton[kind="quiet"]:focus { border: 1px solid $accent; background: $accent_ground; }
QCheckBox { spacing: $round; }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator { width: $box; height: $box; border: 1px solid $border; border-radius: 3px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; }
QSplitter::handle { background: $line; }
QTabBar::tab { color: $muted; padding: $field; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: bold; border-bottom: 2px solid $accent; }
QTabBar[shortened="true"]::tab:selected { font-weight: normal; }
QTabBar::tab:focus { background: $accent_ground; }
QTabWidget::pane { border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: $head; font-size: $heading; text-align: left; }
QScrollBar:vertical { background: transparent; width: $bar; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $bar; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: $thumb; }
QScrollBar::handle:horizontal { min-width: $thumb; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
