/** One tab at a time: two would write one journal. The second waits, and is told when its turn has come. */

/** True: this tab is the one, until it is closed. False: another is; `onTurn` is called when that one has gone. */
export function beTheOne(name: string, onTurn: () => void): Promise<boolean> {
  return new Promise((answer) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      if (lock) return forever();
      void navigator.locks.request(name, () => {
        onTurn();
        return forever();
      });
      return undefined;
    });
  });
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
