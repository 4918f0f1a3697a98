import { connect } from "node:net";
import { documentsIn } from "./documents.ts";
import { connectionFault, EndpointFault } from "./fault.ts";

/** A connection on which both sides send documents of JSON whenever they like. */
export interface Channel {
  send(text: string): void;
  close(): void;
}

export interface ChannelEvents {
  onText(text: string): void;
  onLost(): void;
}

/** @throws EndpointFault */
export type OpenChannel = (events: ChannelEvents) => Promise<Channel>;

/** One document is one message. */
export function webSocketChannel(url: string): OpenChannel {
  return ({ onText, onLost }) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const lost = () => {
        reject(new EndpointFault("connection", "the socket was closed"));
        onLost();
      };
      socket.addEventListener("open", () => resolve(socket));
      socket.addEventListener("message", ({ data }) => onText(String(data)));
      socket.addEventListener("error", lost);
      socket.addEventListener("close", lost);
    });
}

/**
 * The local socket of a node on the same machine, as geth and others offer it (IPC). It has neither HTTP's headers nor
 * TCP's pauses: some nodes announce a head over their WebSocket 40 ms late, since it waits there until the one before
 * is acknowledged.
 */
export function ipcChannel(path: string): OpenChannel {
  return ({ onText, onLost }) =>
    new Promise((resolve, reject) => {
      const socket = connect(path);
      const texts = documentsIn(onText);
      socket.setEncoding("utf8");
      socket.on("connect", () =>
        resolve({ send: (text) => socket.write(`${text}\n`), close: () => socket.destroy() }),
      );
      socket.on("data", (chunk: string) => {
        if (!texts.take(chunk)) socket.destroy();
      });
      socket.on("error", (error) => reject(connectionFault(error)));
      socket.on("close", () => {
        reject(new EndpointFault("connection", "the socket was closed"));
        onLost();
      });
    });
}
