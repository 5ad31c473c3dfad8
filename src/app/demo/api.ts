/** The little of our own HTTP API that the demo needs: it uses the product as anyone would. */
export interface ShownIssue {
  readonly id: number;
  readonly shortId: string;
  readonly title: string;
  readonly culprit: string;
  readonly events: number;
  readonly users: number;
  /** ISO 8601. */
  readonly firstSeen: string;
}

export interface Api {
  createProject(name: string): Promise<{ id: number; dsn: string }>;
  issues(projectId: number): Promise<ShownIssue[]>;
}

/** Signs in at `url`; throws with the server's words when an answer is not a success. */
export const connectApi = async (url: string, email: string, password: string): Promise<Api> => {
  let cookie = '';
  const call = async <Result>(method: string, path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'x-culprit': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return (await response.json()) as Result;
  };
  await call('POST', '/session', { email, password });
  return {
    createProject: (name) => call('POST', '/projects', { name, platform: 'node' }),
    issues: async (projectId) =>
      (await call<{ items: ShownIssue[] }>('GET', `/projects/${projectId}/issues?limit=100`)).items,
  };
};
