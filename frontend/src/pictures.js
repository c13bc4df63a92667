// Draws the picture of a page where there is one and the page is wide enough; the table and the list stay as they are.
import { drawFlow } from "./flow.js";
import { panel } from "./panel.js";
import { drawReporting } from "./reporting.js";

const DRAW = { reporting: drawReporting, flow: drawFlow };

for (const figure of document.querySelectorAll("figure[data-picture]")) {
  const page = figure.closest("main");
  const choose = panel(page, page.querySelector("table"));
  const chosen = () => decodeURIComponent(location.hash.slice(1));
  fetch(figure.dataset.source)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((data) => document.fonts.ready.then(() => data))
    .then((data) => {
      figure.hidden = false;
      figure.parentNode.classList.add("drawn");
      DRAW[figure.dataset.picture](figure, data, choose);
      if (chosen()) choose(chosen(), false);
    });
}
