import type { Migration } from "../migrate.ts";

/**
 * The whole store. Integers of 64 bits and more are decimal text, hashes and addresses hex text, times Unix milliseconds
 * except `deadline` (Unix seconds).
 */
export const store: Migration = {
  name: "0001-store",
  sql: `
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Blocks up to which the events are in here; the highest is the cursor.
CREATE TABLE checkpoints (
  number INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL
) STRICT;

-- One row: the newest block seen, and the newest that counts as final.
CREATE TABLE head (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  number    INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  final     INTEGER NOT NULL DEFAULT -1
) STRICT;

-- Programs that the router admitted. Their hashes prove them, so a reorg removes none.
CREATE TABLE programs (
  hash    TEXT PRIMARY KEY,
  program TEXT NOT NULL
) STRICT;

CREATE TABLE requests (
  id               TEXT PRIMARY KEY,
  state            TEXT NOT NULL,
  header           TEXT NOT NULL,
  task             TEXT NOT NULL,
  calldata         BLOB NOT NULL,
  consumer         TEXT NOT NULL,
  deadline         INTEGER NOT NULL,
  block_number     INTEGER NOT NULL,
  block_hash       TEXT NOT NULL,
  transaction_hash TEXT NOT NULL,
  log_index        INTEGER NOT NULL,
  seen_at          INTEGER NOT NULL,
  reason           TEXT,
  attempts         INTEGER NOT NULL DEFAULT 0,
  retry_at         INTEGER NOT NULL DEFAULT 0,
  claimed          INTEGER NOT NULL DEFAULT 0,
  batch_id         INTEGER,
  batch_place      INTEGER,
  callback_failure TEXT,
  settled_block    INTEGER,
  settlement       TEXT
) STRICT;
-- Those of one state in the order of the chain. What has ended is only ever looked for at its new end.
CREATE INDEX requests_by_state ON requests (state, block_number, log_index);
-- With state and consumer, so that pages of receipts skip those of others without reading their rows.
CREATE INDEX requests_by_block ON requests (block_number, log_index, state, consumer);
CREATE INDEX requests_by_batch ON requests (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX requests_by_settlement ON requests (settled_block) WHERE settled_block IS NOT NULL;
-- What can be claimed, consumer by consumer; and what is claimed, or put off until retry_at.
CREATE INDEX requests_queued ON requests (consumer, deadline, block_number, log_index) WHERE state = 'seen' AND retry_at = 0;
CREATE INDEX requests_held ON requests (retry_at, claimed) WHERE state = 'seen' AND retry_at > 0;
-- What was executed and is on its way to the chain.
CREATE INDEX requests_under_way ON requests (retry_at) WHERE state IN ('executed', 'signed', 'submitted');
-- What an expiry may refund.
CREATE INDEX requests_by_deadline ON requests (deadline)
  WHERE state IN ('seen', 'executed', 'signed', 'submitted', 'declined', 'parked');

-- How many requests there are of each state: to count them would take the longer the more there ever were.
CREATE TABLE request_counts (
  state TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;
CREATE TRIGGER requests_added AFTER INSERT ON requests BEGIN
  INSERT INTO request_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER requests_moved AFTER UPDATE OF state ON requests WHEN NEW.state <> OLD.state BEGIN
  UPDATE request_counts SET count = count - 1 WHERE state = OLD.state;
  INSERT INTO request_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET count = count + 1;
END;

-- What was given up for good, and why. It stays when the request has expired, and goes when it is replayed.
CREATE TABLE dead_letters (
  id       TEXT PRIMARY KEY,
  stage    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX dead_letters_by_time ON dead_letters (at);

-- An execution depends on nothing but its request's id, so a reorg never removes one.
CREATE TABLE executions (
  id          TEXT PRIMARY KEY,
  outcome     INTEGER NOT NULL,
  result      BLOB NOT NULL,
  fuel_used   TEXT NOT NULL,
  logs        TEXT NOT NULL,
  peak_memory INTEGER NOT NULL,
  executed_at INTEGER NOT NULL
) STRICT;

-- The guard against signing twice. Rows are never changed and never removed.
CREATE TABLE signed_leaves (
  signer            TEXT NOT NULL,
  commitment        TEXT NOT NULL,
  state_seq         TEXT NOT NULL,
  state_root_before TEXT NOT NULL,
  transcript_root   TEXT NOT NULL,
  leaf              TEXT NOT NULL,
  PRIMARY KEY (signer, commitment, state_seq, state_root_before, transcript_root)
) STRICT, WITHOUT ROWID;

-- One row: how often this store has signed, and up to which block an operator has confirmed; -1: never.
CREATE TABLE signings (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  store_id        TEXT NOT NULL,
  signatures      INTEGER NOT NULL,
  confirmed_block INTEGER NOT NULL
) STRICT;
INSERT INTO signings VALUES (1, lower(hex(randomblob(16))), 0, -1);

-- Why nothing is signed. Confirmed rows stay: the same evidence is no reason again.
CREATE TABLE holds (
  code      TEXT NOT NULL,
  evidence  TEXT NOT NULL,
  message   TEXT NOT NULL,
  since     INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (code, evidence)
) STRICT, WITHOUT ROWID;

-- state: open, sent, mined, released
CREATE TABLE batches (
  id         INTEGER PRIMARY KEY,
  state      TEXT NOT NULL,
  epoch      TEXT NOT NULL,
  root       TEXT NOT NULL,
  count      INTEGER NOT NULL,
  signatures TEXT NOT NULL,
  -- The sender that took it, if one did.
  sender     TEXT
) STRICT;
CREATE INDEX batches_by_state ON batches (state);

-- state: open (written down, perhaps sent), mined, lost, cancelled
CREATE TABLE transactions (
  id         INTEGER PRIMARY KEY,
  sender     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  state      TEXT NOT NULL,
  batch_id   INTEGER,
  request_ids TEXT NOT NULL,
  nonce      INTEGER NOT NULL,
  data       TEXT NOT NULL,
  gas_limit  TEXT NOT NULL,
  fees       TEXT NOT NULL,
  raw        TEXT NOT NULL,
  hashes     TEXT NOT NULL,
  -- Those of the hashes that only take the nonce.
  cancellations TEXT NOT NULL DEFAULT '[]',
  sent_at    INTEGER NOT NULL,
  block      INTEGER,
  gas_used   TEXT,
  gas_price  TEXT
) STRICT;
CREATE INDEX transactions_by_state ON transactions (state, sender);
CREATE INDEX transactions_by_batch ON transactions (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX transactions_by_time ON transactions (sent_at);
CREATE INDEX transactions_by_expiry ON transactions (sent_at) WHERE kind = 'expire';

-- Where the router keeps what mined fulfilments earned.
CREATE TABLE tills (
  sender      TEXT NOT NULL,
  epoch       TEXT NOT NULL,
  function_id TEXT NOT NULL,
  PRIMARY KEY (sender, epoch, function_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE artefacts (
  code_hash TEXT PRIMARY KEY,
  bytes     BLOB NOT NULL
) STRICT;
`,
};
