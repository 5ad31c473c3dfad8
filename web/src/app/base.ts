/** Where the app lives: the server writes its base path into `<base href>` of index.html. Ends with a slash. */
export const baseUrl = new URL('./', document.baseURI).href;

/** The path alone, such as `/` or `/errors/`. */
export const basePath = new URL(baseUrl).pathname;
