// Tells a person on standard error what is being done; standard output belongs to the command that follows.
"use strict";

const TICK_MS = 500;
const QUIET_TICK_MS = 10_000;

const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Shows `text` with a changing figure while `work` lasts. Where no terminal listens, a line now and then.
 * @param figure gives what to show, such as "40 %".
 */
async function during(text, figure, work) {
  const live = process.stderr.isTTY === true;
  const started = Date.now();
  const tick = () => (live ? process.stderr.write(`\r  ${text} … ${figure()}  `) : say(`  … ${figure()}`));
  if (!live) say(`  ${text}`);
  const timer = setInterval(tick, live ? TICK_MS : QUIET_TICK_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
    if (live) process.stderr.write("\r\x1b[K");
  }
  const seconds = Math.max(1, Math.round((Date.now() - started) / 1000));
  say(live ? `  ${text} … done in ${seconds} s` : `  … done in ${seconds} s`);
}

module.exports = { during, say };
