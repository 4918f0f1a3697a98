import { connect, createServer, type Socket } from "node:net";

/** A way to a server on loopback that can be cut, or fall silent while it stays open. */
export interface SocketProxy {
  /** Host and port. */
  readonly address: string;
  /** How many connections were made. */
  connections(): number;
  cut(): void;
  /** Whether what the server sends goes nowhere. */
  silence(isSilent: boolean): void;
  close(): Promise<void>;
}

export async function socketProxy(port: number): Promise<SocketProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  let isSilent = false;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(port, "127.0.0.1");
    client.pipe(upstream);
    upstream.on("data", (chunk) => !isSilent && client.write(chunk));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    address: `127.0.0.1:${address.port}`,
    connections: () => connections,
    cut,
    silence: (value) => {
      isSilent = value;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
