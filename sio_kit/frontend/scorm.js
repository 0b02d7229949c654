// What one does in a page that a learning platform plays is kept by the platform, with a score and a status.

import { startWidgets } from "./host.js";
import { browserCopy, clock, packed, platformAbove, unpacked } from "./platform.js";

const PAUSE = 1000; // milliseconds without a change after which the platform is to write down what it was given
const STANDARD = 4096; // characters that any platform keeps
const FINAL = ["completed", "passed", "failed"];
const SILENT = "La plateforme ne répond pas";
const LONG = "Votre travail est devenu trop long pour la plateforme";
const CLOSED = "La plateforme n'enregistre rien dans une tentative terminée ni dans un aperçu";
const UNREAD = "Ce que la plateforme gardait de vous ne se lit plus, et la page repart de zéro. Dites-le à votre professeur.";
const FINISH = "J'ai fini\u00a0: le dire à la plateforme";
const BEFORE = "Quand tout est terminé, et pas avant\u00a0: certaines plateformes n'enregistrent plus rien ensuite.";
const FINISHED = "La plateforme sait que vous avez fini.";

/** Show the page's widgets as `startWidgets` does; `names` name their states once and for all. */
export async function play(states, modules, names) {
  const hasForm = states.some((state) => "_room" in state);
  const platform = platformAbove();
  if (!platform) return startWidgets(states, modules);
  const say = speaker(hasForm);
  if (!platform.call("Initialize", "")) {
    say(SILENT);
    return startWidgets(states, modules);
  }
  const attempt = new Attempt(platform, say, hasForm, hasForm ? document.title : names.join(" "));
  await attempt.restore();
  attempt.standFor("localStorage");
  const { chosen } = attempt.kept;
  const keep = (number, trait, value) => {
    if ("_room" in states[number]) return; // a form keeps its work itself
    chosen[names[number]] = { ...chosen[names[number]], [trait]: value };
    attempt.keep();
  };
  const models = startWidgets(states.map((state, number) => ({ ...state, ...chosen[names[number]] })), modules, keep);
  attempt.begin(models);
  return models;
}

/** Return what says on the page why the platform does not keep what one does: `say(cause, kept)`, "" for nothing to say. */
function speaker(hasForm) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.className = "sio-told";
  document.body.prepend(line);
  const answers = (cause) => (cause === CLOSED ? "vos réponses ne comptent pas." : "vos réponses ne lui parviennent pas. Dites-le à votre professeur.");
  const work = (kept) => `${kept ? "seul ce navigateur" : "rien ne"} garde votre travail. Enregistrez-le dans un fichier.`;
  return (cause, kept = true) => {
    const told = !cause || cause === UNREAD ? cause : `${cause}\u00a0: ${hasForm ? work(kept) : answers(cause)}`;
    if (line.textContent !== told) line.textContent = told;
  };
}

/** What a student does here: `kept` holds what was chosen in the widgets and the works of the forms. */
class Attempt {
  constructor(platform, say, hasForm, name) {
    Object.assign(this, { platform, say, hasForm, began: Date.now(), turn: 0, given: 0, refusal: "" });
    this.kept = { at: 0, chosen: {}, works: {} };
    this.models = [];
    this.best = Number(platform.get("cmi.core.score.raw")) || 0;
    this.isClosed = ["review", "browse"].includes(platform.get("cmi.core.lesson_mode"));
    this.isFinal = FINAL.includes(platform.get("cmi.core.lesson_status"));
    this.isDone = this.isFinal;
    this.browser = browserCopy(platform.get("cmi.core.student_id"), name);
  }

  // What comes back

  /** Take what the platform kept, or what this browser kept of the same student since, as the platform could not. */
  async restore() {
    const own = this.browser.read();
    const theirs = await unpacked(this.platform.get("cmi.suspend_data")).catch(() => this.say(UNREAD));
    this.isBehind = own && !(theirs?.at >= own.at);
    Object.assign(this.kept, this.isBehind ? own : theirs);
  }

