import { lookup } from "node:dns";
import { get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { fail, findAlthingError } from "../../../protocol/errors.ts";
import type { ArtefactSource } from "../../ports.ts";
import { isPublicAddress } from "./private-addresses.ts";

export interface HttpSourceOptions {
  /** Most bytes of an artefact. */
  readonly maxBytes: number;
  /** Milliseconds for the whole of it, redirects included. */
  readonly timeoutMs: number;
  /** Whether private and loopback addresses may be asked. */
  readonly allowPrivateAddresses: boolean;
}

const MAX_REDIRECTS = 3;

/**
 * Fetches artefacts over http(s). What a URI names is chosen by strangers, so the address that a name resolves to is
 * judged at the moment of connecting, and so is that of every redirect.
 */
export function httpArtefactSource(options: HttpSourceOptions): ArtefactSource {
  return {
    fetch: async (uri) => {
      try {
        return await follow(uri, options, AbortSignal.timeout(options.timeoutMs));
      } catch (error) {
        throw findAlthingError(error) ?? unreachable(uri, faultOf(error), error);
      }
    },
  };
}

async function follow(uri: string, options: HttpSourceOptions, signal: AbortSignal): Promise<Uint8Array> {
  let url = new URL(uri);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await request(url, options, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      url = new URL(headers.location, url);
      continue;
    }
    if (statusCode === 200) return body(response, uri, options.maxBytes);
    response.destroy();
    throw unreachable(uri, `the answer has status ${statusCode}`);
  }
  throw unreachable(uri, `more than ${MAX_REDIRECTS} redirects`);
}

function request(url: URL, options: HttpSourceOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const get = { "http:": httpGet, "https:": httpsGet }[url.protocol];
  if (get === undefined) throw unreachable(url.href, `it is no http or https address`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is never looked up, so it is judged here.
  if (isIP(host) !== 0 && !options.allowPrivateAddresses && !isPublicAddress(host)) throw refused(host);
  const guarded = options.allowPrivateAddresses ? {} : { lookup: publicLookup };
  return new Promise((resolve, reject) => {
    get(url, { ...guarded, signal, agent: false, headers: { accept: "*/*" } }, resolve).on("error", reject);
  });
}

/** Resolves a name to its public addresses; the connection goes to one of exactly these. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const [first, ...rest] = addresses.filter(({ address }) => isPublicAddress(address));
    if (first === undefined) return callback(refused(hostname), []);
    if (options.all) return callback(null, [first, ...rest]);
    return callback(null, first.address, first.family);
  });
};

async function body(response: IncomingMessage, uri: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) {
      response.destroy();
      throw unreachable(uri, `it is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function faultOf(error: unknown): string {
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  return name === "AbortError" || name === "TimeoutError"
    ? "it took too long"
    : (code ?? message ?? "no answer");
}

function unreachable(uri: string, fault: string, cause?: unknown): Error {
  return fail("ALT_RELAY_ARTEFACT_UNREACHABLE", { uri, fault }, cause);
}

function refused(host: string): Error {
  return fail("ALT_RELAY_ARTEFACT_ADDRESS_REFUSED", { host });
}
