// The page of a session: a loudspeaker that plays on time, a screen to be read from the floor, and a
// remote. Everything it knows comes over one WebSocket; what a button does is seen when the program
// says so. All texts are set as text. Seconds everywhere, but where a name ends in _MS.
"use strict";
(() => {

const LOOK_MS = 500;        // how often what is due is scheduled …
const AHEAD = 5;            // … and for how long ahead
const FETCH_AHEAD = 60;     // lines are fetched so long before they are said
const LATE = 0.5;           // what would be heard later than this is not played
const SILENT = 5;           // so long a lost connection is played on without
const AGAIN = 2;            // between two tries to fetch a sound
const BACKOFF = [0.5, 1, 2, 4];
const PREPARED = 5;         // so long all sounds are waited for
const KEPT_LINES = 40;      // decoded ones, a megabyte each at most
const SAMPLES_KEPT = 120;   // seconds for which a measurement of the clock counts
const BURST = 8;
const STEP = 0.001;         // by which the clock in use is moved at a time
const AUDIO_KEPT = 300;     // measurements of the audio clock, a tenth of a second apart …
const AUDIO_SETTLED = 20;   // … of which the first ones count at once
const CUES = ["ready", "push", "hold", "tick", "halfway", "switch", "rest", "rep", "turn", "breath-in",
  "breath-out", "end", "finish", "waiting", "pause", "resume", "more", "less"];

const seconds = () => performance.now() / 1000;
const by = id => document.getElementById(id);
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];


// ---- The program's clock, measured as NTP does ----------------------------------------------------

class ServerClock {
  samples = [];
  offset = null;            // what is added to this page's clock
  taken = 0;

  // Takes in an answer: sent and received on this page's clock, `at` on the program's. Says whether
  // the clock has jumped, so that what is scheduled has to be scheduled anew.
  answer(sent, at, received) {
    const trip = received - sent, offset = at + trip / 2 - received;
    // The page has slept, or another program answers: nothing measured before holds any longer.
    if (this.offset !== null && Math.abs(offset - this.offset) > trip / 2 + 0.05) {
      this.samples = [];
      this.taken = 0;
    }
    this.samples.push({ trip, offset, received });
    this.samples = this.samples.filter(each => each.received > received - SAMPLES_KEPT);
    if (++this.taken > BURST) return false;
    const before = this.offset;
    this.offset = this.best;
    return before === null || Math.abs(before - this.offset) > STEP;
  }

  // Of all answers the one that was under way for the shortest time can be wrong by the least.
  get best() {
    return this.samples.reduce((a, b) => (b.trip < a.trip ? b : a)).offset;
  }

  get spread() {
    const trips = this.samples.slice(-BURST).map(each => each.trip);
    return trips.length ? Math.max(...trips) - Math.min(...trips) : 0;
  }

  // Moves towards the best measurement so slowly that no interval between two cues is heard to change.
  settle() {
    if (this.offset === null || this.taken <= BURST) return;
    const off = this.best - this.offset;
    this.offset += Math.max(-STEP, Math.min(STEP, off));
  }

  now(at = seconds()) {
    return at + this.offset;
  }
}


// ---- The loudspeaker's clock ----------------------------------------------------------------------

class AudioClock {
  samples = [];
  offset = 0;               // in use: what is heard now on the audio clock, less this page's clock

  constructor(context) {
    this.context = context;
  }

  // Measures; says whether what is scheduled has to be scheduled anew. One measurement can be wrong
  // by as much as the device takes at a time, so that only many of them say where the clock is; and
  // cues stay as far apart as they should be because the offset in use hardly moves.
  measure() {
    this.samples.push(this.measured());
    if (this.samples.length > AUDIO_KEPT) this.samples.shift();
    const before = this.offset, settled = this.samples.length > AUDIO_SETTLED;
    // It stood still, or another loudspeaker is there.
    if (settled && Math.abs(median(this.samples.slice(-11)) - before) > 0.06) {
      this.samples = this.samples.slice(-11);
      this.offset = median(this.samples);
      return true;
    }
    const off = median(this.samples) - before;
    if (settled) {
      this.offset += Math.max(-STEP / 10, Math.min(STEP / 10, off));
      return false;
    }
    if (Math.abs(off) < 0.003) return false;
    this.offset += off;
    return true;
  }

  measured() {
    const { context } = this, now = seconds();
    const stamp = context.getOutputTimestamp?.();
    if (stamp?.contextTime > 0) {
      const offset = stamp.contextTime - stamp.performanceTime / 1000;
      const latency = context.currentTime - (now + offset);
      // Some browsers give numbers that cannot be.
      if (latency > -0.03 && latency < 1) return offset;
    }
    return context.currentTime - (context.outputLatency || context.baseLatency || 0) - now;
  }
}


// ---- Sounds ---------------------------------------------------------------------------------------

class Sounds {
  cues = new Map();
  lines = new Map();        // by id, the longest unused first
  asked = new Map();        // when each address was last asked for

  constructor(context, arrived) {
    this.context = context;
    this.arrived = arrived;
  }

  // All that are missing; or all, where they have changed.
  loadCues(anew = false) {
    if (anew) this.asked.clear();
    for (const name of CUES) {
      if (anew || !this.cues.has(name)) this.load(`sound/${name}.wav`, this.cues, name);
    }
  }

  // Until it is there it is asked for again: a line may not have been rendered yet.
  async loadLine(id) {
    if (!this.lines.has(id)) await this.load(`line/${encodeURIComponent(id)}.wav`, this.lines, id);
  }

  line(id) {
    const sound = this.lines.get(id);
    if (sound) {
      this.lines.delete(id);
      this.lines.set(id, sound);
    }
    return sound;
  }

  async load(address, sounds, name) {
    const now = seconds();
    if (now - (this.asked.get(address) ?? -Infinity) < AGAIN) return;
    this.asked.set(address, now);
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      sounds.set(name, await this.context.decodeAudioData(await answer.arrayBuffer()));
      if (this.lines.size > KEPT_LINES) this.lines.delete(this.lines.keys().next().value);
      this.arrived();
    } catch {
      // The connection broke, or it is no sound; it is asked for again.
    }
  }
}


