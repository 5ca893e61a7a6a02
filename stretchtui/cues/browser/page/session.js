// The session, and where it stands.

export const NO_SESSION = { id: null, routine: "", total: 0, steps: [], phases: [], next: [], adapted: "" };

export const asPhase = ([kind, start, duration, step, side, set, sets, beat, wait, round, rounds, pattern = []]) =>
  ({ kind, start, duration, step, side, set, sets, beat, wait, round, rounds, pattern,
    end: start + duration });
export const active = phase => phase.kind === "hold" || phase.kind === "work";

// The part of a breath or movement, from 0; -1 where it has none.
export function partAt({ pattern, beat }, elapsed) {
  if (pattern.length < 3) return -1;
  let left = elapsed % beat;
  return pattern.findIndex(seconds => (left -= seconds) < 0);
}

// How far a breath or movement has gone: half way at its top, and back at 1.
export function cycleAt({ pattern, beat }, elapsed) {
  let left = elapsed % beat;
  if (pattern.length < 3) return left / beat;
  const [up, stay, down] = pattern;
  if (left < up) return left / up / 2;
  left = Math.max(0, left - up - stay);
  return Math.min(1, 0.5 + left / down / 2) % 1;
}

// Where a session stands at a moment of the program's clock.
export function viewAt(session, moment, now) {
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
