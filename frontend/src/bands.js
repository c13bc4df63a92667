// What both pictures of moves share: headings, hatching, the outline of a band, and how a column's places are spread.
import { linkHorizontal } from "d3-shape";
import { lines, width } from "./svg.js";

export const TOP = 44;

export function hatching(svg) {
  const hatch = svg.append("defs").append("pattern").attr("id", "hatch").attr("width", 7).attr("height", 7).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  hatch.append("rect").attr("class", "hatch-ground").attr("width", 7).attr("height", 7);
  hatch.append("path").attr("class", "hatching").attr("d", "M0,0V7");
}

// The columns' names, and where the material ends: a dotted line before what lies with someone or is to return.
export function heads(svg, data, step, high, wide) {
  const group = svg.append("g").attr("class", "heads");
  data.columns.forEach((column, index) => {
    lines(column.label, step - 14, 12, 500).slice(0, 2).forEach((line, row) => {
      group.append("text").attr("font-size", 12).attr("x", index * step + 2).attr("y", 14 + 15 * row).text(line);
    });
  });
  group.append("path").attr("d", `M0,38 H${wide}`);
  const pending = data.columns.findIndex((column) => column.key === "lies" || column.key === "returns");
  if (pending > 0 && data.words.end) {
    const x = pending * step - 20;
    svg.append("path").attr("class", "ends").attr("d", `M${x},44 V${high + 4}`);
    svg.append("text").attr("class", "t-s").attr("font-size", 11).attr("x", Math.min(x + 4, wide - 2 - width(data.words.end, 11))).attr("y", high + 20).text(data.words.end);
  }
}

export const laneKey = (key, column) => `${key} ${column}`;

// Moves the places of each column apart, near to where they want to be (`middle`); gives how high it all is.
export function spread(nodes, columns, gap) {
  const room = Array.from({ length: columns }, (_, column) => nodes.filter((one) => one.column === column));
  const tall = Math.max(...room.map((here) => here.reduce((sum, one) => sum + one.high + one.head + gap, 0)));
  const span = Math.max(...nodes.map((one) => one.middle)) || 1;
  const scale = Math.max(1, tall / span / 1.1);
  for (const here of room) {
    here.sort((a, b) => a.middle - b.middle);
    let least = 0;
    for (const one of here) {
      one.top = Math.max(least + one.head, Math.round(one.middle * Math.min(scale, 1) - one.high / 2));
      least = one.top + one.high + (one.lane ? 3 : gap);
    }
    let most = tall;
    for (const one of here.reverse()) {
      one.top = Math.min(one.top, most - one.high);
      most = one.top - one.head - (one.lane ? 0 : gap / 2);
    }
  }
  const lift = Math.min(...nodes.map((one) => one.top - one.head)) - TOP;
  for (const one of nodes) one.top -= lift;
  return Math.max(...nodes.map((one) => one.top + one.high)) + 10;
}

// The outline of a band: along its upper edge to the right, along its lower edge back.
export function outline(band, half = band.thick / 2) {
  const points = [[band.x0, band.y0]];
  for (const [left, right, y] of band.lanes) points.push([left, y], [right, y]);
  points.push([band.x1, band.y1]);
  const upper = points.map(([x, y]) => [x, y - half]);
  const lower = points.map(([x, y]) => [x, y + half]).reverse();
  return `${along(upper)}L${along(lower).slice(1)}Z`;
}

// Curves from point to point; those of one lane lie level.
function along(points) {
  const curve = linkHorizontal();
  return points.slice(1).reduce((path, point, index) => {
    const part = curve({ source: points[index], target: point });
    return path + (index ? part.slice(part.indexOf("C")) : part);
  }, "");
}
