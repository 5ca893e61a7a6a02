// Shows what comes on standard input in several xterm.js, which differ in the cells they count.
// A line of JSON in: {"data": …}; one out: the rows of each,
// a string for each cell.
const [folder, columns, rows] = process.argv.slice(2);
const { Terminal } = require(`${folder}/@xterm/headless`);
const { Unicode11Addon } = require(`${folder}/@xterm/addon-unicode11`);
const { UnicodeGraphemesAddon } = require(`${folder}/@xterm/addon-unicode-graphemes`);

const AMBIGUOUS = /[\u00a1-\u024f\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]/;

function terminal(version, addons) {
  const made = new Terminal({ cols: +columns, rows: +rows, allowProposedApi: true });
  addons.forEach((addon) => made.loadAddon(addon));
  if (version === "cjk") {
    const inner = made._core.unicodeService._providers["11"];
    const wide = (code) => (AMBIGUOUS.test(String.fromCodePoint(code)) ? 2 : inner.wcwidth(code));
    made.unicode.register({
      version,
      wcwidth: wide,
      charProperties: (code, before) =>
        wide(code) === inner.wcwidth(code) ? inner.charProperties(code, before) : wide(code) << 1,
    });
  }
  made.unicode.activeVersion = version;
  return made;
}

const terminals = {
  "xterm.js 6": terminal("6", []),
  "xterm.js 11": terminal("11", [new Unicode11Addon()]),
  "xterm.js graphemes": terminal("15-graphemes", [new UnicodeGraphemesAddon()]),
  "xterm.js cjk": terminal("cjk", [new Unicode11Addon()]),
};

function cells(made) {
  const buffer = made.buffer.active;
  return Array.from({ length: made.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    return Array.from({ length: made.cols }, (_, x) => {
      const cell = line.getCell(x);
      return cell.getChars() || (cell.getWidth() ? " " : "");
    });
  });
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { data } = JSON.parse(line);
    const found = {};
    for (const [name, made] of Object.entries(terminals)) {
      await new Promise((done) => made.write(data, done));
      found[name] = cells(made);
    }
    console.log(JSON.stringify(found));
  });
