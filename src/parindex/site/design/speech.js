// Reads the sentences of a page aloud: by a Vietnamese (or English) voice of the device itself, else by audio that was made
// with the site. A voice that would send the text to a service is never used; where there is neither, no button.
export function start([button]) {
  const sentences = [...document.querySelectorAll("[data-speak]")];
  if (!sentences.length) return;
  const audio = document.querySelector("audio[data-narration]");
  const look = () => {
    if (button.getAttribute("aria-pressed") === "true") return; // it is reading already
    const voice = localVoice(window.speechSynthesis?.getVoices() ?? [], document.documentElement.lang);
    if (voice) offer(button, (end) => speak(sentences, voice, end));
    else if (audio) offer(button, (end) => playAudio(audio, sentences, end));
  };
  look();
  window.speechSynthesis?.addEventListener("voiceschanged", look);
}

export function localVoice(voices, language) {
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null;
}

// Shows the button. `play` is given what to call at the end and returns what stops it.
function offer(button, play) {
  button.closest("li").hidden = false;
  button.setAttribute("aria-pressed", "false");
  let stop = null;
  const end = () => {
    stop = null;
    button.setAttribute("aria-pressed", "false");
  };
  button.onclick = () => {
    if (stop) {
      stop();
      end();
      return;
    }
    button.setAttribute("aria-pressed", "true");
    stop = play(end);
  };
}

function mark(sentences, place) {
  sentences.forEach((sentence, at) => sentence.classList.toggle("speaking", at === place));
}

function speak(sentences, voice, end) {
  let stopped = false;
  const next = (place) => {
    mark(sentences, place);
    if (stopped || place >= sentences.length) {
      end();
      return;
    }
    const words = new SpeechSynthesisUtterance(sentences[place].dataset.spoken ?? sentences[place].textContent.trim());
    Object.assign(words, { voice, lang: voice.lang });
    words.onend = () => next(place + 1);
    words.onerror = () => next(sentences.length);
    speechSynthesis.speak(words);
  };
  next(0);
  return () => {
    stopped = true;
    speechSynthesis.cancel();
    mark(sentences, -1);
  };
}

// The track of the audio has one cue a sentence, in the order of the sentences on the page.
function playAudio(audio, sentences, end) {
  const [track] = audio.textTracks;
  track.mode = "hidden";
  track.oncuechange = () => {
    const [cue] = track.activeCues;
    if (cue) mark(sentences, Number(cue.id) - 1);
  };
  const halt = () => {
    audio.pause();
    mark(sentences, -1);
  };
  audio.onended = () => {
    halt();
    end();
  };
  audio.currentTime = 0;
  audio.play();
  return halt;
}