// ---- The browser's own voice ----------------------------------------------------------------------

const voice = {
  get voices() {
    return window.speechSynthesis?.getVoices() ?? [];
  },
  get speaks() {
    return this.voices.length > 0;
  },
  say(text, spoken) {
    if (!this.speaks) return spoken();
    const words = new SpeechSynthesisUtterance(text);
    const english = this.voices.filter(each => each.lang.startsWith("en"));
    words.voice = english.find(each => each.localService) ?? english[0] ?? null;
    words.lang = words.voice?.lang ?? "en";
    words.onend = words.onerror = spoken;
    speechSynthesis.speak(words);
  },
  stop() {
    window.speechSynthesis?.cancel();
  },
};


// ---- The loudspeaker ------------------------------------------------------------------------------

// What is to be heard has a state: undefined, set (on the audio clock), begun, or over.
class Loudspeaker {
  plan = [];
  begun = [];
  until = Infinity;         // on this page's clock: nothing is played after it
  phaseAt = () => undefined;

  constructor(context, clock) {
    this.context = context;
    this.clock = clock;
    this.audio = new AudioClock(context);
    this.audio.measure();
    this.sounds = new Sounds(context, () => this.schedule());
    this.sounds.loadCues();
  }

  // Takes a new plan in place of the one before.
  follow(schedule, session, phase, running) {
    this.withdraw();
    for (const each of this.begun) {
      const elsewhere = each.session !== session || each.phase !== phase;
      if (each.line && each.state === "begun" && (!running || elsewhere) && !this.young(each)) this.cut(each);
    }
    this.plan = schedule.map(([at, kind, what, id]) =>
      ({ at, line: kind === "line", what, id: id ?? null, session }))
      // A newer plan may hold what has begun already: it was under way.
      .filter(each => !this.begun.some(old => old.session === session && old.what === each.what
        && Math.abs(old.at - each.at) < 0.25));
    this.look();
  }

