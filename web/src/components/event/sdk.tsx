import type { Event, Json } from '../../api/event.ts';
import { JsonView } from '../json/json-view.tsx';
import { Pairs } from '../pairs.tsx';
import classes from './request.module.css';
import { Section } from './section.tsx';

/** What sent the event, and of native events the loaded images. */
export const SdkSection = ({ event: { sdk, debugImages, fingerprint } }: { event: Event }) => {
  const facts: [string, Json][] = [];
  if (sdk !== null) {
    facts.push(['name', sdk.name], ['version', sdk.version]);
    if (sdk.packages.length > 0)
      facts.push(['packages', sdk.packages.map(({ name, version }) => `${name} ${version ?? ''}`.trim()).join('\n')]);
    if (sdk.integrations.length > 0) facts.push(['integrations', sdk.integrations.join(', ')]);
  }
  if (fingerprint.length > 0) facts.push(['fingerprint', fingerprint]);
  return (
    <Section id="sdk" title="SDK" closed>
      <Pairs items={facts} />
      {debugImages.length > 0 && (
        <>
          <h3 className={classes.title}>Debug images</h3>
          <JsonView value={debugImages} open={0} />
        </>
      )}
    </Section>
  );
};
