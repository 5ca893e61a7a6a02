// Figures, as the program sends them.

const drawings = new WeakMap();
let drawingsMade = 0;

// Draws a frame of a figure; a broken number is that far on the way to the next frame.
// CSS fills .prop .far .near .felt .floor, and fills and strokes .gap with the background.
export function drawFigure(svg, figure, number, flipped) {
  if (drawings.get(svg)?.figure !== figure) drawings.set(svg, makeDrawing(svg, figure));
  const { group, paths } = drawings.get(svg), { box: [x, y, w, h], frames } = figure;
  group.setAttribute("transform", !flipped ? "scale(1)"
    : figure.flip === "x" ? `matrix(-1 0 0 1 ${2 * x + w} 0)` : `matrix(1 0 0 -1 0 ${2 * y + h})`);
  const at = Math.floor(number), share = number - at;
  // What is left out of a part is as it is in the first frame.
  const part = (n, i, key) => frames[n % frames.length][i][key] ?? frames[0][i][key];
  const mix = (a, b) => a === b ? a : a.map ? a.map((v, i) => mix(v, b[i])) : a + (b - a) * share;
  for (const path of paths) {
    const d = path.shape(key => mix(part(at, path.i, key), part(share ? at + 1 : at, path.i, key)));
    if (d !== path.d) path.element.setAttribute("d", path.d = d);
  }
}

function makeDrawing(svg, figure) {
  const parts = figure.frames[0], paths = [], [, top, , height] = figure.box;
  const all = "M-999-999H999V999H-999Z", prefix = `figure${++drawingsMade}-`;
  let ids = 0;
  const add = (parent, tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  };
  const path = (parent, i, attributes, shape = outline) =>
    paths.push({ i, shape, element: add(parent, "path", attributes) });
  const define = (tag, fill) => {
    const id = prefix + ids++;
    fill(add(svg, tag, { id }));
    return `url(#${id})`;
  };
  const gap = (parent, i, attributes) => {
    if (parts[i].joined) attributes["clip-path"] = define("clipPath", clip =>
      path(clip, i, { "clip-rule": "evenodd" }, of => all + disc(...of("joined"))));
    path(parent, i, { ...attributes, "stroke-width": 2, "stroke-linejoin": "round" });
  };
  svg.replaceChildren();
  svg.setAttribute("viewBox", figure.box.join(" "));
  const body = add(svg, "g", {}), group = add(body, "g", {});
  parts.forEach(({ role, gap: clear, strokes }, i) => {
    const felt = role === "felt", attributes = { class: role };
    if (clear) gap(group, i, { class: "gap" });
    // A mark is within its part, a hair wider; the gaps of what came later than that stay clear.
    if (felt) attributes["clip-path"] = define("clipPath", clip =>
      path(clip, i, {}, of => outline(of, .15)));
    const marked = parts.findIndex(part => String(part.strokes) === String(strokes));
    // A prop without a gap is beside the body.
    const holes = [...parts.keys()].filter(k => k < i && (felt ? k > marked && parts[k].gap
      : !clear && /far|near/.test(parts[k].role)));
    if (holes.length) attributes.mask = define("mask", mask => {
      add(mask, "path", { d: all, fill: "#fff" });
      for (const k of holes) {
        if (felt) gap(mask, k, { stroke: "#000" });
        path(mask, k, { fill: felt ? "#fff" : "#000" });
      }
    });
    path(group, i, attributes, felt ? of => of("felt").map(stroke => capsule(stroke)).join("") : outline);
  });
  if (figure.floor !== null) {
    const bottom = top + height;
    body.setAttribute("clip-path", define("clipPath", clip =>
      add(clip, "path", { d: `M-999-999H999V${(figure.floor + bottom) / 2}H-999Z` })));
    add(svg, "path", { class: "floor", d: `M-999 ${figure.floor}H999V${bottom}H-999Z` });
  }
  return { figure, group, paths };
}

// The pieces go the same way round; polygons in triangles, since they may turn over.
function outline(of, wider = 0) {
  let d = of("strokes").map(stroke => capsule(stroke, wider)).join("");
  for (const [x, y, ...rest] of of("fill")) for (let i = 0; i < rest.length - 2; i += 2) {
    const [a, b, c, e] = rest.slice(i), one = `L${a} ${b}`, other = `L${c} ${e}`;
    d += `M${x} ${y}${(a - x) * (e - y) > (c - x) * (b - y) ? other + one : one + other}Z`;
  }
  return d;
}

function disc(x, y, r) {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

// What two discs and the band between them cover.
function capsule([x, y, r, x2, y2, r2], wider = 0) {
  const dx = x2 - x, dy = y2 - y, length = Math.hypot(dx, dy), cos = (r - r2) / length;
  r += wider, r2 += wider;
  if (!(Math.abs(cos) < 1)) return r > r2 ? disc(x, y, r) : disc(x2, y2, r2);
  const sin = Math.sqrt(1 - cos * cos);
  const on = (x, y, r, s) => [dx * cos - dy * s, dy * cos + dx * s].map((v, i) => [x, y][i] + r * v / length).join(" ");
  return `M${on(x, y, r, sin)}L${on(x2, y2, r2, sin)}A${r2} ${r2} 0 ${+(r2 > r)} 0 ${on(x2, y2, r2, -sin)}`
    + `L${on(x, y, r, -sin)}A${r} ${r} 0 ${+(r > r2)} 0 ${on(x, y, r, sin)}Z`;
}
