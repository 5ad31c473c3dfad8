import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from '../lib/clipboard.ts';
import { notifyError } from './notify.ts';

type Source = string | (() => string | Promise<string>);

/** True for a moment after something was copied. */
const useCopy = (source: Source): [copied: boolean, copy: () => void] => {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await copyText(typeof source === 'string' ? source : await source());
      setCopied(true);
    } catch (error) {
      notifyError('Not copied', error);
    }
  };
  return [copied, () => void copy()];
};

export const CopyIcon = ({ text, label = 'Copy' }: { text: Source; label?: string }) => {
  const [copied, copy] = useCopy(text);
  return (
    <Tooltip label={copied ? 'Copied' : label}>
      <ActionIcon size="sm" aria-label={label} onClick={copy}>
        {copied ? <IconCheck size={14} color="var(--ok)" /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
};

export const CopyButton = ({ text, children }: { text: Source; children: ReactNode }) => {
  const [copied, copy] = useCopy(text);
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={copy}
      leftSection={copied ? <IconCheck size={13} color="var(--ok)" /> : <IconCopy size={13} />}
    >
      {copied ? 'Copied' : children}
    </Button>
  );
};
