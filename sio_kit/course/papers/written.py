"""The written papers of an hour: what is given to read, the questions, and the answers with what each level shows."""

from html import escape

from sio_kit.course.papers.cards import table
from sio_kit.course.papers.paper import Paper
from sio_kit.course.papers.room import dotted
from sio_kit.errors import ReferentialError
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import guillemets, typeset

DOCUMENTS, QUESTIONS, SCALE = "sujets", "questions_sujets", "bareme_sujets"
NUMBERS = ("ordre", "points", "minutes", "rangs", "lignes")
TITLE = "Évaluation écrite d'une heure"
LEVELS = ("1 À reprendre", "2 En progrès", "3 Acquis", "4 Maîtrisé")
NOT_OFFICIAL = typeset(
    "Cette évaluation est ajoutée par le kit : ni sa forme, ni ses points ne sont ceux d'un examen. "
    "L'organisation est inventée."
)
HOW = typeset("Lisez tout d'abord. Une citation est entre guillemets, exacte, suivie de son passage, comme (L055).")
FAIR = typeset(
    "Une réponse possible par question : une autre se défend si une citation exacte la porte. "
    "Un niveau donne ses points ; une réponse absente n'en donne pas."
)


def written_papers(ref, answers=False):
    """Return a paper for each letter of the table `questions_sujets`; its answers too, if they are asked for.

    Raises
    ------
    ReferentialError
        A document reproduces a passage that does not exist.
    """
    letters = dict.fromkeys(row["sujet"] for row in ref.rows(QUESTIONS)) if QUESTIONS in ref.tables else ()
    papers = []
    for letter in letters:
        papers.append(_subject(ref, letter))
        if answers:
            papers.append(_answers(ref, letter))
    return papers


def _questions(ref, letter):
    """Return the questions of a paper in order, each with what its scale says of it."""
    scale = {row["ordre"]: row for row in ref.rows(SCALE)}
    rows = [row for row in ref.rows(QUESTIONS, by="ordre") if row["sujet"] == letter and row["ordre"] in scale]
    questions = [{**scale[row["ordre"]], **row} for row in rows]
    return [{**each, **{word: each[word] or 0 for word in NUMBERS}} for each in questions]


def _subject(ref, letter):
    questions = _questions(ref, letter)
    points, minutes = (sum(each[word] for each in questions) for word in ("points", "minutes"))
    told = f"{points} points. {HOW} {NOT_OFFICIAL}"
    read = "".join(_document(row, ref) for row in ref.rows(DOCUMENTS, by="ordre") if row["sujet"] == letter)
    asked = "".join(f'<div class="asked">{_title(each)}{_asked(each)}</div>' for each in questions)
    body = f'<p class="how">{escape(told)}</p>{read}<h2 class="apart">Questions</h2>{asked}'
    use = typeset(
        f"après les leçons 01 à 07 : seul, sans ordinateur, {60 - minutes} minutes pour lire, {minutes} pour écrire"
    )
    return Paper(f"sujet-{letter}", f"{TITLE}, sujet {letter}", body, use, signed=True)


def _document(row, ref):
    quotations = Quotations(ref)
    quoted = "".join(_passage(each, row, quotations) for each in row["passages"].split())
    kind = "given quoted" if quoted else "given"
    return f'<div class="{kind}"><h2>{escape(row["titre"])}</h2>{_paragraphs(row["texte"])}{quoted}</div>'


def _passage(number, row, quotations):
    entry = quotations.whole(number)
    if not entry:
        raise ReferentialError(
            f"Table « {DOCUMENTS} », sujet « {row['sujet']} » : le passage « {number} » n'existe pas.", "Corrigez-le."
        )
    return f"<p>{escape(guillemets(entry['quote']))} ({number})</p>"


def _paragraphs(text):
    return "".join(f"<p>{escape(each.strip())}</p>" for each in text.split("|") if each.strip())


def _title(question):
    worth = f"{question['points']} point{'s' if question['points'] > 1 else ''}, {question['minutes']} minutes"
    return f"<h3>{question['ordre']}. {escape(question['titre'])} ({worth})</h3>"


def _asked(question):
    titles = [title.strip() for title in question["colonnes"].split("|") if title.strip()]
    rows = [[str(number), *[""] * (len(titles) - 1)] for number in range(1, question["rangs"] + 1)]
    filled = f'<div class="to-fill">{table(titles, rows)}</div>' if titles else ""
    return f"{_paragraphs(question['question'])}{filled}{dotted(question['lignes'])}"


def _answers(ref, letter):
    body = "".join(
        f'<div class="asked">{_title(each)}{_paragraphs(each["question"])}'
        f'<div class="answer">{_paragraphs(each["reponse"])}</div>{_levels(each)}</div>'
        for each in _questions(ref, letter)
    )
    title = typeset(f"Corrigé : {TITLE}, sujet {letter}")
    how = f'<p class="how">{escape(FAIR)} {escape(NOT_OFFICIAL)}</p>'
    return Paper(f"sujet-{letter}-corrige", title, how + body, "pour l'enseignant")


def _levels(question):
    """Return what is seen at each level, and its points: a quarter, a half, three quarters, all."""
    rows = [
        (level, f"{question['points'] * number / 4:g}".replace(".", ","), question[f"niveau{number}"])
        for number, level in enumerate(LEVELS, start=1)
    ]
    return table(("Niveau", "Points", "Ce que l'on lit"), rows)
