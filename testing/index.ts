/** What tests of consumers import: the relay in the test's own process, and publishing a function in one line. */
export { type PublishedFunction, type PublishOptions, publishFunction } from "./publish.ts";
export { type SettledRequest, startRelay, type TestRelay, type TestRelayOptions } from "./relay.ts";
