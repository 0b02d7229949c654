// Dragging with a mouse, a finger or a pen.

const THRESHOLD = 6; // pixels under which it is a click
export const NEAR = 50; // pixels from the window's edge at which what is dragged scrolls

/** Scroll what holds a node, where the pointer comes near an edge of the window. */
function scrollAt(node, y) {
  const by = y > innerHeight - NEAR ? 1 : y < NEAR ? -1 : 0;
  if (!by) return;
  const scrolls = (each) => each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY);
  let holder = node.parentElement;
  while (holder && !scrolls(holder)) holder = holder.parentElement;
  (holder ?? document.scrollingElement).scrollBy(0, by * 14);
}

/**
 * Call `move(event)` while something is dragged from a node (where `begins(event)` allows it), then `end(event)`;
 * `end(null)` where it is given up, by Escape or by the page.
 */
export function onDrag(node, { begins = () => true, move, end }) {
  node.addEventListener("pointerdown", (start) => {
    if (start.button !== 0 || !begins(start)) return;
    const origin = start.target;
    let dragged = false;
    const follow = (event) => {
      if (event.pointerId !== start.pointerId) return;
      if (!dragged && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < THRESHOLD) return;
      if (!dragged) origin.setPointerCapture(start.pointerId);
      dragged = true;
      origin.wasDragged = true;
      event.preventDefault();
      scrollAt(origin, event.clientY);
      move(Object.assign(event, { origin }));
    };
    const stop = (event) => {
      for (const [kind, listener] of listeners) removeEventListener(kind, listener, true);
      // The click that follows a drag is none; after Escape it comes when the button is released.
      const forget = () => setTimeout(() => (origin.wasDragged = false), 0);
      if (event.type === "keydown") addEventListener("pointerup", forget, { once: true, capture: true });
      else forget();
      if (dragged) end(event.type === "pointerup" ? event : null, origin);
    };
    const key = (event) => event.key === "Escape" && stop(event);
    const listeners = [["pointermove", follow], ["pointerup", stop], ["pointercancel", stop], ["keydown", key]];
    for (const [kind, listener] of listeners) addEventListener(kind, listener, true);
  });
}
