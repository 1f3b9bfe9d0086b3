/** What a cashier hears without looking: it is in, or look here. */

let context: AudioContext | null = null;

export function soundGood(): void {
  sound([[1320, 0, 0.06]]);
}

export function soundBad(): void {
  sound([
    [220, 0, 0.18],
    [180, 0.2, 0.25],
  ]);
}

type Tone = readonly [hertz: number, afterSeconds: number, seconds: number];

function sound(tones: readonly Tone[]): void {
  try {
    context ??= new AudioContext();
    for (const tone of tones) play(context, tone);
  } catch {
    // A device without sound sells all the same.
  }
}

function play(audio: AudioContext, [hertz, after, seconds]: Tone): void {
  const begins = audio.currentTime + after;
  const oscillator = new OscillatorNode(audio, { frequency: hertz, type: "square" });
  const volume = new GainNode(audio, { gain: 0.05 });
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(begins);
  oscillator.stop(begins + seconds);
}