  /** Take the place of the browser's store, which is not this student's alone. */
  standFor(name) {
    const { works } = this.kept;
    const put = (key, text) => {
      if (works[key] === text) return;
      works[key] = text; // JSON leaves out what is undefined
      this.keep();
    };
    const getItem = (key) => works[key] ?? null;
    const store = { getItem, setItem: (key, text) => put(key, String(text)), removeItem: (key) => put(key, undefined) };
    Object.defineProperty(globalThis, name, { configurable: true, value: store });
    globalThis.sioKeeper = "la plateforme";
  }

  begin(models) {
    this.models = models;
    this.watch();
    if (this.isBehind) this.keep();
    this.tell();
    this.platform.call("Commit", "");
    addEventListener("pagehide", ({ isTrusted }) => isTrusted && this.finish());
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  }

  /** Learn that the page was read to its end, or, where there is a form, that its student says so. */
  watch() {
    if (this.isClosed) return;
    const end = document.querySelector("footer") ?? document.querySelector("main").lastElementChild;
    if (this.hasForm) return void end.before(this.finishLine());
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      this.isRead = true;
      this.keep();
    });
    observer.observe(end);
  }

  finishLine() {
    const line = document.createElement("p");
    line.className = "sio-finish";
    const button = document.createElement("button");
    button.type = "button";
    button.append(FINISH);
    button.addEventListener("click", () => {
      this.isDone = true;
      this.keep();
      line.replaceChildren(FINISHED);
      line.tabIndex = -1;
      line.focus();
    });
    line.append(...(this.isDone ? [FINISHED] : [button, ` ${BEFORE}`]));
    return line;
  }

  // What is kept

  /** Hand all over to the platform; of several changes in a row, the last. */
  async keep() {
    const turn = (this.turn += 1);
    this.kept.at = Date.now();
    const text = await packed(this.kept).catch(() => JSON.stringify(this.kept));
    if (turn === this.turn) this.give(text);
  }

  give(text) {
    const { platform } = this;
    const isTaken = !this.isClosed && platform.set("cmi.suspend_data", text) && platform.get("cmi.suspend_data") === text;
    this.given = this.turn;
    this.refusal = isTaken ? "" : this.isClosed ? CLOSED : text.length > STANDARD ? LONG : SILENT;
    if (!isTaken) this.report(this.refusal);
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(), PAUSE);
  }

  commit() {
    clearTimeout(this.timer);
    const isDone = this.platform.call("Commit", "");
    this.report(this.refusal || (isDone ? "" : SILENT));
  }

  /** Say why the platform does not keep it all, "" if it does; until it does, this browser keeps it. */
  report(cause) {
    this.say(cause, this.browser.write(cause ? this.kept : null));
  }

  /** Tell the score, of 100 and never less than before, the status and the time. */
  tell() {
    if (this.isClosed) return;
    const marks = this.models.map((model) => model.get("_mark")).filter(Boolean);
    const [right, answered, all] = ["right", "answered", "all"].map((name) => marks.reduce((sum, mark) => sum + mark[name], 0));
    const set = (name, value) => this.platform.set(`cmi.core.${name}`, value);
    if (answered) {
      this.best = Math.max(this.best, Math.round((100 * right) / all));
      set("score.min", 0);
      set("score.max", 100);
      set("score.raw", this.best);
    }
    if (!this.hasForm) this.isDone ||= all ? answered === all : Boolean(this.isRead);
    if (!this.isFinal) set("lesson_status", this.isDone ? "completed" : "incomplete");
    set("session_time", clock(Date.now() - this.began));
    set("exit", "suspend");
  }

  finish() {
    dispatchEvent(new Event("pagehide")); // forms that will be told only after this page hand over their last words
    // What was changed a moment ago could not be packed yet, which takes a promise.
    if (this.given !== this.turn) this.give(JSON.stringify(this.kept));
    this.tell();
    if (this.given) this.commit();
    this.platform.call("Finish", "");
  }
}
