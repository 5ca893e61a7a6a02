// The sounds of cues and lines, fetched and decoded.
import { seconds } from "./clocks.js";

const AGAIN = 2;            // between two tries to fetch a sound
const KEPT_LINES = 40;      // decoded ones, a megabyte each at most
const CUES = ["ready", "push", "hold", "tick", "halfway", "switch", "rest", "rep", "turn", "breath-in",
  "breath-out", "end", "finish", "waiting", "pause", "resume", "more", "less"];

export class Sounds {
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

  get complete() {
    return CUES.every(name => this.cues.has(name));
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
