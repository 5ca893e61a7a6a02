// Elements, and what is in them. All texts are set as text.

export const by = id => document.getElementById(id);

export const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
export const svgElement = (name, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return element;
};
