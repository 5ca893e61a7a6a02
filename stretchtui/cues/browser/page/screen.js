// What is seen of a session.
import { by, setText, svgElement } from "./dom.js";
import { drawFigure } from "./figures.js";
import { drawDigits, fit } from "./fitting.js";
import { active, cycleAt } from "./session.js";
import { MESSAGES, clockText, digitsText, headline, sentence } from "./words.js";

export class Screen {
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
