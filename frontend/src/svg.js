// Small helpers for text in SVG: measuring, breaking and cutting it.
import { create } from "d3-selection";

const canvas = document.createElement("canvas").getContext("2d");

// The width of a text in CSS pixels, in the page's own font.
export function width(text, size, weight = 400) {
  canvas.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

// A text broken at spaces and hyphens into lines no wider than `most`.
export function lines(text, most, size, weight) {
  const found = [""];
  for (const word of text.split(/(?<=[ -])/).flatMap((one) => parted(one, most, size, weight))) {
    const longer = found[found.length - 1] + word;
    if (found[found.length - 1] && width(longer.trimEnd(), size, weight) > most) found.push(word);
    else found[found.length - 1] = longer;
  }
  return found.map((line) => cut(line.trim(), most, size, weight));
}

// A word that is too long for a line, in two with a hyphen: after an s between two parts of a compound, if there is one.
function parted(word, most, size, weight) {
  if (width(word.trimEnd(), size, weight) <= most || word.length < 9) return [word];
  const fits = (end) => width(`${word.slice(0, end)}-`, size, weight) <= most;
  const joints = [...word.matchAll(/s(?=[bcdfghjklmnpqrtvwx])/gi)].map((one) => one.index + 1).filter((end) => end > 3 && word.length - end > 3 && fits(end));
  let end = joints[joints.length - 1] ?? word.length - 4;
  while (end > 3 && !fits(end)) end -= 1;
  return [`${word.slice(0, end)}-`, ...parted(word.slice(end), most, size, weight)];
}

// A text cut with an ellipsis where it is wider than `most`.
export function cut(text, most, size, weight) {
  if (width(text, size, weight) <= most) return text;
  let length = text.length;
  while (length > 1 && width(`${text.slice(0, length)}…`, size, weight) > most) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

export function canvasOf(holder, wide, high, label) {
  const svg = create("svg:svg")
    .attr("viewBox", `0 0 ${wide} ${high}`)
    .attr("width", wide)
    .attr("height", high)
    .attr("role", "group")
    .attr("aria-label", label);
  holder.replaceChildren(svg.node());
  return svg;
}
