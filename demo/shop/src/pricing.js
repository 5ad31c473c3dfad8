'use strict';
const { subtotal } = require('./cart.js');
const { shippingFor } = require('./shipping.js');

/** What a customer pays, in cents. */
function total(cart, coupon) {
  const goods = subtotal(cart);
  const discount = Math.round(goods * coupon.rate);
  return goods - discount + shippingFor(goods - discount);
}

module.exports = { total };
