/** Written by `npm run generate` from the schemas of the server. Do not edit. */

export interface paths {
    "/bulk/{operationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an action on many issues is */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{operationId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an action on many issues: those that it did not reach stay as they are
         * @description 409: it is through already.
         */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that no try could save, the newest first */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dead-letters/{id}/body": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message as it was published */
        get: operations["getDeadLetterBody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dead-letters/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes them for good */
        post: operations["dropDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries them once more, as if they came for the first time
         * @description A message that was handled before has no second effect; one that fails again comes back.
         */
        post: operations["replayDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that nobody has followed yet, newest first */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody, with a role no higher than your own
         * @description The link of an earlier invitation of this address stops working.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follow an invitation: makes the account and signs in */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a link invites to */
        post: operations["openInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An issue, and why its events are grouped */
        get: operations["getIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve, reopen, mute, unmute, assign, prioritise or delete an issue
         * @description 409 names the state: "SHOP-12: cannot mute a resolved issue." Who asks to delete should be asked first: the preview says what will go.
         */
        post: operations["actOnIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/actions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an action would do to an issue, in words */
        post: operations["previewAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Comment on an issue; `@ada` names somebody who sees the project */
        post: operations["addComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/comments/{commentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a comment; only its author may */
        delete: operations["deleteComment"];
        options?: never;
        head?: never;
        /** Change a comment; only its author may */
        patch: operations["editComment"];
        trace?: never;
    };
    "/issues/{issueId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue, the newest first */
        get: operations["listIssueEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/events/{which}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event of an issue: the latest, the first, or one by its id */
        get: operations["getIssueEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people said of an issue, the newest first */
        get: operations["listIssueFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue over time */
        get: operations["getIssueHistogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an issue, the newest first; comments too, also those of what was merged into it */
        get: operations["listIssueHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues that were merged into this one */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/mentionable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People whom a comment may name, whose name or address begins so */
        get: operations["listMentionable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merge other issues of the project into this one; future events follow */
        post: operations["mergeIssues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues of the project with similar titles, the most alike first */
        get: operations["listSimilarIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an issue stands: resolved in which release, muted until when */
        get: operations["getIssueState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often the events of an issue had which tags */
        get: operations["listIssueTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/tags/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values of one tag of an issue, the most frequent first */
        get: operations["listIssueTagValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{issueId}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a merged issue leave again, with its events and keys, and be what it was */
        post: operations["unmergeIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password; all your other sessions end */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link that sets a new password
         * @description The answer is the same whether there is such a user or not. Where the server sends no mail (see getSetup), an administrator makes the link.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by a link; all sessions end */
        post: operations["usePasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects you may see, by slug */
        get: operations["listProjects"];
        put?: never;
        /**
         * Make a project; with id and key of another tracker its DSNs stay valid
         * @description The teams in teamIds see it; owners and admins always do. A member names teams of their own, or has one only and need not.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects-overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What every project you may see received lately; the first 1,000 by slug */
        get: operations["listProjectOverviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project with its settings */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete a project with its keys and everything it received */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Change name, platform or settings; what is not named stays, lists are replaced whole */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/projects/{projectId}/alert-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts of a project, the newest first, for 30 days */
        get: operations["listAlertDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An alert with every try */
        get: operations["getAlertDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it once more: a failed one, one that waits, or one whose message was lost over there */
        post: operations["replayAlertDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules of a project, oldest first */
        get: operations["listAlertRules"];
        put?: never;
        /** Add a rule: any of its triggers, all of its conditions */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a rule; what it planned is still sent */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        /** Change a rule */
        patch: operations["updateAlertRule"];
        trace?: never;
    };
    "/projects/{projectId}/alert-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which of the newest issues these conditions fit, by their latest events; keeps nothing */
        post: operations["previewAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a project, oldest first */
        get: operations["listAlertTargets"];
        put?: never;
        /** Add a target; try it with its test route */
        post: operations["createAlertTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/alert-targets/{targetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a target and the log of its deliveries */
        delete: operations["deleteAlertTarget"];
        options?: never;
        head?: never;
        /** Change a target; secrets that are left out stay */
        patch: operations["updateAlertTarget"];
        trace?: never;
    };
    "/projects/{projectId}/alert-targets/{targetId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now, once, and say what came of it; five times a minute */
        post: operations["testAlertTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Environments that events of a project named */
        get: operations["listEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a project, the newest first */
        get: operations["listProjectEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event of a project */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/events/{eventId}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an attachment */
        get: operations["getAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/events/{eventId}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event as stored, as indented JSON */
        get: operations["getRawEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/events/{eventId}/stacktrace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stack traces of an event as text or Markdown, the most recent call last */
        get: operations["getEventStacktrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people said, the newest first */
        get: operations["listProjectFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/grouping/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check grouping rules, and see how they would group an event (the latest, unless you name one) */
        post: operations["previewGrouping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Issues of a project
         * @description Issues that change their place while you page (new events) may come twice or not at all, except by sort=first_seen.
         */
        get: operations["listIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/issues/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same on many issues: a selection, or all that match a query
         * @description Issues for which the action is illegal are refused one by one and the others done. 202: still running, ask GET /bulk/{operationId}.
         */
        post: operations["actOnIssues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/issues/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many issues of a list there are in each state */
        get: operations["countIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of a project, oldest first */
        get: operations["listKeys"];
        put?: never;
        /** Add a key */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a key; the last one of a project stays */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /** Label, enable, disable or limit a key; SDKs feel it within five seconds */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/projects/{projectId}/keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new key in the place of this one, which is disabled */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/monitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cron monitors of a project in each environment, by slug */
        get: operations["listMonitors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/monitors/{slug}/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of a monitor, the newest first */
        get: operations["listCheckIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who sees a project: owners, admins and the people of its teams */
        get: operations["listProjectPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much a project may send, how much of that is used up, and its share of the installation */
        get: operations["getProjectQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is named; it holds within a second or two */
        patch: operations["updateProjectQuotas"];
        trace?: never;
    };
    "/projects/{projectId}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases of a project, the newest first, with their health */
        get: operations["listReleases"];
        put?: never;
        /** Make a release before its first event; 200 when it is there already */
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release */
        get: operations["getRelease"];
        /** Change what is said of a release; finalizedAt says since when it is out */
        put: operations["updateRelease"];
        post?: never;
        /** Delete a release that was made by mistake: one without events, sessions and issues resolved in it */
        delete: operations["deleteRelease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}/commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The commits of a release, the newest first */
        get: operations["listCommits"];
        /** Say what a release is made of; "Fixes SHOP-12" in a message resolves SHOP-12 in it */
        put: operations["setCommits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}/deploys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a release was brought, the latest first; at most 100 */
        get: operations["listDeploys"];
        put?: never;
        /** Note that a release was brought somewhere */
        post: operations["addDeploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a release is out now */
        post: operations["finalizeRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions and users of a release over time */
        get: operations["getReleaseHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/releases/{version}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues that are new in a release, came back in it, or are said to be fixed by it; the newest first */
        get: operations["listReleaseIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/search/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a search can be understood, and its canonical form */
        get: operations["checkSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/search/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of the search language and tags of the project that begin so */
        get: operations["suggestSearchKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/search/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Values of a key that begin so */
        get: operations["suggestSearchValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your saved searches, and those that others share */
        get: operations["listSavedSearches"];
        put?: never;
        /** Keep a search, for yourself or shared with the project */
        post: operations["saveSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/searches/{searchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a saved search of yours; administrators also shared ones of others */
        delete: operations["deleteSavedSearch"];
        options?: never;
        head?: never;
        /** Change a saved search of yours */
        patch: operations["changeSavedSearch"];
        trace?: never;
    };
    "/projects/{projectId}/searches/{searchId}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a saved search in your sight, or no longer: yours or one that is shared */
        put: operations["pinSavedSearch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions by release and environment, the most first; at most 200 */
        get: operations["listReleaseHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a project sent over time: accepted, and discarded by reason, by server and by clients */
        get: operations["getProjectStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a project stores, its limits, and what retention did last
         * @description Limits are settings of the project: PATCH /projects/{projectId} with settings.retention.
         */
        get: operations["getProjectStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/storage/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What other limits would remove now */
        get: operations["previewRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/storage/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove what is above the limits now, instead of soon
         * @description Answers when it began; GET /projects/{projectId}/storage tells how far it is.
         */
        post: operations["runRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The teams that see a project */
        get: operations["listProjectTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much all projects together may send, and how much of that is used up */
        get: operations["getQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the quotas of the installation: what is named; it holds within a second or two */
        patch: operations["updateQuotas"];
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in with e-mail and password */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        /** Change how others read your name */
        patch: operations["updateSelf"];
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in, the last used first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere but here */
        delete: operations["deleteOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of your sessions */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the owner account is still to be created */
        get: operations["getSetup"];
        put?: never;
        /** Create the owner account and sign in; only while there is no user */
        post: operations["createOwner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What all projects sent over time, and which sent the most */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs, and how much waits */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the installation uses of its disks, and for what */
        get: operations["getStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Teams you may see, by slug */
        get: operations["listTeams"];
        put?: never;
        /** Make a team */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{teamId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A team */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        /** Delete a team; its people and projects stay */
        delete: operations["deleteTeam"];
        options?: never;
        head?: never;
        /** Rename a team; its slug stays */
        patch: operations["updateTeam"];
        trace?: never;
    };
    "/teams/{teamId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of a team */
        get: operations["listTeamMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{teamId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a user into a team */
        put: operations["addTeamMember"];
        post?: never;
        /** Take a user out of a team */
        delete: operations["removeTeamMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{teamId}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The projects that a team sees */
        get: operations["listTeamProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{teamId}/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let a team see a project */
        put: operations["addTeamProject"];
        post?: never;
        /** Let a team see a project no longer */
        delete: operations["removeTeamProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API tokens, newest first */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token; its secret is in this answer and nowhere else */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of your API tokens */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/undo/{operationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an action back
         * @description Issues that changed since are left as they are and counted as refused. 409: it was taken back before, or deleted more than an hour ago.
         */
        post: operations["undoOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, in order of joining */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a user, with a role no higher than your own
         * @description Better invite people: then nobody but them knows their password.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user and their teams */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Remove a user with their sessions, tokens and open invitations; what they did stays */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user; active: false shuts them out, with all their sessions and tokens
         * @description Nobody changes who stands above them, or makes somebody higher than they are. One owner always remains.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/users/{userId}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link by which this user sets a new password, within an hour */
        post: operations["createPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a user out everywhere */
        delete: operations["deleteUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API tokens of a user, newest first */
        get: operations["listUserTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token of a user */
        delete: operations["deleteUserToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The body of every error (RFC 9457). */
        Problem: {
            /** @description Stable: what programs look at */
            code: string;
            /** @description What is wrong, and what to do */
            detail: string;
            /** @description What a schema refused */
            errors?: {
                message: string;
                path: string;
            }[];
            /** @description The log of the server knows the request by it */
            requestId: string;
            status: number;
            /** @description The status's name */
            title: string;
            /** @enum {string} */
            type: "about:blank";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only of this lane. */
                lane?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            attempts: number;
                            /** @description Size of the body. */
                            bytes: number;
                            /** Format: date-time */
                            deadAt: string;
                            /** @description Why no try could save it. */
                            error: string;
                            headers: {
                                [key: string]: string | number;
                            };
                            /** @description `<lane>:<message id>`. */
                            id: string;
                            lane: string;
                            projectId: number | null;
                            /** Format: date-time */
                            publishedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getDeadLetterBody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    dropDeadLetters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description All that you may see.
                     * @enum {boolean}
                     */
                    all?: true;
                    ids?: string[];
                    /** @description All of this lane. */
                    lane?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dropped: number;
                    };
                };
            };
        };
    };
    replayDeadLetters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description All that you may see.
                     * @enum {boolean}
                     */
                    all?: true;
                    ids?: string[];
                    /** @description All of this lane. */
                    lane?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            expiresAt: string;
                            id: number;
                            invitedBy: number | null;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                            teamIds: number[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ada@example.org */
                    email: string;
                    name?: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                    teamIds?: number[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        expiresAt: string;
                        id: number;
                        invitedBy: number | null;
                        /** @description Works once. It is in this answer and nowhere else. */
                        link: string;
                        /** @description Whether the link went out by mail; else hand it over yourself */
                        mailed: boolean;
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        teamIds: number[];
                    };
                };
            };
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description At least 8 characters */
                    password: string;
                    /** @description What stands behind # in the link */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the caller may do; a token perhaps less than its user */
                        can: {
                            admin: boolean;
                            write: boolean;
                        };
                        user: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        };
                    };
                };
            };
        };
    };
    openInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What stands behind # in the link */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        expiresAt: string;
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        teams: string[];
                    };
                };
            };
        };
    };
    getIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        assigneeId: number | null;
                        assigneeTeamId: number | null;
                        /** @description Where it crashed; may be empty */
                        culprit: string;
                        environments: string[];
                        events: number;
                        feedbackCount: number;
                        firstRelease: string | null;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        firstSeen: string;
                        /** @description Releases that were said to hold the fix, the last in order first */
                        fixes: {
                            /** @description false: it was seen in it although it should hold the fix */
                            holds: boolean;
                            version: string;
                        }[];
                        grouping: {
                            components: {
                                contributes: boolean;
                                kind: string;
                                /** @description Why it does not contribute, or what was done to it; empty when plain */
                                reason: string;
                                value: string;
                            }[];
                            /** @description Version of the grouping configuration */
                            config: string;
                            matchedRule: string | null;
                            /** @description What decided: sdk_fingerprint, project_rule, stack, exception_value, message, … */
                            rule: string;
                        } | null;
                        /** @description The keys that lead to this issue */
                        groupings: {
                            config: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            hash: string;
                        }[];
                        handled: boolean | null;
                        id: number;
                        /** @description error, message, csp, …, monitor */
                        kind: string;
                        lastRelease: string | null;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        lastSeen: string;
                        /** @enum {string} */
                        level: "fatal" | "error" | "warning" | "info" | "debug";
                        occursInLatestRelease: boolean | null;
                        platform: string;
                        /** @enum {string} */
                        priority: "low" | "medium" | "high";
                        projectId: number;
                        /** @description Unresolved because it came back */
                        regressed: boolean;
                        releases: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            version: string;
                        }[];
                        /** @example SHOP-12 */
                        shortId: string;
                        /** @description Events: 24 hours for period=24h or 1h, else 30 days; oldest first */
                        sparkline: number[];
                        /** @enum {string} */
                        status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                        storedEvents: number;
                        title: string;
                        /** @description Exception type, `Log Message`, or the kind of report */
                        type: string;
                        users: number;
                        /** @description First line of value or message */
                        value: string;
                    };
                };
            };
        };
    };
    actOnIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description mute without any condition is for ever; delete can be taken back for an hour
                     * @enum {string}
                     */
                    action: "resolve" | "reopen" | "mute" | "unmute" | "assign" | "prioritize" | "delete";
                    /** @description mute: for so long, by the calendar */
                    for?: {
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    };
                    /** @description resolve: the release that holds the fix; without it any event is a regression */
                    in?: ("latest" | "next") | {
                        version: string;
                    };
                    /**
                     * @description prioritize
                     * @enum {string}
                     */
                    priority?: "low" | "medium" | "high";
                    /** @description assign: to a team, instead of userId */
                    teamId?: number;
                    /**
                     * Format: date-time
                     * @description mute: until then
                     */
                    until?: string;
                    /** @description assign: to whom; null: to nobody */
                    userId?: number | null;
                    /** @description mute: until so many more users had it */
                    users?: number;
                    /** @description mute: until more than `count` events come in `n` periods */
                    volume?: {
                        count: number;
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issue: {
                            assigneeId: number | null;
                            assigneeTeamId: number | null;
                            /** @description So long a deletion can be taken back */
                            deletedUntil: string | null;
                            /** Format: date-time */
                            mutedUntil: string | null;
                            mutedUntilUsers: number | null;
                            mutedUntilVolume: {
                                count: number;
                                n: number;
                                /** @enum {string} */
                                period: "minute" | "hour" | "day" | "week" | "month" | "year";
                            }[];
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            regressed: boolean;
                            resolvedBy: ("always" | "release" | "next") | null;
                            resolvedIn: string | null;
                            /** @enum {string} */
                            status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                        };
                        undo: string | null;
                    };
                };
            };
        };
    };
    previewAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description mute without any condition is for ever; delete can be taken back for an hour
                     * @enum {string}
                     */
                    action: "resolve" | "reopen" | "mute" | "unmute" | "assign" | "prioritize" | "delete";
                    /** @description mute: for so long, by the calendar */
                    for?: {
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    };
                    /** @description resolve: the release that holds the fix; without it any event is a regression */
                    in?: ("latest" | "next") | {
                        version: string;
                    };
                    /**
                     * @description prioritize
                     * @enum {string}
                     */
                    priority?: "low" | "medium" | "high";
                    /** @description assign: to a team, instead of userId */
                    teamId?: number;
                    /**
                     * Format: date-time
                     * @description mute: until then
                     */
                    until?: string;
                    /** @description assign: to whom; null: to nobody */
                    userId?: number | null;
                    /** @description mute: until so many more users had it */
                    users?: number;
                    /** @description mute: until more than `count` events come in `n` periods */
                    volume?: {
                        count: number;
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allowed: boolean;
                        /** @description What will happen, or why it cannot be */
                        sentences: string[];
                    };
                };
            };
        };
    };
    addComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
        };
    };
    deleteComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commentId: number;
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    editComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commentId: number;
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listIssueEvents: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                environment?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            environment: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number;
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            /** @description Counts from 1 in every project in the order of digestion */
                            number: number;
                            platform: string;
                            projectId: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            receivedAt: string;
                            release: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            timestamp: string;
                            title: string;
                            user: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getIssueEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
                /** @description latest, first, or an event id */
                which: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attachments: {
                            /** @description As the client said */
                            contentType: string;
                            filename: string;
                            id: string;
                            /** @description Bytes */
                            size: number;
                            /**
                             * @example event.attachment
                             * @example event.minidump
                             */
                            type: string;
                        }[];
                        event: {
                            breadcrumbs: {
                                category: string | null;
                                data: {
                                    [key: string]: unknown;
                                };
                                /** @enum {string} */
                                level: "fatal" | "error" | "warning" | "info" | "debug";
                                message: string | null;
                                /** Format: date-time */
                                timestamp: string | null;
                                type: string;
                            }[];
                            contexts: {
                                [key: string]: unknown;
                            };
                            culprit: string | null;
                            debugImages: unknown[];
                            dist: string | null;
                            environment: string | null;
                            /** @description What was dropped, cut or mended on the way in */
                            errors: {
                                detail: string;
                                /** @description In the event as sent, such as exception.values.0.type */
                                path: string;
                                /** @enum {string} */
                                reason: "invalid" | "too_long" | "too_many" | "too_deep" | "client" | "replaced";
                            }[];
                            eventId: string;
                            /** @description Oldest cause first; the last was thrown to the top */
                            exceptions: {
                                mechanism: {
                                    data: {
                                        [key: string]: unknown;
                                    };
                                    exceptionId: number | null;
                                    handled: boolean | null;
                                    helpLink: string | null;
                                    isExceptionGroup: boolean;
                                    meta: {
                                        [key: string]: unknown;
                                    };
                                    parentId: number | null;
                                    source: string | null;
                                    synthetic: boolean;
                                    type: string;
                                } | null;
                                module: string | null;
                                stacktrace: {
                                    /** @description Oldest call first, crash last */
                                    frames: {
                                        absPath: string | null;
                                        colno: number | null;
                                        contextLine: string | null;
                                        filename: string | null;
                                        function: string | null;
                                        inApp: boolean;
                                        instructionAddr: string | null;
                                        lineno: number | null;
                                        module: string | null;
                                        package: string | null;
                                        platform: string | null;
                                        postContext: string[];
                                        preContext: string[];
                                        rawFunction: string | null;
                                        vars: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                    omitted: number[] | null;
                                } | null;
                                threadId: string | null;
                                type: string | null;
                                value: string | null;
                            }[];
                            extra: {
                                [key: string]: unknown;
                            };
                            fingerprint: string[];
                            /** @enum {string} */
                            kind: "error" | "message" | "csp" | "expectct" | "expectstaple" | "hpkp" | "nel" | "minidump" | "feedback" | "monitor";
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            logger: string | null;
                            message: {
                                formatted: string;
                                /** @description Any JSON, as the client sent it */
                                params: unknown;
                                template: string | null;
                            } | null;
                            modules: {
                                [key: string]: string;
                            };
                            platform: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            receivedAt: string;
                            release: string | null;
                            request: {
                                cookies: string[][];
                                /** @description Any JSON, as the client sent it */
                                data: unknown;
                                env: {
                                    [key: string]: unknown;
                                };
                                headers: string[][];
                                method: string | null;
                                query: string[][];
                                url: string | null;
                            } | null;
                            sdk: {
                                integrations: string[];
                                name: string;
                                packages: {
                                    name: string;
                                    version: string | null;
                                }[];
                                version: string | null;
                            } | null;
                            /** @description Any JSON, as the client sent it */
                            security: unknown;
                            serverName: string | null;
                            stacktrace: {
                                /** @description Oldest call first, crash last */
                                frames: {
                                    absPath: string | null;
                                    colno: number | null;
                                    contextLine: string | null;
                                    filename: string | null;
                                    function: string | null;
                                    inApp: boolean;
                                    instructionAddr: string | null;
                                    lineno: number | null;
                                    module: string | null;
                                    package: string | null;
                                    platform: string | null;
                                    postContext: string[];
                                    preContext: string[];
                                    rawFunction: string | null;
                                    vars: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                omitted: number[] | null;
                            } | null;
                            tags: string[][];
                            threads: {
                                crashed: boolean;
                                current: boolean;
                                id: string | null;
                                main: boolean;
                                name: string | null;
                                stacktrace: {
                                    /** @description Oldest call first, crash last */
                                    frames: {
                                        absPath: string | null;
                                        colno: number | null;
                                        contextLine: string | null;
                                        filename: string | null;
                                        function: string | null;
                                        inApp: boolean;
                                        instructionAddr: string | null;
                                        lineno: number | null;
                                        module: string | null;
                                        package: string | null;
                                        platform: string | null;
                                        postContext: string[];
                                        preContext: string[];
                                        rawFunction: string | null;
                                        vars: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                    omitted: number[] | null;
                                } | null;
                                state: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            timestamp: string;
                            transaction: string | null;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                };
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                };
                                id: string | null;
                                ipAddress: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                        };
                        feedback: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string | null;
                            eventId: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number | null;
                            message: string;
                            name: string | null;
                            url: string | null;
                        }[];
                        /** @description 32 hexadecimal digits */
                        first: string;
                        grouping: {
                            components: {
                                contributes: boolean;
                                kind: string;
                                /** @description Why it does not contribute, or what was done to it; empty when plain */
                                reason: string;
                                value: string;
                            }[];
                            /** @description Version of the grouping configuration */
                            config: string;
                            matchedRule: string | null;
                            /** @description What decided: sdk_fingerprint, project_rule, stack, exception_value, message, … */
                            rule: string;
                        } | null;
                        issueId: number;
                        /** @description 32 hexadecimal digits */
                        latest: string;
                        next: string | null;
                        /** @description Counts from 1 in every project in the order of digestion */
                        number: number;
                        previous: string | null;
                        projectId: number;
                        /** @description Stored events of the issue */
                        total: number;
                    };
                };
            };
        };
    };
    listIssueFeedback: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string | null;
                            eventId: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number | null;
                            message: string;
                            name: string | null;
                            url: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getIssueHistogram: {
        parameters: {
            query?: {
                period?: "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        buckets: {
                            count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            start: string;
                        }[];
                        /** @enum {string} */
                        interval: "hour" | "day";
                    };
                };
            };
        };
    };
    listIssueHistory: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            at: string;
                            comment: {
                                /** @description Markdown as it was written; empty once deleted */
                                body: string;
                                /** Format: date-time */
                                deletedAt: string | null;
                                /** Format: date-time */
                                editedAt: string | null;
                                id: number;
                                /** @description Whom it names: `@handle`, in any case */
                                mentions: {
                                    handle: string;
                                    user: {
                                        id: number;
                                        name: string;
                                    };
                                }[];
                            } | null;
                            eventId: string | null;
                            id: number;
                            /** @description first_seen, resolved, reopened, muted, unmuted, regressed, next_materialized, assigned, prioritized, comment, merged, unmerged, merged_into, unmerged_from, deleted, undone, … */
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** @description What the numbers in `metadata` stand for: the version of a release, who had the issue and who got it */
                            names: {
                                from?: string | null;
                                release?: string | null;
                                to?: string | null;
                            };
                            /** @description The merged issue that it was said of; null: of the issue itself */
                            part: string | null;
                            /** @description What POST /undo takes; null: it cannot be taken back (any more), or something newer stands above it */
                            undo: {
                                /** @description That it concerned */
                                issues: number;
                                operation: string;
                            } | null;
                            /** @description null: the system */
                            user: {
                                id: number;
                                name: string;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Its own, those since it was merged too */
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /** @description The grouping keys that led to it; the first 100 */
                            hashes: string[];
                            id: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            shortId: string;
                            title: string;
                            users: number;
                        }[];
                    };
                };
            };
        };
    };
    listMentionable: {
        parameters: {
            query?: {
                limit?: number;
                prefix?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            email: string;
                            /** @description What stands behind the @ */
                            handle: string;
                            id: number;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    mergeIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Numbers or short ids */
                    issues: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What POST /undo takes, for a day */
                        undo: string;
                    };
                };
            };
        };
    };
    listSimilarIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            culprit: string;
                            events: number;
                            id: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            regressed: boolean;
                            /** @description Share of words that both titles have, 0 to 1 */
                            score: number;
                            shortId: string;
                            /** @enum {string} */
                            status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                            title: string;
                            users: number;
                        }[];
                    };
                };
            };
        };
    };
    getIssueState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        assigneeId: number | null;
                        assigneeTeamId: number | null;
                        /** @description So long a deletion can be taken back */
                        deletedUntil: string | null;
                        /** Format: date-time */
                        mutedUntil: string | null;
                        mutedUntilUsers: number | null;
                        mutedUntilVolume: {
                            count: number;
                            n: number;
                            /** @enum {string} */
                            period: "minute" | "hour" | "day" | "week" | "month" | "year";
                        }[];
                        /** @enum {string} */
                        priority: "low" | "medium" | "high";
                        regressed: boolean;
                        resolvedBy: ("always" | "release" | "next") | null;
                        resolvedIn: string | null;
                        /** @enum {string} */
                        status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                    };
                };
            };
        };
    };
    listIssueTags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Values counted one by one, at most 1,000 */
                            distinct: number;
                            key: string;
                            /** @description Events with this tag; more than the values add up to when there were too many */
                            total: number;
                            /** @description The 10 most frequent */
                            values: {
                                count: number;
                                value: string;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listIssueTagValues: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            count: number;
                            value: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    unmergeIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or short id, such as SHOP-12
                 * @example SHOP-12
                 */
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What it was part of */
                        shortId: string;
                    };
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At least 8 characters */
                    current: string;
                    /** @description At least 8 characters */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ada@example.org */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether the server sends mail at all */
                        mail: boolean;
                    };
                };
            };
        };
    };
    usePasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At least 8 characters */
                    password: string;
                    /** @description What stands behind # in the link */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            /** @description Where SDKs send to */
                            dsn: string;
                            id: number;
                            name: string;
                            platform: string;
                            settings: {
                                allowedOrigins: string[];
                                grouping: {
                                    fingerprintRules: string;
                                    stackRules: string;
                                };
                                retention: {
                                    maxAgeDays: number | null;
                                    maxEvents: number | null;
                                };
                                scrub: {
                                    defaults: boolean;
                                    enabled: boolean;
                                    ipAddresses: boolean;
                                    rules: string;
                                    safeFields: string[];
                                    sensitiveFields: string[];
                                };
                            };
                            slug: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: number;
                    key?: string;
                    name: string;
                    /**
                     * @example node
                     * @example python
                     * @example javascript-react
                     */
                    platform?: string;
                    teamIds?: number[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description Where SDKs send to */
                        dsn: string;
                        id: number;
                        name: string;
                        platform: string;
                        settings: {
                            allowedOrigins: string[];
                            grouping: {
                                fingerprintRules: string;
                                stackRules: string;
                            };
                            retention: {
                                maxAgeDays: number | null;
                                maxEvents: number | null;
                            };
                            scrub: {
                                defaults: boolean;
                                enabled: boolean;
                                ipAddresses: boolean;
                                rules: string;
                                safeFields: string[];
                                sensitiveFields: string[];
                            };
                        };
                        slug: string;
                    };
                };
            };
        };
    };
    listProjectOverviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            events24h: number;
                            /** Format: date-time */
                            firstEventAt: string | null;
                            issues: number;
                            /** Format: date-time */
                            lastEventAt: string | null;
                            projectId: number;
                            /** @description 24 hourly counts of events, oldest first */
                            sparkline: number[];
                        }[];
                    };
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description Where SDKs send to */
                        dsn: string;
                        id: number;
                        name: string;
                        platform: string;
                        settings: {
                            allowedOrigins: string[];
                            grouping: {
                                fingerprintRules: string;
                                stackRules: string;
                            };
                            retention: {
                                maxAgeDays: number | null;
                                maxEvents: number | null;
                            };
                            scrub: {
                                defaults: boolean;
                                enabled: boolean;
                                ipAddresses: boolean;
                                rules: string;
                                safeFields: string[];
                                sensitiveFields: string[];
                            };
                        };
                        slug: string;
                    };
                };
            };
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @example node
                     * @example python
                     * @example javascript-react
                     */
                    platform?: string;
                    settings?: {
                        allowedOrigins?: string[];
                        grouping?: {
                            fingerprintRules?: string;
                            stackRules?: string;
                        };
                        retention?: {
                            maxAgeDays?: number | null;
                            maxEvents?: number | null;
                        };
                        scrub?: {
                            defaults?: boolean;
                            enabled?: boolean;
                            ipAddresses?: boolean;
                            rules?: string;
                            safeFields?: string[];
                            sensitiveFields?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description Where SDKs send to */
                        dsn: string;
                        id: number;
                        name: string;
                        platform: string;
                        settings: {
                            allowedOrigins: string[];
                            grouping: {
                                fingerprintRules: string;
                                stackRules: string;
                            };
                            retention: {
                                maxAgeDays: number | null;
                                maxEvents: number | null;
                            };
                            scrub: {
                                defaults: boolean;
                                enabled: boolean;
                                ipAddresses: boolean;
                                rules: string;
                                safeFields: string[];
                                sensitiveFields: string[];
                            };
                        };
                        slug: string;
                    };
                };
            };
        };
    };
    listAlertDeliveries: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description What went out with this delivery */
                digestId?: string;
                issueId?: number;
                limit?: number;
                /** @description buffered waits for a digest, digested went out with one; waiting will be tried again */
                state?: "buffered" | "digested" | "queued" | "sending" | "waiting" | "sent" | "failed";
                targetId?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            attempts: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            /** @description The delivery it went out with */
                            digestId: string | null;
                            error: string | null;
                            /** @description Receivers of webhooks see it as webhook-id */
                            id: string;
                            issueId: number | null;
                            /** Format: date-time */
                            nextTryAt: string | null;
                            projectId: number;
                            ruleId: number | null;
                            /** Format: date-time */
                            sentAt: string | null;
                            /**
                             * @description buffered waits for a digest, digested went out with one; waiting will be tried again
                             * @enum {string}
                             */
                            state: "buffered" | "digested" | "queued" | "sending" | "waiting" | "sent" | "failed";
                            /** @description Of the last answer, HTTP */
                            status: number | null;
                            targetId: number;
                            title: string;
                            trigger: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getAlertDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description The delivery it went out with */
                        digestId: string | null;
                        error: string | null;
                        /** @description Receivers of webhooks see it as webhook-id */
                        id: string;
                        issueId: number | null;
                        /** @description Tries, the newest first */
                        log: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            at: string;
                            /** @description null: under way, or interrupted by the end of the process; it may or may not have arrived */
                            endedAt: string | null;
                            error: string | null;
                            number: number;
                            /** @description The beginning of the answer */
                            response: string | null;
                            status: number | null;
                        }[];
                        /** Format: date-time */
                        nextTryAt: string | null;
                        projectId: number;
                        ruleId: number | null;
                        /** Format: date-time */
                        sentAt: string | null;
                        /**
                         * @description buffered waits for a digest, digested went out with one; waiting will be tried again
                         * @enum {string}
                         */
                        state: "buffered" | "digested" | "queued" | "sending" | "waiting" | "sent" | "failed";
                        /** @description Of the last answer, HTTP */
                        status: number | null;
                        targetId: number;
                        title: string;
                        trigger: string;
                    };
                };
            };
        };
    };
    replayAlertDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description The delivery it went out with */
                        digestId: string | null;
                        error: string | null;
                        /** @description Receivers of webhooks see it as webhook-id */
                        id: string;
                        issueId: number | null;
                        /** Format: date-time */
                        nextTryAt: string | null;
                        projectId: number;
                        ruleId: number | null;
                        /** Format: date-time */
                        sentAt: string | null;
                        /**
                         * @description buffered waits for a digest, digested went out with one; waiting will be tried again
                         * @enum {string}
                         */
                        state: "buffered" | "digested" | "queued" | "sending" | "waiting" | "sent" | "failed";
                        /** @description Of the last answer, HTTP */
                        status: number | null;
                        targetId: number;
                        title: string;
                        trigger: string;
                    };
                };
            };
        };
    };
    listAlertRules: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description All of them must hold */
                            conditions: {
                                /**
                                 * @description owner: an e-mail address, or # and the slug of a team
                                 * @enum {string}
                                 */
                                field: "environment" | "level" | "release" | "tag" | "owner";
                                /** @description Of a tag */
                                key?: string;
                                /**
                                 * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                                 * @enum {string}
                                 */
                                operator: "is" | "is_not" | "matches" | "at_least";
                                values: string[];
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            enabled: boolean;
                            id: number;
                            name: string;
                            projectId: number;
                            targetIds: number[];
                            triggers: ("new" | "regressed" | "unmuted" | "assigned" | "filed" | "spike" | "quota_near" | "quota_exceeded" | "monitor_missed")[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them must hold */
                    conditions?: {
                        /**
                         * @description owner: an e-mail address, or # and the slug of a team
                         * @enum {string}
                         */
                        field: "environment" | "level" | "release" | "tag" | "owner";
                        /** @description Of a tag */
                        key?: string;
                        /**
                         * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                         * @enum {string}
                         */
                        operator: "is" | "is_not" | "matches" | "at_least";
                        values: string[];
                    }[];
                    /** @default true */
                    enabled: boolean;
                    name: string;
                    targetIds: number[];
                    triggers: ("new" | "regressed" | "unmuted" | "assigned" | "filed" | "spike" | "quota_near" | "quota_exceeded" | "monitor_missed")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All of them must hold */
                        conditions: {
                            /**
                             * @description owner: an e-mail address, or # and the slug of a team
                             * @enum {string}
                             */
                            field: "environment" | "level" | "release" | "tag" | "owner";
                            /** @description Of a tag */
                            key?: string;
                            /**
                             * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                             * @enum {string}
                             */
                            operator: "is" | "is_not" | "matches" | "at_least";
                            values: string[];
                        }[];
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        enabled: boolean;
                        id: number;
                        name: string;
                        projectId: number;
                        targetIds: number[];
                        triggers: ("new" | "regressed" | "unmuted" | "assigned" | "filed" | "spike" | "quota_near" | "quota_exceeded" | "monitor_missed")[];
                    };
                };
            };
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                ruleId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                ruleId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them must hold */
                    conditions?: {
                        /**
                         * @description owner: an e-mail address, or # and the slug of a team
                         * @enum {string}
                         */
                        field: "environment" | "level" | "release" | "tag" | "owner";
                        /** @description Of a tag */
                        key?: string;
                        /**
                         * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                         * @enum {string}
                         */
                        operator: "is" | "is_not" | "matches" | "at_least";
                        values: string[];
                    }[];
                    enabled?: boolean;
                    name?: string;
                    targetIds?: number[];
                    triggers?: ("new" | "regressed" | "unmuted" | "assigned" | "filed" | "spike" | "quota_near" | "quota_exceeded" | "monitor_missed")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All of them must hold */
                        conditions: {
                            /**
                             * @description owner: an e-mail address, or # and the slug of a team
                             * @enum {string}
                             */
                            field: "environment" | "level" | "release" | "tag" | "owner";
                            /** @description Of a tag */
                            key?: string;
                            /**
                             * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                             * @enum {string}
                             */
                            operator: "is" | "is_not" | "matches" | "at_least";
                            values: string[];
                        }[];
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        enabled: boolean;
                        id: number;
                        name: string;
                        projectId: number;
                        targetIds: number[];
                        triggers: ("new" | "regressed" | "unmuted" | "assigned" | "filed" | "spike" | "quota_near" | "quota_exceeded" | "monitor_missed")[];
                    };
                };
            };
        };
    };
    previewAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them must hold */
                    conditions: {
                        /**
                         * @description owner: an e-mail address, or # and the slug of a team
                         * @enum {string}
                         */
                        field: "environment" | "level" | "release" | "tag" | "owner";
                        /** @description Of a tag */
                        key?: string;
                        /**
                         * @description is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level
                         * @enum {string}
                         */
                        operator: "is" | "is_not" | "matches" | "at_least";
                        values: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            /** @example SHOP-12 */
                            shortId: string;
                            title: string;
                        }[];
                        /** @description How many of the newest issues were looked at */
                        looked: number;
                    };
                };
            };
        };
    };
    listAlertTargets: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            digestMinutes: number;
                            enabled: boolean;
                            id: number;
                            /** @enum {string} */
                            kind: "email" | "slack" | "mattermost" | "discord" | "teams" | "telegram" | "webhook";
                            name: string;
                            /** Format: date-time */
                            pausedUntil: string | null;
                            projectId: number;
                            /** @description Hints at what is set, such as https://hooks.slack.com/… */
                            secrets: {
                                secret?: string;
                                token?: string;
                                url?: string;
                            };
                            /** @description What may be shown */
                            settings: {
                                apiUrl?: string;
                                chatId?: string;
                                threadId?: number;
                                to?: string[];
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createAlertTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description At most one message in so many minutes, with all that happened; 0: each alert at once
                     * @default 0
                     */
                    digestMinutes: number;
                    /** @default true */
                    enabled: boolean;
                    /** @enum {string} */
                    kind: "email" | "slack" | "mattermost" | "discord" | "teams" | "telegram" | "webhook";
                    name: string;
                    settings: {
                        /** @description telegram: Bot API server of your own */
                        apiUrl?: string;
                        /** @description telegram */
                        chatId?: string;
                        /** @description webhook: signs what is sent. Never shown again */
                        secret?: string;
                        /** @description telegram: topic of a group */
                        threadId?: number;
                        /** @description email: addresses */
                        to?: string[];
                        /** @description telegram: of the bot. Never shown again */
                        token?: string;
                        /** @description slack, mattermost, discord, teams, webhook: where to send. Never shown again */
                        url?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        digestMinutes: number;
                        enabled: boolean;
                        id: number;
                        /** @enum {string} */
                        kind: "email" | "slack" | "mattermost" | "discord" | "teams" | "telegram" | "webhook";
                        name: string;
                        /** Format: date-time */
                        pausedUntil: string | null;
                        projectId: number;
                        /** @description Hints at what is set, such as https://hooks.slack.com/… */
                        secrets: {
                            secret?: string;
                            token?: string;
                            url?: string;
                        };
                        /** @description What may be shown */
                        settings: {
                            apiUrl?: string;
                            chatId?: string;
                            threadId?: number;
                            to?: string[];
                        };
                    };
                };
            };
        };
    };
    deleteAlertTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                targetId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateAlertTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                targetId: number;
            };
            cookie?: never;
        };
        /** @description What is left out stays, secrets too */
        requestBody: {
            content: {
                "application/json": {
                    /** @description At most one message in so many minutes, with all that happened; 0: each alert at once */
                    digestMinutes?: number;
                    enabled?: boolean;
                    name?: string;
                    settings?: {
                        /** @description telegram: Bot API server of your own */
                        apiUrl?: string;
                        /** @description telegram */
                        chatId?: string;
                        /** @description webhook: signs what is sent. Never shown again */
                        secret?: string;
                        /** @description telegram: topic of a group */
                        threadId?: number;
                        /** @description email: addresses */
                        to?: string[];
                        /** @description telegram: of the bot. Never shown again */
                        token?: string;
                        /** @description slack, mattermost, discord, teams, webhook: where to send. Never shown again */
                        url?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        digestMinutes: number;
                        enabled: boolean;
                        id: number;
                        /** @enum {string} */
                        kind: "email" | "slack" | "mattermost" | "discord" | "teams" | "telegram" | "webhook";
                        name: string;
                        /** Format: date-time */
                        pausedUntil: string | null;
                        projectId: number;
                        /** @description Hints at what is set, such as https://hooks.slack.com/… */
                        secrets: {
                            secret?: string;
                            token?: string;
                            url?: string;
                        };
                        /** @description What may be shown */
                        settings: {
                            apiUrl?: string;
                            chatId?: string;
                            threadId?: number;
                            to?: string[];
                        };
                    };
                };
            };
        };
    };
    testAlertTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                targetId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        /** @description The delivery it went out with */
                        digestId: string | null;
                        error: string | null;
                        /** @description Receivers of webhooks see it as webhook-id */
                        id: string;
                        issueId: number | null;
                        /** @description Tries, the newest first */
                        log: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            at: string;
                            /** @description null: under way, or interrupted by the end of the process; it may or may not have arrived */
                            endedAt: string | null;
                            error: string | null;
                            number: number;
                            /** @description The beginning of the answer */
                            response: string | null;
                            status: number | null;
                        }[];
                        /** Format: date-time */
                        nextTryAt: string | null;
                        projectId: number;
                        ruleId: number | null;
                        /** Format: date-time */
                        sentAt: string | null;
                        /**
                         * @description buffered waits for a digest, digested went out with one; waiting will be tried again
                         * @enum {string}
                         */
                        state: "buffered" | "digested" | "queued" | "sending" | "waiting" | "sent" | "failed";
                        /** @description Of the last answer, HTTP */
                        status: number | null;
                        targetId: number;
                        title: string;
                        trigger: string;
                    };
                };
            };
        };
    };
    listEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: string[];
                    };
                };
            };
        };
    };
    listProjectEvents: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            environment: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number;
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            /** @description Counts from 1 in every project in the order of digestion */
                            number: number;
                            platform: string;
                            projectId: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            receivedAt: string;
                            release: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            timestamp: string;
                            title: string;
                            user: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 32 hexadecimal digits, with or without hyphens */
                eventId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attachments: {
                            /** @description As the client said */
                            contentType: string;
                            filename: string;
                            id: string;
                            /** @description Bytes */
                            size: number;
                            /**
                             * @example event.attachment
                             * @example event.minidump
                             */
                            type: string;
                        }[];
                        event: {
                            breadcrumbs: {
                                category: string | null;
                                data: {
                                    [key: string]: unknown;
                                };
                                /** @enum {string} */
                                level: "fatal" | "error" | "warning" | "info" | "debug";
                                message: string | null;
                                /** Format: date-time */
                                timestamp: string | null;
                                type: string;
                            }[];
                            contexts: {
                                [key: string]: unknown;
                            };
                            culprit: string | null;
                            debugImages: unknown[];
                            dist: string | null;
                            environment: string | null;
                            /** @description What was dropped, cut or mended on the way in */
                            errors: {
                                detail: string;
                                /** @description In the event as sent, such as exception.values.0.type */
                                path: string;
                                /** @enum {string} */
                                reason: "invalid" | "too_long" | "too_many" | "too_deep" | "client" | "replaced";
                            }[];
                            eventId: string;
                            /** @description Oldest cause first; the last was thrown to the top */
                            exceptions: {
                                mechanism: {
                                    data: {
                                        [key: string]: unknown;
                                    };
                                    exceptionId: number | null;
                                    handled: boolean | null;
                                    helpLink: string | null;
                                    isExceptionGroup: boolean;
                                    meta: {
                                        [key: string]: unknown;
                                    };
                                    parentId: number | null;
                                    source: string | null;
                                    synthetic: boolean;
                                    type: string;
                                } | null;
                                module: string | null;
                                stacktrace: {
                                    /** @description Oldest call first, crash last */
                                    frames: {
                                        absPath: string | null;
                                        colno: number | null;
                                        contextLine: string | null;
                                        filename: string | null;
                                        function: string | null;
                                        inApp: boolean;
                                        instructionAddr: string | null;
                                        lineno: number | null;
                                        module: string | null;
                                        package: string | null;
                                        platform: string | null;
                                        postContext: string[];
                                        preContext: string[];
                                        rawFunction: string | null;
                                        vars: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                    omitted: number[] | null;
                                } | null;
                                threadId: string | null;
                                type: string | null;
                                value: string | null;
                            }[];
                            extra: {
                                [key: string]: unknown;
                            };
                            fingerprint: string[];
                            /** @enum {string} */
                            kind: "error" | "message" | "csp" | "expectct" | "expectstaple" | "hpkp" | "nel" | "minidump" | "feedback" | "monitor";
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            logger: string | null;
                            message: {
                                formatted: string;
                                /** @description Any JSON, as the client sent it */
                                params: unknown;
                                template: string | null;
                            } | null;
                            modules: {
                                [key: string]: string;
                            };
                            platform: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            receivedAt: string;
                            release: string | null;
                            request: {
                                cookies: string[][];
                                /** @description Any JSON, as the client sent it */
                                data: unknown;
                                env: {
                                    [key: string]: unknown;
                                };
                                headers: string[][];
                                method: string | null;
                                query: string[][];
                                url: string | null;
                            } | null;
                            sdk: {
                                integrations: string[];
                                name: string;
                                packages: {
                                    name: string;
                                    version: string | null;
                                }[];
                                version: string | null;
                            } | null;
                            /** @description Any JSON, as the client sent it */
                            security: unknown;
                            serverName: string | null;
                            stacktrace: {
                                /** @description Oldest call first, crash last */
                                frames: {
                                    absPath: string | null;
                                    colno: number | null;
                                    contextLine: string | null;
                                    filename: string | null;
                                    function: string | null;
                                    inApp: boolean;
                                    instructionAddr: string | null;
                                    lineno: number | null;
                                    module: string | null;
                                    package: string | null;
                                    platform: string | null;
                                    postContext: string[];
                                    preContext: string[];
                                    rawFunction: string | null;
                                    vars: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                omitted: number[] | null;
                            } | null;
                            tags: string[][];
                            threads: {
                                crashed: boolean;
                                current: boolean;
                                id: string | null;
                                main: boolean;
                                name: string | null;
                                stacktrace: {
                                    /** @description Oldest call first, crash last */
                                    frames: {
                                        absPath: string | null;
                                        colno: number | null;
                                        contextLine: string | null;
                                        filename: string | null;
                                        function: string | null;
                                        inApp: boolean;
                                        instructionAddr: string | null;
                                        lineno: number | null;
                                        module: string | null;
                                        package: string | null;
                                        platform: string | null;
                                        postContext: string[];
                                        preContext: string[];
                                        rawFunction: string | null;
                                        vars: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                    omitted: number[] | null;
                                } | null;
                                state: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            timestamp: string;
                            transaction: string | null;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                };
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                };
                                id: string | null;
                                ipAddress: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                        };
                        feedback: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string | null;
                            eventId: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number | null;
                            message: string;
                            name: string | null;
                            url: string | null;
                        }[];
                        /** @description 32 hexadecimal digits */
                        first: string;
                        grouping: {
                            components: {
                                contributes: boolean;
                                kind: string;
                                /** @description Why it does not contribute, or what was done to it; empty when plain */
                                reason: string;
                                value: string;
                            }[];
                            /** @description Version of the grouping configuration */
                            config: string;
                            matchedRule: string | null;
                            /** @description What decided: sdk_fingerprint, project_rule, stack, exception_value, message, … */
                            rule: string;
                        } | null;
                        issueId: number;
                        /** @description 32 hexadecimal digits */
                        latest: string;
                        next: string | null;
                        /** @description Counts from 1 in every project in the order of digestion */
                        number: number;
                        previous: string | null;
                        projectId: number;
                        /** @description Stored events of the issue */
                        total: number;
                    };
                };
            };
        };
    };
    getAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: number;
                /** @description 32 hexadecimal digits, with or without hyphens */
                eventId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    getRawEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 32 hexadecimal digits, with or without hyphens */
                eventId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        breadcrumbs: {
                            category: string | null;
                            data: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            message: string | null;
                            /** Format: date-time */
                            timestamp: string | null;
                            type: string;
                        }[];
                        contexts: {
                            [key: string]: unknown;
                        };
                        culprit: string | null;
                        debugImages: unknown[];
                        dist: string | null;
                        environment: string | null;
                        /** @description What was dropped, cut or mended on the way in */
                        errors: {
                            detail: string;
                            /** @description In the event as sent, such as exception.values.0.type */
                            path: string;
                            /** @enum {string} */
                            reason: "invalid" | "too_long" | "too_many" | "too_deep" | "client" | "replaced";
                        }[];
                        eventId: string;
                        /** @description Oldest cause first; the last was thrown to the top */
                        exceptions: {
                            mechanism: {
                                data: {
                                    [key: string]: unknown;
                                };
                                exceptionId: number | null;
                                handled: boolean | null;
                                helpLink: string | null;
                                isExceptionGroup: boolean;
                                meta: {
                                    [key: string]: unknown;
                                };
                                parentId: number | null;
                                source: string | null;
                                synthetic: boolean;
                                type: string;
                            } | null;
                            module: string | null;
                            stacktrace: {
                                /** @description Oldest call first, crash last */
                                frames: {
                                    absPath: string | null;
                                    colno: number | null;
                                    contextLine: string | null;
                                    filename: string | null;
                                    function: string | null;
                                    inApp: boolean;
                                    instructionAddr: string | null;
                                    lineno: number | null;
                                    module: string | null;
                                    package: string | null;
                                    platform: string | null;
                                    postContext: string[];
                                    preContext: string[];
                                    rawFunction: string | null;
                                    vars: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                omitted: number[] | null;
                            } | null;
                            threadId: string | null;
                            type: string | null;
                            value: string | null;
                        }[];
                        extra: {
                            [key: string]: unknown;
                        };
                        fingerprint: string[];
                        /** @enum {string} */
                        kind: "error" | "message" | "csp" | "expectct" | "expectstaple" | "hpkp" | "nel" | "minidump" | "feedback" | "monitor";
                        /** @enum {string} */
                        level: "fatal" | "error" | "warning" | "info" | "debug";
                        logger: string | null;
                        message: {
                            formatted: string;
                            /** @description Any JSON, as the client sent it */
                            params: unknown;
                            template: string | null;
                        } | null;
                        modules: {
                            [key: string]: string;
                        };
                        platform: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        receivedAt: string;
                        release: string | null;
                        request: {
                            cookies: string[][];
                            /** @description Any JSON, as the client sent it */
                            data: unknown;
                            env: {
                                [key: string]: unknown;
                            };
                            headers: string[][];
                            method: string | null;
                            query: string[][];
                            url: string | null;
                        } | null;
                        sdk: {
                            integrations: string[];
                            name: string;
                            packages: {
                                name: string;
                                version: string | null;
                            }[];
                            version: string | null;
                        } | null;
                        /** @description Any JSON, as the client sent it */
                        security: unknown;
                        serverName: string | null;
                        stacktrace: {
                            /** @description Oldest call first, crash last */
                            frames: {
                                absPath: string | null;
                                colno: number | null;
                                contextLine: string | null;
                                filename: string | null;
                                function: string | null;
                                inApp: boolean;
                                instructionAddr: string | null;
                                lineno: number | null;
                                module: string | null;
                                package: string | null;
                                platform: string | null;
                                postContext: string[];
                                preContext: string[];
                                rawFunction: string | null;
                                vars: {
                                    [key: string]: unknown;
                                };
                            }[];
                            omitted: number[] | null;
                        } | null;
                        tags: string[][];
                        threads: {
                            crashed: boolean;
                            current: boolean;
                            id: string | null;
                            main: boolean;
                            name: string | null;
                            stacktrace: {
                                /** @description Oldest call first, crash last */
                                frames: {
                                    absPath: string | null;
                                    colno: number | null;
                                    contextLine: string | null;
                                    filename: string | null;
                                    function: string | null;
                                    inApp: boolean;
                                    instructionAddr: string | null;
                                    lineno: number | null;
                                    module: string | null;
                                    package: string | null;
                                    platform: string | null;
                                    postContext: string[];
                                    preContext: string[];
                                    rawFunction: string | null;
                                    vars: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                omitted: number[] | null;
                            } | null;
                            state: string | null;
                        }[];
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        timestamp: string;
                        transaction: string | null;
                        user: {
                            data: {
                                [key: string]: unknown;
                            };
                            email: string | null;
                            geo: {
                                [key: string]: unknown;
                            };
                            id: string | null;
                            ipAddress: string | null;
                            name: string | null;
                            username: string | null;
                        } | null;
                    };
                };
            };
        };
    };
    getEventStacktrace: {
        parameters: {
            query?: {
                format?: "text" | "markdown";
            };
            header?: never;
            path: {
                /** @description 32 hexadecimal digits, with or without hyphens */
                eventId: string;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stack traces */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
        };
    };
    listProjectFeedback: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string | null;
                            eventId: string | null;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            issueId: number | null;
                            message: string;
                            name: string | null;
                            url: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    previewGrouping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    eventId?: string;
                    /** @default  */
                    fingerprintRules: string;
                    /** @default  */
                    stackRules: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        errors: {
                            /** @description From 1 */
                            column: number;
                            /** @enum {string} */
                            field: "fingerprintRules" | "stackRules";
                            /** @description From 1 */
                            line: number;
                            message: string;
                        }[];
                        grouping: {
                            components: {
                                contributes: boolean;
                                kind: string;
                                /** @description Why it does not contribute, or what was done to it; empty when plain */
                                reason: string;
                                value: string;
                            }[];
                            /** @description Version of the grouping configuration */
                            config: string;
                            matchedRule: string | null;
                            /** @description What decided: sdk_fingerprint, project_rule, stack, exception_value, message, … */
                            rule: string;
                        } | null;
                        valid: boolean;
                    };
                };
            };
        };
    };
    listIssues: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Only issues seen in it */
                environment?: string;
                /** @description Only issues last seen at this time or later; instead of `period` */
                from?: string;
                limit?: number;
                order?: "desc" | "asc";
                /** @description Only issues seen in it */
                period?: "1h" | "24h" | "7d" | "14d" | "30d" | "90d" | "all";
                /** @description Text as it stands, or a short id */
                q?: string;
                /**
                 * @description In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`
                 * @example is:unresolved release:latest
                 */
                query?: string;
                sort?: "last_seen" | "first_seen" | "events" | "users" | "priority";
                /** @description regressed: unresolved because it came back. Issues merged into others are left out */
                state?: "all" | "unresolved" | "resolved" | "muted" | "regressed";
                /** @description new: first seen within 7 days */
                tab?: "all" | "new" | "unhandled" | "messages";
                /** @description Only issues first seen at this time or earlier; instead of `period` */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            assigneeId: number | null;
                            assigneeTeamId: number | null;
                            /** @description Where it crashed; may be empty */
                            culprit: string;
                            events: number;
                            firstRelease: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            handled: boolean | null;
                            id: number;
                            /** @description error, message, csp, …, monitor */
                            kind: string;
                            lastRelease: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            platform: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            projectId: number;
                            /** @description Unresolved because it came back */
                            regressed: boolean;
                            /** @example SHOP-12 */
                            shortId: string;
                            /** @description Events: 24 hours for period=24h or 1h, else 30 days; oldest first */
                            sparkline: number[];
                            /** @enum {string} */
                            status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                            title: string;
                            /** @description Exception type, `Log Message`, or the kind of report */
                            type: string;
                            users: number;
                            /** @description First line of value or message */
                            value: string;
                        }[];
                        nextCursor: string | null;
                        prevCursor: string | null;
                        total: number;
                        /** @description There may be more than `total`: nothing is counted beyond 10,000, and a search that many issues match not so far */
                        totalIsLowerBound: boolean;
                    };
                };
            };
        };
    };
    actOnIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description mute without any condition is for ever; delete can be taken back for an hour
                     * @enum {string}
                     */
                    action: "resolve" | "reopen" | "mute" | "unmute" | "assign" | "prioritize" | "delete";
                    /** @description mute: for so long, by the calendar */
                    for?: {
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    };
                    /** @description These issues */
                    ids?: number[];
                    /** @description resolve: the release that holds the fix; without it any event is a regression */
                    in?: ("latest" | "next") | {
                        version: string;
                    };
                    /**
                     * @description prioritize
                     * @enum {string}
                     */
                    priority?: "low" | "medium" | "high";
                    /** @description All that match now, as the list would show them */
                    query?: {
                        environment?: string;
                        /**
                         * Format: date-time
                         * @description Only issues last seen at this time or later; instead of `period`
                         */
                        from?: string;
                        /**
                         * @description Only issues seen in it
                         * @default all
                         * @enum {string}
                         */
                        period: "1h" | "24h" | "7d" | "14d" | "30d" | "90d" | "all";
                        /** @description Text as it stands */
                        q?: string;
                        /** @description In the search language */
                        query?: string;
                        /**
                         * @default all
                         * @enum {string}
                         */
                        state: "all" | "unresolved" | "resolved" | "muted" | "regressed";
                        /**
                         * @default all
                         * @enum {string}
                         */
                        tab: "all" | "new" | "unhandled" | "messages";
                        /**
                         * Format: date-time
                         * @description Only issues first seen at this time or earlier; instead of `period`
                         */
                        to?: string;
                    };
                    /** @description assign: to a team, instead of userId */
                    teamId?: number;
                    /**
                     * Format: date-time
                     * @description mute: until then
                     */
                    until?: string;
                    /** @description assign: to whom; null: to nobody */
                    userId?: number | null;
                    /** @description mute: until so many more users had it */
                    users?: number;
                    /** @description mute: until more than `count` events come in `n` periods */
                    volume?: {
                        count: number;
                        n: number;
                        /** @enum {string} */
                        period: "minute" | "hour" | "day" | "week" | "month" | "year";
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
        };
    };
    countIssues: {
        parameters: {
            query?: {
                /** @description Only issues seen in it */
                environment?: string;
                /** @description Only issues last seen at this time or later; instead of `period` */
                from?: string;
                /** @description Only issues seen in it */
                period?: "1h" | "24h" | "7d" | "14d" | "30d" | "90d" | "all";
                /** @description Text as it stands, or a short id */
                q?: string;
                /**
                 * @description In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`
                 * @example is:unresolved release:latest
                 */
                query?: string;
                /** @description new: first seen within 7 days */
                tab?: "all" | "new" | "unhandled" | "messages";
                /** @description Only issues first seen at this time or earlier; instead of `period` */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description There may be more of each, as with `totalIsLowerBound` of the list */
                        lowerBound: boolean;
                        muted: number;
                        /** @description Among the unresolved */
                        regressed: number;
                        resolved: number;
                        unresolved: number;
                    };
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            dsn: string;
                            enabled: boolean;
                            id: number;
                            label: string;
                            lastUsedAt: string | null;
                            publicKey: string;
                            rateLimit: {
                                count: number;
                                windowSeconds: number;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    label?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        dsn: string;
                        enabled: boolean;
                        id: number;
                        label: string;
                        lastUsedAt: string | null;
                        publicKey: string;
                        rateLimit: {
                            count: number;
                            windowSeconds: number;
                        } | null;
                    };
                };
            };
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: number;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: number;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    label?: string;
                    rateLimit?: {
                        count: number;
                        windowSeconds: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        dsn: string;
                        enabled: boolean;
                        id: number;
                        label: string;
                        lastUsedAt: string | null;
                        publicKey: string;
                        rateLimit: {
                            count: number;
                            windowSeconds: number;
                        } | null;
                    };
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: number;
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        dsn: string;
                        enabled: boolean;
                        id: number;
                        label: string;
                        lastUsedAt: string | null;
                        publicKey: string;
                        rateLimit: {
                            count: number;
                            windowSeconds: number;
                        } | null;
                    };
                };
            };
        };
    };
    listMonitors: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description As the client sent it; null when it sent none */
                            config: unknown;
                            environment: string;
                            /** Format: date-time */
                            lastCheckInAt: string | null;
                            /** Format: date-time */
                            nextExpectedAt: string | null;
                            slug: string;
                            /** @enum {string} */
                            status: "waiting" | "in_progress" | "ok" | "error" | "missed" | "timeout";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listCheckIns: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            durationSeconds: number | null;
                            environment: string;
                            /** @description 32 hexadecimal digits */
                            id: string;
                            /**
                             * Format: date-time
                             * @description When the run began, or should have
                             */
                            receivedAt: string;
                            /** @enum {string} */
                            status: "in_progress" | "ok" | "error" | "missed" | "timeout";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listProjectPeople: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getProjectQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events; null: unlimited */
                        fiveMinutes: number | null;
                        /** @description Events; null: unlimited */
                        hour: number | null;
                        /** @description Events; null: unlimited */
                        month: number | null;
                        shares: {
                            /** @description What is left for all */
                            commonLeft: number;
                            /** @description Of the whole installation */
                            limit: number;
                            /** @description What nobody else can use */
                            own: number;
                            /** @description What this project may still send */
                            room: number;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description By all projects */
                            used: number;
                        }[];
                        /** @description From which multiple of its usual rate on something is a spike */
                        spikeFactor: number;
                        /** @description Refuse what is beyond spikeFactor times the usual rate */
                        spikeProtection: boolean;
                        /** Format: date-time */
                        spikingSince: string | null;
                        usage: {
                            /** Format: date-time */
                            freesAt: string | null;
                            /** @description Events; null: unlimited */
                            limit: number | null;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description Events accepted in the window that ends now */
                            used: number;
                        }[];
                        usualPerHour: number | null;
                    };
                };
            };
        };
    };
    updateProjectQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Events; null: unlimited */
                    fiveMinutes?: number | null;
                    /** @description Events; null: unlimited */
                    hour?: number | null;
                    /** @description Events; null: unlimited */
                    month?: number | null;
                    /** @description From which multiple of its usual rate on something is a spike */
                    spikeFactor?: number;
                    /** @description Refuse what is beyond spikeFactor times the usual rate */
                    spikeProtection?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events; null: unlimited */
                        fiveMinutes: number | null;
                        /** @description Events; null: unlimited */
                        hour: number | null;
                        /** @description Events; null: unlimited */
                        month: number | null;
                        shares: {
                            /** @description What is left for all */
                            commonLeft: number;
                            /** @description Of the whole installation */
                            limit: number;
                            /** @description What nobody else can use */
                            own: number;
                            /** @description What this project may still send */
                            room: number;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description By all projects */
                            used: number;
                        }[];
                        /** @description From which multiple of its usual rate on something is a spike */
                        spikeFactor: number;
                        /** @description Refuse what is beyond spikeFactor times the usual rate */
                        spikeProtection: boolean;
                        /** Format: date-time */
                        spikingSince: string | null;
                        usage: {
                            /** Format: date-time */
                            freesAt: string | null;
                            /** @description Events; null: unlimited */
                            limit: number | null;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description Events accepted in the window that ends now */
                            used: number;
                        }[];
                        usualPerHour: number | null;
                    };
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                /** @description Those that were archived, instead of the others */
                archived?: boolean;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Only releases seen in it or brought there; health in it alone */
                environment?: string;
                limit?: number;
                /** @description Of the health */
                period?: "24h" | "7d" | "30d";
                /** @description Part of the name, in any case */
                search?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description Since when lists leave it out; null: they do not
                             */
                            archivedAt: string | null;
                            commits: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            /** @description Where it was brought, the latest first */
                            deployed: {
                                /** @description How often it was brought there */
                                deploys: number;
                                environment: string;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                finishedAt: string;
                            }[];
                            deploys: number;
                            events: number;
                            /**
                             * Format: date-time
                             * @description When it was said to be out; null: it was only seen
                             */
                            finalizedAt: string | null;
                            /** Format: date-time */
                            firstSeen: string | null;
                            health: {
                                /** @description Share of all sessions that were of this release */
                                adoption: number | null;
                                crashed: number;
                                crashedUsers: number;
                                /** @description 1 - crashed / sessions */
                                crashFreeSessions: number | null;
                                /** @description 1 - crashedUsers / users; null where no session named its user */
                                crashFreeUsers: number | null;
                                sessions: number;
                                users: number;
                            } | null;
                            /** @description It sorts behind all others of the project */
                            isLatest: boolean;
                            /** Format: date-time */
                            lastSeen: string | null;
                            /** @description Issues whose first event was of this release */
                            newIssues: number;
                            ref: string | null;
                            /** @description Its name holds a semantic version */
                            semantic: boolean;
                            url: string | null;
                            version: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    archivedAt?: string | null;
                    finalizedAt?: string | null;
                    ref?: string | null;
                    url?: string | null;
                    version: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Since when lists leave it out; null: they do not
                         */
                        archivedAt: string | null;
                        commits: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        deploys: number;
                        /** @description Where its events and sessions came from */
                        environments: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            name: string;
                        }[];
                        events: number;
                        /**
                         * Format: date-time
                         * @description When it was said to be out; null: it was only seen
                         */
                        finalizedAt: string | null;
                        /** Format: date-time */
                        firstSeen: string | null;
                        /** @description It sorts behind all others of the project */
                        isLatest: boolean;
                        /** Format: date-time */
                        lastSeen: string | null;
                        /** @description Issues whose first event was of this release */
                        newIssues: number;
                        next: string | null;
                        /** @description The release before it in the order of the project */
                        previous: string | null;
                        ref: string | null;
                        refs: {
                            previousSha?: string | null;
                            repository: string;
                            sha: string;
                        }[];
                        /** @description Its name holds a semantic version */
                        semantic: boolean;
                        url: string | null;
                        version: string;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Since when lists leave it out; null: they do not
                         */
                        archivedAt: string | null;
                        commits: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        deploys: number;
                        /** @description Where its events and sessions came from */
                        environments: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            name: string;
                        }[];
                        events: number;
                        /**
                         * Format: date-time
                         * @description When it was said to be out; null: it was only seen
                         */
                        finalizedAt: string | null;
                        /** Format: date-time */
                        firstSeen: string | null;
                        /** @description It sorts behind all others of the project */
                        isLatest: boolean;
                        /** Format: date-time */
                        lastSeen: string | null;
                        /** @description Issues whose first event was of this release */
                        newIssues: number;
                        next: string | null;
                        /** @description The release before it in the order of the project */
                        previous: string | null;
                        ref: string | null;
                        refs: {
                            previousSha?: string | null;
                            repository: string;
                            sha: string;
                        }[];
                        /** @description Its name holds a semantic version */
                        semantic: boolean;
                        url: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Since when lists leave it out; null: they do not
                         */
                        archivedAt: string | null;
                        commits: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        deploys: number;
                        /** @description Where its events and sessions came from */
                        environments: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            name: string;
                        }[];
                        events: number;
                        /**
                         * Format: date-time
                         * @description When it was said to be out; null: it was only seen
                         */
                        finalizedAt: string | null;
                        /** Format: date-time */
                        firstSeen: string | null;
                        /** @description It sorts behind all others of the project */
                        isLatest: boolean;
                        /** Format: date-time */
                        lastSeen: string | null;
                        /** @description Issues whose first event was of this release */
                        newIssues: number;
                        next: string | null;
                        /** @description The release before it in the order of the project */
                        previous: string | null;
                        ref: string | null;
                        refs: {
                            previousSha?: string | null;
                            repository: string;
                            sha: string;
                        }[];
                        /** @description Its name holds a semantic version */
                        semantic: boolean;
                        url: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    updateRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    archivedAt?: string | null;
                    finalizedAt?: string | null;
                    ref?: string | null;
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Since when lists leave it out; null: they do not
                         */
                        archivedAt: string | null;
                        commits: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        deploys: number;
                        /** @description Where its events and sessions came from */
                        environments: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            name: string;
                        }[];
                        events: number;
                        /**
                         * Format: date-time
                         * @description When it was said to be out; null: it was only seen
                         */
                        finalizedAt: string | null;
                        /** Format: date-time */
                        firstSeen: string | null;
                        /** @description It sorts behind all others of the project */
                        isLatest: boolean;
                        /** Format: date-time */
                        lastSeen: string | null;
                        /** @description Issues whose first event was of this release */
                        newIssues: number;
                        next: string | null;
                        /** @description The release before it in the order of the project */
                        previous: string | null;
                        ref: string | null;
                        refs: {
                            previousSha?: string | null;
                            repository: string;
                            sha: string;
                        }[];
                        /** @description Its name holds a semantic version */
                        semantic: boolean;
                        url: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    deleteRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listCommits: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at?: string | null;
                            authorEmail?: string | null;
                            authorName?: string | null;
                            /** @description Issues of the project that its message says it fixes */
                            fixes: {
                                id: number;
                                /** @example SHOP-12 */
                                shortId: string;
                                /** @enum {string} */
                                status: "unresolved" | "resolved" | "muted" | "merged";
                                title: string;
                            }[];
                            message?: string | null;
                            patchSet?: {
                                path: string;
                                /** @description A added, M modified, D deleted */
                                type: string;
                            }[];
                            repository?: string | null;
                            sha: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    setCommits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The newest first */
                    commits: {
                        at?: string | null;
                        authorEmail?: string | null;
                        authorName?: string | null;
                        message?: string | null;
                        patchSet?: {
                            path: string;
                            /** @description A added, M modified, D deleted */
                            type: string;
                        }[];
                        repository?: string | null;
                        sha: string;
                    }[];
                    refs?: {
                        previousSha?: string | null;
                        repository: string;
                        sha: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        resolved: string[];
                    };
                };
            };
        };
    };
    listDeploys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            environment: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            finishedAt: string;
                            id: number;
                            name: string | null;
                            /** Format: date-time */
                            startedAt: string | null;
                            url: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    addDeploy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    environment: string;
                    finishedAt?: string | null;
                    name?: string | null;
                    startedAt?: string | null;
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
        };
    };
    finalizeRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Since when lists leave it out; null: they do not
                         */
                        archivedAt: string | null;
                        commits: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        deploys: number;
                        /** @description Where its events and sessions came from */
                        environments: {
                            events: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            name: string;
                        }[];
                        events: number;
                        /**
                         * Format: date-time
                         * @description When it was said to be out; null: it was only seen
                         */
                        finalizedAt: string | null;
                        /** Format: date-time */
                        firstSeen: string | null;
                        /** @description It sorts behind all others of the project */
                        isLatest: boolean;
                        /** Format: date-time */
                        lastSeen: string | null;
                        /** @description Issues whose first event was of this release */
                        newIssues: number;
                        next: string | null;
                        /** @description The release before it in the order of the project */
                        previous: string | null;
                        ref: string | null;
                        refs: {
                            previousSha?: string | null;
                            repository: string;
                            sha: string;
                        }[];
                        /** @description Its name holds a semantic version */
                        semantic: boolean;
                        url: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    getReleaseHealth: {
        parameters: {
            query?: {
                environment?: string;
                period?: "24h" | "7d" | "30d";
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        buckets: {
                            abnormal: number;
                            /** @description Share of all sessions that were of this release; null without sessions */
                            adoption: number | null;
                            crashed: number;
                            crashedUsers: number;
                            /** @description null without sessions */
                            crashFreeSessions: number | null;
                            /** @description Of whole days; null without users, and in hours */
                            crashFreeUsers: number | null;
                            errored: number;
                            exited: number;
                            /** @description Each is exactly one of the following five */
                            sessions: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            start: string;
                            unhandled: number;
                            users: number;
                        }[];
                        /** @enum {string} */
                        interval: "hour" | "day";
                        total: {
                            /** @description Share of all sessions that were of this release */
                            adoption: number | null;
                            crashed: number;
                            crashedUsers: number;
                            /** @description 1 - crashed / sessions */
                            crashFreeSessions: number | null;
                            /** @description 1 - crashedUsers / users; null where no session named its user */
                            crashFreeUsers: number | null;
                            sessions: number;
                            users: number;
                        } | null;
                    };
                };
            };
        };
    };
    listReleaseIssues: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                kind?: "new" | "regressed" | "resolved";
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Name, percent-encoded; slashes count as dashes */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            assigneeId: number | null;
                            assigneeTeamId: number | null;
                            /** @description Where it crashed; may be empty */
                            culprit: string;
                            events: number;
                            firstRelease: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            firstSeen: string;
                            handled: boolean | null;
                            id: number;
                            /** @description error, message, csp, …, monitor */
                            kind: string;
                            lastRelease: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastSeen: string;
                            /** @enum {string} */
                            level: "fatal" | "error" | "warning" | "info" | "debug";
                            platform: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            projectId: number;
                            /** @description Unresolved because it came back */
                            regressed: boolean;
                            /** @example SHOP-12 */
                            shortId: string;
                            /** @description Events: 24 hours for period=24h or 1h, else 30 days; oldest first */
                            sparkline: number[];
                            /** @enum {string} */
                            status: "unresolved" | "resolved" | "muted" | "merged" | "deleted";
                            title: string;
                            /** @description Exception type, `Log Message`, or the kind of report */
                            type: string;
                            users: number;
                            /** @description First line of value or message */
                            value: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    checkSearch: {
        parameters: {
            query: {
                /**
                 * @description In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`
                 * @example is:unresolved release:latest
                 */
                query: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        canonical: string | null;
                        problem: {
                            /** @description From 1, in UTF-16 units */
                            column: number;
                            length: number;
                            message: string;
                        } | null;
                    };
                };
            };
        };
    };
    suggestSearchKeys: {
        parameters: {
            query?: {
                limit?: number;
                /** @description What was typed so far */
                prefix?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            about: string;
                            example: string;
                            /** @description As it stands before the colon */
                            key: string;
                            /** @description A tag of the project, not a key of the language */
                            tag: boolean;
                            /** @description Words with a meaning of their own, such as `me` */
                            words: string[];
                        }[];
                    };
                };
            };
        };
    };
    suggestSearchValues: {
        parameters: {
            query: {
                /** @example environment */
                key: string;
                limit?: number;
                /** @description What was typed so far */
                prefix?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description As it stands behind the colon: in quotes where it must be */
                            text: string;
                            value: string;
                        }[];
                    };
                };
            };
        };
    };
    listSavedSearches: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            id: number;
                            mine: boolean;
                            name: string;
                            /** @description Kept in sight by you */
                            pinned: boolean;
                            /** @description In its canonical form */
                            query: string;
                            shared: boolean;
                            view: {
                                [key: string]: string;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    saveSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`
                     * @example is:unresolved release:latest
                     */
                    query: string;
                    /** @description Seen by everybody in the project; needs write access */
                    shared?: boolean;
                    /** @description The rest of the list’s address */
                    view?: {
                        environment?: string;
                        /**
                         * Format: date-time
                         * @description Only issues last seen at this time or later; instead of `period`
                         */
                        from?: string;
                        /** @enum {string} */
                        order?: "desc" | "asc";
                        /** @enum {string} */
                        period?: "1h" | "24h" | "7d" | "14d" | "30d" | "90d" | "all";
                        /** @enum {string} */
                        sort?: "last_seen" | "first_seen" | "events" | "users" | "priority";
                        /** @enum {string} */
                        state?: "all" | "unresolved" | "resolved" | "muted" | "regressed";
                        /** @enum {string} */
                        tab?: "all" | "new" | "unhandled" | "messages";
                        /**
                         * Format: date-time
                         * @description Only issues first seen at this time or earlier; instead of `period`
                         */
                        to?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        id: number;
                        mine: boolean;
                        name: string;
                        /** @description Kept in sight by you */
                        pinned: boolean;
                        /** @description In its canonical form */
                        query: string;
                        shared: boolean;
                        view: {
                            [key: string]: string;
                        };
                    };
                };
            };
        };
    };
    deleteSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                searchId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                searchId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @description In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`
                     * @example is:unresolved release:latest
                     */
                    query?: string;
                    /** @description Seen by everybody in the project; needs write access */
                    shared?: boolean;
                    /** @description The rest of the list’s address */
                    view?: {
                        environment?: string;
                        /**
                         * Format: date-time
                         * @description Only issues last seen at this time or later; instead of `period`
                         */
                        from?: string;
                        /** @enum {string} */
                        order?: "desc" | "asc";
                        /** @enum {string} */
                        period?: "1h" | "24h" | "7d" | "14d" | "30d" | "90d" | "all";
                        /** @enum {string} */
                        sort?: "last_seen" | "first_seen" | "events" | "users" | "priority";
                        /** @enum {string} */
                        state?: "all" | "unresolved" | "resolved" | "muted" | "regressed";
                        /** @enum {string} */
                        tab?: "all" | "new" | "unhandled" | "messages";
                        /**
                         * Format: date-time
                         * @description Only issues first seen at this time or earlier; instead of `period`
                         */
                        to?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        id: number;
                        mine: boolean;
                        name: string;
                        /** @description Kept in sight by you */
                        pinned: boolean;
                        /** @description In its canonical form */
                        query: string;
                        shared: boolean;
                        view: {
                            [key: string]: string;
                        };
                    };
                };
            };
        };
    };
    pinSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                searchId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    pinned: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listReleaseHealth: {
        parameters: {
            query?: {
                period?: "24h" | "7d" | "30d";
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            abnormal: number;
                            /** @description Share of the environment's sessions that were of this release */
                            adoption: number | null;
                            crashed: number;
                            crashedUsers: number;
                            /** @description 1 - crashed / total; null without sessions */
                            crashFreeSessions: number | null;
                            /** @description 1 - crashedUsers / users; null where no session named its user */
                            crashFreeUsers: number | null;
                            environment: string;
                            errored: number;
                            exited: number;
                            release: string;
                            /** @description Sessions; each is exactly one of the following five */
                            total: number;
                            unhandled: number;
                            users: number;
                        }[];
                    };
                };
            };
        };
    };
    getProjectStats: {
        parameters: {
            query?: {
                /** @description With to and interval: instead of a period */
                from?: string;
                interval?: "minute" | "hour" | "day";
                period?: "1h" | "24h" | "7d" | "30d" | "90d";
                /** @description Exclusive */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events */
                        accepted: {
                            count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            start: string;
                        }[];
                        discarded: {
                            buckets: {
                                count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                start: string;
                            }[];
                            category: string;
                            /** @description By the server: quota, installation_quota, spike, rate_limited (of a key), filter (allowed origins), duplicate, invalid, too_large, too_many, not_supported, unavailable, overload. By clients: as they name it */
                            reason: string;
                            /** @enum {string} */
                            source: "server" | "client";
                        }[];
                        /** @enum {string} */
                        interval: "minute" | "hour" | "day";
                        /** @description What else was accepted: feedback, attachments, session, monitor (check-ins) */
                        others: {
                            buckets: {
                                count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                start: string;
                            }[];
                            category: string;
                        }[];
                    };
                };
            };
        };
    };
    getProjectStorage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attachmentBytes: number;
                        attachments: number;
                        /** @description The installation’s */
                        defaults: {
                            maxAgeDays: number;
                            maxEvents: number;
                        };
                        /** @description Of the events’ bodies, compressed */
                        eventBytes: number;
                        /** @description Stored now */
                        events: number;
                        lastRun: {
                            /** @description Events that it removed because they were too old */
                            aboveAge: number;
                            /** @description Events that it removed because there were too many */
                            aboveCap: number;
                            attachments: number;
                            bytes: number;
                            /**
                             * Format: date-time
                             * @description null: it runs, or goes on soon
                             */
                            finishedAt: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            startedAt: string;
                        } | null;
                        /** @description Those that hold: its own, else the installation’s */
                        limits: {
                            maxAgeDays: number;
                            maxEvents: number;
                        };
                        /** Format: date-time */
                        oldestEventAt: string | null;
                        projectId: number;
                        /** @description Ever */
                        received: number;
                        /** @description Events above the limits, to be removed soon */
                        waiting: number;
                    };
                };
            };
        };
    };
    previewRetention: {
        parameters: {
            query?: {
                maxAgeDays?: number;
                maxEvents?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events that would be too old */
                        aboveAge: number;
                        /** @description Events that would be too many then */
                        aboveCap: number;
                        /** @description About */
                        bytes: number;
                    };
                };
            };
        };
    };
    runRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attachmentBytes: number;
                        attachments: number;
                        /** @description The installation’s */
                        defaults: {
                            maxAgeDays: number;
                            maxEvents: number;
                        };
                        /** @description Of the events’ bodies, compressed */
                        eventBytes: number;
                        /** @description Stored now */
                        events: number;
                        lastRun: {
                            /** @description Events that it removed because they were too old */
                            aboveAge: number;
                            /** @description Events that it removed because there were too many */
                            aboveCap: number;
                            attachments: number;
                            bytes: number;
                            /**
                             * Format: date-time
                             * @description null: it runs, or goes on soon
                             */
                            finishedAt: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            startedAt: string;
                        } | null;
                        /** @description Those that hold: its own, else the installation’s */
                        limits: {
                            maxAgeDays: number;
                            maxEvents: number;
                        };
                        /** Format: date-time */
                        oldestEventAt: string | null;
                        projectId: number;
                        /** @description Ever */
                        received: number;
                        /** @description Events above the limits, to be removed soon */
                        waiting: number;
                    };
                };
            };
        };
    };
    listProjectTeams: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            name: string;
                            slug: string;
                        }[];
                        nextCursor: null;
                    };
                };
            };
        };
    };
    getQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events; null: unlimited */
                        fiveMinutes: number | null;
                        /** @description Events; null: unlimited */
                        hour: number | null;
                        /** @description Events; null: unlimited */
                        month: number | null;
                        usage: {
                            /** Format: date-time */
                            freesAt: string | null;
                            /** @description Events; null: unlimited */
                            limit: number | null;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description Events accepted in the window that ends now */
                            used: number;
                        }[];
                    };
                };
            };
        };
    };
    updateQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Events; null: unlimited */
                    fiveMinutes?: number | null;
                    /** @description Events; null: unlimited */
                    hour?: number | null;
                    /** @description Events; null: unlimited */
                    month?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events; null: unlimited */
                        fiveMinutes: number | null;
                        /** @description Events; null: unlimited */
                        hour: number | null;
                        /** @description Events; null: unlimited */
                        month: number | null;
                        usage: {
                            /** Format: date-time */
                            freesAt: string | null;
                            /** @description Events; null: unlimited */
                            limit: number | null;
                            /** @enum {string} */
                            span: "fiveMinutes" | "hour" | "month";
                            /** @description Events accepted in the window that ends now */
                            used: number;
                        }[];
                    };
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the caller may do; a token perhaps less than its user */
                        can: {
                            admin: boolean;
                            write: boolean;
                        };
                        user: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        };
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ada@example.org */
                    email: string;
                    /** @description At least 8 characters */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the caller may do; a token perhaps less than its user */
                        can: {
                            admin: boolean;
                            write: boolean;
                        };
                        user: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        };
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateSelf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the caller may do; a token perhaps less than its user */
                        can: {
                            admin: boolean;
                            write: boolean;
                        };
                        user: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        };
                    };
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            address: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            /** @description Whether it is the one that asks */
                            current: boolean;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            expiresAt: string;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            lastUsedAt: string;
                            userAgent: string | null;
                        }[];
                        nextCursor: null;
                    };
                };
            };
        };
    };
    deleteOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether the server sends mail, such as links for a new password */
                        mail: boolean;
                        needsOwner: boolean;
                        version: string;
                    };
                };
            };
        };
    };
    createOwner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ada@example.org */
                    email: string;
                    name?: string;
                    /** @description At least 8 characters */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the caller may do; a token perhaps less than its user */
                        can: {
                            admin: boolean;
                            write: boolean;
                        };
                        user: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        };
                    };
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description With to and interval: instead of a period */
                from?: string;
                interval?: "minute" | "hour" | "day";
                period?: "1h" | "24h" | "7d" | "30d" | "90d";
                /** @description Exclusive */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events */
                        accepted: {
                            count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            start: string;
                        }[];
                        discarded: {
                            buckets: {
                                count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                start: string;
                            }[];
                            category: string;
                            /** @description By the server: quota, installation_quota, spike, rate_limited (of a key), filter (allowed origins), duplicate, invalid, too_large, too_many, not_supported, unavailable, overload. By clients: as they name it */
                            reason: string;
                            /** @enum {string} */
                            source: "server" | "client";
                        }[];
                        /** @enum {string} */
                        interval: "minute" | "hour" | "day";
                        /** @description What else was accepted: feedback, attachments, session, monitor (check-ins) */
                        others: {
                            buckets: {
                                count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                start: string;
                            }[];
                            category: string;
                        }[];
                        /** @description Those that sent the most events, at most 100 */
                        projects: {
                            accepted: number;
                            discarded: number;
                            projectId: number;
                        }[];
                    };
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        broker: {
                            kind: string;
                        };
                        database: {
                            dialect: string;
                        };
                        lanes: {
                            /** @description Messages in the dead letters. */
                            dead: number;
                            /** @description Messages waiting for their time. */
                            delayed: number;
                            name: string;
                            /** @description Age of the oldest waiting message; 0 when none waits. */
                            oldestAgeSeconds: number;
                            /** @description Messages waiting to be handled, including what is in hand. */
                            ready: number;
                        }[];
                        /** @description What this process does: web, work. */
                        roles: string[];
                        /** Format: date-time */
                        startedAt: string;
                        version: string;
                    };
                };
            };
        };
    };
    getStorage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Different contents: the same one is kept once */
                        attachments: {
                            bytes: number;
                            count: number;
                        };
                        database: {
                            bytes: number;
                            dialect: string;
                            /** @description Of these: pages that removed rows left, for new ones; null where it is not known */
                            freeBytes: number | null;
                        };
                        /** @description Messages that rest with an error */
                        deadLetters: number;
                        diskFreeBytes: number | null;
                        /** @description The file of the lanes; null with a broker */
                        lanesBytes: number | null;
                        /** @description The largest first; at most 1,000 */
                        projects: {
                            attachmentBytes: number;
                            attachments: number;
                            eventBytes: number;
                            /** @description Stored now */
                            events: number;
                            /** Format: date-time */
                            lastRunAt: string | null;
                            maxAgeDays: number;
                            maxEvents: number;
                            name: string;
                            projectId: number;
                            /** @description Ever */
                            received: number;
                            slug: string;
                        }[];
                    };
                };
            };
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            id: number;
                            /** @description How many people are in it */
                            members: number;
                            name: string;
                            /** @description How many projects it sees */
                            projects: number;
                            slug: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        id: number;
                        /** @description How many people are in it */
                        members: number;
                        name: string;
                        /** @description How many projects it sees */
                        projects: number;
                        slug: string;
                    };
                };
            };
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        id: number;
                        /** @description How many people are in it */
                        members: number;
                        name: string;
                        /** @description How many projects it sees */
                        projects: number;
                        slug: string;
                    };
                };
            };
        };
    };
    deleteTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        id: number;
                        /** @description How many people are in it */
                        members: number;
                        name: string;
                        /** @description How many projects it sees */
                        projects: number;
                        slug: string;
                    };
                };
            };
        };
    };
    listTeamMembers: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    addTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTeamProjects: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            name: string;
                            slug: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    addTeamProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    removeTeamProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number or slug */
                projectId: string;
                /** @description Number or slug */
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            expiresAt: string | null;
                            id: number;
                            lastUsedAt: string | null;
                            name: string;
                            /** @description The first characters of the token */
                            prefix: string;
                            projectId: number | null;
                            scopes: ("read" | "write" | "admin")[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    expiresAt?: string | null;
                    name: string;
                    projectId?: number | null;
                    scopes: ("read" | "write" | "admin")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        expiresAt: string | null;
                        id: number;
                        lastUsedAt: string | null;
                        name: string;
                        /** @description The first characters of the token */
                        prefix: string;
                        projectId: number | null;
                        scopes: ("read" | "write" | "admin")[];
                        /**
                         * @description The same token for sentry-cli, which reads from it where the server is
                         * @example sntrys_…
                         */
                        sentryCliToken: string;
                        /** @example clp_… */
                        token: string;
                    };
                };
            };
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    undoOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        done: number;
                        /** @description Also what POST /undo takes */
                        id: string;
                        projectId: number;
                        /** @description The first 100 */
                        refusals: {
                            issueId: number;
                            shortId: string | null;
                            why: string;
                        }[];
                        refused: number;
                        /** @enum {string} */
                        status: "running" | "done" | "undoing" | "undone";
                        /** @description Issues meant */
                        total: number;
                        /** Format: date-time */
                        undoneAt: string | null;
                    };
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Whether they may sign in */
                            active: boolean;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            email: string;
                            id: number;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ada@example.org */
                    email: string;
                    name?: string;
                    /** @description At least 8 characters */
                    password: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                    teamIds?: number[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether they may sign in */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        email: string;
                        id: number;
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                    };
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether they may sign in */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        email: string;
                        id: number;
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        teams: {
                            id: number;
                            name: string;
                            slug: string;
                        }[];
                    };
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    active?: boolean;
                    /** @example ada@example.org */
                    email?: string;
                    name?: string;
                    /** @enum {string} */
                    role?: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether they may sign in */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        createdAt: string;
                        email: string;
                        id: number;
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                    };
                };
            };
        };
    };
    createPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC
                         */
                        expiresAt: string;
                        /** @description Works once. It is in this answer and nowhere else. */
                        link: string;
                    };
                };
            };
        };
    };
    deleteUserSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listUserTokens: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            createdAt: string;
                            expiresAt: string | null;
                            id: number;
                            lastUsedAt: string | null;
                            name: string;
                            /** @description The first characters of the token */
                            prefix: string;
                            projectId: number | null;
                            scopes: ("read" | "write" | "admin")[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    deleteUserToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: number;
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
