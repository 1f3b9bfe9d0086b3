/** How the device and the server stand to each other: what the badge shows. */

/** online: all is sent or on its way; offline: `unsent` wait since `oldest_at`; action: a person must look at `problem`. */
export interface Link {
  readonly state: "online" | "offline" | "action";
  readonly unsent: number;
  readonly oldest_at: string | null;
  /** A code: of a refusal, or one of sync.ts. */
  readonly problem: string;
}

export const AT_REST: Link = { state: "online", unsent: 0, oldest_at: null, problem: "" };
