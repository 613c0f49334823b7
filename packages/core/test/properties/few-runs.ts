import fc from 'fast-check';

// A mutant is run against every test: what takes a hundred tries elsewhere takes a few here.
fc.configureGlobal({ numRuns: 15 });
