import fc from 'fast-check';

// Every mutant runs against every test, so each property makes 15 runs, not the default of 100.
fc.configureGlobal({ numRuns: 15 });
