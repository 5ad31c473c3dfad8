'use strict';

/** Sum of all lines, in cents. */
function subtotal(cart) {
  return cart.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** The same cart with one more line. */
function add(cart, product, quantity) {
  return { ...cart, lines: [...cart.lines, { sku: product.sku, price: product.price, quantity }] };
}

module.exports = { add, subtotal };
