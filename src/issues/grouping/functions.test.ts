import { expect, test } from 'vitest';
import type { Dialect } from './dialects.ts';
import { cleanFunction } from './functions.ts';

const cases: [Dialect, string, string | null][] = [
  ['javascript', 'checkout', 'checkout'],
  ['javascript', 'Object.checkout', 'checkout'],
  ['javascript', 'UserService.save', 'save'],
  ['javascript', 'async UserService.save', 'save'],
  ['javascript', 'new Cart', 'Cart'],
  ['javascript', 'async Promise.all (index 0)', 'all'],
  ['javascript', 'Socket.emit [as _emit]', 'emit'],
  ['javascript', 'null.<anonymous>', null],
  ['javascript', 'Object.<anonymous>', null],
  ['javascript', 'Module.<anonymous>', null],
  ['javascript', '<anonymous>', null],
  ['javascript', '?', null],
  ['javascript', '', null],
  ['javascript', 'eval', null],
  ['javascript', 'Foo.<computed>', null],
  ['javascript', 'outer/inner<', 'inner'],
  ['javascript', 'outer/<', 'outer'],
  ['javascript', 'outer/</<', 'outer'],
  ['javascript', '</<', null],
  ['javascript', 'Object../src/cart.ts', null],
  ['javascript', '83021', null],
  ['javascript', 'total$1', 'total'],
  ['javascript', '#total', '#total'],
  ['python', 'checkout', 'checkout'],
  ['python', '<module>', '<module>'],
  ['python', '<lambda>', null],
  ['python', 'outer.<locals>.inner', 'inner'],
  ['ruby', 'block (2 levels) in Cart#total', 'total'],
  ['ruby', 'block in total', 'total'],
  ['ruby', 'rescue in <main>', '<main>'],
  ['ruby', 'block in <top (required)>', '<top (required)>'],
  ['ruby', 'Cart.total', 'total'],
  ['ruby', 'Cart#[]', '[]'],
  ['ruby', '_app_views_users_index_html_erb__1234567_8901', '_app_views_users_index_html_erb'],
  ['ruby', '_app_views_users_index_html_erb___1234567_8901', '_app_views_users_index_html_erb'],
  ['php', 'App\\Cart::total', 'App\\Cart::total'],
  ['php', 'App\\{closure}', null],
  ['php', 'App\\Cart::{closure}', null],
  ['php', '{closure:App\\Cart::total():12}', null],
  ['php', 'class@anonymous\u0000/srv/app/x.php:12$0::handle', 'class@anonymous::handle'],
  ['go', 'main', 'main'],
  ['go', '(*Server).Handle', 'Server.Handle'],
  ['go', '(*Server).Handle.func1', 'Server.Handle'],
  ['go', 'Handle.func1.2', 'Handle'],
  ['go', 'Handle.gowrap1', 'Handle'],
  ['go', 'Map[...]', 'Map'],
  ['go', 'glob..func1', null],
  ['go', 'Handle-fm', 'Handle'],
  ['jvm', 'checkout', 'checkout'],
  ['jvm', 'lambda$checkout$3', 'checkout'],
  ['jvm', '$anonfun$checkout$1', 'checkout'],
  ['jvm', 'access$100', 'access'],
  ['jvm', 'checkout$default', 'checkout'],
  ['jvm', 'checkout$lambda$0', 'checkout'],
  ['jvm', '<init>', '<init>'],
  ['jvm', 'invoke(Object)', 'invoke'],
  ['dotnet', 'void Main(string[] args)', 'Main'],
  ['dotnet', 'async Task<int> Cart.TotalAsync(int a, Dictionary<string, int> b)', 'TotalAsync'],
  ['dotnet', '<TotalAsync>d__12.MoveNext', 'TotalAsync'],
  ['dotnet', '<Main>b__0_1', 'Main'],
  ['dotnet', 'Total { <lambda> }', 'Total'],
  ['native', 'foo(int, std::vector<char> const&)', 'foo'],
  ['native', 'void shop::total<int>(int) const', 'shop::total'],
  ['native', '(anonymous namespace)::total(int)', 'total'],
  ['native', 'shop::total()::$_0::operator()(int) const', 'shop::total'],
  ['native', 'shop::Cart::operator<(shop::Cart const&)', 'shop::Cart::operator<'],
  ['native', 'total.cold.3', 'total'],
  ['native', 'shop::cart::total::h0123456789abcdef', 'shop::cart::total'],
  ['native', 'shop::cart::total::{{closure}}', 'shop::cart::total'],
  ['native', '<shop::Cart as shop::Total>::total', 'shop::Cart::total'],
  ['native', 'alloc::vec::Vec<T,A>::push', 'alloc::vec::Vec::push'],
  ['native', '-[Cart totalWith:]', '-[Cart totalWith:]'],
  ['native', '__42-[Cart total]_block_invoke_2', '-[Cart total]'],
  ['native', 'closure #1 in Cart.total()', 'Cart.total'],
  ['native', 'Cart.total(with: Int) -> Int', 'Cart.total'],
  ['elixir', 'anonymous fn/1 in Cart.total/2', 'Cart.total/2'],
  ['dart', 'Cart.total.<anonymous closure>', 'Cart.total'],
  ['other', 'total(a, b)', 'total'],
  ['other', '{closure}', null],
];

test.each(cases)('%s: %j is called %j', (dialect, name, expected) => {
  expect(cleanFunction(name, dialect)).toBe(expected);
});

test('hostile names of any dialect end quickly and stay bounded', () => {
  const hostile = ['(', ')', '<', '>', '{', 'a.', '/<', '::', 'block in ', '<a', '_1', '$', ' as ', '[clone .'];
  for (const [dialect] of cases) {
    for (const piece of hostile) {
      const name = cleanFunction(piece.repeat(100_000 / piece.length), dialect);
      expect(name === null || name.length <= 512).toBe(true);
    }
  }
});
