import { baseUrl } from '../../app/base.ts';
import { parseDsn } from '../../lib/snippets.ts';

/** Sends one message through the ingest endpoint, as an SDK would; by this very address, as the DSN's host may be another. */
export const sendTestEvent = async (dsn: string): Promise<void> => {
  const parts = parseDsn(dsn);
  if (parts === null) throw new Error('The DSN cannot be read.');
  const response = await fetch(
    `${baseUrl}api/${parts.id}/store/?sentry_version=7&sentry_client=culprit.web&sentry_key=${parts.key}`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        platform: 'javascript',
        level: 'info',
        message: 'Test event from the set-up page',
        timestamp: Date.now() / 1000,
        tags: { origin: 'set-up page' },
      }),
    },
  );
  if (response.ok) return;
  const body = (await response.json().catch(() => ({}))) as { detail?: string; error?: string };
  throw new Error(body.detail ?? body.error ?? `The server answered ${response.status}.`);
};
