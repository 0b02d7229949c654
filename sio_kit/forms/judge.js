// Who judges a piece of work: the kernel where one answers, else the page's own Python, else nobody yet.

/**
 * Return `{ ask, where }`: `ask(what, ...arguments)` is a promise of what the rules answer, an Error with a French
 * sentence where they refuse; `where()` is "kernel", "page" or "" while nobody has answered. `ready(where)` is called
 * each time that this changes, `fail()` where the page's Python does not start.
 */
export function judgeOf(model, ready, fail) {
  const kernel = kernelOf(model, () => settle("kernel"));
  const room = model.get("_room");
  const tables = model.get("_tables");
  let where = "";
  const settle = (place) => {
    if (place === where || (place === "page" && where === "kernel")) return;
    where = place;
    ready(where);
  };
  const inPage = async () => {
    const ask = await globalThis.sioPython();
    settle("page");
    return ask;
  };
  if (globalThis.sioPython) requestAnimationFrame(() => setTimeout(() => inPage().catch(fail), 0));
  else kernel.ask("here").catch(() => {});
  return {
    where: () => where,
    hasKernel: () => where === "kernel",
    async ask(what, ...given) {
      if (!globalThis.sioPython) return kernel.ask(what, ...given);
      return (await inPage())(room, what, tables, ...given);
    },
    forget: kernel.forget,
  };
}

/** Ask the kernel, by messages with a number; `heard` is called when it answers. */
export function kernelOf(model, heard) {
  const waiting = new Map();
  let number = 0;
  const hear = (message) => {
    const asked = waiting.get(message?.answer);
    if (!asked) return;
    waiting.delete(message.answer);
    heard();
    if (message.wrong) asked.reject(new Error(message.wrong));
    else asked.resolve(message.result);
  };
  model.on("msg:custom", hear);
  const own = Math.random().toString(36).slice(2); // several views of a form hear each other's answers
  return {
    ask(what, ...given) {
      const ask = `${own}-${(number += 1)}`;
      const answer = new Promise((resolve, reject) => waiting.set(ask, { resolve, reject }));
      model.send({ ask, what, arguments: given });
      return answer;
    },
    forget: () => model.off("msg:custom", hear),
  };
}
