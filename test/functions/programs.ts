import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import { settle } from "./support/fulfilments.ts";
import {
  CODE_HASH,
  DRAFT,
  deployFunctions,
  EXECUTION_DOMAIN,
  programOf,
  publish,
  TERMS,
} from "./support/functions.ts";
import { ask, callOf, isLive } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const NEXT_DOMAIN = id("the next domain");

async function deploy() {
  return deployFunctions(connection);
}

describe("programs", () => {
  it("are admitted by anyone, under the typed hash that calls name", async () => {
    const { router, registry, author, stranger } = await networkHelpers.loadFixture(deploy);
    await registry.connect(author).publishVersion(1n, DRAFT);
    const program = programOf(1n, 2n);
    expect(await router.isAdmitted(program)).to.equal(false);
    expect(await router.admit.staticCall(1n, 2n, EXECUTION_DOMAIN)).to.equal(program);
    await expect(router.connect(stranger).admit(1n, 2n, EXECUTION_DOMAIN))
      .to.emit(router, "ProgramAdmitted")
      .withArgs(program, 1n, 2n, CODE_HASH, EXECUTION_DOMAIN);
    expect(await router.isAdmitted(program)).to.equal(true);
  });

  it("admitted twice are admitted once", async () => {
    const { router } = await networkHelpers.loadFixture(deploy);
    expect(await router.admit.staticCall(1n, 1n, EXECUTION_DOMAIN)).to.equal(programOf());
    await expect(router.admit(1n, 1n, EXECUTION_DOMAIN)).to.not.emit(router, "ProgramAdmitted");
  });

  it("are told apart by function and version: each has its own function's royalty", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const other = await publish(functions, { royaltyShare: 1n });
    const headers = [await ask(functions), await ask(functions, other)].map(({ header }) => header);
    expect(headers.map(({ functionId, royaltyShare }) => [functionId, royaltyShare])).to.deep.equal([
      [1n, DRAFT.royaltyShare],
      [other.functionId, 1n],
    ]);
  });

  it("of versions that there are not are refused", async () => {
    const { router, registry } = await networkHelpers.loadFixture(deploy);
    await expect(router.admit(1n, 2n, EXECUTION_DOMAIN))
      .to.be.revertedWithCustomError(registry, "FunctionRegistryUnknownVersion")
      .withArgs(1n, 2n, 1n);
  });

  for (const flags of [1n, 2n, 3n]) {
    it(`that are stateful or have outcalls are refused, for now: flags ${flags}`, async () => {
      const { router, registry, author } = await networkHelpers.loadFixture(deploy);
      await registry.publish(author, { ...DRAFT, flags });
      await expect(router.admit(2n, 1n, EXECUTION_DOMAIN))
        .to.be.revertedWithCustomError(router, "RouterUnsupported")
        .withArgs(2n, 1n, flags);
    });
  }

  it("under a domain that the DAO never allowed are refused", async () => {
    const { router } = await networkHelpers.loadFixture(deploy);
    await expect(router.admit(1n, 1n, NEXT_DOMAIN))
      .to.be.revertedWithCustomError(router, "RouterDomain")
      .withArgs(NEXT_DOMAIN);
  });
});

describe("execution domains", () => {
  it("are allowed and forbidden by the owner alone", async () => {
    const { router, dao, stranger } = await networkHelpers.loadFixture(deploy);
    for (const allowed of [true, false]) {
      await expect(router.connect(dao).setDomain(NEXT_DOMAIN, allowed))
        .to.emit(router, "DomainAllowed")
        .withArgs(NEXT_DOMAIN, allowed);
      expect(await router.isDomainAllowed(NEXT_DOMAIN)).to.equal(allowed);
    }
    await expect(router.connect(stranger).setDomain(NEXT_DOMAIN, true))
      .to.be.revertedWithCustomError(router, "OwnableUnauthorizedAccount")
      .withArgs(stranger.address);
  });

  it("forbidden take their programs along, at once, but not the requests that wait", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, dao } = functions;
    const waiting = await ask(functions);
    await router.connect(dao).setDomain(EXECUTION_DOMAIN, false);
    expect(await router.isAdmitted(programOf())).to.equal(false);
    for (const attempt of [
      async () => router.quote(await callOf(functions)),
      async () => router.admit(1n, 1n, EXECUTION_DOMAIN),
      () => ask(functions),
    ]) {
      await expect(attempt())
        .to.be.revertedWithCustomError(router, "RouterDomain")
        .withArgs(EXECUTION_DOMAIN);
    }
    await settle(functions, [waiting]);
    expect(await isLive(functions, [waiting])).to.deep.equal([false]);
  });

  it("allowed again bring their programs back, and no other's", async () => {
    const { router, dao } = await networkHelpers.loadFixture(deploy);
    const asDao = router.connect(dao);
    await asDao.setDomain(NEXT_DOMAIN, true);
    await router.admit(1n, 1n, NEXT_DOMAIN);
    const programs = [programOf(), programOf(1n, 1n, NEXT_DOMAIN)];
    const admitted = () => Promise.all(programs.map((program) => router.isAdmitted(program)));
    await asDao.setDomain(EXECUTION_DOMAIN, false);
    expect(await admitted()).to.deep.equal([false, true]);
    await asDao.setDomain(EXECUTION_DOMAIN, true);
    await asDao.setDomain(NEXT_DOMAIN, false);
    expect(await admitted()).to.deep.equal([true, false]);
  });

  it("are 64 at most, the last as good as the first; what is known can still be set", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, dao } = functions;
    const asDao = router.connect(dao);
    const domains = Array.from({ length: 63 }, (_, i) => id(`domain ${i}`));
    for (const domain of domains) await asDao.setDomain(domain, true);
    const last = domains.at(-1) as string;
    await router.admit(1n, 1n, last);
    await router.quote(await callOf(functions, { program: programOf(1n, 1n, last) }));
    await expect(asDao.setDomain(NEXT_DOMAIN, true))
      .to.be.revertedWithCustomError(router, "RouterTooManyDomains")
      .withArgs(64n);
    // The bit above the last domain's is set: it belongs to the gas price cap, and allows nothing.
    await asDao.setGasTerms(TERMS.tipCap, TERMS.minGasPriceCap | 1n);
    expect(await router.isDomainAllowed(NEXT_DOMAIN)).to.equal(false);
    await expect(router.admit(1n, 1n, NEXT_DOMAIN)).to.be.revertedWithCustomError(router, "RouterDomain");
    await asDao.setDomain(last, false);
    await expect(asDao.setDomain(NEXT_DOMAIN, true)).to.be.revertedWithCustomError(
      router,
      "RouterTooManyDomains",
    );
    expect(await router.isAdmitted(programOf(1n, 1n, last))).to.equal(false);
    expect(await router.isAdmitted(programOf())).to.equal(true);
  });
});
