// Reads the sentences of a page aloud: by a Vietnamese (or English) voice of the device itself, else by audio that was made
// with the site. A voice that would send the text to a service is never used; where there is neither, no button.
export function start([button]) {
  const sentences = [...document.querySelectorAll("[data-speak]")];
  const audio = document.querySelector("audio[data-narration]");
  const player = controls(button);
  const look = () => {
    if (player.isReading()) return;
    const voice = localVoice(window.speechSynthesis?.getVoices() ?? [], document.documentElement.lang);
    if (voice) player.offer((end) => byVoice(sentences.filter(isSeen), voice, end));
    else if (audio) player.offer((end) => byAudio(audio, sentences.filter((each) => each.dataset.speak === "summary"), end));
  };
  look();
  window.speechSynthesis?.addEventListener("voiceschanged", look);
}

export function localVoice(voices, language) {
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null;
}

// What stands in a closed fold is not read.
function isSeen(sentence) {
  return sentence.checkVisibility?.() ?? true;
}

function mark(sentences, place) {
  sentences.forEach((sentence, at) => sentence.classList.toggle("speaking", at === place));
  sentences[place]?.scrollIntoView({ block: "nearest" });
}

// The button that begins and stops, and the panel with a pause and the speed that is there while something is read.
// What reads is begun with a function to call at its end; it can be stopped, halted, made to go on, and told a speed.
function controls(button) {
  const panel = document.querySelector("[data-player]");
  const [stop, pause] = panel.querySelectorAll("button");
  const speed = panel.querySelector("select");
  const words = [button.textContent, stop.textContent];
  let begin = null;
  let reading = null;
  speed.value = remembered() ?? "1";

  const end = () => {
    if (panel.contains(document.activeElement)) button.focus();
    reading = null;
    panel.hidden = true;
    button.textContent = words[0];
  };
  const toggle = () => {
    if (reading) {
      reading.stop();
      end();
      return;
    }
    pause.setAttribute("aria-pressed", "false");
    panel.hidden = false;
    button.textContent = words[1];
    reading = begin(end);
    reading.hasten(Number(speed.value));
    reading.goOn();
  };
  button.onclick = stop.onclick = toggle;
  pause.onclick = () => {
    const halts = pause.getAttribute("aria-pressed") === "false";
    pause.setAttribute("aria-pressed", String(halts));
    if (halts) reading.halt();
    else reading.goOn();
  };
  speed.onchange = () => {
    remember(speed.value);
    reading.hasten(Number(speed.value));
  };
  addEventListener("pagehide", () => reading?.stop());
  return {
    isReading: () => reading !== null,
    offer(how) {
      begin = how;
      button.closest("li").hidden = false;
    },
  };
}

function remembered() {
  try {
    return localStorage.getItem("parindex-speed");
  } catch {
    return null; // storage is off
  }
}

function remember(value) {
  try {
    localStorage.setItem("parindex-speed", value);
  } catch { /* storage is off: the choice lasts for this page */ }
}

// Voices of some devices cannot pause: a sentence that was halted is read again from its beginning.
function byVoice(sentences, voice, end) {
  let place = 0;
  let rate = 1;
  let current = null;
  const halt = () => {
    current = null;
    speechSynthesis.cancel();
  };
  const goOn = () => {
    mark(sentences, place);
    if (place >= sentences.length) {
      end();
      return;
    }
    const words = new SpeechSynthesisUtterance(sentences[place].dataset.spoken ?? sentences[place].textContent.trim());
    Object.assign(words, { voice, rate, lang: voice.lang });
    const then = (next) => () => {
      if (current !== words) return; // it was halted
      place = next;
      goOn();
    };
    words.onend = then(place + 1);
    words.onerror = then(sentences.length);
    current = words;
    speechSynthesis.speak(words);
  };
  return {
    halt,
    goOn,
    stop() {
      halt();
      mark(sentences, -1);
    },
    hasten(to) {
      rate = to;
      if (!current) return;
      halt();
      goOn();
    },
  };
}

// The track of the audio has one cue a sentence of the summary, in the order in which they stand on the page.
function byAudio(audio, sentences, end) {
  const [track] = audio.textTracks;
  track.mode = "hidden";
  track.oncuechange = () => {
    const [cue] = track.activeCues;
    if (cue) mark(sentences, Number(cue.id) - 1);
  };
  const stop = () => {
    audio.pause();
    mark(sentences, -1);
  };
  audio.onended = () => {
    stop();
    end();
  };
  audio.currentTime = 0;
  return {
    stop,
    halt: () => audio.pause(),
    goOn: () => audio.play(),
    hasten: (rate) => {
      audio.playbackRate = rate;
    },
  };
}
