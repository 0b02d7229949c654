"""What each outlet of the bank can carry, in one place: a new one is a row here and a module that writes it."""

from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.quiz.question import KINDS, ONE, SEVERAL, TRUE_FALSE
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import typeset

CHOICES = (ONE, SEVERAL, TRUE_FALSE)
FEW = 10  # what a class answers at once


@dataclass(frozen=True)
class Outlet:
    """A format: what it is, where its file goes, and what it has no place for."""

    module: str  # of this room; its `files(order)` returns {path: bytes}
    file: str  # the name where none is given
    what: str  # said of it in the help, after its name
    where: str  # what to do with the file, said once it is written
    kinds: tuple = KINDS
    answers: int = 0  # of a choice, the most; wrong ones beyond are dropped. Here and below, 0 is no limit
    text: int = 0  # the longest question
    answer: int = 0  # the longest answer
    whole: int = 0  # the longest question with all that comes with it
    lines: int = 0  # the most answers, those that they are matched with included
    default: int = 0  # how many questions where no number is given, 0 for all
    most: int = 0  # questions in a file

    def files(self, order):
        """Return {path: bytes} for the questions ordered."""
        return import_module(f"sio_kit.quiz.{self.module}").files(order)

    def number(self, asked, known):
        """Return how many questions to draw."""
        if asked is None:
            return self.default or max(known, 1)
        if self.most and isinstance(asked, int) and asked > self.most:
            raise ReferentialError(f"Ce format a au plus {self.most} questions : « {asked} » ne convient pas.")
        return asked

    def fitted(self, question):
        """Return the question without the wrong answers that have no place; the right ones are all kept."""
        spare = len(question.answers) - self.answers
        if not self.answers or spare <= 0 or question.kind not in (ONE, SEVERAL):
            return question
        wrong = [index for index in range(len(question.answers)) if index not in question.right]
        dropped = wrong[max(len(wrong) - spare, 0) :]
        kept = [index for index in range(len(question.answers)) if index not in dropped]
        right = tuple(kept.index(index) for index in question.right if index in kept)
        return replace(question, answers=tuple(question.answers[index] for index in kept), right=right)

    def unfit(self, question):
        """Say in French why a fitted question has no place in this format, "" if it has one."""
        parts = (*question.answers, *question.matches)
        faults = (
            (question.kind not in self.kinds, f"du type « {question.kind} »"),
            (0 < self.answers <= len(question.right), f"plus de {self.answers - 1} bonnes réponses"),
            (0 < self.lines < len(parts), f"plus de {self.lines} réponses ou éléments"),
            (0 < self.text < len(question.text), f"question de plus de {self.text} caractères"),
            (0 < self.answer < max(map(len, parts)), f"réponse de plus de {self.answer} caractères"),
            (
                0 < self.whole < sum(map(len, (question.text, question.feedback, *parts))),
                f"plus de {self.whole} caractères en tout",
            ),
        )
        return next((said for is_wrong, said in faults if is_wrong), "")


@dataclass(frozen=True)
class Order:
    """The questions to write, and where."""

    bank: object  # the Bank drawn
    target: Path
    seed: object = None
    variants: int = 1

    @cached_property
    def _quotations(self):
        return Quotations(self.bank.ref)

    def proofs(self, question, room=0):
        """Return {passage: its text} for the passages that prove a question; with `room`, those that fit in it."""
        return self.quoted(question.passages, room)

    def quoted(self, passages, room=0):
        """Return {passage: its text}, misprints marked; with `room`, those that fit in as many characters."""
        entries, used = {}, 0
        for passage in passages:
            text = self._quotations.whole(passage).get("quote", "")
            if text and not 0 < room < used + len(text):
                entries[passage], used = text, used + len(text)
        return entries


