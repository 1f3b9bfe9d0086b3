/** The camera reads codes beside the basket. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { type Stop, watch } from "../scan/camera.ts";
import { scans } from "../scan/scans.ts";
import { Panel } from "./panel.tsx";

export function CameraPanel() {
  const video = useRef<HTMLVideoElement>(null);
  const problem = useSignal("");
  useEffect(() => {
    let stop: Stop | null = null;
    let isGone = false;
    watch(video.current!, (text) => scans.put(text)).then(
      (started) => {
        stop = started;
        if (isGone) started();
      },
      () => {
        problem.value = t(
          "There is no camera, or it was not allowed. Allow it in the browser's settings, or use a scanner.",
        );
      },
    );
    return () => {
      isGone = true;
      stop?.();
    };
  }, []);
  return (
    <Panel title={t("Scan with the camera")}>
      {problem.value ? (
        <p class="notice warn" role="alert">
          <Icon name="warn" />
          <span>{problem.value}</span>
        </p>
      ) : (
        <div class="sell-camera">
          <video ref={video} muted playsInline />
          <p class="soft">{t("Hold the code into the picture. Each one goes into the basket.")}</p>
        </div>
      )}
    </Panel>
  );
}
