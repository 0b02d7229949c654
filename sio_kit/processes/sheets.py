"""What the process map tells of each process and each link: sheets made of the référentiel's words.

A sheet is plain data, ready for a front end: `{"title", "blocks"}`; a block is `{"title", "entries"}`; an entry has
some of `text` (the kit's words, where a `*` marks what is not the official text), `quote` with its `passage` (the
référentiel's words), and `part` (the process or link of the map that it speaks of).
"""

from itertools import groupby

from sio_kit.processes.model import ProcessNetwork
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import typeset
from sio_kit.vocabulary import CALLS, PRECEDES, RELIES, RENEWS

# In the kit's own words; shown as added.
MEANINGS = {
    CALLS: "Pour rendre le service, {source} a besoin d'une solution technique : il demande à {target} de la concevoir "
    "ou de la maintenir.",
    RELIES: "{source} emploie ce que {target} tient à jour : compétences, connaissances, équipements, applications, "
    "procédures.",
    PRECEDES: "Le service est d'abord produit, puis fourni : {target} commence quand {source} met le service à "
    "disposition.",
    RENEWS: "Le service finit par être remplacé ou amélioré : {source} ramène alors à {target}.",
}
HOW_TO = (
    "Choisissez un processus ou une flèche de la carte. Au clavier : Tab pour y entrer, les touches fléchées pour "
    "suivre les liens, Entrée pour choisir, Échap pour revenir à l'ensemble."
)
PASSIVE = {CALLS: "Est appelé par", RELIES: "Sert d'appui à", PRECEDES: "Vient après", RENEWS: "Est renouvelé par"}
ACTIVE = {CALLS: "Fait appel à", RELIES: "S'appuie sur", PRECEDES: "Précède", RENEWS: "Renouvelle"}


def process_sheets(ref):
    """Return the sheet of each process and link, by its name on the map (`"P1"`, `"P1→P3"`).

    Parameters
    ----------
    ref : Referential
        Tables `processus`, `categories`, `liens`, `etapes`, `participations`, `options`, `passages`, `coquilles`.

    Returns
    -------
    dict of str to dict
    """
    return _Sheets(ref).all()


class _Sheets:
    def __init__(self, ref):
        self.ref = ref
        self.network = ProcessNetwork.from_referential(ref)
        self.quotations = Quotations(ref)
        self.labels = {process.code: process.label for process in self.network.processes}
        self.steps = ref.rows("etapes")

    def all(self):
        rows = self.ref.rows("processus")
        sheets = {"": self.whole(), **{row["code"]: self.process(row) for row in rows}}
        for link in self.network.links:
            title = f"{link.source} → {link.target}"
            sheets.setdefault(link.part, {"title": title, "blocks": []})["blocks"] += self.link(link)
        return sheets

    def whole(self):
        """Return the sheet of the map when nothing is chosen: how to use it, and the sentences it rests on."""
        passages = dict.fromkeys(link.passage for link in self.network.links)
        return {
            "title": "Carte des processus",
            "blocks": _blocks([
                ("Mode d'emploi", [{"text": typeset(HOW_TO)}]),
                ("Ce que dit le texte", [self.quotations.whole(passage) for passage in passages]),
            ]),
        }  # fmt: skip

    def process(self, row):
        code = row["code"]
        blocks = [
            ("Définition", [self.quotations.entry(row["definition"], row["passage"])]),
            self.category(row["categorie"]),
            *(self.linked(nature, ACTIVE, code, "source", "target") for nature in ACTIVE),
            *(self.linked(nature, PASSIVE, code, "target", "source") for nature in PASSIVE),
            *self.examples(step for step in self.steps if step["processus"] == code),
            ("Participation des options", self.participations(code)),
        ]
        return {"title": self.name(code), "blocks": _blocks(blocks)}

    def category(self, code):
        row = next(row for row in self.ref.rows("categories") if row["code"] == code)
        return row["libelle"].capitalize(), [self.quotations.entry(row["definition"], row["passage"])]

    def linked(self, nature, titles, code, here, there):
        """Return the block of the links of one nature that leave, or reach, a process."""
        entries = []
        for link in self.network.links:
            if link.nature == nature and getattr(link, here) == code:
                other = getattr(link, there)
                entries.append({"text": self.name(other), "part": link.part, **self.quotations.whole(link.passage)})
        return titles[nature], entries

    def examples(self, steps):
        """Yield a block for each example that the steps belong to."""
        for example, own in groupby(steps, key=lambda step: step["exemple"]):
            yield f"Exemple : {example}", [self.step(step) for step in own]

    def step(self, step):
        caller = f"appelé par {step['appelant']}" if step["appelant"] else ""
        return {"text": caller, **self.quotations.entry(step["action"], step["passage"])}

    def participations(self, code):
        sigles = {row["code"]: row["sigle"] for row in self.ref.rows("options")}
        return [
            {
                "text": typeset(f"Option {row['option']} ({sigles[row['option']]}*) : {row['nature']}*"),
                **self.quotations.whole(row["passage"]),
            }
            for row in self.ref.rows("participations")
            if row["processus"] == code
        ]

    def link(self, link):
        names = {"source": link.source, "target": link.target}
        calls = [step for step in self.steps if (step["appelant"], step["processus"]) == (link.source, link.target)]
        return _blocks([
            (f"{self.name(link.source)} {link.nature} {self.name(link.target)}", [self.quotations.whole(link.passage)]),
            ("Autrement dit*", [{"text": typeset(MEANINGS[link.nature].format(**names))}]),
            *self.examples(step for step in calls if link.nature == CALLS),
        ])  # fmt: skip

    def name(self, code):
        return f"{code} {self.labels[code]}"


def _blocks(pairs):
    return [{"title": typeset(title), "entries": _quoted_once(entries)} for title, entries in pairs if entries]


def _quoted_once(entries):
    """Drop a quotation that the next entry repeats."""
    following = [*entries[1:], {}]
    return [
        {key: value for key, value in entry.items() if key not in ("quote", "passage")}
        if entry.get("quote") and entry.get("quote") == after.get("quote")
        else entry
        for entry, after in zip(entries, following, strict=True)
    ]
