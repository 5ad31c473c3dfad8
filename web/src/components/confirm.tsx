import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Question {
  title: string;
  text: string;
  verb: string;
  danger?: boolean;
  act: () => void;
}

let ask: (question: Question) => void = () => {};

/** Asks before something that cannot simply be turned back. */
export const confirm = (question: Question): void => ask(question);

/** Where questions appear; once in the app's frame. */
export const ConfirmHost = () => {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => {
    ask = setQuestion;
  }, []);
  const close = () => setQuestion(null);
  return (
    <Modal opened={question !== null} onClose={close} title={question?.title} size="sm">
      <p style={{ marginTop: 0, color: 'var(--text-2)' }}>{question?.text}</p>
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          color={question?.danger ? 'red' : undefined}
          data-autofocus
          onClick={() => {
            question?.act();
            close();
          }}
        >
          {question?.verb}
        </Button>
      </div>
    </Modal>
  );
};
