// The settings that Chainlink's toolkit gives its own local test network, with fees that are not zero.

import { encodeBytes32String, parseUnits, ZeroAddress } from "ethers";

export const DON_ID = encodeBytes32String("local");
export const ALLOW_LIST_ID = encodeBytes32String("allow list");
export const CALLBACK_GAS = 100_000;

/** LINK that the subscription holds: enough for every round. */
export const DEPOSIT = parseUnits("100000");

export const LINK_IN_WEI = 6_000_000_000_000_000n;
export const LINK_IN_USD = 1_500_000_000n;

/** Of the network's encryption of secrets, which no request here has: it only has to be there. */
export const PUBLIC_KEY = "0x01";

export const ALLOW_LIST = { enabled: false, signerPublicKey: ZeroAddress };

export const ROUTER = {
  maxConsumersPerSubscription: 100,
  adminFee: 0,
  handleOracleFulfillmentSelector: "0x0ca76175",
  gasForCallExactCheck: 5_000,
  maxCallbackGasLimits: [300_000, 500_000, 1_000_000],
  subscriptionDepositMinimumRequests: 0,
  subscriptionDepositJuels: 0,
};

export const COORDINATOR = {
  fulfillmentGasPriceOverEstimationBP: 1_000,
  feedStalenessSeconds: 86_400,
  gasOverheadBeforeCallback: 44_615,
  gasOverheadAfterCallback: 44_615,
  minimumEstimateGasPriceWei: 1_000_000_000,
  maxSupportedRequestDataVersion: 1,
  fallbackUsdPerUnitLink: 1_400_000_000,
  fallbackUsdPerUnitLinkDecimals: 8,
  fallbackNativePerUnitLink: 5_000_000_000_000_000n,
  requestTimeoutSeconds: 300,
  donFeeCentsUsd: 20,
  operationFeeCentsUsd: 0,
};
