// What to do about a failed install, by what npm printed and by the room that there was.
"use strict";

/** Packages, a Node of our own, and npm's cache, which may be elsewhere. */
const NEEDED_MB = 1250;

const REMEDIES = [
  [
    /EUSAGE|not in sync|can only install/,
    "package.json and package-lock.json disagree: undo local changes to them, or run `npm install`, then this command again.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    "The npm registry cannot be reached: check the connection and npm's `registry` and `proxy` settings, then run this command again.",
  ],
  [
    /EACCES|EPERM|EROFS/,
    "This folder or npm's cache cannot be written: check who owns them (`npm config get cache`).",
  ],
  [
    /SELF_SIGNED|CERT|UNABLE_TO_VERIFY/,
    "The registry's certificate is not trusted: set NODE_EXTRA_CA_CERTS or npm's `cafile`.",
  ],
  [
    /E404|ETARGET|EBADPLATFORM|installed no/,
    "The npm registry in use lacks a package for this machine: try the public one (`npm config get registry`), or install Node 24 yourself (https://nodejs.org).",
  ],
];

const OTHERWISE = "Run the same command again; if it fails again, remove node_modules and .setup first.";

const diskRemedy = (freeMegabytes) =>
  `The disk may be too small${freeMegabytes < NEEDED_MB ? `: ${freeMegabytes} MB were free` : ""}; about ${NEEDED_MB} are needed with npm's cache. Make room here, or there (\`npm config get cache\`), then run this command again.`;

/**
 * npm leaves packages out without a word when the disk fills, so little room explains what npm does not.
 * @param freeMegabytes what was free before the install; Infinity if that is not known.
 */
function remedyFor(output, freeMegabytes) {
  const known = REMEDIES.find(([pattern]) => pattern.test(output))?.[1];
  const isUnexplained = known === undefined || /installed no/.test(output);
  if (/ENOSPC/.test(output) || (isUnexplained && freeMegabytes < NEEDED_MB)) return diskRemedy(freeMegabytes);
  return known ?? OTHERWISE;
}

module.exports = { NEEDED_MB, remedyFor };
