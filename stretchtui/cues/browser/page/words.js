// What the page says.
import { partAt } from "./session.js";

const HEADLINES = { ready: "GET READY", push: "PUSH GENTLY", relax: "LET GO", hold: "HOLD", work: "MOVE",
  switch: "SWITCH SIDES", rest: "REST" };
const PARTS = { 3: ["UP", "STAY", "DOWN"],
  4: ["BREATHE IN", "HOLD YOUR BREATH", "BREATHE OUT", "HOLD YOUR BREATH"] };

export function clockText(time) {
  const whole = Math.max(0, Math.floor(time)), two = number => String(number).padStart(2, "0");
  const [hour, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hour ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
}
export const digitsText = left => (left < 60 ? String(left) : clockText(left));
export const sentence = text => text.charAt(0) + text.slice(1).toLowerCase();

export function headline(moment, view, parts = true) {
  if (moment.hurts) return "Paused because it hurts.";
  if (moment.state === "waiting") return "Tap Continue when you are ready";
  if (moment.state === "paused") return "PAUSED";
  // A phase that is over is not at the beginning of another breath.
  const elapsed = Math.min(view.elapsed, view.phase.duration - 1e-3);
  const part = parts && !view.lead ? partAt(view.phase, elapsed) : -1;
  return part < 0 ? HEADLINES[view.kind] : PARTS[view.phase.pattern.length][part];
}

export const MESSAGES = {
  connecting: ["Connecting…", ""],
  idle: ["Choose a routine in the terminal.", "It appears here when it starts."],
  done: ["All done. Nice work.", "Roll onto your side, then get up slowly."],
  stopped: ["Session ended.", "Choose another routine in the terminal."],
  lost: ["No connection", "Trying to reconnect. Check that your SSH app is still connected."],
  full: ["Too many pages", "Close one of the other pages; this one then connects by itself."],
  bye: ["stretchtui has closed.", "Start it again in the terminal and open the address it shows."],
};
