import pino, { type DestinationStream } from "pino";
import { printable } from "../../../protocol/printable.ts";
import type { Log } from "../../ports.ts";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface LogOptions {
  readonly level?: LogLevel;
  /** One JSON object a line instead of a line for people. */
  readonly json?: boolean;
  readonly write?: (line: string) => void;
}

/** Whatever is logged by mistake under one of these names does not show. */
const SECRETS = [
  "key",
  "privateKey",
  "mnemonic",
  "password",
  "url",
  "rpcUrl",
  "rpcUrls",
  "raw",
  "token",
  "authorization",
  "*.privateKey",
  "*.password",
  "*.url",
];

/** A structured log. Bigints show as decimal text. */
export function pinoLog({ level = "info", json = false, write = toStandardError }: LogOptions = {}): Log {
  const destination: DestinationStream = { write: json ? write : (line) => write(forPeople(line)) };
  const logger = pino({ level, base: null, redact: { paths: SECRETS, censor: "[secret]" } }, destination);
  return {
    debug: (fields, message) => logger.debug(plain(fields), message),
    info: (fields, message) => logger.info(plain(fields), message),
    warn: (fields, message) => logger.warn(plain(fields), message),
    error: (fields, message) => logger.error(plain(fields), message),
  };
}

/** A log that says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

function toStandardError(line: string): void {
  process.stderr.write(line);
}

function plain(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
}

function forPeople(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(time as number).toISOString().slice(11, 23);
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`);
  const label = pino.levels.labels[level as number] ?? "";
  return `${[clock, label.toUpperCase().padEnd(5), msg, ...rest].join(" ")}\n`;
}

/** Of a long list people see the beginning; programs get all of it. */
const MOST_SHOWN = 2;

/** Much of what is logged was chosen by strangers: URIs, errors of guests, answers of endpoints. */
function shown(value: unknown): string {
  if (Array.isArray(value) && value.length > MOST_SHOWN)
    return `${shown(value.slice(0, MOST_SHOWN))} and ${value.length - MOST_SHOWN} more`;
  return printable(typeof value === "string" ? value : JSON.stringify(value));
}
