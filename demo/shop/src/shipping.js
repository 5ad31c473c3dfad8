'use strict';

const FREE_FROM = 5_000;
const FLAT_RATE = 490;

/** Shipping for goods of this value, in cents. */
function shippingFor(value) {
  return value >= FREE_FROM ? 0 : FLAT_RATE;
}

module.exports = { shippingFor };
