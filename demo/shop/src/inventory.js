'use strict';

class ReplicaError extends Error {
  constructor(replica, reason) {
    super(`replica ${replica}: ${reason}`);
    this.name = 'ReplicaError';
  }
}

async function ask(replica, sku) {
  if (replica === 'north') throw new ReplicaError(replica, 'timed out after 3000ms');
  if (replica === 'south') throw new ReplicaError(replica, `returned 0 rows for ${sku}`);
  return { replica, sku, stock: 3 };
}

/** Stock of a product from whichever replica answers first. */
async function stockOf(sku, replicas = ['north', 'south']) {
  return Promise.any(replicas.map((replica) => ask(replica, sku)));
}

module.exports = { stockOf };
