// A picture as a file: as SVG with its look written into it, or as PNG, painted from the SVG's own shapes. Painting by
// hand asks nothing of the page's policy, which allows no image from a blob.

const LOOK = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "font-family", "font-size", "font-weight", "text-anchor"];
const SCALE = 2;
const MARGIN = 16;

export function saving(page, figure, data) {
  for (const button of page.querySelectorAll("[data-save]")) {
    button.closest("li").hidden = false;
    button.addEventListener("click", () => {
      const svg = figure.querySelector(".scroll svg");
      const made = data.events && { csv: asTable, graphml: asGraph }[button.dataset.save];
      if (made) save(new Blob([made(data)], { type: button.dataset.save === "csv" ? "text/csv" : "application/graphml+xml" }), `${fileName()}.${button.dataset.save}`);
      if (made || !svg) return;
      const name = fileName();
      if (button.dataset.save === "svg") save(new Blob([asText(svg)], { type: "image/svg+xml" }), `${name}.svg`);
      else painted(svg).toBlob((blob) => save(blob, `${name}.png`), "image/png");
    });
  }
}

const fileName = () => location.pathname.split("/").pop().replace(/\.html$/, "") || "graf";

// The events of a timeline and what they lead to, as a table: one row for each event, and one for each end.
function asTable(data) {
  const lane = new Map(data.lanes.map((one) => [one.key, one.name]));
  const rows = [["number", "when", "body", "what", "title", "leads_to", "state"]];
  for (const event of data.events) {
    rows.push([event.number, data.columns[event.column].label, lane.get(event.lane), event.said, event.title, "", ""]);
    for (const end of data.ends.filter((one) => one.from === event.number)) rows.push([event.number, "", lane.get(end.lane) ?? "", end.kind, end.label, end.to ?? "", end.open ? "open" : "received"]);
  }
  return rows.map((row) => row.map((cell) => `"${String(cell ?? "").replace(/^([=+@])/, "'$1").replace(/"/g, '""')}"`).join(",")).join("\r\n") + "\r\n";
}

function asGraph(data) {
  const escape = (text) => String(text ?? "").replace(/[<>&"]/g, (one) => `&#${one.charCodeAt(0)};`);
  const said = (values) => Object.entries(values).map(([name, value]) => `<data key="${name}">${escape(value)}</data>`).join("");
  const lane = new Map(data.lanes.map((one) => [one.key, one.name]));
  const names = ["label", "body", "when", "kind"];
  const nodes = data.events.map((one) => `<node id="${one.row}">${said({ label: one.title, body: lane.get(one.lane), when: data.columns[one.column].label, kind: one.shape })}</node>`);
  const open = data.ends.filter((one) => one.open).map((one) => `<node id="${one.row}">${said({ label: one.label, body: lane.get(one.lane) ?? "", kind: "open" })}</node>`);
  const next = data.events.slice(1).map((one, index) => `<edge source="${data.events[index].row}" target="${one.row}">${said({ kind: "next" })}</edge>`);
  const ends = data.ends.map((one) => `<edge source="e-${one.from}" target="${one.open ? one.row : `e-${one.to}`}">${said({ kind: one.kind, label: one.label })}</edge>`);
  const keys = names.map((name) => `<key id="${name}" for="all" attr.name="${name}" attr.type="string"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys.join("")}<graph edgedefault="directed">${[...nodes, ...open, ...next, ...ends].join("")}</graph></graphml>\n`;
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function asText(svg) {
  const copy = svg.cloneNode(true);
  const [from, to] = [[svg, ...svg.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((node, index) => {
    const look = getComputedStyle(node);
    const one = to[index];
    if (look.display === "none" || one.classList.contains("hit")) one.setAttribute("data-gone", "");
    for (const name of LOOK) if (look.getPropertyValue(name)) one.setAttribute(name, look.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "id"]) if (one.localName !== "pattern") one.removeAttribute(name);
    if (one.localName === "a") {
      one.removeAttribute("aria-label");
      one.setAttribute("href", node.href.baseVal.startsWith("#") ? location.href.split("#")[0] + node.href.baseVal : new URL(node.href.baseVal, location.href).href);
    }
  });
  copy.querySelectorAll("[data-gone]").forEach((node) => node.remove());
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor })) ground.setAttribute(name, value);
  copy.prepend(ground);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

function painted(svg) {
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * MARGIN) * SCALE;
  canvas.height = (height + 2 * MARGIN) * SCALE;
  const to = canvas.getContext("2d");
  to.fillStyle = getComputedStyle(document.body).backgroundColor;
  to.fillRect(0, 0, canvas.width, canvas.height);
  to.scale(SCALE, SCALE);
  to.translate(MARGIN, MARGIN);
  const hatch = hatched(svg, to);
  for (const node of svg.querySelectorAll("path, rect, circle, text")) if (!node.closest("defs")) paint(to, svg, node, hatch);
  return canvas;
}

function paint(to, svg, node, hatch) {
  const look = getComputedStyle(node);
  if (look.display === "none" || node.classList.contains("hit")) return;
  to.save();
  const own = node.transform.baseVal.consolidate();
  if (own) to.transform(own.matrix.a, own.matrix.b, own.matrix.c, own.matrix.d, own.matrix.e, own.matrix.f);
  const colour = (value) => (value.startsWith("url(") ? hatch : value);
  to.lineWidth = parseFloat(look.strokeWidth) || 1;
  to.lineCap = look.strokeLinecap;
  to.lineJoin = look.strokeLinejoin;
  to.setLineDash(look.strokeDasharray === "none" ? [] : look.strokeDasharray.split(/[ ,]+/).map(parseFloat));
  const stroked = look.stroke !== "none";
  if (stroked) to.strokeStyle = colour(look.stroke);
  const filled = look.fill !== "none";
  if (filled) to.fillStyle = colour(look.fill);
  if (node.localName === "text") {
    to.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    to.textAlign = { middle: "center", end: "right" }[look.textAnchor] ?? "left";
    const text = [...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data).join("");
    const [x, y] = [node.x.baseVal[0]?.value ?? 0, node.y.baseVal[0]?.value ?? 0];
    if (stroked) to.strokeText(text, x, y);
    if (filled) to.fillText(text, x, y);
  } else {
    const shape = outlineOf(node);
    if (filled) to.fill(shape);
    if (stroked) to.stroke(shape);
  }
  to.restore();
}

function outlineOf(node) {
  const path = new Path2D(node.localName === "path" ? node.getAttribute("d") : undefined);
  const value = (name) => node[name].baseVal.value;
  if (node.localName === "rect") path.rect(value("x"), value("y"), value("width"), value("height"));
  if (node.localName === "circle") path.arc(value("cx"), value("cy"), value("r"), 0, 2 * Math.PI);
  return path;
}

function hatched(svg, to) {
  const ground = svg.querySelector("pattern rect");
  if (!ground) return "transparent";
  const tile = document.createElement("canvas");
  tile.width = tile.height = 10;
  const on = tile.getContext("2d");
  on.fillStyle = getComputedStyle(ground).fill;
  on.fillRect(0, 0, 10, 10);
  on.strokeStyle = getComputedStyle(svg.querySelector("pattern path")).stroke;
  on.lineWidth = 1.4;
  for (const shift of [-10, 0, 10]) {
    on.moveTo(shift, 10);
    on.lineTo(shift + 10, 0);
  }
  on.stroke();
  return to.createPattern(tile, "repeat");
}
