import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves the bytes of functions that are not on chain. */
export interface ArtefactServer {
  /** Returns the URI of the bytes from now on. */
  serve(bytes: Uint8Array): string;
  close(): Promise<void>;
}

export async function startArtefactServer(): Promise<ArtefactServer> {
  const artefacts: Uint8Array[] = [];
  const server = createServer((request, response) => {
    const bytes = artefacts[Number(request.url?.slice(1))];
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    serve: (bytes) =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/${artefacts.push(bytes) - 1}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
