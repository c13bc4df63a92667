// A picture is one tab stop. Arrows move from mark to mark along the picture, Home and End to the first and the last;
// Enter chooses (a link's own click), Escape leaves the choice and returns to the first mark.

// `near(mark, key)` gives the mark that an arrow leads to, or nothing where there is none.
export function roving(svg, marks, near, choose) {
  let current = marks[0];
  const go = (mark) => {
    if (!mark) return;
    current.setAttribute("tabindex", "-1");
    current = mark;
    current.setAttribute("tabindex", "0");
    current.focus();
  };
  marks.forEach((mark) => mark.setAttribute("tabindex", mark === current ? "0" : "-1"));
  svg.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a");
    if (mark && mark !== current) go(mark);
  });
  svg.addEventListener("keydown", (event) => {
    const shown = marks.filter((mark) => !mark.hasAttribute("hidden"));
    const { key } = event;
    if (key === "Home") go(shown[0]);
    else if (key === "End") go(shown[shown.length - 1]);
    else if (key.startsWith("Arrow")) go(near(current, key.slice(5).toLowerCase()));
    else if (key === "Escape") {
      choose(null);
      if (svg.isConnected) go(shown[0]);
    } else return;
    event.preventDefault();
  });
}

// The mark nearest to another in a direction, by the places (x, y) that they have; straight on counts most.
export function nearest(mark, direction, marks, place) {
  const from = place(mark);
  const sideways = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  let best = null;
  let least = Infinity;
  for (const one of marks) {
    if (one === mark || one.hasAttribute("hidden")) continue;
    const to = place(one);
    const along = sign * (sideways ? to.x - from.x : to.y - from.y);
    const aside = Math.abs(sideways ? to.y - from.y : to.x - from.x);
    const far = along + 2 * aside;
    if (along > 1 && far < least) [best, least] = [one, far];
  }
  return best;
}
