// The connection to the program.
import { seconds } from "./clocks.js";

export const SILENT = 5;    // so long a lost connection is played on without
const BACKOFF = [0.5, 1, 2, 4];

export class Stream {
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
