/** A `multipart/form-data` body as browsers and curl make it. */
export const formData = async (
  fields: Readonly<Record<string, string>>,
  files: readonly { name: string; filename: string; bytes: Uint8Array }[],
): Promise<{ body: Buffer; contentType: string }> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, filename, bytes } of files) form.append(name, new Blob([new Uint8Array(bytes)]), filename);
  const response = new Response(form);
  return {
    contentType: response.headers.get('content-type') ?? '',
    body: Buffer.from(await response.arrayBuffer()),
  };
};
