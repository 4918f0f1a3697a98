import { expect } from "chai";
import { id as hashOf } from "ethers";
import type { FastifyInstance } from "fastify";
import { network } from "hardhat";
import { startRelay, type TestRelay } from "../../../testing/index.ts";
import { until } from "../../helpers/until.ts";
import { serviceOf, TOKEN } from "../support/http.ts";
import { ask, deployWorld } from "../support/world.ts";

const connection = await network.create();

describe("Over HTTP, a request that was given up", () => {
  let relay: TestRelay;
  let service: FastifyInstance;
  let id: string;

  /** Another domain's requests are declined for good. */
  before(async () => {
    const world = await deployWorld(connection);
    relay = await startRelay(connection, world.addresses);
    const foreign = hashOf("another execution domain");
    await world.router.connect(world.dao).setDomain(foreign, true);
    await ask(world, { executionDomain: foreign });
    await until(async () => (await relay.relay.deadLetters()).length === 1);
    id = (await relay.relay.deadLetters())[0]?.id ?? "";
    service = await serviceOf(relay);
  });

  after(async () => {
    await service.close();
    await relay.stop();
  });

  async function replay(to: FastifyInstance, request: string, authorization?: string) {
    const { statusCode, body } = await to.inject({
      method: "POST",
      url: `/dead/${request}/replay`,
      headers: authorization === undefined ? {} : { authorization },
    });
    return { statusCode, ...JSON.parse(body) };
  }

  it("is listed with its cause", async () => {
    const { dead } = JSON.parse((await service.inject("/dead")).body);
    expect(dead).to.have.length(1);
    expect(dead[0]).to.include({ id, stage: "execute", state: "declined" });
    expect(dead[0].reason.code).to.equal("ALT_RELAY_FOREIGN_DOMAIN");
    expect(JSON.parse((await service.inject(`/dead/${id}`)).body)).to.deep.equal(dead[0]);
  });

  const strangers = {
    nothing: undefined,
    "another token": "Bearer something else of that length",
    "no more than the scheme": "Bearer ",
    "another scheme": `Basic ${TOKEN}`,
  };
  for (const [name, authorization] of Object.entries(strangers)) {
    it(`is not replayed for whoever shows ${name}`, async () => {
      const { statusCode, code } = await replay(service, id, authorization);
      expect({ statusCode, code }).to.deep.equal({ statusCode: 401, code: "ALT_HTTP_TOKEN" });
      expect((await relay.relay.request(id))?.state).to.equal("declined");
    });
  }

  it("is replayed by nobody where no token is set", async () => {
    const closed = await serviceOf(relay, { token: undefined });
    const answer = await replay(closed, id, `Bearer ${TOKEN}`);
    expect(answer).to.include({ statusCode: 403, code: "ALT_HTTP_TOKEN_UNSET" });
    await closed.close();
  });

  it("is replayed with the token", async () => {
    expect(await replay(service, id, `Bearer ${TOKEN}`)).to.deep.equal({ statusCode: 200, replayed: id });
    // It is still nothing for this relay.
    await until(async () => (await relay.relay.request(id))?.state === "declined");
  });

  it("has to be one", async () => {
    const answer = await replay(service, hashOf("nobody's"), `Bearer ${TOKEN}`);
    expect(answer).to.include({ statusCode: 404, code: "ALT_RELAY_DEAD_UNKNOWN" });
  });

  it("is asked about in small bodies only", async () => {
    const { statusCode, body } = await service.inject({
      method: "POST",
      url: `/dead/${id}/replay`,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      payload: JSON.stringify({ padding: "x".repeat(20_000) }),
    });
    expect(statusCode).to.equal(413);
    expect(JSON.parse(body).code).to.equal("ALT_HTTP_INVALID");
  });
});
