// What time it is for the program and for the loudspeaker, by the clock of this page.

const SAMPLES_KEPT = 120;   // seconds for which a measurement of the program's clock counts
export const BURST = 8;     // measurements of it in a row, where it is not known yet
const STEP = 0.001;         // by which the clock in use is moved at a time
const AUDIO_KEPT = 300;     // measurements of the audio clock, a tenth of a second apart …
const AUDIO_SETTLED = 20;   // … of which the first ones count at once

export const seconds = () => performance.now() / 1000;
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// The program's clock, measured as NTP does.
export class ServerClock {
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

  // Whether enough was measured for cues to be on time.
  get known() {
    return this.taken >= BURST / 2;
  }

  now(at = seconds()) {
    return at + this.offset;
  }
}

// The loudspeaker's clock.
export class AudioClock {
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

  // Whether enough was measured for cues to be on time.
  get known() {
    return this.samples.length > AUDIO_SETTLED / 2;
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