OUTLETS = {
    "gift": Outlet(
        "gift",
        "quiz-gift.txt",
        "un texte pour Moodle et Éléa",
        "Dans Moodle ou Éléa : Banque de questions, Importer, format GIFT.",
    ),
    "moodle-xml": Outlet(
        "moodle",
        "quiz-moodle.xml",
        "le même, avec étiquettes et niveaux",
        "Dans Moodle ou Éléa : Banque de questions, Importer, format XML Moodle.",
    ),
    "papier": Outlet(
        "paper",
        "quiz.html",
        "un sujet et son corrigé, en HTML à imprimer (par défaut)",
        "Ouvrez-les dans un navigateur, et imprimez-les.",
        default=FEW,
    ),
    "qcmcam": Outlet(
        "qcmcam",
        "quiz-qcmcam.txt",
        "un vote à cartes lues par une webcam, sans appareil pour les élèves",
        "Dans QCM Cam (qcmcam.net) : « Charger les questions depuis son ordinateur ».",
        kinds=(ONE, TRUE_FALSE),
        answers=4,
        default=FEW,
    ),
    "wooclap": Outlet(
        "wooclap",
        "quiz-wooclap.xlsx",
        "un classeur pour un vote en ligne",
        "Dans Wooclap : ajoutez des questions à un événement, depuis un fichier Excel.",
        kinds=CHOICES,
        default=FEW,
    ),
    "kahoot": Outlet(
        "kahoot",
        "quiz-kahoot.xlsx",
        "un classeur pour un jeu en ligne",
        "Dans Kahoot! : créez un kahoot, ajoutez une question, puis importez une feuille de calcul.",
        kinds=CHOICES,
        answers=4,
        text=120,
        answer=75,
        default=FEW,
        most=100,
    ),
    "anki": Outlet(
        "anki",
        "quiz-anki.apkg",
        "des cartes à réviser, et celles du glossaire",
        "Dans Anki : Fichier, Importer. Importé de nouveau, il met les cartes à jour sans les doubler.",
    ),
    "cartes": Outlet(
        "cards",
        "quiz-cartes.html",
        "des cartes recto verso, à imprimer et à couper",
        "Ouvrez-le dans un navigateur, et imprimez-le en recto verso, retourné sur le bord long.",
        whole=760,
        lines=10,
    ),
    "projecteur": Outlet(
        "projector",
        "quiz-projecteur.html",
        "une question par diapositive, puis sa réponse",
        "Ouvrez-le dans un navigateur ; la touche F le met en plein écran, la flèche → avance.",
        kinds=CHOICES,
        answers=6,
        whole=1200,
        default=FEW,
    ),
    "scorm": Outlet(
        "scorm",
        "quiz-scorm.zip",
        "un quiz corrigé aussitôt, dont Moodle garde les réponses et la note (SCORM 1.2)",
        "Dans Moodle : activez le mode édition, ajoutez une activité « Paquetage SCORM » et déposez-y ce fichier.",
        default=FEW,
    ),
}


def help_text():
    """Return what the command's help says of the formats."""
    return " ; ".join(f"{name} : {outlet.what}" for name, outlet in OUTLETS.items())


def sorted_out(outlet, questions):
    """Part the questions that a format carries from the others.

    Returns
    -------
    tuple
        The questions as the format carries them, and the French sentences that name the others and say why.

    Raises
    ------
    ReferentialError
        It carries none of them.
    """
    kept, unfit = [], {}
    for question in map(outlet.fitted, questions):
        reason = outlet.unfit(question)
        if reason:
            unfit.setdefault(reason, []).append(question.id)
        else:
            kept.append(question)
    lost = sum(map(len, unfit.values()))
    told = [f"Questions qui n'ont pas leur place dans ce format : {lost} sur {len(questions)}."] if lost else []
    told += [f"- {reason} ({len(codes)}) : {', '.join(codes)}." for reason, codes in unfit.items()]
    told = [typeset(each) for each in told]
    if not kept:
        raise ReferentialError("\n".join(told), "Choisissez un autre format, ou d'autres thèmes ou niveaux.")
    return kept, told


def shortened(outlet, drawn, bank):
    """Return the French sentence, if there is need of one, that names the questions drawn that lost wrong answers."""
    before = {question.id: len(question.answers) for question in bank}
    codes = [question.id for question in drawn if len(question.answers) < before[question.id]]
    said = f"Questions réduites à {outlet.answers} réponses : {len(codes)} ({', '.join(codes)})."
    return [typeset(said)] if codes else []
