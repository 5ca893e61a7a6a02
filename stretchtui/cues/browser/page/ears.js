// The page of a session: a loudspeaker that plays on time, a screen to be read from the floor, and a
// remote. Everything it knows comes over one WebSocket; what a button does is seen when the program
// says so. Seconds everywhere, but where a name ends in _MS.
import { Page } from "./page.js";
import { listen } from "./remote.js";

listen(new Page());