  // What is scheduled, and does not sound yet, is no longer.
  withdraw() {
    const now = this.context.currentTime;
    for (const each of this.plan) {
      clearTimeout(each.timer);
      each.timer = undefined;
      if (each.state !== "set") continue;
      if (each.when > now) this.cut(each);
      else this.begin(each);
      if (each.state === "over") each.state = undefined;
    }
  }

  // What was said on the occasion of a change may come before the news of that change.
  young(each) {
    return each.atOnce && this.clock.now() - each.at < 0.3;
  }

  cut(each) {
    if (each.source) {
      each.source.onended = null;
      each.source.stop();
      each.source.disconnect();
      each.source = undefined;
      each.over = this.context.currentTime;
    } else {
      voice.stop();
    }
    this.end(each);
  }

  begin(each) {
    each.state = "begun";
    each.phase = this.phaseAt(each.at);
    this.begun.push(each);
  }

  end(each) {
    each.state = "over";
    // It is remembered for a moment, lest the plan that is under way brings it again.
    setTimeout(() => { this.begun = this.begun.filter(other => other !== each); }, 1000);
  }

  // Where the audio clock stood still, what was scheduled on it would come late.
  measure() {
    if (this.context.state === "running" && this.audio.measure()) this.reschedule();
  }

  reschedule() {
    this.withdraw();
    this.schedule();
  }

  // The regular look at what comes.
  look() {
    this.sounds.loadCues();
    if (this.clock.offset === null) return;
    this.clock.settle();
    const now = this.clock.now();
    for (const each of this.plan) {
      if (each.at > now + FETCH_AHEAD) break;
      if (each.line && each.id !== null && each.at > now) this.sounds.loadLine(each.id);
    }
    this.schedule();
  }

  schedule() {
    if (this.clock.offset === null || this.context.state !== "running") return;
    const now = this.clock.now();
    for (const each of this.plan) {
      if (each.at > now + AHEAD) break;
      if (each.state === "set" && each.when <= this.context.currentTime) this.begin(each);
      if (each.state || each.at - this.clock.offset > this.until) continue;
      if (now - each.at > LATE) each.state = "over";
      else if (this.buffer(each)) this.set(each);
      else if (each.line) each.timer ??= setTimeout(() => this.speak(each), (each.at - now) * 1000);
    }
    this.plan = this.plan.filter(each => each.state === undefined || each.state === "set");
  }

  // Whether what comes next can be on time: its sound is here, and both clocks are known.
  get prepared() {
    const known = this.clock.taken >= BURST / 2 && this.audio.samples.length > AUDIO_SETTLED / 2;
    return known && CUES.every(name => this.sounds.cues.has(name));
  }

  buffer(each) {
    if (!each.line) return this.sounds.cues.get(each.what);
    return each.id === null ? undefined : this.sounds.line(each.id);
  }

  set(each) {
    clearTimeout(each.timer);
    const when = each.at - this.clock.offset + this.audio.offset;
    this.play(each, Math.max(when, 0));
    each.state = "set";
  }

  play(each, when) {
    const source = new AudioBufferSourceNode(this.context, { buffer: this.buffer(each) });
    source.connect(this.context.destination);
    source.onended = () => {
      if (each.state !== "begun") this.begin(each);
      this.end(each);
    };
    source.start(when);
    each.source = source;
    each.when = when;
    each.over = Math.max(when, this.context.currentTime) + source.buffer.duration;
  }

  // Where no sound of a line has come in time the browser says it.
  speak(each) {
    each.timer = undefined;
    if (each.state || Math.abs(this.clock.now() - each.at) > LATE || seconds() > this.until) return;
    this.begin(each);
    voice.say(each.what, () => this.end(each));
  }

