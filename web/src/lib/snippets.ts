/** One step of connecting an SDK: what to do, and what to type. */
export interface Step {
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

/** How to connect `platform` (an id of platforms.ts): install, initialise, try. The DSN is put in as it is. */
export const snippets = (platform: string, dsn: string): Step[] =>
  (byPlatform[platform] ?? byPlatform['curl'] ?? (() => []))(dsn);

/** `https://key@host/path/7` in the parts that a request needs; null when it is no DSN. */
export const parseDsn = (dsn: string): { key: string; store: string; id: string } | null => {
  try {
    const url = new URL(dsn);
    const parts = url.pathname.split('/');
    const id = parts.pop() ?? '';
    return { key: url.username, id, store: `${url.protocol}//${url.host}${parts.join('/')}/api/${id}/store/` };
  } catch {
    return null;
  }
};

/** A command that sends one event without any SDK. */
export const curlTest = (dsn: string): string => {
  const parts = parseDsn(dsn);
  return `curl '${parts?.store ?? ''}' \\
  -H 'Content-Type: application/json' \\
  -H 'X-Sentry-Auth: Sentry sentry_version=7, sentry_client=curl/1.0, sentry_key=${parts?.key ?? ''}' \\
  -d '{"message": "Hello from curl", "level": "info", "platform": "other"}'`;
};

const install = (language: string, code: string): Step => ({ title: 'Install the SDK', language, code });
const start = (language: string, code: string, title = 'Start it as early as possible'): Step => ({
  title,
  language,
  code,
});
const test = (language: string, code: string): Step => ({ title: 'Cause an error', language, code });

const byPlatform: Record<string, (dsn: string) => Step[]> = {
  node: (dsn) => [
    install('bash', 'npm install @sentry/node'),
    start(
      'javascript',
      `// instrument.mjs\nimport * as Sentry from '@sentry/node';\n\nSentry.init({\n  dsn: '${dsn}',\n  release: 'my-app@1.0.0',\n  environment: 'production',\n});`,
    ),
    start('bash', 'node --import ./instrument.mjs app.mjs', 'Load it before the application'),
    test(
      'javascript',
      `import * as Sentry from '@sentry/node';\n\ntry {\n  JSON.parse('{oops');\n} catch (error) {\n  Sentry.captureException(error);\n}`,
    ),
  ],
  browser: (dsn) => [
    install('bash', 'npm install @sentry/browser'),
    start(
      'javascript',
      `import * as Sentry from '@sentry/browser';\n\nSentry.init({\n  dsn: '${dsn}',\n  release: 'my-app@1.0.0',\n  environment: 'production',\n});`,
    ),
    test('javascript', `setTimeout(() => {\n  undefinedFunction();\n});`),
  ],
  python: (dsn) => [
    install('bash', 'pip install sentry-sdk'),
    start(
      'python',
      `import sentry_sdk\n\nsentry_sdk.init(\n    dsn="${dsn}",\n    release="my-app@1.0.0",\n    environment="production",\n)`,
    ),
    test('python', '1 / 0'),
  ],
  ruby: (dsn) => [
    install('bash', 'bundle add sentry-ruby   # in Rails also: bundle add sentry-rails'),
    start(
      'ruby',
      `require 'sentry-ruby'\n\nSentry.init do |config|\n  config.dsn = '${dsn}'\n  config.release = 'my-app@1.0.0'\n  config.environment = 'production'\n  config.breadcrumbs_logger = [:sentry_logger, :http_logger]\nend`,
    ),
    test('ruby', `begin\n  1 / 0\nrescue ZeroDivisionError => error\n  Sentry.capture_exception(error)\nend`),
  ],
  php: (dsn) => [
    install('bash', 'composer require sentry/sentry'),
    start(
      'php',
      `<?php\n\\Sentry\\init([\n    'dsn' => '${dsn}',\n    'release' => 'my-app@1.0.0',\n    'environment' => 'production',\n]);`,
    ),
    test(
      'php',
      `<?php\ntry {\n    intdiv(1, 0);\n} catch (\\Throwable $error) {\n    \\Sentry\\captureException($error);\n}`,
    ),
  ],
  go: (dsn) => [
    install('bash', 'go get github.com/getsentry/sentry-go'),
    start(
      'go',
      `package main\n\nimport (\n\t"log"\n\t"time"\n\n\t"github.com/getsentry/sentry-go"\n)\n\nfunc main() {\n\terr := sentry.Init(sentry.ClientOptions{\n\t\tDsn:         "${dsn}",\n\t\tRelease:     "my-app@1.0.0",\n\t\tEnvironment: "production",\n\t})\n\tif err != nil {\n\t\tlog.Fatalf("sentry.Init: %s", err)\n\t}\n\tdefer sentry.Flush(2 * time.Second)\n}`,
    ),
    test('go', 'sentry.CaptureException(errors.New("it failed"))'),
  ],
  java: (dsn) => [
    install('kotlin', '// build.gradle.kts\ndependencies {\n    implementation("io.sentry:sentry:8.+")\n}'),
    start(
      'java',
      `import io.sentry.Sentry;\n\nSentry.init(options -> {\n  options.setDsn("${dsn}");\n  options.setRelease("my-app@1.0.0");\n  options.setEnvironment("production");\n});`,
    ),
    test(
      'java',
      `try {\n  throw new IllegalStateException("it failed");\n} catch (Exception error) {\n  Sentry.captureException(error);\n}`,
    ),
  ],
  dotnet: (dsn) => [
    install('bash', 'dotnet add package Sentry'),
    start(
      'csharp',
      `using Sentry;\n\nSentrySdk.Init(options =>\n{\n    options.Dsn = "${dsn}";\n    options.Release = "my-app@1.0.0";\n    options.Environment = "production";\n});`,
    ),
    test('csharp', 'SentrySdk.CaptureMessage("Hello from .NET");'),
  ],
  rust: (dsn) => [
    install('bash', 'cargo add sentry'),
    start(
      'rust',
      `fn main() {\n    let _guard = sentry::init(("${dsn}", sentry::ClientOptions {\n        release: sentry::release_name!(),\n        ..Default::default()\n    }));\n}`,
    ),
    test('rust', 'panic!("it failed");'),
  ],
  native: (dsn) => [
    start(
      'c',
      `#include <sentry.h>\n\nint main(void) {\n  sentry_options_t *options = sentry_options_new();\n  sentry_options_set_dsn(options, "${dsn}");\n  sentry_options_set_release(options, "my-app@1.0.0");\n  sentry_init(options);\n  /* … */\n  sentry_close();\n}`,
      'Link sentry-native and start it',
    ),
    test('c', 'sentry_capture_event(sentry_value_new_message_event(\n    SENTRY_LEVEL_INFO, "custom", "It works!"));'),
  ],
  android: (dsn) => [
    install('kotlin', '// app/build.gradle.kts\ndependencies {\n    implementation("io.sentry:sentry-android:8.+")\n}'),
    start(
      'kotlin',
      `import io.sentry.android.core.SentryAndroid\n\nSentryAndroid.init(this) { options ->\n    options.dsn = "${dsn}"\n}`,
      'Start it in your Application’s onCreate',
    ),
    test('kotlin', 'throw RuntimeException("it failed")'),
  ],
  cocoa: (dsn) => [
    install('swift', '// Package.swift\n.package(url: "https://github.com/getsentry/sentry-cocoa", from: "8.0.0")'),
    start('swift', `import Sentry\n\nSentrySDK.start { options in\n    options.dsn = "${dsn}"\n}`),
    test('swift', 'SentrySDK.capture(message: "Hello from Swift")'),
  ],
  flutter: (dsn) => [
    install('bash', 'flutter pub add sentry_flutter'),
    start(
      'dart',
      `import 'package:sentry_flutter/sentry_flutter.dart';\n\nFuture<void> main() async {\n  await SentryFlutter.init(\n    (options) => options.dsn = '${dsn}',\n    appRunner: () => runApp(const MyApp()),\n  );\n}`,
    ),
    test('dart', "throw StateError('it failed');"),
  ],
  curl: (dsn) => [{ title: 'Send an event', language: 'bash', code: curlTest(dsn) }],
};
