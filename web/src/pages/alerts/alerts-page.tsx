import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { alertRulesQuery, alertTargetsQuery } from '../../api/alerts.ts';
import type { AlertTarget, TargetKind } from '../../api/types.ts';
import { useMayWrite } from '../../components/may-write.ts';
import { Panel } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { useProject } from '../settings/use-project.ts';
import classes from './alerts.module.css';
import { createRule } from './changes.ts';
import { FirstAlert } from './first-alert.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleRow } from './rule-row.tsx';
import { TargetForm } from './target-form.tsx';
import { TargetRow } from './target-row.tsx';

/** Who is told of what: rules and targets. */
export const Alerts = () => {
  const { slug: project } = useProject();
  const targets = useQuery(alertTargetsQuery(project));
  const rules = useQuery(alertRulesQuery(project));
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = useMayWrite();
  const [adding, setAdding] = useState<TargetKind | null>(null);
  const [ruling, setRuling] = useState(false);
  if (targets.isPending || rules.isPending) return <Loading />;
  if (!targets.data) return <Failed error={targets.error} retry={targets.refetch} />;
  if (!rules.data) return <Failed error={rules.error} retry={rules.refetch} />;
  const none = targets.data.items.length === 0 && rules.data.items.length === 0;
  const me = session?.user.email ?? '';
  /** The first target comes with a rule, or it would be told nothing. */
  const firstRule = async ({ id }: AlertTarget) => {
    if (rules.data.items.length > 0) return;
    await createRule(project, {
      name: 'New and returning issues',
      enabled: true,
      triggers: ['new', 'regressed'],
      conditions: [],
      targetIds: [id],
    });
  };
  return (
    <>
      {none ? (
        <Panel title="Alerts" flush>
          {mayWrite ? (
            <FirstAlert choose={setAdding} />
          ) : (
            <Empty title="Nobody is told of anything yet">A member of the project’s team can change that.</Empty>
          )}
        </Panel>
      ) : (
        <>
          <Panel
            title="Rules"
            flush
            actions={
              <span className={classes.row}>
                <Link to="/projects/$project/settings/alerts/log" params={{ project }}>
                  Log of deliveries
                </Link>
                {mayWrite && (
                  <Button variant="default" size="compact-sm" onClick={() => setRuling(true)}>
                    New rule
                  </Button>
                )}
              </span>
            }
          >
            {rules.data.items.length === 0 && (
              <Empty title="No rules">Targets are told nothing until a rule leads to them.</Empty>
            )}
            {rules.data.items.map((rule) => (
              <RuleRow key={rule.id} project={project} rule={rule} targets={targets.data.items} mayWrite={mayWrite} />
            ))}
          </Panel>
          <Panel
            title="Targets"
            flush
            actions={
              mayWrite && (
                <Button variant="default" size="compact-sm" onClick={() => setAdding('email')}>
                  New target
                </Button>
              )
            }
          >
            {targets.data.items.length === 0 && (
              <Empty title="No targets">The rules above tell nobody until there is one.</Empty>
            )}
            {targets.data.items.map((target) => (
              <TargetRow
                key={target.id}
                project={project}
                target={target}
                rules={rules.data.items.filter(({ targetIds }) => targetIds.includes(target.id)).length}
                mayWrite={mayWrite}
                me={me}
              />
            ))}
          </Panel>
        </>
      )}
      {adding !== null && (
        <TargetForm
          project={project}
          target={null}
          kind={adding}
          me={me}
          close={() => setAdding(null)}
          onMade={firstRule}
        />
      )}
      {ruling && <RuleForm project={project} rule={null} targets={targets.data.items} close={() => setRuling(false)} />}
    </>
  );
};
