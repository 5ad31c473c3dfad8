'use strict';

const products = new Map([
  ['mug', { sku: 'mug', price: 1_290, parent: null }],
  ['tea', { sku: 'tea', price: 890, parent: null }],
  ['loop-a', { sku: 'loop-a', price: 100, parent: 'loop-b' }],
  ['loop-b', { sku: 'loop-b', price: 100, parent: 'loop-a' }],
]);

const find = (sku) => products.get(sku);

/** The path of categories above a product. */
function trail(sku) {
  const product = find(sku);
  return product.parent === null ? [sku] : [...trail(product.parent), sku];
}

module.exports = { find, trail };
