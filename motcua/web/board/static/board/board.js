// The public screen: draws each state that live.js brings, and says calls and announcements aloud in Vietnamese.
"use strict";
(() => {
  const screen = document.querySelector("[data-live]"), part = name => screen.querySelector(`[data-${name}]`);
  const now = part("now"), clock = part("clock"), button = part("sound"), said = part("said");
  let known = new Set([...now.children].map(one => one.dataset.call)), first = true;
  let at = +clock.dataset.at, seen = performance.now(), sentences = [], shown = 0, told = new Set();

  const item = (tag, words, className) => { const one = document.createElement(tag); one.textContent = words; if (className) one.className = className; return one; };
  const fill = (list, rows) => list.replaceChildren(...rows);

  function draw(state) {
    at = state.at || at; seen = performance.now();
    const fresh = state.now.filter(one => one.state === "called" && !known.has(String(one.call)));
    fill(now, state.now.slice(0, 7).map(one => {
      const row = item("li", "", one.state);
      row.dataset.call = one.call;
      row.classList.toggle("new", fresh.includes(one));
      row.append(item("strong", one.code), item("b", one.counter));
      return row;
    }));
    part("nobody").hidden = state.now.length > 0;
    fill(part("next"), state.next.length ? state.next.map(code => item("li", code)) : [item("li", "—", "none")]);
    fill(part("rooms"), state.rooms.map(one => {
      const row = item("li", "", one.closed ? "closed" : one.free === 0 ? "full" : "");
      const why = one.closed || (one.free === 0 ? part("rooms").dataset.full : ""), name = item("span", `${one.name} `);
      if (why) name.append(item("em", why));
      row.append(name, item("strong", one.count));
      return row;
    }));
    sentences = state.announcements;
    turn();
    const help = part("contacts");
    help.textContent = state.contacts.length ? `${help.dataset.word} ${state.contacts.map(one => `${one.name} ${one.phone}`).join(" · ")}` : "";
    if (!first) fresh.reverse().forEach(one => aloud(one.say, true));
    sentences.filter(one => one.spoken && !told.has(one.id)).forEach(one => { told.add(one.id); if (!first) aloud(one.text); });
    known = new Set(state.now.map(one => String(one.call)));
    first = false;
  }
  function turn() {
    said.hidden = !sentences.length;
    if (!sentences.length) return;
    said.textContent = sentences[shown % sentences.length].text;
    said.classList.toggle("long", said.textContent.length > 180);
  }
  function tick() {
    const moment = new Date(at + performance.now() - seen), zone = { timeZone: "Asia/Ho_Chi_Minh" };
    clock.textContent = new Intl.DateTimeFormat("vi", { ...zone, hour: "2-digit", minute: "2-digit", hour12: false }).format(moment);
    part("day").textContent = new Intl.DateTimeFormat(document.documentElement.lang, { ...zone, weekday: "long", day: "numeric", month: "numeric", year: "numeric" }).format(moment);
  }

  // Browsers are silent until somebody touched the page: the button is that touch.
  let sound = null, waiting = [], speaking = false;
  const voice = () => "speechSynthesis" in window && speechSynthesis.getVoices().find(one => one.lang.replace("_", "-").toLowerCase().startsWith("vi"));
  function chime() {
    return new Promise(done => {
      [660, 880].forEach((tone, index) => {
        const note = sound.createOscillator(), volume = sound.createGain(), start = sound.currentTime + index * .28;
        note.frequency.value = tone;
        volume.gain.setValueAtTime(.35, start);
        volume.gain.exponentialRampToValueAtTime(.001, start + .5);
        note.connect(volume).connect(sound.destination);
        note.start(start); note.stop(start + .5);
      });
      setTimeout(done, 850);
    });
  }
  function say(words) {
    const found = voice();
    if (!found) return Promise.resolve();
    return new Promise(done => {
      const speech = Object.assign(new SpeechSynthesisUtterance(words), { voice: found, lang: "vi-VN", rate: .9, onend: done, onerror: done });
      speechSynthesis.speak(speech);
      setTimeout(done, 15000); // some voices never tell that they ended
    });
  }
  function aloud(words, call) { if (sound && words) { waiting.push([words, call]); if (waiting.length > 12) waiting.shift(); next(); } }
  async function next() {
    if (speaking) return;
    speaking = true;
    while (waiting.length && sound) {
      const [words, call] = waiting.shift();
      await chime();
      await say(words);
      if (call) await say(words);
    }
    speaking = false;
  }
  if (window.AudioContext) {
    button.hidden = false;
    button.addEventListener("click", () => {
      sound = sound ? (sound.close(), null) : new AudioContext();
      button.setAttribute("aria-pressed", String(Boolean(sound)));
      button.textContent = sound ? button.dataset.on : button.dataset.off;
      if (sound) {
        voice(); // asked for once, browsers begin to load their voices
        chime();
      } else {
        waiting = [];
        if ("speechSynthesis" in window) speechSynthesis.cancel();
      }
    });
  }

  screen.addEventListener("live", event => draw(event.detail));
  setInterval(tick, 1000);
  setInterval(() => { shown++; turn(); }, 8000);
  tick();
  if ("wakeLock" in navigator) navigator.wakeLock.request("screen").catch(() => {});
})();
