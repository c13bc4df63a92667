// The pages of questions: answers that can be sorted, bodies that an answer ties together as a picture, and, where a
// visitor asks in SPARQL, an editor in place of the plain field.
import { sortable } from "./sorting.js";

document.querySelectorAll("table[data-answer]").forEach((table) => {
  sortable(table);
  const figure = document.querySelector("figure[data-links]");
  if (figure) import("./links.js").then(({ drawLinks }) => drawLinks(figure, table));
});

const field = document.querySelector("textarea[data-completions]");
if (field) import("./editor.js").then(({ edit }) => edit(field));
