import { alertsKey } from '../../api/alerts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { AlertRule, AlertTarget, DeliveryDetail } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';

/** What a rule is made of. */
export type RuleDraft = Pick<AlertRule, 'name' | 'enabled' | 'triggers' | 'conditions' | 'targetIds'>;

export const refreshAlerts = (project: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: alertsKey(project) });

export const createRule = (project: string, body: RuleDraft): Promise<AlertRule> =>
  unwrap(api.POST('/projects/{projectId}/alert-rules', { params: { path: { projectId: project } }, body }));

export const changeRule = (project: string, ruleId: number, body: Partial<RuleDraft>): Promise<AlertRule> =>
  unwrap(
    api.PATCH('/projects/{projectId}/alert-rules/{ruleId}', {
      params: { path: { projectId: project, ruleId } },
      body,
    }),
  );

export const deleteRule = (project: string, ruleId: number): Promise<unknown> =>
  unwrap(
    api.DELETE('/projects/{projectId}/alert-rules/{ruleId}', { params: { path: { projectId: project, ruleId } } }),
  );

export interface TargetDraft {
  name: string;
  kind: AlertTarget['kind'];
  digestMinutes: number;
  settings: {
    to?: string[];
    url?: string;
    secret?: string;
    token?: string;
    chatId?: string;
    threadId?: number;
    apiUrl?: string;
  };
}

/** Makes a target, or changes the one of that number. */
export const saveTarget = (
  project: string,
  id: number | null,
  { kind, ...draft }: TargetDraft,
): Promise<AlertTarget> =>
  id === null
    ? unwrap(
        api.POST('/projects/{projectId}/alert-targets', {
          params: { path: { projectId: project } },
          body: { ...draft, kind, enabled: true },
        }),
      )
    : unwrap(
        api.PATCH('/projects/{projectId}/alert-targets/{targetId}', {
          params: { path: { projectId: project, targetId: id } },
          body: draft,
        }),
      );

export const testTarget = (project: string, targetId: number): Promise<DeliveryDetail> =>
  unwrap(
    api.POST('/projects/{projectId}/alert-targets/{targetId}/test', {
      params: { path: { projectId: project, targetId } },
    }),
  );
