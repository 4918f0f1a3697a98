/** What tests of consumers import: a deployment, publishing a function, and the relay in the test's own process. */
export { type Deployment, deployAlthing } from "../deploy/run.ts";
export { executionDomain } from "../runtime/domain.ts";
export { type PublishedFunction, type PublishOptions, publishFunction } from "./publish.ts";
export { type SettledRequest, startRelay, type TestRelay, type TestRelayOptions } from "./relay.ts";
