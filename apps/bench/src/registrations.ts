import type { OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { wholeNumber } from './command/whole-number.ts';
import { flood } from './registrations/flood.ts';
import { openedRegistries } from './registrations/opened-registries.ts';
import { tableLine } from './report/table-line.ts';

// Run it with `pnpm registrations --thousands 100`. It registers clients at a server as fast as it answers, while another client signs in,
// and fails if the registry has more clients than it may have.
const help: OptionHelp = {
  '--thousands N': 'how many thousands of clients register. Default: 100',
  '--cap N': 'how many clients the registry may have. Default: 10000',
};

await runCommand(async (args) => {
  const config = { thousands: { type: 'string', default: '100' }, cap: { type: 'string', default: '10000' } } as const;
  const given = parseOptions(args, config, help);
  const registrations = wholeNumber('thousands', given.thousands, help) * 1000;
  const cap = wholeNumber('cap', given.cap, help);
  console.log(tableLine('Registry', 'Created', 'Refused', 'Kept', 'Sign-ins', 'Longest sign-in'));
  console.log(tableLine('---', '---', '---', '---', '---', '---'));
  for (const [name, open] of Object.entries(openedRegistries)) {
    const { registry, close } = await open();
    try {
      const { created, full, kept, signIns, longestSignIn } = await flood(registry, registrations, cap);
      console.log(tableLine(name, created, full, kept, signIns, `${longestSignIn} ms`));
      if (kept > cap) throw new Error(`The registry has ${kept} clients, and may have ${cap}.`);
    } finally {
      await close();
    }
  }
});
