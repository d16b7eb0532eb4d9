// Lets signals, timers and sockets have their turn between steps that never wait.

const MAX_HOLD_MS = 50;
let lastTurn = performance.now();

/** Waits for one turn of the event loop, if the last was more than 50 ms ago. */
export async function yieldToEvents(): Promise<void> {
  if (performance.now() - lastTurn < MAX_HOLD_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  lastTurn = performance.now();
}
