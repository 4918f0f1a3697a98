import type { ErrorEntry } from "./entry.ts";

/** The relay's store, its lease and its backups. */
export const relayStoreErrors = {
  ALT_RELAY_BACKUP_EXISTS: {
    message: "There is a file {file} already",
    remedy: "Name another: a backup replaces nothing.",
  },
  ALT_RELAY_BACKUP_FAILED: {
    message: "The backup {file} could not be made: {fault}",
    remedy:
      "Make room there, or name another place. The store is as it was, and nothing is left of the copy.",
  },
  ALT_RELAY_LEASE_AHEAD: {
    message:
      "The lease of key {key} counts {signatures} signed batches, and the store knows of {known}: it is an older copy",
    remedy:
      "Put the newest store back; if it is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_LEASE_FOREIGN: {
    message:
      "The last of {signatures} batches signed with key {key} was signed with another store ({other}, this is {storeId})",
    remedy:
      "Start the relay with that store; if it is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_LEASE_MISSING: {
    message:
      "There is no lease of key {key} here, and the store has signed {known} batches: perhaps with another machine's since",
    remedy:
      "Bring the leases' folder along (ALTHING_LEASES), or `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_NO_STORE: {
    message: "There is no relay's store at {file}",
    remedy: "Start the relay first (`relay start`), or name its store with --store.",
  },
  ALT_RELAY_STORE_BUSY: {
    message: "Another process keeps the store {file} locked",
    remedy: "End what holds it: a copy, a viewer, another relay. The relay tries again.",
  },
  ALT_RELAY_STORE_DAMAGED: {
    message: "The store {file} is damaged: {fault}",
    remedy:
      "Keep the file, and put the last backup in its place or start with none: the rest is read from the chain, and signing starts again with `relay confirm`.",
  },
  ALT_RELAY_STORE_FOREIGN: {
    message: "The store {file} belongs to {found}; this relay serves {expected}",
    remedy: "Name another file: a store keeps what was signed and must not be shared or deleted lightly.",
  },
  ALT_RELAY_STORE_FULL: {
    message: "There is no room left for the store {file}",
    remedy:
      "Make room on its disk: until then nothing is taken in, executed or signed, and nothing is lost. The relay goes on by itself.",
  },
  ALT_RELAY_STORE_IN_USE: {
    message: "The store {file} is in use by process {pid} on {host} since {since}",
    remedy: "Stop that relay first, or name another store with --store: each needs its own, and its own key.",
  },
  ALT_RELAY_STORE_IO: {
    message: "The disk fails under the store {file}: {fault}",
    remedy: "Look at the disk and the system's log. The relay tries again, and loses nothing meanwhile.",
  },
  ALT_RELAY_STORE_NEWER: {
    message: "The store {file} was changed by a newer program ({found}); this one knows it up to {known}",
    remedy: "Run that program again: a store does not go back. A backup from before the change would.",
  },
  ALT_RELAY_STORE_RESTORED: {
    message: "The store is a copy of {at}: what was signed since then it does not know",
    remedy:
      "Start the relay with the store itself; if that is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_STORE_UNWRITABLE: {
    message: "The store {file} cannot be opened and written: {fault}",
    remedy: "Give the relay's user the file and its folder, on a disk that is not mounted read-only.",
  },
} as const satisfies Record<string, ErrorEntry>;
