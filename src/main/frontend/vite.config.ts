import { defineConfig } from 'vite';

export default defineConfig({
  base: '/islands/',
  build: {
    manifest: 'manifest.json',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssMinify: false,
    rollupOptions: { input: { page: 'src/page.ts', viewer: 'src/viewer.ts', modeler: 'src/modeler.ts', styles: 'src/styles.scss' } },
  },
});
