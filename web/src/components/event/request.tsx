import type { HttpRequest, Json } from '../../api/event.ts';
import { toCurl } from '../../lib/curl.ts';
import { CopyButton } from '../copy.tsx';
import { JsonView } from '../json/json-view.tsx';
import { LinkOut } from '../link-out.tsx';
import { Pairs } from '../pairs.tsx';
import { Plain } from '../plain.tsx';
import classes from './request.module.css';
import { Section } from './section.tsx';

/** The HTTP request that was being answered. */
export const RequestSection = ({ request }: { request: HttpRequest }) => {
  const env = Object.entries(request.env);
  return (
    <Section
      id="request"
      title="Request"
      actions={request.url !== null && <CopyButton text={() => toCurl(request)}>curl</CopyButton>}
    >
      {(request.method !== null || request.url !== null) && (
        <p className={classes.line}>
          {request.method !== null && (
            <b>
              <Plain text={request.method} max={40} />{' '}
            </b>
          )}
          <LinkOut text={request.url ?? ''} max={2_000} />
        </p>
      )}
      <Part title="Query" items={request.query} />
      {hasBody(request.data) && (
        <>
          <h3 className={classes.title}>Body</h3>
          {typeof request.data === 'string' ? (
            <pre className={classes.text}>
              <Plain text={request.data} max={20_000} />
            </pre>
          ) : (
            <JsonView value={request.data} open={2} />
          )}
        </>
      )}
      <Part title="Headers" items={request.headers} />
      <Part title="Cookies" items={request.cookies} />
      <Part title="Environment" items={env} />
    </Section>
  );
};

const Part = ({ title, items }: { title: string; items: [string, Json][] }) =>
  items.length === 0 ? null : (
    <>
      <h3 className={classes.title}>{title}</h3>
      <Pairs items={items} label={title} />
    </>
  );

const hasBody = (data: Json): boolean => data !== null && data !== '';
