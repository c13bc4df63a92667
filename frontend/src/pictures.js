// Draws the picture of a page where there is one and the page is wide enough; the table and the list stay as they are.
import { drawFlow } from "./flow.js";
import { drawNetwork } from "./network.js";
import { panel } from "./panel.js";
import { drawReporting } from "./reporting.js";
import { saving } from "./save.js";
import { drawTimeline } from "./timeline.js";

const DRAW = { reporting: drawReporting, flow: drawFlow, network: drawNetwork, timeline: drawTimeline };

for (const figure of document.querySelectorAll("figure[data-picture]")) {
  const page = figure.closest("main");
  const choose = panel(page);
  const chosen = () => decodeURIComponent(location.hash.slice(1));
  const start = (data) => {
    figure.hidden = false;
    figure.parentNode.classList.add("drawn");
    const redraw = DRAW[figure.dataset.picture](figure, data, choose);
    if (!redraw) {
      figure.hidden = true;
      figure.parentNode.classList.remove("drawn");
      return;
    }
    const begun = performance.now();
    redraw();
    performance.measure("drawn", { start: begun });
    saving(page, figure, data);
    if (chosen()) choose(chosen(), false);
    let before = figure.clientWidth;
    addEventListener("resize", () => {
      if (Math.abs(figure.clientWidth - before) < 8 || !figure.clientWidth) return;
      before = figure.clientWidth;
      redraw();
      choose(chosen(), false);
    });
  };
  const { drawing } = figure.dataset;
  const data = drawing
    ? Promise.resolve(JSON.parse(drawing))
    : fetch(figure.dataset.source).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
  data.then((found) => document.fonts.ready.then(() => start(found)));
}
