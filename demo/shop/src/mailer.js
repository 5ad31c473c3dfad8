'use strict';

async function deliver(mail) {
  if (!mail.to.includes('@')) throw new RangeError(`not an address: ${mail.to}`);
}

/** Sends the receipt; the customer does not wait for it. */
function sendReceipt(order, to) {
  void deliver({ to, subject: `Your order ${order}` });
}

module.exports = { sendReceipt };
