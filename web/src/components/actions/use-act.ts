import { useMutation } from '@tanstack/react-query';
import { actOnIssue } from '../../api/history.ts';
import { usePreferences } from '../../app/preferences.ts';
import { doneSentence, doneWord, type Action } from '../../lib/actions.ts';
import { notifyError } from '../notify.ts';
import { notifyUndo, refreshIssues } from './undo-toast.tsx';

/** Does something to one issue, says so with an undo, and has whatever shows issues ask again. `who` names the assignee. */
export const useAct = (shortId: string) => {
  const { zone } = usePreferences();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ action }: { action: Action; who?: string }) => actOnIssue(shortId, action),
    onSuccess: async ({ undo }, { action, who }) => {
      notifyUndo(doneSentence(doneWord(action, zone, who), 1, shortId), undo);
      await refreshIssues();
    },
    onError: (error) => notifyError('Not done', error),
  });
  return {
    act: (action: Action, who?: string) => mutate({ action, ...(who === undefined ? {} : { who }) }),
    pending: isPending,
  };
};
