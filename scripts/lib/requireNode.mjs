// Imported before all else: ends with one sentence where Node lacks what the other modules use.
const LEAST = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [leastMajor = 0, leastMinor = 0] = LEAST;
if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(
    `Node ${process.versions.node} is too old: dlqr needs ${LEAST.join('.')} or newer (https://nodejs.org).`,
  );
  process.exit(1);
}
