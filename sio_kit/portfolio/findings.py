"""What a reader would ask of a dossier, each thing with the passage on which it rests; in the page's small Python."""

from sio_kit.forms import done
from sio_kit.forms.done import codes_of, either, first
from sio_kit.forms.finding import FAULT, QUESTION, REMARK
from sio_kit.portfolio.coverage import interventions
from sio_kit.portfolio.situation import proofs
from sio_kit.typography import split
from sio_kit.vocabulary import SHARED

# Words of the passages that say what a service is, and where one works.
SERVICE, PLACE = "Un service informatique rendu", "dans le cadre d'une équipe"


def judge(work, tables):
    """Return what a reader would ask of each situation, in their order, then of the whole."""
    reader, situations = _Reader(tables), work["situations"]
    rules = reader.rules()
    found = [each for place, own in enumerate(situations, 1) for each in done.found(place, rules, own)]
    return done.in_order(found + done.found(0, [reader.whole], situations), len(situations))


class _Reader(done.Reader):
    """What the tables let a reader ask of a situation."""

    def __init__(self, tables):
        super().__init__(tables)
        self.numbers = [row["id"] for row in tables["passages"]]
        self.shared = [row for row in tables["participations"] if row["nature"] == SHARED]
        self.options = {each["text"]: each["options"] for each in interventions(tables)}

    def rules(self):
        shown = [self._shown, self._quality, self._proved, self._cited]
        return [self._story, self.in_processes, self.recorded] + shown + [self.autonomy]

    def _story(self, each):
        if not split(each["titre"]):
            yield FAULT, "La situation n'a pas de titre : donnez-lui-en un qui dit ce qui a été fait.", [], ""
        if not split(each["contexte"]):
            yield QUESTION, "Chez qui était-ce, dans quelle équipe, et qui demandait quoi ?", [], self.saying(PLACE)
        if not split(each["service"]):
            yield QUESTION, "Quel service l'organisation cliente reçoit-elle ?", [], self.saying(SERVICE)

    def _shown(self, each):
        if not each["interventions"]:
            passage = first([row["passage_condition"] for row in self.tables["interventions"]])
            yield QUESTION, "Dans quoi êtes-vous intervenu ? Choisissez une intervention du texte.", [], passage
        if not each["environnements"]:
            passage = first([row["passage_libelle"] for row in self.tables["environnements"]])
            yield REMARK, "Aucun environnement : lequel imposait quelque chose à votre travail ?", [], passage

    def _quality(self, each):
        return self.quality(each, "cette situation")

    def _proved(self, each):
        if not proofs(each):
            passage = first([self.criteria.get(words, "") for words in each["criteres"]])
            yield QUESTION, "Qu'est-ce qui le prouve ? Nommez un fichier, un lien, une capture.", [], passage
        for words in each["interventions"] + each["criteres"]:
            if words not in self.options and words not in self.criteria:
                yield REMARK, "« {} » n'est pas dans les tables.", [words], ""

    def _cited(self, each):
        if not each["passages"]:
            passage = first([self.processes.get(code, "") for code in codes_of(each)])
            yield REMARK, "Aucun passage cité : quelle phrase du texte dit ce que vous avez fait ?", [], passage
        for number in each["passages"]:
            if number not in self.numbers:
                yield FAULT, "Le passage « {} » n'existe pas. Choisissez-en un autre.", [number], ""

    def whole(self, situations):
        if not situations:
            yield REMARK, "Le dossier n'a pas encore de situation.", [], ""
            return
        codes = [code for each in situations for code in codes_of(each)]
        for row in self.tables["processus"]:
            if row["code"] not in codes and row["code"] not in self.callers:
                words = [row["code"], row["libelle"]]
                yield REMARK, "Aucune situation n'est dans {} (« {} »).", words, row["passage"]
        called = [row["code"] for row in self.tables["processus"] if row["code"] in self.callers]
        if called and not any(code in codes for code in called):
            yield REMARK, "Aucune situation n'est dans {}.", [either(called)], self.call
        options = [self.options.get(words, []) for each in situations for words in each["interventions"]]
        if len(options) > 1 and all(own == options[0] and len(own) == 1 for own in options):
            words = "Vos interventions sont toutes propres à l'option {} : où montrez-vous ce que les deux partagent ?"
            yield REMARK, words, [options[0][0]], first([row["passage"] for row in self.shared])
