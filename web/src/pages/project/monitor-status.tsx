import { Tag, type Tone } from '../../components/tag.tsx';

const tones: Record<string, Tone> = {
  ok: 'ok',
  error: 'error',
  missed: 'warning',
  timeout: 'warning',
  in_progress: 'info',
};
const words: Record<string, string> = {
  ok: 'OK',
  error: 'Failed',
  missed: 'Missed',
  timeout: 'Timed out',
  in_progress: 'Running',
  waiting: 'Waiting',
};

export const MonitorStatus = ({ status }: { status: string }) => (
  <Tag tone={tones[status] ?? 'debug'}>{words[status] ?? status}</Tag>
);
