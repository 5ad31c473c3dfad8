import { expect, test } from 'vitest';
import { normalise } from './normalise.fixture.ts';

const inApp = (platform: string, frame: Record<string, unknown>): boolean | undefined =>
  normalise({ platform, stacktrace: { frames: [frame] } }).stacktrace?.frames[0]?.inApp;

test.each([
  ['node', { filename: '/srv/app/src/cart.ts' }],
  ['node', { filename: 'C:\\app\\cart.js' }],
  ['javascript', { filename: 'https://acme.invalid/assets/index-DP_OhMpY.js' }],
  ['javascript', { filename: 'webpack:///./src/cart.ts' }],
  ['python', { abs_path: '/srv/app/views.py', module: 'app.views' }],
  ['python', { module: 'app.views' }],
  ['ruby', { abs_path: '/srv/app/models/order.rb' }],
  ['php', { abs_path: '/var/www/src/Order.php' }],
  ['php', { abs_path: '/usr/share/nginx/html/index.php' }],
  ['java', { module: 'com.acme.Order', filename: 'Order.java' }],
  ['kotlin', { module: 'com.acme.OrderKt' }],
  ['csharp', { module: 'Acme.Shop.Order' }],
  ['go', { module: 'main', abs_path: '/srv/app/main.go' }],
  ['go', { module: 'github.com/acme/shop/cart', abs_path: '/go/src/github.com/acme/shop/cart/cart.go' }],
  ['rust', { function: 'acme::cart::total', filename: 'src/cart.rs' }],
  ['native', { package: './sentry_example', instruction_addr: '0x1' }],
  ['cocoa', { package: '/private/var/containers/Bundle/Application/1/Acme.app/Acme' }],
  ['elixir', { filename: 'lib/acme/cart.ex', module: 'Acme.Cart' }],
  ['dart', { filename: 'package:acme/cart.dart' }],
  ['perl', { filename: '/srv/app/cart.pl' }],
])('%s: %j is the application’s', (platform, frame) => {
  expect(inApp(platform, frame)).toBe(true);
});

test.each([
  ['node', { filename: 'node:internal/process/task_queues' }],
  ['node', { filename: 'internal/modules/cjs/loader.js' }],
  ['node', { filename: 'events.js' }],
  ['node', { filename: '/srv/app/node_modules/express/lib/router.js' }],
  ['node', { filename: 'C:\\app\\node_modules\\express\\index.js' }],
  ['javascript', { filename: '<anonymous>' }],
  ['javascript', { filename: 'native' }],
  ['javascript', { filename: 'chrome-extension://abc/content.js' }],
  ['javascript', { filename: 'webpack:///webpack/bootstrap' }],
  ['javascript', { filename: 'webpack:///./node_modules/react-dom/index.js' }],
  ['javascript', {}],
  ['python', { abs_path: '/usr/lib/python3.11/threading.py', module: 'threading' }],
  ['python', { abs_path: '/srv/venv/lib/python3.11/site-packages/flask/app.py' }],
  ['python', { abs_path: '/usr/lib/python3/dist-packages/jinja2/environment.py' }],
  ['python', { abs_path: '<frozen importlib._bootstrap>' }],
  ['ruby', { abs_path: '/usr/local/bundle/gems/rack-2.2.22/lib/rack.rb' }],
  ['ruby', { abs_path: '/usr/lib/ruby/3.1.0/net/http.rb' }],
  ['ruby', { abs_path: '<internal:kernel>' }],
  ['php', { abs_path: '/var/www/vendor/symfony/http-kernel/Kernel.php' }],
  ['php', { filename: '[internal]' }],
  ['java', { module: 'java.util.ArrayList' }],
  ['java', { module: 'jdk.internal.reflect.NativeMethodAccessorImpl' }],
  ['kotlin', { module: 'kotlin.collections.CollectionsKt' }],
  ['android', { module: 'android.os.Looper' }],
  ['csharp', { module: 'System.Linq.Enumerable' }],
  ['go', { module: 'net/http', abs_path: '/usr/local/go/src/net/http/server.go' }],
  ['go', { module: 'runtime' }],
  ['go', { module: 'github.com/pkg/errors', abs_path: '/root/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go' }],
  ['rust', { function: 'std::panicking::begin_panic', filename: 'panicking.rs' }],
  ['rust', { function: 'serde::de', filename: '/root/.cargo/registry/src/serde/de.rs' }],
  ['native', { package: '/lib/x86_64-linux-gnu/libc.so.6', function: '__libc_start_main' }],
  ['native', { package: '/usr/lib/libfoo.so' }],
  ['native', { instruction_addr: '0x1' }],
  ['cocoa', { package: '/System/Library/Frameworks/UIKit.framework/UIKit' }],
  ['elixir', { filename: 'deps/plug/lib/plug.ex', module: 'Plug' }],
  ['dart', { filename: 'package:flutter/src/widgets/framework.dart' }],
  ['other', {}],
])('%s: %j is not', (platform, frame) => {
  expect(inApp(platform, frame)).toBe(false);
});

test('what the SDK says counts', () => {
  expect(inApp('python', { abs_path: '/usr/lib/python3.11/threading.py', in_app: true })).toBe(true);
  expect(inApp('node', { filename: '/srv/app/cart.ts', in_app: false })).toBe(false);
});

test('a frame’s own platform counts before the event’s', () => {
  expect(inApp('native', { platform: 'java', module: 'java.lang.Thread', package: '/srv/app' })).toBe(false);
});
