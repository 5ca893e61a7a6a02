// Plays each cue and line at its moment.
import { AudioClock, seconds } from "./clocks.js";
import { Sounds } from "./sounds.js";
import { voice } from "./voice.js";

const AHEAD = 5;            // so long ahead it is scheduled
const FETCH_AHEAD = 60;     // lines are fetched so long before they are said
const LATE = 0.5;           // what would be heard later than this is not played

// What is to be heard has a state: undefined, set (on the audio clock), begun, or over.
export class Loudspeaker {
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
    return this.clock.known && this.audio.known && this.sounds.complete;
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
