// The page: what comes over the connection is heard and seen.
import { BURST, ServerClock, seconds } from "./clocks.js";
import { by } from "./dom.js";
import { Loudspeaker } from "./loudspeaker.js";
import { tellMedia } from "./remote.js";
import { Screen } from "./screen.js";
import { NO_SESSION, asPhase, viewAt } from "./session.js";
import { SILENT, Stream } from "./stream.js";
import { voice } from "./voice.js";

const LOOK_MS = 500;        // how often what is due is scheduled
const PREPARED = 5;         // so long all sounds are waited for

export class Page {
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
