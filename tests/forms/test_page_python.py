"""What a page's own Python says of a student's work is what the kernel's says, to the character."""

import json
from importlib import import_module
from random import Random

import pytest
from conftest import plain
from nbformat.v4 import new_code_cell, new_notebook, new_output

from sio_kit.course.document.html import STATE, WIDGET, document_html
from sio_kit.forms import PAGE_MODULES
from sio_kit.forms.done import AUTONOMY
from sio_kit.forms.engine import page_python
from sio_kit.forms.tables import tables_of
from sio_kit.printed import WASM
from sio_kit.typography import typeset

DOCUMENTS, BATCH = 500, 250  # for each room; a batch has a page of its own
ALPHABET = 100  # the small Python keeps each character that it meets, and slows down
ROOMS = "service", "options", "choices", "context", "internship", "portfolio"
# A form that shows what its rules find, and empties its work when it is clicked.
FORM = """export default { render({ model, el }) {
  const button = el.appendChild(document.createElement("button"));
  const show = () => { button.textContent = model.get("findings").map((each) => each.sentence).join("\\n"); };
  const judge = async () => {
    const ask = await globalThis.sioPython();
    model.set("findings", ask(model.get("_room"), "judge", model.get("_tables"), model.get("value")));
    model.save_changes();
  };
  model.on("change:findings", show);
  model.on("change:value", judge);
  model.on("msg:custom", () => {});
  model.send({ ask: "here" });
  button.onclick = () => model.set("value", { ...model.get("value"), etapes: [] });
  judge().catch(() => { button.textContent = "Sans Python"; });
} };"""
PLAIN = """export default { render({ el }) { el.textContent = `Python: ${typeof globalThis.sioPython}`; } };"""
ASK = """async ([room, tables, calls]) => {
    const ask = await globalThis.sioPython();
    const given = JSON.parse(tables);
    return JSON.stringify(JSON.parse(calls).map(([operation, ...rest]) => {
        try {
            return { result: ask(room, operation, given, ...rest) };
        } catch (error) {
            return { wrong: error.message };
        }
    }));
}"""
HOSTILE = "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "| a | b |", "# *_`[]()~&\\", "{'a': 1}"
ONCE = [["read", odd, "a.json"] for odd in (None, [], "", 0, True, {}, {"format": []})]
ONCE += [["blank"], ["starts"], ["sentences"]]
SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
SAID = (
    "Mise à disposition du service", "METTRE L'APPLICATION\xa0À LA DISPOSITION", "mise. À disposition", "les Besoins",
    "BESOIN", "besoine", "remplacement", "AMÉLIORÉ", "amélioré", "Nouveau service", "ŒUVRE", "İstanbul", "ǅ", "ſ", "ß",
    "K", "e\u0301", "٣", "²", "😀", "\x00", "\x1b[31m", "\u200d", "\U0010ffff", "«  »", "« a »", "a : b ; c ! d ?",
)  # fmt: skip


def rules(room):
    return import_module(f"sio_kit.{room}.rules")


def page_of(*shown, **states):
    """Return a document that shows widgets with these states: those named, default: each once."""
    views = [new_output("display_data", {WIDGET: {"model_id": name}}) for name in shown or states]
    models = {name: {"state": {"_css": "", **state}} for name, state in states.items()}
    cells, metadata = [new_code_cell("x", outputs=views)], {"widgets": {STATE: {"state": models}}}
    return document_html(new_notebook(cells=cells, metadata=metadata), "Un titre", "Édition")


def form_state(ref, room, work=None):
    """Return the state of a form of a room, on that work or a blank one."""
    tables = tables_of(ref, rules(room).TABLES)
    value = work or rules(room).blank(tables)
    return {"_esm": FORM, "_room": room, "_tables": tables, "value": value, "findings": []}


def opened(page, folder, html):
    """Return the page, once it has opened a document from the disk."""
    path = folder / "document.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())
    return page


@pytest.fixture
def show(open_page, tmp_path):
    """Return a function that opens a document from the disk; nothing may go wrong in it."""
    faults = []

    def show(html):
        page = open_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        return opened(page, tmp_path, html)

    yield show
    assert faults == []


# The same words


def answered(room, tables, calls):
    """Return what the rules of a room answer in this Python, as the page's `ask` does."""
    answers = []
    for operation, *given in calls:
        try:
            answers.append({"result": getattr(rules(room), operation)(*given, tables)})
        except ValueError as refused:
            answers.append({"wrong": str(refused)})
    return answers


