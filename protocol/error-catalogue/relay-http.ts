import type { ErrorEntry } from "./entry.ts";

/** The relay's HTTP service. */
export const relayHttpErrors = {
  ALT_HTTP_ADDRESS: {
    message: "The HTTP service cannot listen on {address}: {fault}",
    remedy: "Name a free address, such as 127.0.0.1:8080 (ALTHING_HTTP or --http).",
  },
  ALT_HTTP_FAULT: {
    message: "The service failed to answer {method} {route}",
    remedy: "See the relay's log at this time.",
  },
  ALT_HTTP_INVALID: {
    message: "{method} {route} does not take this: {fault}",
    remedy: "See /openapi.json for what it takes.",
  },
  ALT_HTTP_NOT_FOUND: {
    message: "There is no {method} {route} here",
    remedy: "See /openapi.json for what there is.",
  },
  ALT_HTTP_TOKEN: {
    message: "The request has no bearer token, or not the one that is set",
    remedy: "Send the header Authorization: Bearer, followed by what ALTHING_HTTP_TOKEN holds.",
  },
  ALT_HTTP_TOKEN_UNSET: {
    message: "{method} {route} changes something, and this service has no token that allows it",
    remedy: "Set ALTHING_HTTP_TOKEN to a long random text and start the relay again.",
  },
  ALT_HTTP_TOO_MANY: {
    message: "More than {max} requests in {seconds} s came from this address",
    remedy: "Wait, and ask less often.",
  },
} as const satisfies Record<string, ErrorEntry>;
