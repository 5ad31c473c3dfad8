import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Markdown } from '../../../components/markdown.tsx';
import { notifyError } from '../../../components/notify.ts';
import classes from './history.module.css';
import { MentionList } from './mention-list.tsx';
import { useMention } from './use-mention.ts';

interface Props {
  issue: string;
  label: string;
  verb: string;
  start?: string;
  save: (body: string) => Promise<void>;
  cancel?: () => void;
}

const MOST = 20_000;

/** Where a comment is written: Markdown with a preview; `@` offers people. Ctrl+Enter sends. */
export const Composer = ({ issue, label, verb, start = '', save, cancel }: Props) => {
  const [body, setBody] = useState(start);
  const [preview, setPreview] = useState(false);
  const [saving, setSaving] = useState(false);
  const mention = useMention(issue, body, setBody);
  const empty = body.trim() === '';
  const send = async () => {
    if (empty || saving) return;
    setSaving(true);
    try {
      await save(body);
      setBody('');
      setPreview(false);
    } catch (error) {
      notifyError('Not saved', error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {preview ? (
        <div className={classes.preview} aria-label="Preview">
          <Markdown text={body} named={mention.named} />
        </div>
      ) : (
        <div className={classes.field}>
          <Textarea
            ref={mention.ref}
            aria-label={label}
            placeholder="What do you know about it? Markdown; @ names people."
            autosize
            minRows={cancel ? 3 : 2}
            maxRows={16}
            maxLength={MOST}
            value={body}
            onChange={(event) => {
              setBody(event.currentTarget.value);
              mention.look();
            }}
            onKeyUp={mention.look}
            onClick={mention.look}
            onBlur={mention.close}
            onKeyDown={(event) => {
              if (mention.onKey(event)) return;
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
              if (event.key === 'Escape') cancel?.();
            }}
            {...mention.aria}
          />
          <MentionList mention={mention} />
        </div>
      )}
      <div className={classes.below}>
        <SegmentedControl
          aria-label="Write or preview"
          value={preview ? 'preview' : 'write'}
          onChange={(value) => setPreview(value === 'preview')}
          data={[
            { value: 'write', label: 'Write' },
            { value: 'preview', label: 'Preview', disabled: empty },
          ]}
        />
        <span className={classes.end}>
          {cancel && (
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" disabled={empty} loading={saving}>
            {verb}
          </Button>
        </span>
      </div>
    </form>
  );
};
