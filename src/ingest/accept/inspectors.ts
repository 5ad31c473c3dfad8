import { CulpritError } from '../../kit/index.ts';
import { inspectEnvelope } from './inspect-envelope.ts';
import { inspectCheckIn, inspectFeedback, inspectSecurity, inspectStore } from './inspect-single.ts';
import { inspectAttachments, inspectMinidump } from './inspect-upload.ts';
import type { InspectContext, Inspected } from './inspect.ts';
import type { Endpoint } from './request.ts';

/** How each endpoint looks at a request before it is spooled. They throw CulpritError for what can never be digested. */
export const inspectors: Readonly<Record<Endpoint, (context: InspectContext) => Inspected | Promise<Inspected>>> = {
  envelope: inspectEnvelope,
  store: inspectStore,
  security: inspectSecurity,
  minidump: inspectMinidump,
  attachments: inspectAttachments,
  checkin: inspectCheckIn,
  feedback: inspectFeedback,
  'error-page': inspectFeedback,
  unreal: () => {
    // Answering 200 would let crashes vanish without anybody knowing.
    throw new CulpritError(
      'not_supported',
      404,
      'Crash reports of Unreal Engine are not supported; send minidumps instead.',
    );
  },
};
