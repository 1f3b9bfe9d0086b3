/** The camera as a scanner, for a device without one: the browser's own reader of barcodes, or one that is loaded when it is first needed. */

/** Stops the camera. */
export type Stop = () => void;

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "qr_code", "data_matrix", "itf", "code_39"];
const FACING = { video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false } as const;
/** The same code again counts as a second one only after a pause. */
const PAUSE_MS = 1500;
const LOOK_EVERY_MS = 120;

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (wanted: { readonly formats: readonly string[] }) => Detector;

/** Raises what the browser says where there is no camera, or nobody allowed it. */
export async function watch(video: HTMLVideoElement, found: (text: string) => void): Promise<Stop> {
  const once = eachOnce(found);
  const own = (window as unknown as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  return own ? watchWith(new own({ formats: FORMATS }), video, once) : watchLoaded(video, once);
}

async function watchWith(detector: Detector, video: HTMLVideoElement, found: (text: string) => void): Promise<Stop> {
  const stream = await navigator.mediaDevices.getUserMedia(FACING);
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(() => {
    void detector.detect(video).then(
      (codes) => {
        for (const { rawValue } of codes) found(rawValue);
      },
      () => {}, // between two pictures there is nothing to read
    );
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
}

async function watchLoaded(video: HTMLVideoElement, found: (text: string) => void): Promise<Stop> {
  const { BrowserMultiFormatReader } = await import("@zxing/browser");
  const controls = await new BrowserMultiFormatReader().decodeFromConstraints(FACING, video, (result) => {
    if (result) found(result.getText());
  });
  return () => controls.stop();
}

function eachOnce(found: (text: string) => void): (text: string) => void {
  let last = "";
  let until = 0;
  return (text) => {
    const now = performance.now();
    if (text !== last || now > until) found(text);
    last = text;
    until = now + PAUSE_MS;
  };
}
