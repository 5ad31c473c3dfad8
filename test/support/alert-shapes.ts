import { Type } from 'typebox';

/** What the services say they take, as schemas: the limits are theirs. */
const closed = { additionalProperties: false } as const;
const url = Type.String({ pattern: '^https?://', maxLength: 3_000 });

/** https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const slackText = Type.Union([
  Type.Object(
    { type: Type.Literal('plain_text'), text: Type.String({ minLength: 1, maxLength: 3_000 }), emoji: Type.Boolean() },
    closed,
  ),
  Type.Object({ type: Type.Literal('mrkdwn'), text: Type.String({ minLength: 1, maxLength: 3_000 }) }, closed),
]);
export const slackShape = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 40_000 }),
    blocks: Type.Array(
      Type.Union([
        Type.Object({ type: Type.Literal('section'), text: slackText }, closed),
        Type.Object(
          { type: Type.Literal('context'), elements: Type.Array(slackText, { minItems: 1, maxItems: 10 }) },
          closed,
        ),
      ]),
      { minItems: 1, maxItems: 50 },
    ),
  },
  closed,
);

/** https://developers.mattermost.com/integrate/webhooks/incoming/#parameters and https://developers.mattermost.com/integrate/reference/message-attachments/ */
export const mattermostShape = Type.Object(
  {
    username: Type.String(),
    text: Type.String({ minLength: 1, maxLength: 16_383 }),
    attachments: Type.Array(
      Type.Object(
        {
          fallback: Type.String({ minLength: 1 }),
          color: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
          text: Type.String({ maxLength: 16_383 }),
          fields: Type.Array(
            Type.Object({ short: Type.Boolean(), title: Type.String(), value: Type.String() }, closed),
          ),
        },
        closed,
      ),
      { maxItems: 1 },
    ),
  },
  closed,
);

/** https://docs.discord.com/developers/resources/webhook#execute-webhook and https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export const discordShape = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 80 }),
    allowed_mentions: Type.Object({ parse: Type.Array(Type.String(), { maxItems: 0 }) }, closed),
    embeds: Type.Array(
      Type.Object(
        {
          title: Type.String({ minLength: 1, maxLength: 256 }),
          url,
          description: Type.String({ maxLength: 4_096 }),
          color: Type.Integer({ minimum: 0, maximum: 0xffffff }),
          fields: Type.Array(
            Type.Object(
              {
                name: Type.String({ minLength: 1, maxLength: 256 }),
                value: Type.String({ minLength: 1, maxLength: 1_024 }),
                inline: Type.Boolean(),
              },
              closed,
            ),
            { maxItems: 25 },
          ),
          timestamp: Type.String({ format: 'date-time' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 10 },
    ),
  },
  closed,
);

/** https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using and https://adaptivecards.io/explorer/ */
const openUrl = Type.Object({ type: Type.Literal('Action.OpenUrl'), title: Type.Optional(Type.String()), url }, closed);
export const teamsShape = Type.Object(
  {
    type: Type.Literal('message'),
    attachments: Type.Array(
      Type.Object(
        {
          contentType: Type.Literal('application/vnd.microsoft.card.adaptive'),
          contentUrl: Type.Null(),
          content: Type.Object(
            {
              $schema: Type.Literal('http://adaptivecards.io/schemas/adaptive-card.json'),
              type: Type.Literal('AdaptiveCard'),
              version: Type.String({ pattern: '^1\\.[0-5]$' }),
              body: Type.Array(
                Type.Object(
                  {
                    type: Type.Literal('RichTextBlock'),
                    inlines: Type.Array(
                      Type.Object(
                        {
                          type: Type.Literal('TextRun'),
                          text: Type.String({ minLength: 1 }),
                          weight: Type.Enum(['Default', 'Lighter', 'Bolder']),
                          selectAction: Type.Optional(openUrl),
                        },
                        closed,
                      ),
                    ),
                  },
                  closed,
                ),
              ),
              actions: Type.Array(openUrl, { maxItems: 6 }),
            },
            closed,
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 1 },
    ),
  },
  closed,
);

/** https://core.telegram.org/bots/api#sendmessage; the limit of the text counts after its tags are read, we keep it before. */
export const telegramShape = Type.Object(
  {
    chat_id: Type.String({ pattern: '^(-?\\d+|@\\w+)$' }),
    message_thread_id: Type.Optional(Type.Integer({ minimum: 1 })),
    text: Type.String({ minLength: 1, maxLength: 4_096 }),
    parse_mode: Type.Literal('HTML'),
    link_preview_options: Type.Object({ is_disabled: Type.Boolean() }, closed),
  },
  closed,
);

/** docs/alerts.md */
const content = {
  trigger: Type.String(),
  title: Type.String(),
  url,
  project: Type.Object({ id: Type.Integer(), name: Type.String(), slug: Type.String() }, closed),
  issue: Type.Union([
    Type.Null(),
    Type.Object(
      {
        id: Type.Integer(),
        shortId: Type.String(),
        culprit: Type.String(),
        kind: Type.String(),
        platform: Type.String(),
      },
      closed,
    ),
  ]),
  event: Type.Union([
    Type.Null(),
    Type.Object(
      {
        id: Type.Union([Type.Null(), Type.String({ pattern: '^[0-9a-f]{32}$' })]),
        environment: Type.Union([Type.Null(), Type.String()]),
        release: Type.Union([Type.Null(), Type.String()]),
      },
      closed,
    ),
  ]),
  level: Type.Union([Type.Null(), Type.String()]),
  reason: Type.Union([Type.Null(), Type.String()]),
  rule: Type.Union([Type.Null(), Type.Object({ id: Type.Integer(), name: Type.String() }, closed)]),
  more: Type.Integer({ minimum: 0 }),
};
const item = Type.Object({ ...content, items: Type.Array(Type.Unknown(), { maxItems: 0 }) }, closed);
export const webhookShape = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    type: Type.String({ pattern: '^alert\\.[a-z_]+$' }),
    timestamp: Type.String({ format: 'date-time' }),
    data: Type.Object({ ...content, items: Type.Array(item, { maxItems: 100 }) }, closed),
  },
  closed,
);
