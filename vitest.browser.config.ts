import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Tests in a real browser. They need Chromium on the machine, so they are not part of `pnpm test`. */
const config: ViteUserConfig = defineConfig({ test: { projects: ['apps/*/vitest.browser.config.ts'] } });
export default config;
