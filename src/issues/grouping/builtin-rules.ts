/**
 * Fingerprint rules that every project has, after its own. They belong to the algorithm's version: a change here needs a new one. Failed downloads of code
 * and differing server markup come with stacks of the loader or of React, which differ by page and build and say nothing of the cause.
 */
export const BUILTIN_FINGERPRINT_RULES = `
family:javascript type:"ChunkLoadError" -> chunk-load-error
family:javascript value:"*Loading chunk * failed*" -> chunk-load-error
family:javascript value:"*Loading CSS chunk * failed*" -> chunk-load-error
family:javascript value:"*Failed to fetch dynamically imported module*" -> chunk-load-error
family:javascript value:"*error loading dynamically imported module*" -> chunk-load-error
family:javascript value:"*Importing a module script failed*" -> chunk-load-error
family:javascript value:"*Hydration failed because*" -> hydration-error, {{ transaction }}
family:javascript value:"*There was an error while hydrating*" -> hydration-error, {{ transaction }}
family:javascript value:"*Text content does not match server-rendered HTML*" -> hydration-error, {{ transaction }}
`;
