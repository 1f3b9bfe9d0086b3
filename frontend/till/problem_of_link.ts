/** What keeps a till from its server, and what to do about it. */

import { t } from "../kit/words.ts";

export function problemOfLink(code: string): string {
  switch (code) {
    case "access.key_refused":
    case "api.key_needed":
      return t(
        "The office has taken this till's key back. Its sales are safe here: save the journal under Settings, then enrol the till again.",
      );
    case "tills.forked":
    case "sync.device_behind":
      return t(
        "The server knows entries of this till that this device does not: another device sells as this till, or its storage was emptied. Save the journal and enrol this device as a till of its own.",
      );
    case "sync.server_too_old":
      return t(
        "The server was restored from a backup so old that this till no longer keeps what it lacks. Save the journal under Settings and give it to whoever looks after the server.",
      );
    default:
      return t(
        "The server does not take what this till sends ({code}). Go on selling; save the journal under Settings and tell whoever looks after the shop.",
        { code },
      );
  }
}
