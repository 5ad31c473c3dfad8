'use strict';

class GatewayError extends Error {
  name = 'GatewayError';
}
class PaymentError extends Error {
  name = 'PaymentError';
}

function connect(host) {
  const refused = new Error(`connect ECONNREFUSED ${host}:443`);
  refused.code = 'ECONNREFUSED';
  throw refused;
}

function authorise(amount) {
  try {
    connect('10.20.0.7');
  } catch (error) {
    throw new GatewayError(`gateway refused ${amount} cents`, { cause: error });
  }
}

/** Charges a card; the card itself never leaves this function. */
function charge(amount, order) {
  try {
    authorise(amount);
  } catch (error) {
    throw new PaymentError(`order ${order} could not be paid`, { cause: error });
  }
}

module.exports = { charge };