class Author:
    """Writes odd documents of a room, the same ones each time."""

    def __init__(self, room, tables):
        self.random, self.tables, self.rules = Random(room), tables, rules(room)
        self.known = sorted({str(value) for rows in tables.values() for row in rows for value in row.values()})
        self.starts = [work for _, work in self.rules.starts(tables)]
        self.write = getattr(self, room)

    def calls(self):
        """Yield a batch of calls: what is said of a document, or what a file gives, sound or not."""
        self.alphabet = [self.character() for _ in range(ALPHABET)]
        for _ in range(BATCH):
            work, name = self.document(), self.one("a.json", self.text())
            said = [[each, work] for each in ("judge", "sheet", "report") if hasattr(self.rules, each)]
            if self.rules.__name__.endswith("portfolio.rules"):
                other = self.other_work()
                other = self.one(other, self.damaged(other), work)
                said.append(["taken", other, name])
            yield self.one(*said, ["read", work, name], ["read", self.damaged(work), name])

    def document(self):
        return self.random.choice(self.starts) if self.random.random() < 0.02 else self.write()

    def one(self, *choices):
        return self.random.choice(choices)

    def text(self):
        kind = self.random.random()
        if kind < 0.15:
            return ""
        if kind < 0.4:
            return self.one(*self.known)
        if kind < 0.4005:
            return self.one(*SAID, "mot ") * 2_000
        return "".join(self.piece() for _ in range(self.random.randrange(1, 6)))

    def piece(self):
        makers = (
            lambda: self.one(*SAID),
            lambda: self.one(*HOSTILE),
            lambda: self.one(*SPACES),
            lambda: " ",
            lambda: self.one(*self.known)[: self.random.randrange(40)],
            lambda: self.one(str.upper, str.lower, str.title)(self.one(*self.known)[:60]),
            lambda: "".join(self.random.choices(self.alphabet, k=self.random.randrange(8))),
        )
        return self.one(*makers)()

    def character(self):
        """Return any character of Unicode but half a character, those of Europe more often."""
        code = self.random.randrange(self.one(0x250, 0x2100, 0x10000, 0x110000))
        return "?" if 0xD800 <= code <= 0xDFFF else chr(code)

    def among(self, *usual):
        """Return one of what is usual there, seldom something else."""
        return self.one(*usual) if self.random.random() < 0.95 else self.text()

    def column(self, table, column):
        return self.among("", *(row[column] for row in self.tables[table]))

    def many(self, make, most=9):
        items = [make() for _ in range(self.random.randrange(most))]
        return items + items[: self.random.randrange(3)]  # some say the same again

    def head(self):
        return {"format": self.rules.KIND, "version": self.rules.VERSION}

    def service(self):
        return {**self.head(), "nom": self.text(), "etapes": self.many(self.step)}

    def step(self):
        if self.random.random() < 0.2:
            return {"citations": [], **self.one(*(step for work in self.starts for step in work["etapes"]))}
        return {
            "processus": self.column("processus", "code"),
            "appelant": self.column("processus", "code"),
            "phase": self.among("", "production", "fourniture"),
            "action": self.text(),
            "passage": self.among("ajouté", *(row["passage"] for row in self.tables["etapes"])),
            "motif": self.one("", self.text()),
            "citations": self.many(lambda: self.column("passages", "id"), 3),
        }

    def options(self):
        return {**self.head(), "reponses": self.many(self.reply, 15)}

    def reply(self):
        answer = self.one("", *self.rules.ANSWERS)
        return {"texte": self.column("interventions", "texte"), "reponse": answer, "pourquoi": self.text()}

    def choices(self):
        return {
            **self.head(),
            "nom": self.text(),
            "recit": self.text(),
            "choix": self.column("choix", "code"),
            "decision": self.one("", "gauche", "droite"),
            "justification": self.text(),
            "arguments": self.many(self.argument),
        }

    def argument(self):
        return {
            "critere": self.column("criteres_choix", "code"),
            "pour": self.one("gauche", "droite"),
            "texte": self.text(),
            "force": self.one(1, 2, 3),
        }

    def context(self):
        return {**self.head(), "nom": self.text(), "criteres": self.many(self.criterion, 12)}

    def criterion(self):
        answer = self.one("", *getattr(self.rules, "ANSWERS", ("oui", "pas encore")))
        return {"texte": self.column("criteres_qualite", "texte"), "reponse": answer, "preuve": self.text()}

    def portfolio(self):
        return {**self.head(), "nom": self.text(), "situations": self.many(self.situation, 4)}

    def internship(self):
        texts = {word: self.text() for word in ("nom", "organisation", "service")}
        chosen = {word: self.column(table, "code") for word, table in (("cadre", "cadres"), ("role", "roles"))}
        asked = self.many(lambda: {"texte": self.column("questions_stage", "question"), "reponse": self.text()})
        return {**self.head(), **texts, **chosen, "questions": asked, "semaines": self.many(self.week, 4)}

    def week(self):
        texts = {word: self.text() for word in ("semaine", "titre", "fait", "pour", "mots")}
        return {**texts, **self.done()}

    def situation(self):
        columns = {
            "interventions": ("interventions", "texte"),
            "environnements": ("environnements", "code"),
            "passages": ("passages", "id"),
        }
        texts = {word: self.text() for word in ("titre", "contexte", "service", "preuves")}
        lists = {word: self.many(lambda place=place: self.column(*place), 4) for word, place in columns.items()}
        return {**texts, **lists, **self.done(), "nature": self.one("", *self.rules.NATURES)}

    def done(self):
        return {
            "processus": self.many(lambda: {"code": self.code(), "appelants": self.many(self.code, 3)}, 5),
            "enregistre": self.text(),
            "criteres": self.many(lambda: self.column("criteres_qualite", "texte"), 4),
            "autonomie": self.many(lambda: self.one(*AUTONOMY), 3),
        }

    def code(self):
        return self.column("processus", "code")

    def other_work(self):
        """Return a work of another form, which a dossier takes in."""
        kind = self.one(*(each[0] for each in self.rules.TAKEN))
        work = {"format": kind, "version": 1, "nom": self.text()}
        if kind == "sio_kit/service":
            return {**work, "etapes": self.many(self.other_step)}
        if kind == "sio_kit/grille":
            return {**work, "criteres": self.many(self.criterion)}
        if kind == "sio_kit/stage":
            return {**work, "organisation": self.text(), "semaines": self.many(self.week, 4)}
        told = {word: self.text() for word in ("recit", "justification")}
        arguments = self.many(lambda: {"critere": self.column("criteres_choix", "code"), "texte": self.text()})
        side = self.one("", "gauche", "droite")
        return {**work, **told, "choix": self.column("choix", "code"), "decision": side, "arguments": arguments}

    def other_step(self):
        passage = self.column("passages", "id")
        return {"processus": self.code(), "appelant": self.code(), "action": self.text(), "passage": passage}

    def damaged(self, work):
        """Return a document with one value that is missing, or of another kind."""
        work = json.loads(json.dumps(work))
        place = work
        while True:
            name = self.one(*place) if isinstance(place, dict) else self.random.randrange(len(place))
            if not isinstance(place[name], dict | list) or not place[name] or self.random.random() < 0.3:
                break
            place = place[name]
        if self.random.random() < 0.3:
            del place[name]
        else:
            place[name] = self.one(None, True, False, 0, 1, 2, 3, 9, -1, 1.5, 1e300, "", "2", [], [[]], {}, self.text())
        return work


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_and_the_kernel_say_the_same(show, ref, room):
    page = show(page_of(form=form_state(ref, room)))
    tables = json.loads(json.dumps(tables_of(ref, rules(room).TABLES)))
    author = Author(room, tables)
    batches = [
        ONCE[:-1] if room != "options" else ONCE,
        *([*author.calls()] for _ in range(DOCUMENTS // BATCH)),
    ]
    for calls in batches:
        page.reload()
        told = json.loads(page.evaluate(ASK, [room, json.dumps(tables), json.dumps(calls)]))
        for call, here, there in zip(calls, answered(room, tables, calls), told, strict=True):
            assert there == here, call


def test_a_file_nested_without_end_is_refused(show, ref):
    page = show(page_of(form=form_state(ref, "context")))
    deep = f'[["read", {"[" * 100_000}{"]" * 100_000}, "a.json"]]'
    told = page.evaluate(ASK, ["context", json.dumps(tables_of(ref, rules("context").TABLES)), deep])
    assert "n'est pas un travail de cette sorte" in plain(json.loads(told)[0]["wrong"])


# The document


def test_a_document_with_a_form_judges_without_a_kernel(show, ref):
    service = rules("service").starts(tables_of(ref, rules("service").TABLES))[1][1]
    forms = {"service": form_state(ref, "service", service), "grille": form_state(ref, "context")}
    html = page_of("service", "autre", "grille", "service", autre={"_esm": PLAIN}, **forms)
    assert html.count("async function _createMicroPythonModule(") == html.count('id="sio-python"') == 1
    page = show(html)
    first, second, last = (page.locator("button").nth(place) for place in range(3))
    page.get_by_text("Le récit ne dit pas comment le service finit.").first.wait_for()
    assert first.inner_text() == last.inner_text() != second.inner_text() == ""
    first.click()
    page.get_by_text(typeset("Le service n'a pas encore d'étape.")).nth(1).wait_for()
    page.get_by_text("Python: function").wait_for()


def test_a_document_without_a_form_has_no_python(show):
    html = page_of(autre={"_esm": PLAIN})
    assert WASM not in html
    show(html).get_by_text("Python: undefined").wait_for()


def test_where_python_cannot_start_the_page_is_shown(open_page, tmp_path, ref):
    html = page_of(form=form_state(ref, "service"), autre={"_esm": PLAIN})
    page = opened(open_page(), tmp_path, html.replace(WASM, ""))
    page.get_by_text("Sans Python").wait_for()
    page.get_by_text("Python: function").wait_for()


def test_a_page_carries_each_module_that_its_python_imports():
    modules = page_python()["modules"]
    assert set(modules) == {f"sio_kit/{name.replace('.', '/')}.py" for name in PAGE_MODULES}
    assert "sio_kit/forms/bench.py" in modules
