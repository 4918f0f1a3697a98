import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { httpArtefactSource } from "../../../relay/adapters/http/artefact-source.ts";
import { isPublicAddress } from "../../../relay/adapters/http/private-addresses.ts";
import { failure } from "../../helpers/failure.ts";

const OPTIONS = { maxBytes: 1_000, timeoutMs: 2_000, allowPrivateAddresses: true };

describe("Fetching an artefact", () => {
  let server: Server;
  let base: string;

  before(async () => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => new Promise((resolve) => server.close(resolve)));

  const fetched = (path: string, options: Partial<typeof OPTIONS> = {}) =>
    httpArtefactSource({ ...OPTIONS, ...options }).fetch(new URL(path, base).href);

  it("brings its bytes", async () => {
    expect([...(await fetched("/bytes/5"))]).to.deep.equal([7, 7, 7, 7, 7]);
  });

  it("takes as many bytes as the limit and no more", async () => {
    expect((await fetched("/bytes/1000")).length).to.equal(1_000);
    await failure(fetched("/bytes/1001"), "ALT_RELAY_ARTEFACT_UNREACHABLE");
  });

  it("follows a few redirects", async () => {
    expect((await fetched("/redirect/3")).length).to.equal(1);
    await failure(fetched("/redirect/4"), "ALT_RELAY_ARTEFACT_UNREACHABLE");
  });

  it("gives up on what never ends", async () => {
    await failure(fetched("/hang", { timeoutMs: 50 }), "ALT_RELAY_ARTEFACT_UNREACHABLE");
    await failure(fetched("/drip", { timeoutMs: 50 }), "ALT_RELAY_ARTEFACT_UNREACHABLE");
  });

  for (const path of ["/missing", "ftp://example.org/x", "http://"]) {
    it(`refuses ${path}`, async () => {
      const uri = path.startsWith("/") ? new URL(path, base).href : path;
      await failure(httpArtefactSource(OPTIONS).fetch(uri), "ALT_RELAY_ARTEFACT_UNREACHABLE");
    });
  }

  it("refuses private addresses, named, literal or redirected to", async () => {
    const guarded = { allowPrivateAddresses: false };
    await failure(fetched("/bytes/1", guarded), "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED");
    const { port } = server.address() as AddressInfo;
    const source = httpArtefactSource({ ...OPTIONS, ...guarded });
    await failure(source.fetch(`http://localhost:${port}/bytes/1`), "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED");
    await failure(source.fetch(`http://[::1]:${port}/bytes/1`), "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED");
  });
});

describe("Public addresses", () => {
  const refused = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "ff02::1",
    "localhost",
    "",
  ];
  const taken = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "192.167.0.1", "2606:4700:4700::1111"];

  it("are told from all others", () => {
    expect(refused.filter(isPublicAddress)).to.deep.equal([]);
    expect(taken.filter(isPublicAddress)).to.deep.equal(taken);
  });
});

const answer: RequestListener = ({ url = "" }, response) => {
  const [, what, figure] = url.split("/");
  const count = Number(figure);
  if (what === "bytes") return response.end(Buffer.alloc(count, 7));
  if (what === "redirect") {
    return response.writeHead(302, { location: count > 1 ? `/redirect/${count - 1}` : "/bytes/1" }).end();
  }
  if (what === "hang") return response;
  if (what === "drip") return response.write("a");
  return response.writeHead(404).end();
};