  // A cue or line for this very moment; a line lets the cue that sounds end.
  async now(line, what, id, session) {
    const each = { at: this.clock.now(), line, what, id, session, atOnce: true };
    if (line && id !== null) await this.sounds.loadLine(id);
    const sounding = Math.max(0, ...this.begun.map(other => other.over ?? 0));
    const heard = this.buffer(each);
    if (heard) this.play(each, line ? sounding : 0);
    this.begin(each);
    if (line && !heard) voice.say(what, () => this.end(each));
  }

  // Nothing more of what was planned, and no line that sounds.
  silence() {
    this.withdraw();
    for (const each of this.begun) if (each.line && each.state === "begun") this.cut(each);
    this.plan = [];
  }
}

// ---- Figures --------------------------------------------------------------------------------------

// Draws a frame of a figure; a broken number is that far on the way to the next frame.
// CSS fills .prop .far .near .felt .floor, and fills and strokes .gap with the background.
const drawings = new WeakMap();
let drawingsMade = 0;

function drawFigure(svg, figure, number, flipped) {
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


// ---- The connection -------------------------------------------------------------------------------

class Stream {
  heard = 0;                // when anything came last
  tries = 0;
  full = false;             // whether there are as many pages as there may be

  constructor({ took, opened, closed }) {
    Object.assign(this, { took, opened, closed });
    this.connect();
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.timer);
    this.leave();
    const address = new URL("stream", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.socket = socket;
    this.since = seconds();
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.heard = seconds();
      this.opened();
    };
    socket.onmessage = ({ data }) => {
      this.heard = seconds();
      this.tries = 0;
      this.took(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      this.full = code === 1013;
      if (opened) this.closed();
      this.again();
    };
  }

  // A socket that is given up is not heard of again; closing it can take as long as the link is dead.
  leave() {
    const socket = this.socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.socket = null;
  }

  again() {
    this.leave();
    const wait = BACKOFF[Math.min(this.tries++, BACKOFF.length - 1)];
    this.timer = setTimeout(() => this.connect(), wait * 1000);
  }

  // Whether anything has come lately; a link can be dead without being closed.
  look() {
    if (this.socket && seconds() - Math.max(this.heard, this.since) > SILENT) this.again();
  }

  // At once, where there is reason to believe that it works again.
  hurry() {
    if (this.open || (this.socket && seconds() - this.since < 1)) return;
    this.tries = 0;
    this.connect();
  }

  send(message) {
    if (this.open) this.socket.send(JSON.stringify(message));
  }
}


// ---- The session ----------------------------------------------------------------------------------

const NO_SESSION = { id: null, routine: "", total: 0, steps: [], phases: [], next: [], adapted: "" };

const asPhase = ([kind, start, duration, step, side, set, sets, beat, wait, round, rounds, pattern = []]) =>
  ({ kind, start, duration, step, side, set, sets, beat, wait, round, rounds, pattern,
    end: start + duration });
const active = phase => phase.kind === "hold" || phase.kind === "work";

// The part of a breath or movement, from 0; -1 where it has none.
function partAt({ pattern, beat }, elapsed) {
  if (pattern.length < 3) return -1;
  let left = elapsed % beat;
  return pattern.findIndex(seconds => (left -= seconds) < 0);
}

// How far a breath or movement has gone: half way at its top, and back at 1.
function cycleAt({ pattern, beat }, elapsed) {
  let left = elapsed % beat;
  if (pattern.length < 3) return left / beat;
  const [up, stay, down] = pattern;
  if (left < up) return left / up / 2;
  left = Math.max(0, left - up - stay);
  return Math.min(1, 0.5 + left / down / 2) % 1;
}

// Where a session stands at a moment of the program's clock.
function viewAt(session, moment, now) {
  const { phases } = session;
  const running = moment.state === "running";
  const lead = running && now < moment.at ? Math.ceil((moment.at - now) * moment.speed) : 0;
  let position = moment.anchor + (running ? Math.max(0, now - moment.at) * moment.speed : 0);
  let index = Math.min(moment.index, phases.length - 1);
  while (index + 1 < phases.length && position >= phases[index].end && !phases[index].wait) index++;
  const phase = phases[index];
  position = Math.min(position, phase.end);
  const elapsed = Math.max(0, position - phase.start);
  const count = phase.beat ? Math.floor(phase.duration / phase.beat) : 0;
  return {
    index, phase, position, lead, elapsed, count,
    left: lead || Math.ceil(phase.end - position - 1e-6),
    number: Math.min(count, Math.floor(elapsed / phase.beat) + 1),
    kind: lead ? "ready" : phase.kind,
    name: session.steps[phase.step] ?? "",
    next: session.next[index] ?? "",
  };
}


// ---- Words ----------------------------------------------------------------------------------------

const HEADLINES = { ready: "GET READY", push: "PUSH GENTLY", relax: "LET GO", hold: "HOLD", work: "MOVE",
  switch: "SWITCH SIDES", rest: "REST" };
const PARTS = { 3: ["UP", "STAY", "DOWN"],
  4: ["BREATHE IN", "HOLD YOUR BREATH", "BREATHE OUT", "HOLD YOUR BREATH"] };

function clockText(time) {
  const whole = Math.max(0, Math.floor(time)), two = number => String(number).padStart(2, "0");
  const [hour, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hour ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
}
const digitsText = left => (left < 60 ? String(left) : clockText(left));
const sentence = text => text.charAt(0) + text.slice(1).toLowerCase();

function headline(moment, view, parts = true) {
  if (moment.hurts) return "Paused because it hurts.";
  if (moment.state === "waiting") return "Tap Continue when you are ready";
  if (moment.state === "paused") return "PAUSED";
  // A phase that is over is not at the beginning of another breath.
  const elapsed = Math.min(view.elapsed, view.phase.duration - 1e-3);
  const part = parts && !view.lead ? partAt(view.phase, elapsed) : -1;
  return part < 0 ? HEADLINES[view.kind] : PARTS[view.phase.pattern.length][part];
}

const MESSAGES = {
  connecting: ["Connecting…", ""],
  idle: ["Choose a routine in the terminal.", "It appears here when it starts."],
  done: ["All done. Nice work.", "Roll onto your side, then get up slowly."],
  stopped: ["Session ended.", "Choose another routine in the terminal."],
  lost: ["No connection", "Trying to reconnect. Check that your SSH app is still connected."],
  full: ["Too many pages", "Close one of the other pages; this one then connects by itself."],
  bye: ["stretchtui has closed.", "Start it again in the terminal and open the address it shows."],
};


// ---- What is seen ---------------------------------------------------------------------------------

const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
const svgElement = (name, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return element;
};

// Makes a text smaller until it fits into its box; CSS says how large it is at most, and the box.
function fit(element) {
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
function drawDigits(svg, text, least) {
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

class Screen {
  figures = new Map();
  still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor() {
    new ResizeObserver(() => this.resized()).observe(document.body);
    document.fonts?.ready.then(() => this.resized());
  }

  resized() {
    this.looks = undefined;
    if (this.last) this.show(...this.last);
  }

  message(name) {
    document.body.dataset.screen = name;
    const [says, then] = MESSAGES[name];
    setText(by("says"), says);
    setText(by("then"), then);
    setText(by("spoken"), says);
    this.last = this.looks = undefined;
    document.title = "stretchtui";
  }

  start() {
    document.body.dataset.screen = "start";
  }

  show(session, moment, view) {
    this.last = [session, moment, view];
    const { phase } = view, { dataset } = document.body;
    dataset.screen = moment.hurts ? "hurts" : "session";
    dataset.state = moment.state;
    dataset.kind = view.kind;
    dataset.still = moment.state !== "running";
    const words = headline(moment, view);
    setText(by("routine"), session.routine);
    setText(by("time"), `${clockText(session.total - view.position)} left`);
    setText(by("headline"), words);
    setText(by("stretch"), view.name);
    const which = [
      ...(phase.rounds > 1 ? [`round ${phase.round} of ${phase.rounds}`] : []),
      ...(phase.sets > 1 ? [`set ${phase.set} of ${phase.sets}`] : []),
    ];
    setText(by("set"), which.join(" · "));
    by("left").hidden = phase.side !== "left";
    by("right").hidden = phase.side !== "right";
    // At the start it is told what is left out; after that there is no room for it.
    const after = moment.note || (view.index === 0 ? session.adapted : "");
    setText(by("after"), after);
    setText(by("next"), view.next && `Next: ${view.next}`);
    const { counting, of } = this.counted(view);
    setText(by("of"), of);
    this.go(moment);
    this.strip(session, view);
    this.figure(session, moment, view);
    const side = phase.side === "none" ? "" : `, ${phase.side} side`;
    const told = sentence(headline(moment, view, false));
    setText(by("spoken"), `${told}. ${[`${view.name}${side}`, ...which].join(", ")}.`);
    document.title = `${sentence(words)} · ${view.name}`;
    this.fitAll(`${words}|${view.name}|${phase.side}|${which}|${session.routine}|${after}|${view.next}|${of}|${document.body.dataset.figure}`);
    const least = String(counting ? view.count : Math.min(10, phase.duration)).length;
    drawDigits(by("digits"), counting ? String(view.number) : digitsText(view.left), least);
  }

  // Texts are measured only where they have changed, or the window has.
  fitAll(looks) {
    if (looks === this.looks) return;
    this.looks = looks;
    const session = by("session"), { dataset } = document.body;
    delete dataset.tight;
    for (const id of ["routine", "headline", "stretch", "after", "next"]) fit(by(id));
    if (session.scrollHeight > session.clientHeight) dataset.tight = "";
  }

  // Breaths and movements are counted; all else is told in seconds.
  counted(view) {
    const counting = view.count > 0 && !view.lead && active(view.phase);
    return { counting, of: counting ? `of ${view.count}${view.phase.kind === "hold" ? " breaths" : ""}` : "" };
  }

  go(moment) {
    const running = moment.state === "running";
    setText(by("go"), running ? "Pause" : "Continue");
    by("go").dataset.do = running ? "pause" : "resume";
  }

  strip(session, view) {
    const svg = by("strip").firstElementChild;
    if (this.drawn !== session) {
      this.drawn = session;
      svg.setAttribute("viewBox", `0 0 ${Math.max(1, session.total)} 12`);
      svg.replaceChildren(...session.phases.map(phase => svgElement("rect",
        { class: phase.kind, x: phase.start, width: phase.duration, y: 0, height: 12 })));
    }
    // What is over is thinner.
    [...svg.children].forEach((rect, number) => {
      const over = number < view.index;
      if ((rect.getAttribute("y") === "4") === over) return;
      rect.setAttribute("y", over ? 4 : 0);
      rect.setAttribute("height", over ? 4 : 12);
    });
    by("here").style.left = `${(100 * view.position) / Math.max(1, session.total)}%`;
  }

  figure(session, moment, view) {
    const figure = this.figures.get(view.phase.step);
    document.body.dataset.figure = Boolean(figure);
    if (!figure) return;
    const { phase, elapsed } = view;
    const flipped = phase.side !== "none" && phase.side !== figure.side;
    drawFigure(by("figure"), figure, this.moves(figure, moment, view)
      ? cycleAt(phase, elapsed) * figure.frames.length : figure.rest, flipped);
  }

  moves(figure, moment, view) {
    return figure?.moves && moment.state === "running" && !view.lead && view.phase.beat > 0
      && active(view.phase) && !this.still.matches;
  }
}


// ---- The page -------------------------------------------------------------------------------------

class Page {
  session = NO_SESSION;
  moment = null;
  known = false;            // whether the program has said what is played
  started = false;
  lost = false;
  bye = false;

  constructor() {
    this.clock = new ServerClock();
    this.screen = new Screen();
    this.stream = new Stream({
      took: message => this.take(message),
      opened: () => this.connected(),
      closed: () => this.heard(),
    });
    setInterval(() => this.look(), LOOK_MS);
    setInterval(() => this.tick(), 100);
    setInterval(() => this.askClock(this.clock.spread > 0.1 ? 3 : 1), 10_000);
    const again = () => {
      if (document.visibilityState === "visible") this.visible();
    };
    document.addEventListener("visibilitychange", again);
    addEventListener("online", again);
    addEventListener("pageshow", again);
  }

  // -- Starting

  async start() {
    if (this.started) return;
    this.started = true;
    this.tapped = seconds();
    const context = new (window.AudioContext ?? window.webkitAudioContext)({ latencyHint: "interactive" });
    context.onstatechange = () => this.sound();
    // In the tap itself, or some browsers refuse what is to sound later.
    by("silence").play().catch(() => {});
    if (window.speechSynthesis) {
      const nothing = new SpeechSynthesisUtterance(" ");
      nothing.volume = 0;
      speechSynthesis.speak(nothing);
      speechSynthesis.onvoiceschanged = () => this.ready();
    }
    this.loudspeaker = new Loudspeaker(context, this.clock);
    this.loudspeaker.phaseAt = at => this.viewAt(at)?.index;
    this.follow();
    this.stayOn();
    this.draw();
    await context.resume();
    this.sound();
  }

  // Told as soon as the first cue would be on time, and again where the voices come later.
  ready() {
    const says = { type: "ready", speaks: voice.speaks };
    if (this.loudspeaker?.context.state !== "running" || this.told === says.speaks) return;
    if (!this.loudspeaker.prepared && seconds() < this.tapped + PREPARED) return;
    this.told = says.speaks;
    this.stream.send(says);
  }

  // A call, or another app, can take the sound away; only another tap brings it back for certain.
  sound() {
    const { context } = this.loudspeaker;
    by("silent").hidden = context.state === "running";
    if (context.state !== "running") return;
    this.ready();
    this.loudspeaker.measure();
    this.loudspeaker.schedule();
  }

  wakeSound() {
    this.loudspeaker?.context.resume().catch(() => {});
    by("silence").play().catch(() => {});
  }

  async stayOn() {
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // The battery is low, say.
    }
  }

  visible() {
    this.stream.hurry();
    if (!this.started) return;
    this.stayOn();
    this.wakeSound();
    this.draw();
  }

  // -- The connection

  connected() {
    this.told = undefined;
    this.askClock(BURST);
    this.ready();
    this.heard();
  }

  // Each message, and a close, lets the page play on for a while.
  heard() {
    this.until = seconds() + SILENT;
    if (this.loudspeaker) this.loudspeaker.until = this.until;
  }

  askClock(times) {
    if (times <= 0) return;
    this.stream.send({ type: "clock", sent: seconds() });
    setTimeout(() => this.askClock(times - 1), 100);
  }

  look() {
    this.stream.look();
    const lost = !this.stream.open && seconds() > this.until;
    if (lost && !this.lost) this.loudspeaker?.silence();
    if (lost) this.lost = true;
    this.loudspeaker?.look();
  }

  take(message) {
    const received = seconds();
    this.heard();
    switch (message.type) {
      case "clock":
        if (this.clock.answer(message.sent, message.at, received)) this.loudspeaker?.reschedule();
        break;
      case "session":
        this.takeSession(message);
        break;
      case "figure":
        if (message.session === this.session.id) this.screen.figures.set(message.step, message.figure);
        break;
      case "moment":
        if (message.session === this.session.id) this.takeMoment(message);
        break;
      case "now":
        if (message.what === "line") this.loudspeaker?.now(true, message.text, message.id, this.session.id);
        else this.loudspeaker?.now(false, message.name, null, this.session.id);
        break;
      case "muted":
        by("muted").hidden = !message.muted;
        break;
      case "sounds":
        this.loudspeaker?.sounds.loadCues(true);
        break;
      case "bye":
        this.bye = true;
        this.loudspeaker?.silence();
        break;
    }
    this.draw();
  }

  takeSession(message) {
    if (message.id !== this.session.id) {
      this.screen.figures.clear();
      this.moment = null;
      this.loudspeaker?.silence();
    }
    this.session = { ...message, phases: message.phases.map(asPhase) };
    this.known = true;
    this.lost = this.bye = false;
  }

  takeMoment(message) {
    this.moment = message;
    this.lost = false;
    this.follow();
    for (const button of document.querySelectorAll("[data-pressed]")) delete button.dataset.pressed;
  }

  follow() {
    const { moment, loudspeaker, session } = this;
    if (!moment || !loudspeaker) return;
    loudspeaker.follow(moment.schedule, session.id, moment.index, moment.state === "running");
  }

  viewAt(now) {
    if (!this.moment || !this.session.phases.length || this.clock.offset === null) return null;
    return viewAt(this.session, this.moment, now);
  }

  // -- Drawing

  tick() {
    this.loudspeaker?.measure();
    if (this.told === undefined) this.ready();
    this.draw();
  }

  get situation() {
    if (this.bye) return "bye";
    if (this.lost) return this.stream.full ? "full" : "lost";
    if (!this.known) return this.stream.full ? "full" : "connecting";
    if (!this.session.phases.length) return "idle";
    if (this.moment?.state === "finished") return "done";
    return this.moment?.state === "stopped" ? "stopped" : "";
  }

  draw() {
    if (!this.started) return;
    const name = this.situation;
    if (name) return this.screen.message(name);
    const view = this.viewAt(this.clock.now());
    if (!view) return this.screen.message("connecting");
    this.screen.show(this.session, this.moment, view);
    tellMedia(this, view);
    this.animate(view);
  }

  // Between two ticks only a figure moves.
  animate(view) {
    if (this.frame || !this.screen.moves(this.screen.figures.get(view.phase.step), this.moment, view)) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const now = !this.situation && this.viewAt(this.clock.now());
      if (!now) return;
      this.screen.figure(this.session, this.moment, now);
      this.animate(now);
    });
  }
}


// ---- The remote -----------------------------------------------------------------------------------

const allowed = [];         // when the last messages went out

function press(page, what) {
  const now = seconds();
  while (allowed.length && allowed[0] < now - 1) allowed.shift();
  // The program closes the connection to whoever sends more than twenty.
  if (allowed.length >= 8) return;
  allowed.push(now);
  page.stream.send({ type: "do", what });
  for (const button of document.querySelectorAll(`[data-do="${what}"]`)) {
    button.dataset.pressed = "";
    setTimeout(() => delete button.dataset.pressed, 1500);
  }
}

const running = page => page.moment?.state === "running";

const KEYS = {
  " ": page => press(page, running(page) ? "pause" : "resume"),
  n: page => press(page, "next"),
  b: page => press(page, "back"),
  "!": page => press(page, "hurts"),
  MediaPlayPause: page => press(page, running(page) ? "pause" : "resume"),
  MediaTrackNext: page => press(page, "next"),
  MediaTrackPrevious: page => press(page, "back"),
};

const MEDIA = { play: "resume", pause: "pause", nexttrack: "next", previoustrack: "back" };

// For headphones' buttons and the lock screen.
function tellMedia(page, view) {
  const { mediaSession } = navigator, { routine } = page.session;
  if (!mediaSession) return;
  mediaSession.playbackState = running(page) ? "playing" : "paused";
  const { title, artist } = mediaSession.metadata ?? {};
  if (title === view.name && artist === routine) return;
  mediaSession.metadata = new MediaMetadata({ title: view.name, artist: routine, album: "stretchtui" });
}

function listen(page) {
  by("tap").addEventListener("click", () => page.start());
  by("silent").addEventListener("click", () => page.wakeSound());
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => press(page, button.dataset.do));
  }
  document.addEventListener("keydown", event => {
    const does = KEYS[event.key];
    if (!does || !page.started || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    // A button that has the focus is pressed by the space bar as it is.
    if (event.key === " " && event.target.closest("button")) return;
    event.preventDefault();
    does(page);
  });
  for (const [action, what] of Object.entries(MEDIA)) {
    try {
      navigator.mediaSession?.setActionHandler(action, () => press(page, what));
    } catch {
      // This browser does not know the action.
    }
  }
}

listen(new Page());

})();
