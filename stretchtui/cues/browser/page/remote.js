// Buttons, keys, and the buttons of headphones.
import { seconds } from "./clocks.js";
import { by } from "./dom.js";

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
export function tellMedia(page, view) {
  const { mediaSession } = navigator, { routine } = page.session;
  if (!mediaSession) return;
  mediaSession.playbackState = running(page) ? "playing" : "paused";
  const { title, artist } = mediaSession.metadata ?? {};
  if (title === view.name && artist === routine) return;
  mediaSession.metadata = new MediaMetadata({ title: view.name, artist: routine, album: "stretchtui" });
}

export function listen(page) {
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
