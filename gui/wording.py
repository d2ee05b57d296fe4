"""Owns how the window speaks: the language in force, its translators, and marks for the translation tool."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from core.paths import resources_dir
from core.settings import LanguageChoice
from core.wording import Language, Wording, wording_in

# PySide6's own QT_TRANSLATE_NOOP is typed as returning object; lupdate goes by the name alone.


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - lupdate's name
    """`text`, marked for translation in `context`; said with QCoreApplication.translate."""
    return text


class Speech(QObject):
    """The language in force. Setting another one sends every widget a LanguageChange event."""

    def __init__(self, choice: LanguageChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translators: list[QTranslator] = []
        self._choice = choice
        self.language = Language.ENGLISH  # what the sources say without a translator
        self.set_choice(choice)

    @property
    def choice(self) -> LanguageChoice:
        """What the user asked for."""
        return self._choice

    @property
    def wording(self) -> Wording:
        """core's sentences in the language in force."""
        return wording_in(self.language)

    def set_choice(self, choice: LanguageChoice) -> None:
        """Speak the language of the system, Chinese or English, from now on."""
        self._choice = choice
        language = _wanted(choice)
        if language is self.language:
            return
        # First, so that whoever hears of the change already asks core in the new language.
        self.language = language
        removed, self._translators = self._translators, []
        if language is Language.CHINESE:
            self._translators = self._load("zh_CN")
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        for translator in removed:
            QCoreApplication.removeTranslator(translator)

    def uninstall(self) -> None:
        """Take the translators away again."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []
        self.language = Language.ENGLISH

    def _load(self, locale: str) -> list[QTranslator]:
        """Qt's own sentences first: the translator installed last is asked first."""
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = []
        for name, folder in (("qtbase", qt_folder), ("gouji", str(resources_dir() / "i18n"))):
            translator = QTranslator(self)
            if translator.load(f"{name}_{locale}", folder):
                found.append(translator)
        return found


def _wanted(choice: LanguageChoice) -> Language:
    if choice is LanguageChoice.CHINESE:
        return Language.CHINESE
    if choice is LanguageChoice.ENGLISH:
        return Language.ENGLISH
    # A system that says nothing (C, POSIX) counts as Chinese, as on the command line.
    first = next(iter(QLocale.system().uiLanguages()), "C").lower()
    is_chinese = first.startswith("zh") or first in ("c", "posix")
    return Language.CHINESE if is_chinese else Language.ENGLISH
