// The browser's own voice.

export const voice = {
  get voices() {
    return window.speechSynthesis?.getVoices() ?? [];
  },
  get speaks() {
    return this.voices.length > 0;
  },
  say(text, spoken) {
    if (!this.speaks) return spoken();
    const words = new SpeechSynthesisUtterance(text);
    const english = this.voices.filter(each => each.lang.startsWith("en"));
    words.voice = english.find(each => each.localService) ?? english[0] ?? null;
    words.lang = words.voice?.lang ?? "en";
    words.onend = words.onerror = spoken;
    speechSynthesis.speak(words);
  },
  stop() {
    window.speechSynthesis?.cancel();
  },
};
