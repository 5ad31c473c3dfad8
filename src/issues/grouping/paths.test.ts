import { expect, test } from 'vitest';
import type { Dialect } from './dialects.ts';
import { isHashedFile, normaliseModule, normalisePath } from './paths.ts';

test.each([
  ['src/cart.ts', 'src/cart.ts'],
  ['/srv/shop/src/cart.ts', 'shop/src/cart.ts'],
  ['/home/ann/work/shop/src/cart.ts', 'shop/src/cart.ts'],
  ['/srv/releases/20241122013400/app/models/user.rb', 'app/models/user.rb'],
  ['/srv/shop-1.2.3/lib/cart.rb', 'shop/lib/cart.rb'],
  ['/srv/shop/3f2a9c1b0d/cart.rb', 'srv/shop/cart.rb'],
  ['C:\\Work\\Shop\\Cart.cs', 'work/shop/cart.cs'],
  ['file:///C:/Work/Shop/Cart.js', 'work/shop/cart.js'],
  ['https://cdn.example/static/assets/index-DP_OhMpY.js', 'static/assets/index.js'],
  ['https://cdn.example/static/assets/index-BxKqTzWa.js?v=3#x', 'static/assets/index.js'],
  ['https://cdn.example/main.3f2a9c1b.chunk.js', 'main.chunk.js'],
  ['https://cdn.example/main.3f2a9.js', 'main.js'],
  ['https://cdn.example/chunk-2J3KQ5XR.js', 'chunk.js'],
  ['https://cdn.example/app-5d41402abc4b2a76b9719d911017c592.js', 'app.js'],
  ['https://cdn.example/jquery-3.6.0.min.js', 'jquery'],
  ['https://cdn.example/user-settings.js', 'user-settings.js'],
  ['https://cdn.example/my-TextArea.js', 'my-textarea.js'],
  ['https://cdn.example/page-404.js', 'page-404.js'],
  ['https://cdn.example/_next/static/V1StGXR8_Z5jdHi6BmyTa/pages/index-0e1d2c3b4a5f6071.js', 'static/pages/index.js'],
  ['https://shop.example/orders/12345', 'page'],
  ['https://shop.example/', 'page'],
  ['https://shop.example', 'page'],
  ['webpack:///./src/cart.ts?a1b2', 'src/cart.ts'],
  ['webpack://shop/./src/cart.ts', 'src/cart.ts'],
  ['webpack-internal:///(app-pages-browser)/./src/app/page.tsx', 'src/app/page.tsx'],
  ['app:///dist/main.js', 'dist/main.js'],
  ['async /srv/shop/cart.js', 'srv/shop/cart.js'],
  ['../src/cart.ts', 'src/cart.ts'],
  ['/srv/shop/node_modules/.pnpm/pg@8.1.0/node_modules/pg/lib/client.js', 'pg/lib/client.js'],
  ['/usr/lib/ruby/gems/3.0.0/gems/rack-2.2.3/lib/rack/builder.rb', 'rack/lib/rack/builder.rb'],
  ['/root/go/pkg/mod/github.com/foo/bar@v1.2.3/x.go', 'github.com/foo/bar/x.go'],
  ['/usr/lib/python3.11/site-packages/django/core/handlers/base.py', 'django/core/handlers/base.py'],
  ['/srv/api/v2/users.rb', 'api/v2/users.rb'],
  ['<anonymous>', ''],
  ['[native code]', ''],
  ['<string>', ''],
  ['eval at checkout (app.js:1:1)', ''],
  ['', ''],
])('the path %s is %j', (path, expected) => {
  expect(normalisePath(path)).toBe(expected);
});

test.each<[Dialect, string, string]>([
  ['javascript', 'old.cjs', 'old'],
  ['javascript', 'old', 'old'],
  ['javascript', 'src.api:users.ts', 'src.api:users'],
  ['javascript', 'assets:index-DP_OhMpY', 'assets:index'],
  ['javascript', '<anonymous>', ''],
  ['python', '__main__', ''],
  ['python', 'shop.cart', 'shop.cart'],
  ['jvm', 'com.shop.Cart', 'com.shop.Cart'],
  ['jvm', 'com.shop.Cart$1', 'com.shop.Cart'],
  ['jvm', 'com.shop.Cart$Line', 'com.shop.Cart$Line'],
  ['jvm', 'com.shop.Cart$$Lambda$14/0x0000000800066840', 'com.shop.Cart'],
  ['jvm', 'com.shop.Cart$$EnhancerBySpringCGLIB$$1a2b3c4d', 'com.shop.Cart'],
  ['jvm', 'com.shop.Cart_$$_javassist_seam_3', 'com.shop.Cart'],
  ['jvm', 'com.sun.proxy.$Proxy42', 'com.sun.proxy.$Proxy'],
  ['dotnet', 'Shop.Cart+<TotalAsync>d__12', 'Shop.Cart'],
  ['dotnet', 'Shop.List`1', 'Shop.List'],
])('the %s module %s is %j', (dialect, module, expected) => {
  expect(normaliseModule(module, dialect)).toBe(expected);
});

test.each([
  ['https://cdn.example/index-DP_OhMpY.js', true],
  ['https://cdn.example/lib.min.js', true],
  ['https://cdn.example/index.js', false],
  ['/srv/shop/cart.js', false],
])('whether %s is a bundle: %s', (path, expected) => {
  expect(isHashedFile(path)).toBe(expected);
});

test('hostile paths end', () => {
  for (const piece of ['/', '-1.1', '.js', '../', 'a/', 'node_modules/', '(x)/', '-a1B2c3D4', '%', 'http://']) {
    const path = `${piece.repeat(100_000 / piece.length)}%`;
    expect(normalisePath(path).length).toBeLessThanOrEqual(512);
    expect(normaliseModule(path, 'javascript').length).toBeLessThanOrEqual(512);
    expect(normaliseModule(path, 'jvm').length).toBeLessThanOrEqual(512);
    expect(typeof isHashedFile(path)).toBe('boolean');
  }
});
