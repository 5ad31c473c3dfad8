import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** The least any server must do with these bodies: read, gunzip, answer. Run as a process of its own; prints its port. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    response.setHeader('content-type', 'application/json');
    response.end(`{"bytes":${plain.length}}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`limit listens on ${address.port}`);
});
