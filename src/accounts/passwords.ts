import { badRequest } from '../kit/index.ts';

/** argon2id with OWASP's first recommendation (19 MiB, two passes, one lane): about 20 ms of one core, off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = async (password: string): Promise<string> => {
  const { hash } = await argon2();
  return await hash(normal(password), cost);
};

/** `hashed` null (no such user) takes as long as a wrong password, so that nobody learns from the clock who has an account. */
export const verifyPassword = async (password: string, hashed: string | null): Promise<boolean> => {
  nobody ??= hashPassword('nobody’s password');
  const { verify } = await argon2();
  const right = await verify(hashed ?? (await nobody), normal(password));
  return right && hashed !== null;
};

/** Throws `weak_password`. Length is what counts (NIST SP 800-63B); the upper bound keeps hashing cheap. */
export const checkPassword = (password: string): void => {
  const { length } = normal(password);
  if (length < 8) throw badRequest('A password has at least 8 characters.', 'weak_password');
  if (length > 200) throw badRequest('A password has at most 200 characters.', 'weak_password');
};

/** Loaded when it is first wanted: threads that check no passwords go without the library (3 MB each). */
const argon2 = () => import('@node-rs/argon2');

let nobody: Promise<string> | undefined;

/** The same password typed on another keyboard must be the same bytes. */
const normal = (password: string): string => password.normalize('NFKC');
