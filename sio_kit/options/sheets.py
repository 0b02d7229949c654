"""What the explorer tells of each line of the comparison, with the words in which close sentences differ."""

from sio_kit.frontend.sheets import sheet
from sio_kit.options.model import CLOSE, JOB, KINDS, MISSION, PROCESS, Comparison, differences
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, typeset
from sio_kit.vocabulary import BEYOND

HOW_TO = (
    "Choisissez une ligne : son passage s'affiche ici, avec ce que dit l'autre option. Filtrez par sorte, par option "
    "ou par mots. Au clavier : Tab et Entrée ; Échap pour revenir à cette page."
)
ALONE = "L'autre option n'a pas de phrase proche."
DIFFERENT = "Les mots qui diffèrent sont soulignés."
BEYOND_MEANING = (
    "Le texte ne dit pas que l'option ne fait jamais rien dans ce processus : il dit qu'elle intervient dans celui de "
    "sa spécialité."
)


def option_sheets(ref):
    """Return the sheet of each row of the comparison, by its key, and of the whole (`""`)."""
    sheets = _Sheets(ref)
    return {"": sheets.whole(), **{row.key: sheets.row(row) for row in sheets.comparison.rows}}


class _Sheets:
    def __init__(self, ref):
        self.ref = ref
        self.comparison = Comparison.from_referential(ref)
        self.quotations = Quotations(ref)
        self.names = {option.code: option.name for option in self.comparison.options}
        self.rows = self.comparison.names()
        self.interventions = ref.rows("interventions", by="ordre")

    def whole(self):
        blocks = [("Mode d'emploi", [{"text": typeset(HOW_TO)}])]
        for option in self.ref.rows("options"):
            if option["code"] in self.names:
                entries = [
                    self.quotations.entry(option["libelle"], option["passage_libelle"]),
                    self.quotations.entry(option["resume"], option["passage"]),
                ]
                blocks.append((self.names[option["code"]], entries))
        return sheet("Deux options, côte à côte", blocks)

    def row(self, row):
        if row.kind == PROCESS:
            return self.process(row)
        kind = f"{KINDS[row.kind]}{' proches' if row.zone == CLOSE else ''}"
        title = f"{kind} : {' et '.join(f'option {part.option}' for part in row.parts)}"
        blocks = [(self.names[part.option], [entry]) for part, entry in zip(row.parts, self.entries(row), strict=True)]
        if row.zone == CLOSE:
            blocks.append(("Comparer*", [{"text": DIFFERENT}]))
        elif len(row.parts) == 1 and row.kind != JOB and len(self.names) > 1:
            blocks.append(("Dans l'autre option*", [{"text": ALONE}]))
        return sheet(title, [*blocks, *self.introduction(row), *self.of_the_option(row)])

    def entries(self, row):
        """Return an entry for each part; where two are close, their differing words are marked."""
        entries = [self.quotations.entry(part.text, part.passage) for part in row.parts]
        if row.zone == CLOSE:
            texts = [entry.get("quote", entry.get("text", "")) for entry in entries]
            for entry, marks in zip(entries, differences(*texts), strict=True):
                entry["marks"] = marks
        return entries

    def introduction(self, row):
        """Yield the passages that introduce the lists: conditions of missions, jobs given "à titre indicatif"."""
        titles = {MISSION: "À quelle condition", JOB: "À titre indicatif"}
        passages = dict.fromkeys(part.introduction for part in row.parts if part.introduction)
        if passages:
            yield titles.get(row.kind, "Ce qui annonce la liste"), [self.quotations.whole(each) for each in passages]

    def of_the_option(self, row):
        """Yield, for a job, the interventions of its option in the order of the text, each a link to its own sheet."""
        for part in row.parts if row.kind == JOB else ():
            own = [self.intervention(each) for each in self.interventions if each["option"] == part.option]
            if own:
                yield f"Interventions de l'option {part.option}", own

    def intervention(self, row):
        name = f"{row['option']}{row['ordre']}"
        return {"text": name, "part": self.rows[name].key, **self.quotations.entry(row["texte"], row["passage"])}

    def process(self, row):
        definition = next(each for each in self.ref.rows("processus") if each["code"] == row.key)
        blocks = [
            (self.names[part.option], [{"text": f"{part.nature}{ADDED}", **self.quotations.whole(part.passage)}])
            for part in row.parts
        ]
        if any(part.nature == BEYOND for part in row.parts):
            blocks.append(("Hors spécialité*", [{"text": typeset(BEYOND_MEANING)}]))
        blocks.append(("Définition", [self.quotations.entry(definition["definition"], definition["passage"])]))
        return sheet(f"{row.key} {row.parts[0].text}", blocks)
