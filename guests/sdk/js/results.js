/** What the bindings leave to whoever calls an import. */

/** The error of a `result` that a call threw; anything else is thrown on. */
export function payload(thrown) {
  if (thrown !== null && typeof thrown === 'object' && 'payload' in thrown) return thrown.payload;
  throw thrown;
}

/** Gives a resource back to the host at once, children before their parents, instead of some time later. */
export function dispose(resource) {
  resource[Symbol.dispose ?? Symbol.for('dispose')]?.();
}

/** Calls `use` with a resource, and gives it back. */
export function using(resource, use) {
  try {
    return use(resource);
  } finally {
    dispose(resource);
  }
}
