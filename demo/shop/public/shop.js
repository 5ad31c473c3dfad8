import * as Sentry from '@sentry/browser';

Sentry.init({
  dsn: import.meta.env.VITE_SENTRY_DSN,
  release: import.meta.env.VITE_SHOP_RELEASE,
  environment: 'production',
});

const basket = { items: [] };

function showTotal() {
  const cheapest = basket.items[0];
  document.title = `The tea shop: from ${cheapest.price}`;
}

document.querySelector('#buy').addEventListener('click', showTotal);
showTotal();
