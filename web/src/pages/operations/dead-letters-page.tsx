import { Button, Checkbox, Select } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { deadLettersQuery, statusQuery } from '../../api/operations.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { itemsOf } from '../../lib/pages.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { PageFrame } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { plural } from '../../lib/number.ts';
import table from '../../components/table.module.css';
import { DeadLetterRow } from './dead-letter-row.tsx';
import classes from './operations.module.css';

type Which = { ids: string[] } | { lane: string } | { all: true };

/** Messages that could not be worked on, with their errors: replay when the cause is mended, or drop. */
export const DeadLettersPage = () => {
  const { lane = '' } = useSearch({ from: '/inside/dead-letters' });
  const navigate = useNavigate({ from: '/dead-letters' });
  const { data: status } = useQuery(statusQuery);
  const list = useInfiniteQuery(deadLettersQuery(lane));
  const letters = itemsOf(list.data);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = letters.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const toggle = (ids: string[], on: boolean) => {
    const next = new Set(selected);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setSelected(next);
  };

  const act = useMutation({
    mutationFn: async ({ verb, which }: { verb: 'replay' | 'drop'; which: Which }) =>
      verb === 'replay'
        ? `${plural((await unwrap(api.POST('/dead-letters/replay', { body: which }))).replayed, 'message')} sent again`
        : `${plural((await unwrap(api.POST('/dead-letters/drop', { body: which }))).dropped, 'message')} dropped`,
    onSuccess: async (done) => {
      setSelected(new Set());
      notifyDone(done);
      await queryClient.invalidateQueries({ queryKey: ['dead-letters'] });
      await queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
    },
    onError: (error) => notifyError('Not done', error),
  });
  const which: Which = chosen.length > 0 ? { ids: chosen } : lane === '' ? { all: true } : { lane };
  const what = chosen.length > 0 ? `${chosen.length} selected` : lane === '' ? 'all' : `all of ${lane}`;
  const lanes = [
    ...new Set([
      ...(status?.lanes.filter(({ dead }) => dead > 0).map(({ name }) => name) ?? []),
      ...(lane === '' ? [] : [lane]),
    ]),
  ];
  const drop = (target: Which, text: string) =>
    confirm({
      title: `Drop ${text}?`,
      text: 'What they carried is lost: events in them will never be seen.',
      verb: 'Drop',
      danger: true,
      act: () => act.mutate({ verb: 'drop', which: target }),
    });

  return (
    <PageFrame
      title="Dead letters"
      lead="Messages that failed at every attempt rest here with their error until someone decides."
    >
      <div className={classes.bulk}>
        {letters.length > 0 && (
          <>
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ verb: 'replay', which })}>
              Replay {what}
            </Button>
            <Button variant="default" disabled={act.isPending} onClick={() => drop(which, what)}>
              Drop {what}…
            </Button>
          </>
        )}
        {lanes.length > 0 && (
          <Select
            aria-label="Lane"
            w={200}
            ml="auto"
            value={lane}
            onChange={(value) => {
              setSelected(new Set());
              void navigate({ search: { lane: value === '' || value === null ? undefined : value }, replace: true });
            }}
            data={[{ value: '', label: 'All lanes' }, ...lanes.map((name) => ({ value: name, label: name }))]}
          />
        )}
      </div>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && letters.length === 0 && (
        <Empty title="No dead letters">Everything that came in could be worked on.</Empty>
      )}
      {letters.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th style={{ width: 34 }}>
                  <Checkbox
                    size="xs"
                    aria-label="Select all shown"
                    checked={chosen.length === letters.length}
                    indeterminate={chosen.length > 0 && chosen.length < letters.length}
                    onChange={(event) =>
                      toggle(
                        letters.map(({ id }) => id),
                        event.currentTarget.checked,
                      )
                    }
                  />
                </th>
                <th>Error</th>
                <th>Lane</th>
                <th className={table.number}>Attempts</th>
                <th className={table.number}>Size</th>
                <th>Failed</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {letters.map((letter) => (
                <DeadLetterRow
                  key={letter.id}
                  letter={letter}
                  selected={selected.has(letter.id)}
                  onSelect={(on) => toggle([letter.id], on)}
                  replay={() => act.mutate({ verb: 'replay', which: { ids: [letter.id] } })}
                  drop={() => drop({ ids: [letter.id] }, 'this message')}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={list} />
    </PageFrame>
  );
};
