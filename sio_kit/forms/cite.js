// Choose a sentence, such as a passage of the référentiel to quote, by searching its words.

import { searcher } from "../frontend/search.js";
import { button, element, marked } from "../frontend/shared.js";

const SHOWN = 40; // sentences

/** Show a dialog in which a passage is searched; `take(id)` is called for the one that is chosen. */
export function choosePassage(form, take) {
  chooseSentence(form, "Citer un passage", ["passage", "passages"], form.tables.passages.map(({ id, texte }) => ({ value: id, id, texte })), take);
}

/**
 * Show a dialog in which one of some sentences is searched: `value` is given to `take`, `id` stands before `texte`.
 * The pair is what one and several of them are called.
 */
export function chooseSentence(form, title, [one, several], sentences, take) {
  const search = searcher(sentences.map(({ texte }) => texte));
  const dialog = element("dialog", { class: "sio-dialog", "aria-label": title });
  const query = element("input", { class: "sio-query", type: "search", "aria-label": "Chercher dans le texte", placeholder: "Un mot du texte, ou un numéro (L110)" });
  const count = element("p", { role: "status" });
  const list = element("div", { class: "sio-passages" });
  const show = () => {
    const number = query.value.trim().toUpperCase();
    const found = search(query.value) ?? new Map(sentences.map((_, place) => [place, []]));
    sentences.forEach(({ id }, place) => number && id.split(/\W+/).includes(number) && found.set(place, []));
    const places = [...found.keys()];
    count.textContent = `${places.length} ${places.length > 1 ? several : one}${places.length > SHOWN ? ` (les ${SHOWN} premiers)` : ""}`;
    list.replaceChildren(
      ...places.slice(0, SHOWN).map((place) => {
        const { value, id, texte } = sentences[place];
        const choice = button("", () => {
          dialog.close();
          take(value);
        });
        choice.append(element("strong", {}, id), " ", ...marked(texte, found.get(place)));
        return choice;
      }),
    );
  };
  query.addEventListener("input", show);
  const close = button("Fermer", () => dialog.close());
  dialog.append(element("h4", {}, title), element("div", { class: "sio-tools" }, query, close), count, list);
  show();
  form.showDialog(dialog);
  query.focus();
}
