import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({ test: { projects: ['packages/*', 'apps/*', 'testing'] } });
export default config;
