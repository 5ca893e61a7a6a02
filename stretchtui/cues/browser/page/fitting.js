// Texts and digits, as large as there is room for.
import { setText } from "./dom.js";

// Makes a text smaller until it fits into its box; CSS says how large it is at most, and the box.
export function fit(element) {
  const { style } = element;
  style.fontSize = "";
  const most = parseFloat(getComputedStyle(element).fontSize);
  const least = Math.min(most, 13);
  const fits = () =>
    element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight + 1;
  for (let size = most; size > least && !fits(); size *= 0.93) style.fontSize = `${Math.max(least, size)}px`;
}

const pen = document.createElement("canvas").getContext("2d");

// Fills its box with digits, drawn up to two fifths narrower than the font has them.
export function drawDigits(svg, text, least) {
  const element = svg.firstElementChild, box = svg.getBoundingClientRect();
  setText(element, text);
  if (!box.width || !box.height) return;
  pen.font = `700 100px ${getComputedStyle(svg).fontFamily}`;
  const widest = text.length >= least ? text : "0".repeat(least);
  const height = pen.measureText("0").actualBoundingBoxAscent;
  const space = 0.04 * height, width = pen.measureText(widest.replace(/\d/g, "0")).width;
  const tall = Math.min((box.height - 2) / height, box.width / (width - space) / 0.6);
  const wide = Math.min(tall, box.width / (width - space));
  element.setAttribute("transform",
    `translate(${box.width / 2} ${(box.height + height * tall) / 2}) scale(${wide} ${tall})`);
}
