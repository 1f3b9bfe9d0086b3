/** What is begun on the screens now, and a scan would lose or spoil. Pure. */

export interface Begun {
  /** What to do before the next scan, in a sentence; "" while a scan does no harm. */
  readonly why: string;
  /** Shows the sentence. */
  readonly say: (why: string) => void;
}

const asked: (() => Begun)[] = [];

/** `begun` is asked at every scan, until what is answered here is called. */
export function guard(begun: () => Begun): () => void {
  asked.push(begun);
  return () => {
    asked.splice(asked.indexOf(begun), 1);
  };
}

/** The newest of what stands in the way of a scan; null: nothing does. */
export function inTheWay(): Begun | null {
  for (const begun of [...asked].reverse()) if (begun().why) return begun();
  return null;
}
