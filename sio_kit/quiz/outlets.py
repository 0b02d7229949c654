"""What each outlet of the bank can carry, in one place: a new one is a row here and a module that writes it.

In the small Python that a page runs as well as the kernel.
"""

from sio_kit.quiz.asked import KINDS, ONE, SEVERAL, TRUE_FALSE
from sio_kit.typography import typeset

CHOICES = (ONE, SEVERAL, TRUE_FALSE)
FEW = 10  # what a class answers at once
REMEDY = "Choisissez un autre format, ou d'autres thèmes ou niveaux."  # where a format carries nothing


class Outlet:
    """A format: what it is, where its file goes, and what it has no place for."""

    def __init__(
        self, module, file, what, where, kinds=KINDS, answers=0, text=0, answer=0, whole=0, lines=0, default=0, most=0
    ):
        """Take what the format is; for each limit, 0 is none.

        Parameters
        ----------
        module : str
            The module of this room whose `files(order)` returns {path: bytes}.
        file : str
            The name where none is given.
        what, where : str
            What is said of it in the help, after its name; what to do with the file, said once it is written.
        kinds : tuple of str
            The kinds of questions that it has.
        answers : int
            Of a choice, the most answers; wrong ones beyond are dropped.
        text, answer, whole : int
            The longest question, the longest answer, the longest question with all that comes with it.
        lines : int
            The most answers, those that they are matched with included.
        default : int
            How many questions where no number is given, 0 for all.
        most : int
            The most questions in a file.
        """
        self.module, self.file, self.what, self.where = module, file, what, where
        self.kinds, self.answers, self.text, self.answer = kinds, answers, text, answer
        self.whole, self.lines, self.default, self.most = whole, lines, default, most

    def files(self, order):
        """Return {path: bytes} for the questions ordered."""
        return __import__(f"sio_kit.quiz.{self.module}", None, None, ("files",)).files(order)

    def refusal(self, number):
        """Say in French why a file cannot have so many questions, "" if it can."""
        too_many = 0 < self.most < number
        return f"Ce format a au plus {self.most} questions : « {number} » ne convient pas." if too_many else ""

    def fitted(self, question):
        """Return the question without the wrong answers that have no place; the right ones are all kept."""
        spare = len(question.answers) - self.answers
        if not self.answers or spare <= 0 or question.kind not in (ONE, SEVERAL):
            return question
        wrong = [index for index in range(len(question.answers)) if index not in question.right]
        dropped = wrong[max(len(wrong) - spare, 0) :]
        return question.answering([index for index in range(len(question.answers)) if index not in dropped])

    def unfit(self, question):
        """Say in French why a fitted question has no place in this format, "" if it has one."""
        parts = question.answers + question.matches
        faults = (
            (question.kind not in self.kinds, f"du type « {question.kind} »"),
            (0 < self.answers <= len(question.right), f"plus de {self.answers - 1} bonnes réponses"),
            (0 < self.lines < len(parts), f"plus de {self.lines} réponses ou éléments"),
            (0 < self.text < len(question.text), f"question de plus de {self.text} caractères"),
            (0 < self.answer < max(map(len, parts)), f"réponse de plus de {self.answer} caractères"),
            (
                0 < self.whole < len(question.text) + len(question.feedback) + sum(map(len, parts)),
                f"plus de {self.whole} caractères en tout",
            ),
        )
        return next((said for is_wrong, said in faults if is_wrong), "")


class Order:
    """The questions to write (a bank), the path of the file, the seed, and how many variants on paper."""

    def __init__(self, bank, target, seed=None, variants=1):
        self.bank, self.target, self.seed, self.variants = bank, target, seed, variants

    def proofs(self, question, room=0):
        """Return [(passage, its text)] for the passages that prove a question; with `room`, those that fit in it."""
        return self.quoted(question.passages, room)

    def quoted(self, passages, room=0):
        """Return [(passage, its text)], misprints marked; with `room`, those that fit in as many characters."""
        entries, used = [], 0
        for passage in passages:
            text = self.bank.quote(passage)
            if text and not 0 < room < used + len(text):
                entries.append((passage, text))
                used += len(text)
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
        "Projetez-le : sio-kit presenter, puis son nom. La touche F le met en plein écran, la flèche → avance.",
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
        The questions as the format carries them, maybe none, and the French sentences that name the others and say why.
    """
    kept, reasons, unfit = [], [], []
    for question in map(outlet.fitted, questions):
        reason = outlet.unfit(question)
        if not reason:
            kept.append(question)
            continue
        if reason not in reasons:
            reasons.append(reason)
            unfit.append([])
        unfit[reasons.index(reason)].append(question.id)
    lost = sum(map(len, unfit))
    told = [f"Questions qui n'ont pas leur place dans ce format : {lost} sur {len(kept) + lost}."] if lost else []
    told += [f"- {reason} ({len(codes)}) : {', '.join(codes)}." for reason, codes in zip(reasons, unfit)]
    return kept, [typeset(each) for each in told]


def shortened(outlet, drawn, bank):
    """Return the French sentence, if there is need of one, that names the questions drawn that lost wrong answers."""
    before = {question.id: len(question.answers) for question in bank}
    codes = [question.id for question in drawn if len(question.answers) < before[question.id]]
    said = f"Questions réduites à {outlet.answers} réponses : {len(codes)} ({', '.join(codes)})."
    return [typeset(said)] if codes else []
