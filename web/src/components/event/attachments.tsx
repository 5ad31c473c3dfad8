import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attachment, EventPage } from '../../api/types.ts';
import { baseUrl } from '../../app/base.ts';
import { formatBytes } from '../../lib/number.ts';
import { Plain } from '../plain.tsx';
import classes from './attachments.module.css';
import { Section } from './section.tsx';

/** Bitmaps that a browser decodes without running anything (so no SVG), up to a size that loads at once. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const SHOWN_BYTES = 8 * 1_048_576;

/** Files that came with the event. */
export const Attachments = ({ page }: { page: EventPage }) => (
  <Section id="attachments" title="Attachments" count={page.attachments.length}>
    <ul className={classes.list}>
      {page.attachments.map((attachment) => (
        <Item
          key={attachment.id}
          attachment={attachment}
          href={`${baseUrl}api/v1/projects/${page.projectId}/events/${page.event.eventId}/attachments/${encodeURIComponent(attachment.id)}`}
        />
      ))}
    </ul>
  </Section>
);

const Item = ({ attachment, href }: { attachment: Attachment; href: string }) => {
  const [broken, setBroken] = useState(false);
  const type = attachment.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const image = shown.has(type) && attachment.size <= SHOWN_BYTES && !broken;
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <span className={classes.name}>
          <Plain text={attachment.filename} max={200} />
        </span>
        <span className="faint">
          {formatBytes(attachment.size)}
          {type !== '' && <> · {<Plain text={type} max={80} />}</>}
        </span>
        <Button
          component="a"
          href={href}
          download
          variant="default"
          size="compact-xs"
          leftSection={<IconDownload size={13} />}
        >
          Download
        </Button>
      </div>
      {image && <img className={classes.image} src={href} alt="" loading="lazy" onError={() => setBroken(true)} />}
    </li>
  );
};
