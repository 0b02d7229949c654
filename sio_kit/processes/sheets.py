"""What the process map tells of each process and each link, in the référentiel's words."""

from itertools import groupby

from sio_kit.frontend.sheets import sheet
from sio_kit.processes.model import ProcessNetwork
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import typeset
from sio_kit.vocabulary import CALLS, PRECEDES, RELIES, RENEWS

HOW_TO = (
    "Choisissez un processus ou une flèche de la carte. Au clavier : Tab pour y entrer, les touches fléchées pour "
    "suivre les liens, Entrée pour choisir, Échap pour revenir à l'ensemble."
)
ACTIVE = {CALLS: "Fait appel à", RELIES: "S'appuie sur", PRECEDES: "Précède", RENEWS: "Ramène à"}
PASSIVE = {CALLS: "Est appelé par", RELIES: "Sert d'appui à", PRECEDES: "Vient après", RENEWS: "Reprend après"}
# In the kit's own words; shown as added.
MEANINGS = {
    CALLS: "Pour rendre le service, {source} a besoin d'une solution technique : il demande à {target} de la concevoir "
    "ou de la maintenir.",
    RELIES: "{source} emploie ce que {target} tient à jour : compétences, connaissances, équipements, applications, "
    "procédures.",
    PRECEDES: "Le service est d'abord produit, puis fourni : {target} commence à la mise à disposition du service. Le "
    "texte ne dit pas lequel des deux le met à disposition.",
    RENEWS: "Le service finit par être remplacé ou amélioré : {source} ramène alors à {target}.",
}


def process_sheets(ref):
    """Return the sheet of each process (`"P1"`) and link (`"P1→P3"`) of the map, and of the whole (`""`)."""
    return _Sheets(ref).all()


class _Sheets:
    def __init__(self, ref):
        self.ref = ref
        self.network = ProcessNetwork.from_referential(ref)
        self.quotations = Quotations(ref)
        self.names = {process.code: process.name for process in self.network.processes}
        self.categories = {row["code"]: row for row in ref.rows("categories")}
        self.steps = ref.rows("etapes")

    def all(self):
        sheets = {"": self.whole()}
        for row in self.ref.rows("processus"):
            sheets[row["code"]] = _sheet(self.names[row["code"]], self.process(row))
        for part, links in self.network.links_by_part().items():
            blocks = [block for link in links for block in self.link(link)]
            sheets[part] = _sheet(part.replace("→", " → "), blocks)
        return sheets

    def whole(self):
        """Return the sheet of the map when nothing is chosen: how to use it, and the sentences it rests on."""
        passages = dict.fromkeys(link.passage for link in self.network.links if link.passage)
        blocks = [
            ("Mode d'emploi", [{"text": typeset(HOW_TO)}]),
            ("Ce que dit le texte", [self.quotations.whole(passage) for passage in passages]),
        ]
        return _sheet("Carte des processus", blocks)

    def process(self, row):
        code = row["code"]
        yield "Définition", [self.quotations.entry(row["definition"], row["passage"])]
        if category := self.categories.get(row["categorie"]):
            yield category["libelle"].capitalize(), [self.quotations.entry(category["definition"], category["passage"])]
        for nature, title in ACTIVE.items():
            yield title, [self.linked(link, link.target) for link in self.links(nature) if link.source == code]
        for nature, title in PASSIVE.items():
            yield title, [self.linked(link, link.source) for link in self.links(nature) if link.target == code]
        yield from self.examples(step for step in self.steps if step["processus"] == code)
        yield "Participation des options", self.participations(code)

    def links(self, nature):
        return [link for link in self.network.links if link.nature == nature]

    def linked(self, link, other):
        return {"text": self.names[other], "part": link.part, **self.quotations.whole(link.passage)}

    def examples(self, steps):
        """Yield a block for each example that the steps belong to."""
        for example, own in groupby(steps, key=lambda step: step["exemple"]):
            yield f"Exemple : {example}", [self.step(step) for step in own]

    def step(self, step):
        caller = f"appelé par {step['appelant']}" if step["appelant"] else ""
        return {"text": caller, **self.quotations.entry(step["action"], step["passage"])}

    def participations(self, code):
        acronyms = {row["code"]: row["sigle"] for row in self.ref.rows("options")}
        return [
            {
                "text": typeset(f"Option {row['option']} ({acronyms[row['option']]}*) : {row['nature']}*"),
                **self.quotations.whole(row["passage"]),
            }
            for row in self.ref.rows("participations")
            if row["processus"] == code and row["option"] in acronyms
        ]

    def link(self, link):
        said = f"{self.names[link.source]} {link.verb} {self.names[link.target]}"
        yield said, [self.quotations.whole(link.passage)]
        if meaning := MEANINGS.get(link.nature):
            yield "Autrement dit*", [{"text": typeset(meaning.format(source=link.source, target=link.target))}]
        if link.nature == CALLS:
            ends = link.source, link.target
            yield from self.examples(step for step in self.steps if (step["appelant"], step["processus"]) == ends)


def _sheet(title, blocks):
    return sheet(title, [(name, entries) for name, entries in blocks if entries])
