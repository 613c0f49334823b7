import { memoryLimits } from '@codegrant/limits';

const limits = memoryLimits({ rules: { 'sign-in': { points: 5, seconds: 600 } } });

/** Checks a password, at most five times in ten minutes for each user name. Returns the seconds to wait if there were more attempts. */
export const signIn = async (
  userName: string,
  password: string,
  isPassword: (userName: string, password: string) => Promise<boolean>,
): Promise<'signedIn' | 'wrongPassword' | { readonly waitSeconds: number }> => {
  // Before the password is checked, so that attempts at the same time count too.
  const attempt = await limits.take(`sign-in:${userName}`, 1);
  if (!attempt.allowed) return { waitSeconds: attempt.retryAfterSeconds };
  if (!(await isPassword(userName, password))) return 'wrongPassword';
  await limits.forget(`sign-in:${userName}`);
  return 'signedIn';
};
